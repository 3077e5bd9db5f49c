/** Languages in which nothing is offered: which, and turning one off and on. */
import * as vscode from 'vscode';
import { kSelector } from './client_options';
import { inspector } from './configuration';

const kSetting = 'completion.languages_disabled';

/** LSP id of the active text's language; undefined where nothing is ever offered: in output, say. */
export function languageHere(): string | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || vscode.languages.match(kSelector, document) === 0) return undefined;
  return document.languageId;
}

/** By a setting? As for the daemon, the lists of all levels count together. */
export function isLanguageOff(language: string): boolean {
  const { user, workspace } = lists();
  return user.includes(language) || workspace.includes(language);
}

/** On again means: out of all lists. Off goes into the user's own. */
export async function turnLanguage(language: string, on: boolean): Promise<void> {
  const { user, workspace } = lists();
  const without = (list: readonly string[]): string[] => list.filter((other) => other !== language);
  await write(on ? without(user) : [...without(user), language], vscode.ConfigurationTarget.Global);
  if (on && workspace.includes(language)) await write(without(workspace), vscode.ConfigurationTarget.Workspace);
}

function lists(): { readonly user: readonly string[]; readonly workspace: readonly string[] } {
  const values = inspector()(kSetting);
  return { user: textsOf(values?.globalValue), workspace: textsOf(values?.workspaceValue) };
}

/** An empty list is as good as none. */
async function write(list: readonly string[], target: vscode.ConfigurationTarget): Promise<void> {
  const value = list.length === 0 ? undefined : list;
  await vscode.workspace.getConfiguration('inkling').update(kSetting, value, target);
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
