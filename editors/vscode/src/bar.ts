/** The status bar item: what is known, drawn. Its menu is menu.ts. */
import * as vscode from 'vscode';
import type { Counts } from './today';
import { faceOf, type Known } from './status';
import { answerText, isTold, silenceText, type TraceEvent } from './words';

const { l10n } = vscode;

export class Bar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('inkling.status', vscode.StatusBarAlignment.Right, 100);
  /** The last answer, and the last reason why nothing was shown. */
  private last: TraceEvent | undefined;
  private silence: TraceEvent | undefined;

  constructor() {
    this.item.name = 'inkling';
    this.item.command = 'inkling.menu';
  }

  /** One key press, as the daemon tells it. */
  heard(event: TraceEvent): void {
    if (!isTold(event)) return;
    if ((event.offeredBytes ?? 0) > 0) {
      this.last = event;
      this.silence = undefined;
    } else {
      this.silence = event;
    }
  }

  /** Why nothing was shown at the last key press; undefined where something was. */
  whySilent(): string | undefined {
    return this.silence === undefined ? undefined : silenceText(this.silence);
  }

  lastAnswer(): string | undefined {
    return this.last === undefined ? undefined : answerText(this.last);
  }

  draw(known: Known, counts: Counts, rivals: readonly string[]): void {
    const face = faceOf(known);
    this.item.text = face.text;
    this.item.accessibilityInformation = { label: `inkling: ${face.sentence}`, role: 'button' };
    this.item.backgroundColor =
      face.severity === 'none' ? undefined : new vscode.ThemeColor(`statusBarItem.${face.severity}Background`);
    this.item.tooltip = this.tooltip(face.sentence, known, counts, rivals);
    this.item.show();
  }

  dispose(): void {
    this.item.dispose();
  }

  private tooltip(
    sentence: string,
    { daemon }: Known,
    counts: Counts,
    rivals: readonly string[],
  ): vscode.MarkdownString {
    const tip = new vscode.MarkdownString();
    const line = (name: string, value: string | undefined): void => {
      if (value === undefined) return;
      tip.appendMarkdown(`\n\n**${name}** `);
      tip.appendText(value);
    };
    tip.appendText(sentence);
    line(l10n.t('Backend'), daemon?.model === undefined ? daemon?.backend : `${daemon.backend}, ${daemon.model}`);
    line(l10n.t('Last answer'), this.lastAnswer());
    line(l10n.t('Nothing shown'), this.whySilent());
    line(l10n.t('Today'), todayText(counts));
    if (rivals.length > 0) line(l10n.t('Beside'), rivals.join(', '));
    return tip;
  }
}

export function todayText(counts: Counts): string {
  return l10n.t('{0} offered, {1} accepted, {2} keys saved', counts.offered, counts.accepted, counts.keysSaved);
}
