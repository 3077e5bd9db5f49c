/** The messages that pop up though nobody has asked for them: there are two kinds, and each text comes once. */
import * as vscode from 'vscode';
import type { Fault } from './binary';
import { faultText, withoutLinks } from './words';

/** Nothing works without the program, so what is wrong with it is told. */
export async function tellFault(fault: Fault): Promise<void> {
  const setting = vscode.l10n.t('Open the setting');
  const pressed = await vscode.window.showErrorMessage(`inkling: ${withoutLinks(faultText(fault))}`, setting);
  if (pressed === setting) await vscode.commands.executeCommand('workbench.action.openSettings', 'inkling.server.path');
}

/** What the daemon has to say (`window/showMessage`): mistakes in the configuration. Each new daemon finds them again. */
export class Mistakes {
  private readonly told = new Set<string>();

  tell(message: string): void {
    if (this.told.has(message)) return;
    this.told.add(message);
    void this.show(withoutLinks(message));
  }

  /** A message shows the beginning of the first line; the log has all. */
  private async show(text: string): Promise<void> {
    const details = vscode.l10n.t('Details');
    if ((await vscode.window.showWarningMessage(text, details)) === details)
      await vscode.commands.executeCommand('inkling.showLog');
  }
}
