/** The commands that people see, each a few lines: what they do is done elsewhere. */
import * as vscode from 'vscode';
import { ExecuteCommandRequest } from 'vscode-languageclient/node';
import type { Server } from './server';
import type { Setup } from './setup';

const { l10n } = vscode;

/** Choices of "Snooze…", in minutes. */
const kSnoozes = [5, 15, 30, 60, 240] as const;

export interface CommandParts {
  readonly server: Server;
  readonly setup: Setup;
  readonly log: vscode.LogOutputChannel;
  showMenu(): Promise<void>;
}

export function registerCommands(parts: CommandParts): vscode.Disposable {
  const { server, setup, log } = parts;
  const commands: Record<string, (...args: never[]) => unknown> = {
    'inkling.menu': () => parts.showMenu(),
    'inkling.enable': () => tellDaemon(server, 'enable', []),
    'inkling.disable': () => tellDaemon(server, 'disable', []),
    'inkling.snooze': (minutes?: number) => snooze(server, minutes),
    'inkling.toggleLanguage': (language?: string) => toggleLanguage(language),
    'inkling.clearCache': () => tellDaemon(server, 'clearCache', []),
    'inkling.chooseBackend': () => setup.chooseBackend(),
    'inkling.setApiKey': () => setup.setKey(),
    'inkling.removeApiKey': () => setup.removeKey(),
    'inkling.testBackend': () => setup.test(),
    'inkling.trace': () => openTrace(server),
    'inkling.showLog': () => log.show(),
    'inkling.openSettings': () => vscode.commands.executeCommand('workbench.action.openSettings', '@ext:inkling.inkling'),
    'inkling.restart': () => server.restart(),
  };
  const registered = Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run));
  return vscode.Disposable.from(...registered);
}

/** Is nothing offered in that language, by a setting? */
export function isLanguageOff(language: string): boolean {
  return languagesOff().includes(language);
}

function languagesOff(): readonly string[] {
  return vscode.workspace.getConfiguration('inkling').get<string[]>('completion.languages_disabled', []);
}

async function toggleLanguage(language = vscode.window.activeTextEditor?.document.languageId): Promise<void> {
  if (language === undefined) return;
  const configuration = vscode.workspace.getConfiguration('inkling');
  const inspected = configuration.inspect<string[]>('completion.languages_disabled');
  const listed = inspected?.globalValue ?? [];
  const off = isLanguageOff(language);
  const changed = off ? listed.filter((other) => other !== language) : [...listed, language];
  // An empty list is as good as none.
  const value = changed.length === 0 ? undefined : changed;
  await configuration.update('completion.languages_disabled', value, vscode.ConfigurationTarget.Global);
}

async function snooze(server: Server, minutes?: number): Promise<void> {
  const chosen = minutes ?? (await pickMinutes());
  if (chosen !== undefined) await tellDaemon(server, 'snooze', [chosen]);
}

async function pickMinutes(): Promise<number | undefined> {
  const items = kSnoozes.map((minutes) => ({ label: l10n.t('{0} minutes', minutes), minutes }));
  return (await vscode.window.showQuickPick(items, { title: l10n.t('Show nothing for how long?') }))?.minutes;
}

async function tellDaemon(server: Server, command: string, args: unknown[]): Promise<void> {
  await server.client?.sendRequest(ExecuteCommandRequest.type, {
    command: `inkling.server.${command}`,
    arguments: args,
  });
}

function openTrace(server: Server): void {
  if (server.state.kind !== 'running') return;
  const { binary, pid } = server.state;
  const terminal = vscode.window.createTerminal({
    name: 'inkling trace',
    shellPath: binary.path,
    shellArgs: pid === undefined ? ['trace'] : ['trace', String(pid)],
    iconPath: new vscode.ThemeIcon('list-flat'),
  });
  terminal.show(true);
}
