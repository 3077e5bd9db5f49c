/** A stand-in for `vscode` where there is none: translation into nothing, with the real substitution, and events. */

type Argument = string | number | boolean;

function t(message: string, ...args: (Argument | Record<string, Argument>)[]): string {
  const named = args[0];
  const values = typeof named === 'object' ? named : (Object.fromEntries(args.entries()) as Record<string, Argument>);
  return message.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}

export const l10n = { t };

export class EventEmitter<T> {
  private readonly listeners = new Set<(value: T) => void>();

  readonly event = (listener: (value: T) => void): { dispose(): void } => {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of this.listeners) listener(value);
  }

  dispose(): void {
    this.listeners.clear();
  }
}
