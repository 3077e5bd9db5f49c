/** inkling in VS Code: puts the parts together. */
import * as vscode from 'vscode';
import { ExecuteCommandRequest } from 'vscode-languageclient/node';
import { clientOptions } from './client_options';
import { registerCommands } from './commands';
import { Completions } from './completions';
import { inspector, textOf } from './configuration';
import { Keys } from './keys';
import { Server } from './server';
import { startOptions } from './settings';
import { Setup } from './setup';
import { Switches } from './switches';
import { Today, type Counts } from './today';
import { Window } from './window';

/** The oldest daemon with all that is used here. */
const kDaemonWanted = '0.1.0';
/** Where today's counts are kept. */
const kCounts = 'inkling.today';

/** The command of every item (docs/PROTOCOL.md). */
const kAccepted = 'inkling.server.accepted';

/** Of this window; VS Code has functions for its beginning and end, no object. */
let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
  server = begin(context);
  // Nobody waits for it: commands work meanwhile, and what fails is in the status bar.
  void server.restart();
}

/** VS Code waits for this, so no daemon outlives its window. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}

/** Puts the parts together. */
function begin(context: vscode.ExtensionContext): Server {
  const log = vscode.window.createOutputChannel('inkling', { log: true });
  const keys = new Keys(context.secrets, context.globalState);
  const completions = new Completions();
  const switches = new Switches();
  const today = new Today(
    {
      get: () => context.globalState.get<Counts>(kCounts),
      set: (counts) => void context.globalState.update(kCounts, counts),
    },
    localDay,
  );
  const server: Server = new Server({
    log,
    wanted: kDaemonWanted,
    places: () => ({
      setting: textOf(vscode.workspace.getConfiguration('inkling').get('server.path')).trim(),
      bundled: context.asAbsolutePath('bin/inkling'),
      pathVariable: process.env['PATH'],
    }),
    options: async () =>
      clientOptions({
        completions,
        keys: await keys.all(),
        client: () => server.newestClient,
        onCommand: (name, args) => {
          if (name === kAccepted) window.accepted();
          switches.heard(name, args, Date.now());
        },
      }),
    prepare: (client) => window.listen(client),
  });
  const window = new Window(server, completions, today);
  const setup = new Setup({
    keys,
    log,
    find: () => server.find(),
  });
  context.subscriptions.push(
    log,
    keys,
    completions,
    window,
    server,
    registerCommands({
      server,
      setup,
      log,
      showMenu: () => window.showMenu(),
      sentence: () => window.sentence(),
      status: () => window.status,
    }),
    server.onDidChange(() => repeat(switches, server)),
    restartWhereNeeded(server, keys),
  );
  return server;
}

/** What was switched off in this window is off for the next daemon, too. */
function repeat(switches: Switches, server: Server): void {
  for (const [command, args] of switches.repeated(Date.now())) {
    server.client?.sendRequest(ExecuteCommandRequest.method, { command, arguments: args }).catch(() => undefined);
  }
}

/** What the daemon is told only as it starts makes a new one of it; all else reaches it as it changes. */
function restartWhereNeeded(server: Server, keys: Keys): vscode.Disposable {
  const told = (): string => {
    const path = vscode.workspace.getConfiguration('inkling').get('server.path');
    return JSON.stringify([path, startOptions(inspector(), vscode.workspace.isTrusted, {})]);
  };
  let before = told();
  const look = (): void => {
    const now = told();
    if (now === before) return;
    before = now;
    void server.restart();
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('inkling') && look()),
    vscode.workspace.onDidGrantWorkspaceTrust(look),
    keys.onDidChange(() => void server.restart()),
  );
}

function localDay(): string {
  const now = new Date();
  const digits = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${digits(now.getMonth() + 1)}-${digits(now.getDate())}`;
}
