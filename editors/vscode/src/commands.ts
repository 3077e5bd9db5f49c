/** The commands that people see, each a few lines: what they do is done elsewhere. */
import * as vscode from 'vscode';
import { ExecuteCommandRequest } from 'vscode-languageclient/node';
import { isLanguageOff, languageHere, turnLanguage } from './languages';
import type { Server } from './server';
import type { Setup } from './setup';
import type { DaemonStatus } from './status';
import { withoutLinks } from './words';

const { l10n } = vscode;

/** Choices of "Snooze…", in minutes. */
const kSnoozes = [5, 15, 30, 60, 240] as const;

export interface CommandParts {
  readonly server: Server;
  readonly setup: Setup;
  readonly log: vscode.LogOutputChannel;
  showMenu(): Promise<void>;
  /** What the status bar says, as a sentence. */
  sentence(): string;
  /** The daemon's last word. */
  status(): DaemonStatus | undefined;
}

export function registerCommands(parts: CommandParts): vscode.Disposable {
  const { server, setup, log } = parts;
  const commands: Record<string, (...args: never[]) => unknown> = {
    'inkling.menu': () => parts.showMenu(),
    'inkling.enable': () => enable(parts),
    'inkling.disable': () => tellDaemon(parts, 'disable', []),
    'inkling.snooze': (minutes?: number) => snooze(parts, minutes),
    'inkling.toggleLanguage': (language?: string) => toggleLanguage(parts, language),
    'inkling.clearCache': () => tellDaemon(parts, 'clearCache', []),
    'inkling.chooseBackend': () => setup.chooseBackend(),
    'inkling.setApiKey': () => setup.setKey(),
    'inkling.removeApiKey': () => setup.removeKey(),
    'inkling.testBackend': () => setup.test(),
    'inkling.trace': () => openTrace(parts),
    'inkling.showLog': () => log.show(),
    'inkling.openSettings': () => vscode.commands.executeCommand('workbench.action.openSettings', '@ext:inkling.inkling'),
    'inkling.restart': () => server.restart(),
  };
  const registered = Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run));
  return vscode.Disposable.from(...registered);
}

async function enable(parts: CommandParts): Promise<void> {
  await tellDaemon(parts, 'enable', []);
  const status = await parts.server.client?.sendRequest<DaemonStatus>(ExecuteCommandRequest.method, {
    command: 'inkling.server.status',
  });
  if (status?.state !== 'disabled') return;
  const setting = l10n.t('Open the setting');
  const said = l10n.t('inkling stays off: that is what the settings, or config.toml, say.');
  if ((await vscode.window.showInformationMessage(said, setting)) === setting)
    await vscode.commands.executeCommand('workbench.action.openSettings', 'inkling.completion.enabled');
}

async function toggleLanguage(parts: CommandParts, language = languageHere()): Promise<void> {
  if (language === undefined) {
    void vscode.window.showInformationMessage(l10n.t('Open a file with text first.'));
    return;
  }
  const byCommand = parts.status()?.disabledLanguages?.includes(language) === true;
  const isOff = byCommand || isLanguageOff(language);
  if (byCommand) await tellDaemon(parts, 'enable', [{ language }]);
  await turnLanguage(language, isOff);
}

async function snooze(parts: CommandParts, minutes?: number): Promise<void> {
  const chosen = minutes ?? (await pickMinutes());
  if (chosen !== undefined) await tellDaemon(parts, 'snooze', [chosen]);
}

async function pickMinutes(): Promise<number | undefined> {
  const items = kSnoozes.map((minutes) => ({ label: l10n.t('{0} minutes', minutes), minutes }));
  return (await vscode.window.showQuickPick(items, { title: l10n.t('Show nothing for how long?') }))?.minutes;
}

/** By the command that the library has registered, which is seen by what listens to commands (switches.ts). */
async function tellDaemon(parts: CommandParts, command: string, args: unknown[]): Promise<void> {
  if (isRunning(parts)) await vscode.commands.executeCommand(`inkling.server.${command}`, ...args);
}

/** Where it does not run, that is told: somebody wanted something of it. */
function isRunning(parts: CommandParts): boolean {
  const running = parts.server.state.kind === 'running';
  if (!running) void vscode.window.showInformationMessage(withoutLinks(parts.sentence()));
  return running;
}

function openTrace(parts: CommandParts): void {
  const { state } = parts.server;
  if (!isRunning(parts) || state.kind !== 'running') return;
  const { binary, pid } = state;
  const terminal = vscode.window.createTerminal({
    name: 'inkling trace',
    shellPath: binary.path,
    shellArgs: pid === undefined ? ['trace'] : ['trace', String(pid)],
    iconPath: new vscode.ThemeIcon('list-flat'),
  });
  terminal.show(true);
}
