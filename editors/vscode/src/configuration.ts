/** Looks at VS Code's settings as they are: people write anything into them. */
import * as vscode from 'vscode';
import type { Inspect } from './settings';

/** What is set below `inkling.`, and where. */
export function inspector(): Inspect {
  const configuration = vscode.workspace.getConfiguration('inkling');
  return (key) => configuration.inspect(key);
}

/** Text, or none where a person has set something else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
