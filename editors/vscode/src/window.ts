/** What one window knows, and where it shows it: listens to everybody, draws the status bar, opens the menu. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { Bar, todayText } from './bar';
import type { Completions, Offer, Refresh } from './completions';
import { isLanguageOff, languageHere } from './languages';
import { showMenu } from './menu';
import { Mistakes, tellFault } from './messages';
import { rivalsAmong } from './rivals';
import type { Server, ServerState } from './server';
import { faceOf, type DaemonStatus, type Known } from './status';
import { Progress, type Today } from './today';
import type { TraceEvent } from './words';

/** Drawn once for all that happens in so short a time, in ms. */
const kDrawPauseMs = 100;

export class Window implements vscode.Disposable {
  private readonly bar = new Bar();
  private daemon: DaemonStatus | undefined;
  /** The last offer, while the text goes along with it. */
  private offer: { readonly document: vscode.TextDocument; readonly progress: Progress } | undefined;
  private toldMissing = false;
  private readonly mistakes = new Mistakes();
  /** Other extensions with ghost text: looked for when extensions change, not with each key. */
  private rivals = rivalsHere();
  private drawing: NodeJS.Timeout | undefined;
  private readonly listeners: vscode.Disposable[];

  constructor(
    private readonly server: Server,
    private readonly completions: Completions,
    private readonly today: Today,
  ) {
    this.listeners = [
      server.onDidChange(() => this.serverChanged()),
      completions.onDidOffer((offer) => this.offered(offer)),
      vscode.workspace.onDidChangeTextDocument((event) => this.textChanged(event)),
      vscode.window.onDidChangeActiveTextEditor(() => this.redraw()),
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('inkling') && this.redraw()),
      vscode.extensions.onDidChange(() => {
        this.rivals = rivalsHere();
        this.redraw();
      }),
    ];
    this.redraw();
  }

  /** Listens to a daemon that is about to start. */
  listen(client: LanguageClient): vscode.Disposable {
    this.daemon = undefined;
    return vscode.Disposable.from(
      client.onNotification('inkling/status', (status: DaemonStatus) => {
        this.daemon = status;
        this.redraw();
      }),
      // Instead of the library's own way, which shows each as often as it comes.
      client.onNotification('window/showMessage', (said: { message: string }) => this.mistakes.tell(said.message)),
      client.onNotification('inkling/refresh', (refresh: Refresh) => this.completions.refresh(client, refresh)),
      client.onNotification('inkling/traceEvent', (event: TraceEvent) => {
        this.bar.heard(event);
        this.redraw();
      }),
    );
  }

  showMenu(): Promise<void> {
    const counts = todayText(this.today.counts());
    const language = languageHere();
    const details = [this.bar.whySilent() ?? this.bar.lastAnswer(), counts];
    return showMenu({
      sentence: this.sentence(),
      details: details.filter((text) => text !== undefined),
      running: this.server.state.kind === 'running',
      off: this.daemon?.state === 'disabled',
      snoozed: this.daemon?.state === 'snoozed',
      language,
      languageOff: this.languageOff() !== undefined,
      rivals: this.rivals,
    });
  }

  /** What the status bar says. */
  sentence(): string {
    return faceOf(this.known()).sentence;
  }

  /** The daemon's last word. */
  get status(): DaemonStatus | undefined {
    return this.daemon;
  }

  /** A whole suggestion was accepted. */
  accepted(): void {
    this.today.accepted();
    this.redraw();
  }

  dispose(): void {
    clearTimeout(this.drawing);
    vscode.Disposable.from(this.bar, ...this.listeners).dispose();
  }

  private serverChanged(): void {
    this.redraw();
    this.tellMissing(this.server.state);
    // Each key, and why: the status bar's last answer. It holds no source text.
    this.server.client?.sendRequest('inkling/trace', {}).catch(() => undefined);
  }

  /** Once in a window's life. */
  private tellMissing(state: ServerState): void {
    if (state.kind !== 'missing' || this.toldMissing) return;
    this.toldMissing = true;
    void tellFault(state.fault);
  }

  private offered(offer: Offer): void {
    const { document, position, text } = offer;
    this.offer = { document, progress: new Progress(text, document.offsetAt(position)) };
    this.today.offered(offer.id);
  }

  /** Several characters of what was offered, written at once where it was offered: some of it was accepted. */
  private textChanged(event: vscode.TextDocumentChangeEvent): void {
    const [change] = event.contentChanges;
    if (this.offer?.document !== event.document || change === undefined) return;
    const isOne = event.contentChanges.length === 1 && event.reason === undefined;
    const taken = isOne ? this.offer.progress.taken(change) : undefined;
    if (taken === undefined) this.offer = undefined;
    else if (taken > 1) {
      this.today.written(taken);
      this.redraw();
    }
  }

  private known(): Known {
    return {
      server: this.server.state,
      daemon: this.daemon,
      trusted: vscode.workspace.isTrusted,
      languageOff: this.languageOff(),
    };
  }

  /** The active text's language, where nothing is offered in it: by a setting or a command. */
  private languageOff(): string | undefined {
    const language = languageHere();
    if (language === undefined) return undefined;
    return isLanguageOff(language) || this.daemon?.disabledLanguages?.includes(language) === true ? language : undefined;
  }

  private redraw(): void {
    this.drawing ??= setTimeout(() => {
      this.drawing = undefined;
      this.bar.draw(this.known(), this.today.counts(), this.rivals);
    }, kDrawPauseMs);
  }
}

function rivalsHere(): string[] {
  return rivalsAmong(vscode.extensions.all.map((extension) => extension.id));
}
