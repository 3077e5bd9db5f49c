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

const { l10n } = vscode;

/** A daemon that has not answered `initialize` for so long never will, in ms. It takes a hundredth of that. */
const kStartMsMax = 20_000;
/** One that was told to exit is killed after so long, in ms. */
const kExitMsMax = 2000;
const kLate = new Error('late');

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

/** One daemon and its client, from launch to end. */
interface Life {
  readonly client: LanguageClient;
  readonly listeners: vscode.Disposable;
  readonly startedAt: number;
  /** Undefined until the client has launched it. */
  daemon: ChildProcess | undefined;
}

export class Server implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ServerState>();
  readonly onDidChange = this.changed.event;
  private now: ServerState = { kind: 'off' };
  private life: Life | undefined;
  private readonly backoff = new Backoff();
  private startAgain: NodeJS.Timeout | undefined;
  /** Starts and stops follow each other; a wish that is not the newest any more is passed over. */
  private queue: Promise<void> = Promise.resolve();
  private wishes = 0;
  private disposed = false;

  constructor(private readonly parts: ServerParts) {}

  get state(): ServerState {
    return this.now;
  }

  /** The client, while its daemon runs. */
  get client(): LanguageClient | undefined {
    return this.now.kind === 'running' ? this.life?.client : undefined;
  }

  /** The same, and also while its daemon starts: what it is told then, it hears as soon as it can. */
  get newestClient(): LanguageClient | undefined {
    return this.life?.client;
  }

  /** The binary that would be started now. */
  find(): Promise<Binary | Fault> {
    return find(this.parts.places(), this.parts.wanted);
  }

  /** Starts the daemon, or another one in place of the one that runs. Never throws: what fails is the state. */
  restart(): Promise<void> {
    this.backoff.reset();
    return this.enqueue(async (wish) => {
      await this.end();
      await this.begin(wish);
    });
  }

  stop(): Promise<void> {
    return this.enqueue(async () => {
      await this.end();
      this.become({ kind: 'off' });
    });
  }

  dispose(): void {
    void this.stop();
    this.disposed = true;
    this.changed.dispose();
  }

  private enqueue(work: (wish: number) => Promise<void>): Promise<void> {
    if (this.disposed) return this.queue;
    const wish = ++this.wishes;
    clearTimeout(this.startAgain);
    // Nobody waits for a start that nobody wants any more: it might never end.
    if (this.now.kind === 'starting') this.kill();
    this.queue = this.queue
      .then(() => (wish === this.wishes ? work(wish) : undefined))
      .catch((error: unknown) => {
        this.become({ kind: 'failed', why: String(error) });
      });
    return this.queue;
  }

  private async begin(wish: number): Promise<void> {
    clearTimeout(this.startAgain);
    this.become({ kind: 'starting' });
    const found = await this.find();
    const options = await this.parts.options();
    if (wish !== this.wishes) return;
    if (isFault(found)) {
      this.become({ kind: 'missing', fault: found });
      return;
    }
    const life = this.launch(found, options);
    try {
      await within(kStartMsMax, life.client.start());
    } catch (error) {
      // A daemon that dies at once closes the connection, too: then that has been dealt with.
      this.died(life, error === kLate ? l10n.t('it does not answer') : String(error));
      return;
    }
    if (this.life !== life) return;
    this.parts.log.info(`inkling ${found.version} runs: ${found.path}`);
    this.become({ kind: 'running', binary: found, pid: life.daemon?.pid });
  }

  private launch(binary: Binary, options: LanguageClientOptions): Life {
    const ended = (): void => this.died(life, l10n.t('it has ended'));
    const start = (): Promise<ChildProcess> => Promise.resolve((life.daemon = spawnDaemon(binary, ended)));
    const client = new QuietClient('inkling', 'inkling', start, {
      ...options,
      outputChannel: this.parts.log,
      traceOutputChannel: withoutMessages(this.parts.log),
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
      // What goes wrong is in the log and in the status bar; nothing pops up.
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          ended();
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
    });
    const listeners = this.parts.prepare(client);
    const life: Life = { client, listeners, startedAt: Date.now(), daemon: undefined };
    this.life = life;
    return life;
  }

  private async end(): Promise<void> {
    const { life } = this;
    if (life === undefined) return;
    this.life = undefined;
    life.listeners.dispose();
    // The library gives up after two seconds, and kills nothing that it has not launched itself.
    const polite = await life.client.stop().then(
      () => true,
      () => false,
    );
    reap(life.daemon, polite ? kExitMsMax : 0);
  }

  /** Without a word. */
  private kill(): void {
    const { life } = this;
    this.life = undefined;
    life?.listeners.dispose();
    reap(life?.daemon, 0);
  }

  private died(life: Life, why: string): void {
    if (this.life !== life) return;
    this.kill();
    const pause = this.backoff.next(Date.now() - life.startedAt);
    if (pause === undefined) {
      this.become({ kind: 'failed', why });
      return;
    }
    this.parts.log.warn(`inkling: ${why}; started again in ${pause} ms`);
    this.become({ kind: 'waiting', forMs: pause });
    this.startAgain = setTimeout(() => void this.enqueue((wish) => this.begin(wish)), pause);
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

/**
 * The log, as it looks to the library's trace of messages: one that never wants any, whatever its level.
 * There are texts and keys in them.
 */
function withoutMessages(log: vscode.LogOutputChannel): vscode.LogOutputChannel {
  const never: vscode.Event<vscode.LogLevel> = () => new vscode.Disposable(() => undefined);
  return Object.create(log, {
    logLevel: { value: vscode.LogLevel.Info },
    onDidChangeLogLevel: { value: never },
  }) as vscode.LogOutputChannel;
}

/** `--trust-client`: what it is told at the start comes from the person's own settings (settings.ts). */
function spawnDaemon(binary: Binary, failed: () => void): ChildProcess {
  const daemon = spawn(binary.path, ['lsp', '--trust-client'], { stdio: 'pipe' });
  daemon.on('error', failed); // it could not be started after all, or not be killed
  return daemon;
}

/** Sees to it that a daemon ends: one that was told to exit has so long for it. */
function reap(daemon: ChildProcess | undefined, exitMs: number): void {
  if (daemon === undefined || daemon.exitCode !== null || daemon.signalCode !== null) return;
  if (exitMs === 0) {
    daemon.kill('SIGKILL');
    return;
  }
  const timer = setTimeout(() => daemon.kill('SIGKILL'), exitMs);
  daemon.once('exit', () => clearTimeout(timer));
}

/** `work`, or a rejection with kLate after so long. */
function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(kLate), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
