/**
 * The daemon's life: found, started, watched, started again. One daemon a window, on stdin and stdout.
 * Each start makes a new client, so nothing of a dead daemon is left over.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  type LanguageClientOptions,
} from 'vscode-languageclient/node';
import { Backoff } from './backoff';
import { find, isFault, type Binary, type Fault, type Places } from './binary';

export type ServerState =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly binary: Binary; readonly pid: number | undefined }
  | { readonly kind: 'waiting'; readonly forMs: number }
  | { readonly kind: 'missing'; readonly fault: Fault }
  | { readonly kind: 'failed'; readonly why: string };

export interface ServerParts {
  readonly log: vscode.LogOutputChannel;
  /** Where to look for the binary; asked at each start. */
  places(): Places;
  /** The oldest daemon that this extension knows how to talk to. */
  readonly wanted: string;
  /** What the client is made with, beside what is decided here; asked at each start. */
  options(): Promise<LanguageClientOptions>;
  /** A client is about to be started: the time to listen to its notifications. */
  prepare(client: LanguageClient): vscode.Disposable;
}

export class Server implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ServerState>();
  readonly onDidChange = this.changed.event;
  private now: ServerState = { kind: 'off' };
  private running: { readonly client: LanguageClient; readonly listeners: vscode.Disposable } | undefined;
  private readonly backoff = new Backoff();
  private startAgain: NodeJS.Timeout | undefined;
  private startedAt = 0;
  /** Starts and stops follow each other; the newest wish is the last to run. */
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly parts: ServerParts) {}

  get state(): ServerState {
    return this.now;
  }

  /** The client, while its daemon runs. */
  get client(): LanguageClient | undefined {
    return this.now.kind === 'running' ? this.running?.client : undefined;
  }

  /** Starts the daemon, or another one in place of the one that runs. Never throws: what fails is the state. */
  restart(): Promise<void> {
    this.backoff.reset();
    return this.enqueue(async () => {
      await this.end();
      await this.begin();
    });
  }

  stop(): Promise<void> {
    return this.enqueue(async () => {
      await this.end();
      this.become({ kind: 'off' });
    });
  }

  dispose(): void {
    void this.stop().finally(() => this.changed.dispose());
  }

  private enqueue(work: () => Promise<void>): Promise<void> {
    clearTimeout(this.startAgain);
    this.queue = this.queue.then(work).catch((error: unknown) => {
      this.become({ kind: 'failed', why: String(error) });
    });
    return this.queue;
  }

  private async begin(): Promise<void> {
    this.become({ kind: 'starting' });
    const found = await find(this.parts.places(), this.parts.wanted);
    if (isFault(found)) {
      this.become({ kind: 'missing', fault: found });
      return;
    }
    this.startedAt = Date.now();
    let daemon: ChildProcess | undefined;
    const client = new QuietClient('inkling', 'inkling', () => Promise.resolve((daemon = launch(found))), {
      ...(await this.parts.options()),
      outputChannel: this.parts.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
      // What goes wrong is in the log and in the status bar; nothing pops up.
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          this.died(client);
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
    });
    this.running = { client, listeners: this.parts.prepare(client) };
    try {
      await client.start();
    } catch (error) {
      // A daemon that dies at once closes the connection, too: then that has been dealt with.
      this.died(client, String(error));
      return;
    }
    if (!this.isCurrent(client)) return;
    this.parts.log.info(`inkling ${found.version} runs: ${found.path}`);
    this.become({ kind: 'running', binary: found, pid: daemon?.pid });
  }

  private async end(): Promise<void> {
    const running = this.running;
    if (running === undefined) return;
    this.running = undefined;
    running.listeners.dispose();
    // A daemon that does not answer is killed by the library.
    await running.client.stop().catch(() => undefined);
  }

  private died(client: LanguageClient, why = 'it has ended'): void {
    if (!this.isCurrent(client)) return;
    this.running?.listeners.dispose();
    this.running = undefined;
    const pause = this.backoff.next(Date.now() - this.startedAt);
    if (pause === undefined) {
      this.become({ kind: 'failed', why });
      return;
    }
    this.parts.log.warn(`inkling: ${why}; started again in ${pause} ms`);
    this.become({ kind: 'waiting', forMs: pause });
    this.startAgain = setTimeout(() => void this.enqueue(() => this.begin()), pause);
  }

  private isCurrent(client: LanguageClient): boolean {
    return this.running?.client === client;
  }

  private become(state: ServerState): void {
    this.now = state;
    this.changed.fire(state);
  }
}

/** What goes wrong between it and the daemon is in the log: a pipe that breaks as the daemon dies is no news. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** `--trust-client`: what it is told at the start comes from the person's own settings (settings.ts). */
function launch(binary: Binary): ChildProcess {
  return spawn(binary.path, ['lsp', '--trust-client'], { stdio: 'pipe' });
}
