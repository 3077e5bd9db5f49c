/** A stand-in for `vscode` where there is none: translation into nothing, with the real substitution. */

type Argument = string | number | boolean;

function t(message: string, ...args: (Argument | Record<string, Argument>)[]): string {
  const named = args[0];
  const values = typeof named === 'object' ? named : (Object.fromEntries(args.entries()) as Record<string, Argument>);
  return message.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}

export const l10n = { t };
