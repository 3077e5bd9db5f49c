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
      label: l10n.t('$(info) {0} is active, too', state.rivals.join(', ')),
      detail: l10n.t('Two extensions with ghost text take turns at the same place. Switch one of them off.'),
      command: ['workbench.view.extensions'],
    });
  }
  if (state.running) list.push(separator(l10n.t('Completion')), ...switches(state));
  list.push(separator(l10n.t('Backend')));
  list.push(
    { label: l10n.t('$(server) Choose backend…'), command: ['inkling.chooseBackend'] },
    { label: l10n.t('$(key) Set API key…'), command: ['inkling.setApiKey'] },
    { label: l10n.t('$(pulse) Test backend'), command: ['inkling.testBackend'] },
    separator('inkling'),
    { label: l10n.t('$(list-flat) Trace: one line a key, and why'), command: ['inkling.trace'] },
    { label: l10n.t('$(output) Log'), command: ['inkling.showLog'] },
    { label: l10n.t('$(settings-gear) Settings'), command: ['inkling.openSettings'] },
    { label: l10n.t('$(refresh) Restart'), command: ['inkling.restart'] },
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
      ? { label: l10n.t('$(play) Turn on in this window'), command: ['inkling.enable'] }
      : { label: l10n.t('$(circle-slash) Turn off in this window'), command: ['inkling.disable'] },
  );
  if (state.language !== undefined) {
    const label = state.languageOff
      ? l10n.t('$(play) Turn on for {0}', state.language)
      : l10n.t('$(circle-slash) Turn off for {0}', state.language);
    list.push({ label, command: ['inkling.toggleLanguage', state.language] });
  }
  list.push(
    state.snoozed
      ? { label: l10n.t('$(bell) End the snooze'), command: ['inkling.snooze', 0] }
      : { label: l10n.t('$(bell-slash) Snooze for 5 minutes'), command: ['inkling.snooze', 5] },
  );
  if (!state.snoozed) list.push({ label: l10n.t('$(bell-slash) Snooze…'), command: ['inkling.snooze'] });
  return list;
}

function separator(label: string): Entry {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
