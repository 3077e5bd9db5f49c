/**
 * API keys in the editor's SecretStorage, one for each backend's name. They go to the daemon in its start
 * options, and to nobody else: not into settings, arguments, logs or messages.
 */
import * as vscode from 'vscode';
import type { ApiKeys } from './settings';

/** Names of keys in SecretStorage begin so. */
const kPrefix = 'inkling.key.';
/** SecretStorage cannot be listed before VS Code 1.100, so the names are kept beside it. They are no secrets. */
const kNames = 'inkling.keyNames';

export class Keys implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** A key was set or removed, in this window or another one. */
  readonly onDidChange = this.changed.event;
  private readonly listening: vscode.Disposable;
  /** Names of keys that another window has set: the list beside them may come later than they do. */
  private readonly heard = new Set<string>();

  constructor(
    private readonly secrets: vscode.SecretStorage,
    private readonly memory: vscode.Memento,
  ) {
    this.listening = secrets.onDidChange((event) => {
      if (!event.key.startsWith(kPrefix)) return;
      this.heard.add(event.key.slice(kPrefix.length));
      this.changed.fire();
    });
  }

  names(): string[] {
    return this.memory.get<string[]>(kNames, []);
  }

  /** All that can be read: where the system's keyring is locked, that is none. */
  async all(): Promise<ApiKeys> {
    const keys: Record<string, string> = {};
    for (const name of new Set([...this.names(), ...this.heard])) {
      const key = await Promise.resolve(this.secrets.get(kPrefix + name)).catch(() => undefined);
      if (key !== undefined) keys[name] = key;
    }
    return keys;
  }

  async set(name: string, key: string): Promise<void> {
    // The name first: whoever hears of the key looks for its name.
    await this.memory.update(kNames, [...new Set([...this.names(), name])].sort());
    await this.secrets.store(kPrefix + name, key);
  }

  async remove(name: string): Promise<void> {
    await this.secrets.delete(kPrefix + name);
    const names = this.names().filter((other) => other !== name);
    await this.memory.update(kNames, names);
  }

  dispose(): void {
    this.listening.dispose();
    this.changed.dispose();
  }
}
