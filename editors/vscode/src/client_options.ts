/** What the language client is made with: which documents, what the daemon is told, and our middleware. */
import * as vscode from 'vscode';
import {
  DidChangeConfigurationNotification,
  type ConfigurationParams,
  type LanguageClient,
  type LanguageClientOptions,
} from 'vscode-languageclient/node';
import type { Completions } from './completions';
import { inspector } from './configuration';
import type { ApiKeys } from './settings';
import { liveSettings, startOptions } from './settings';

/** Text that people write. Not: output, diffs of git, search results, chat and commit boxes. */
export const kSelector = [
  { scheme: 'file' },
  { scheme: 'untitled' },
  { scheme: 'vscode-notebook-cell' },
] satisfies vscode.DocumentSelector;

export interface OptionParts {
  readonly completions: Completions;
  readonly keys: ApiKeys;
  client(): LanguageClient | undefined;
  /** The daemon has executed that command: VS Code's own of an item that was accepted, or a person's. */
  onCommand(name: string, args: readonly unknown[]): void;
}

export function clientOptions(parts: OptionParts): LanguageClientOptions {
  const { completions } = parts;
  return {
    documentSelector: kSelector,
    initializationOptions: { inkling: startOptions(inspector(), vscode.workspace.isTrusted, parts.keys) },
    // stdout is the protocol's.
    stdioOptions: { stdout: () => undefined, stderr: forward },
    middleware: {
      provideInlineCompletionItems: (document, position, context, token, next) =>
        completions.provide(document, position, context, token, next),
      executeCommand: async (command, args: unknown[], next) => {
        const result: unknown = await next(command, args);
        parts.onCommand(command, args);
        return result;
      },
      workspace: {
        configuration: (params: ConfigurationParams) =>
          params.items.map((item) => (item.section === 'inkling' ? liveSettings(inspector()) : null)),
        didChangeConfiguration: async () => {
          const settings = { inkling: liveSettings(inspector()) };
          await parts.client()?.sendNotification(DidChangeConfigurationNotification.type, { settings });
        },
      },
    },
  };
}

/** The daemon's own log lines, in their level: "2026-11-22T10:15:00.123 warn …". */
function forward(from: NodeJS.ReadableStream, log: vscode.LogOutputChannel): void {
  let rest = '';
  from.setEncoding('utf8');
  from.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) logLine(line, log);
  });
}

function logLine(line: string, log: vscode.LogOutputChannel): void {
  const level = /\b(debug|info|warn|error)\b/.exec(line)?.[1];
  if (level === 'debug') log.debug(line);
  else if (level === 'info') log.info(line);
  else if (level === 'error') log.error(line);
  else log.warn(line);
}
