/** inkling in VS Code: puts the parts together. */
import * as vscode from 'vscode';
import { clientOptions } from './client_options';
import { registerCommands } from './commands';
import { Completions } from './completions';
import { Keys } from './keys';
import { Server } from './server';
import { startOptions } from './settings';
import { inspector, Setup } from './setup';
import { Today, type Counts } from './today';
import { Window } from './window';

/** The oldest daemon with all that is used here. */
const kDaemonWanted = '0.1.0';
/** Where today's counts are kept. */
const kCounts = 'inkling.today';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('inkling', { log: true });
  const keys = new Keys(context.secrets, context.globalState);
  const completions = new Completions();
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
      setting: vscode.workspace.getConfiguration('inkling').get<string>('server.path', '').trim(),
      bundled: context.asAbsolutePath('bin/inkling'),
      pathVariable: process.env['PATH'],
    }),
    options: async () =>
      clientOptions({
        completions,
        keys: await keys.all(),
        client: () => server.client,
        onAccepted: () => window.accepted(),
      }),
    prepare: (client) => window.listen(client),
  });
  const window = new Window(server, completions, today);
  const setup = new Setup({
    keys,
    log,
    binary: () => (server.state.kind === 'running' ? server.state.binary.path : undefined),
  });
  context.subscriptions.push(
    log,
    keys,
    completions,
    window,
    server,
    registerCommands({ server, setup, log, showMenu: () => window.showMenu() }),
    restartWhereNeeded(server, keys),
  );
  await server.restart();
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
