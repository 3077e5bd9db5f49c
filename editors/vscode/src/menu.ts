/** The menu of the status bar item: state first, then what can be done about it. */
import * as vscode from 'vscode';

const { l10n } = vscode;

export interface MenuState {
  /** What the status bar says, as a sentence. */
  readonly sentence: string;
  readonly details: readonly string[];
  readonly running: boolean;
  readonly off: boolean;
  readonly snoozed: boolean;
  /** Of the active document: LSP id. */
  readonly language: string | undefined;
  readonly languageOff: boolean;
  readonly rivals: readonly string[];
}

interface Entry extends vscode.QuickPickItem {
  readonly command?: readonly [name: string, ...args: unknown[]];
}

/** Shows it, and runs what is chosen. */
export async function showMenu(state: MenuState): Promise<void> {
  const chosen = await vscode.window.showQuickPick(entries(state), {
    title: l10n.t('inkling'),
    placeHolder: state.sentence,
    matchOnDetail: true,
  });
  if (chosen?.command !== undefined) await vscode.commands.executeCommand(...chosen.command);
}

function entries(state: MenuState): Entry[] {
  const list: Entry[] = [head(state)];
  if (state.rivals.length > 0) {
    list.push({
      ...entry('info', l10n.t('{0} is active, too', state.rivals.join(', ')), ['workbench.view.extensions']),
      detail: l10n.t('Two extensions with ghost text take turns at the same place. Switch one of them off.'),
    });
  }
  if (state.running) list.push(separator(l10n.t('Completion')), ...switches(state));
  list.push(separator(l10n.t('Backend')));
  list.push(
    entry('server', l10n.t('Choose backend…'), ['inkling.chooseBackend']),
    entry('key', l10n.t('Set API key…'), ['inkling.setApiKey']),
    entry('pulse', l10n.t('Test backend'), ['inkling.testBackend']),
    separator('inkling'),
    entry('list-flat', l10n.t('Trace: one line a key, and why'), ['inkling.trace']),
    entry('output', l10n.t('Log'), ['inkling.showLog']),
    entry('settings-gear', l10n.t('Settings'), ['inkling.openSettings']),
    entry('refresh', l10n.t('Restart'), ['inkling.restart']),
  );
  return list;
}

function head(state: MenuState): Entry {
  return { label: state.sentence, detail: state.details.join(' · '), alwaysShow: true, command: ['inkling.showLog'] };
}

function switches(state: MenuState): Entry[] {
  const list: Entry[] = [];
  list.push(
    state.off
      ? entry('play', l10n.t('Turn on in this window'), ['inkling.enable'])
      : entry('circle-slash', l10n.t('Turn off in this window'), ['inkling.disable']),
  );
  if (state.language !== undefined) {
    const label = state.languageOff
      ? l10n.t('Turn on for {0}', state.language)
      : l10n.t('Turn off for {0}', state.language);
    list.push(entry(state.languageOff ? 'play' : 'circle-slash', label, ['inkling.toggleLanguage', state.language]));
  }
  list.push(
    state.snoozed
      ? entry('bell', l10n.t('End the snooze'), ['inkling.snooze', 0])
      : entry('bell-slash', l10n.t('Snooze for 5 minutes'), ['inkling.snooze', 5]),
  );
  if (!state.snoozed) list.push(entry('bell-slash', l10n.t('Snooze…'), ['inkling.snooze']));
  return list;
}

/** The icon beside the label, not in it: a screen reader would spell its name. */
function entry(icon: string, label: string, command: NonNullable<Entry['command']>): Entry {
  return { label, iconPath: new vscode.ThemeIcon(icon), command };
}

function separator(label: string): Entry {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
