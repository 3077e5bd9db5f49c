/**
 * Choosing a backend, giving it a key, testing it: the dialogs, and what they write.
 * Everything goes into user settings and SecretStorage, nothing into a workspace.
 */
import * as vscode from 'vscode';
import {
  choose,
  chosenIn,
  detailText,
  isFoundElsewhere,
  isKeyWanted,
  isOwn,
  kEmbedded,
  kindText,
  ownEntries,
  ownSettings,
  type Backend,
} from './backends';
import { isFault, type Binary, type Fault } from './binary';
import { inspector, textOf } from './configuration';
import type { Keys } from './keys';
import { tellFault } from './messages';
import { runJson } from './program';
import { startOptions, type Tree } from './settings';
import { untrustedText, withoutLinks } from './words';

const { l10n } = vscode;

interface Check {
  readonly check: string;
  readonly level: 'ok' | 'warn' | 'fail';
  readonly said: string;
  readonly advice: string;
}

/** `inkling doctor --json`. */
interface Diagnosis {
  readonly backend: string;
  readonly ok: boolean;
  readonly checks: readonly Check[];
  readonly speed?: { readonly ttftMs: { readonly p50: number }; readonly tokensPerSecond?: number };
}

/** `doctor` promises half a minute. */
const kDoctorMsMax = 45_000;
const kListMsMax = 10_000;

export interface SetupParts {
  readonly keys: Keys;
  readonly log: vscode.LogOutputChannel;
  /** The daemon's binary, whether or not the daemon runs. */
  find(): Promise<Binary | Fault>;
}

export class Setup {
  constructor(private readonly parts: SetupParts) {}

  /** "inkling: Choose Backend": which, its address, model and key, then the test. */
  async chooseBackend(): Promise<void> {
    const chosen = await this.pick(l10n.t('Who completes?'), true);
    if (chosen === undefined) return;
    const entry = await askEntry(chosen);
    if (entry === undefined) return;
    if (isKeyWanted(chosen) && !(await this.askKey(chosen))) return;
    await choose(chosen.name, entry);
    if (chosen.name !== kEmbedded) await this.test();
  }

  /** "inkling: Set API Key". */
  async setKey(): Promise<void> {
    const chosen = await this.pick(l10n.t('A key for which backend?'), false);
    if (chosen !== undefined) await this.askKey(chosen);
  }

  /** "inkling: Remove API Key". */
  async removeKey(): Promise<void> {
    const names = this.parts.keys.names();
    if (names.length === 0) {
      void vscode.window.showInformationMessage(l10n.t('No API key is stored here.'));
      return;
    }
    const name = await vscode.window.showQuickPick(names, { title: l10n.t('Remove the key of which backend?') });
    if (name !== undefined) await this.parts.keys.remove(name);
  }

  /** "inkling: Test Backend": the doctor's findings in the log, and in one message. */
  async test(): Promise<void> {
    if (!vscode.workspace.isTrusted) {
      // A test would hand the key over.
      void vscode.window.showInformationMessage(untrustedText());
      return;
    }
    const binary = await this.binary();
    if (binary === undefined) return;
    const title = l10n.t('inkling: testing the backend');
    const run = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (_progress, token) => {
        const options = startOptions(inspector(), true, await this.parts.keys.all());
        const asked = ['doctor', '--json', '--options-from-stdin'];
        const run = await runJson(binary, asked, JSON.stringify({ inkling: options }), kDoctorMsMax, signalOf(token));
        return token.isCancellationRequested ? undefined : run;
      },
    );
    if (run === undefined) return;
    if (run.value === undefined) {
      void vscode.window.showErrorMessage(withoutLinks(l10n.t('inkling could not test the backend: {0}', run.message)));
      return;
    }
    await this.tell(run.value as Diagnosis);
  }

  private async tell(diagnosis: Diagnosis): Promise<void> {
    const { log } = this.parts;
    for (const one of diagnosis.checks) {
      const advice = one.advice === '' ? '' : ` (${one.advice})`;
      log.info(`doctor: ${one.level.padEnd(4)} ${one.check}: ${one.said}${advice}`);
    }
    const details = l10n.t('Details');
    const failed = diagnosis.checks.find((one) => one.level === 'fail');
    const doubtful = diagnosis.checks.find((one) => one.level === 'warn');
    const doubt = doubtful === undefined ? '' : ` ${l10n.t('But: {0}.', doubtful.said)}`;
    const pressed =
      failed === undefined
        ? await vscode.window.showInformationMessage(withoutLinks(works(diagnosis) + doubt), details)
        : await vscode.window.showWarningMessage(
            withoutLinks(failureText(diagnosis.backend, failed)),
            details,
            l10n.t('Set API Key'),
          );
    if (pressed === details) log.show();
    else if (pressed !== undefined) await this.setKey();
  }

  /** The path of the program; where there is none, that is told. */
  private async binary(): Promise<string | undefined> {
    const found = await this.parts.find();
    if (!isFault(found)) return found.path;
    void tellFault(found);
    return undefined;
  }

  private async pick(title: string, withEmbedded: boolean): Promise<Backend | undefined> {
    const binary = await this.binary();
    if (binary === undefined) return undefined;
    const run = await runJson(binary, ['backends', '--json'], '', kListMsMax);
    if (!Array.isArray(run.value)) {
      void vscode.window.showErrorMessage(withoutLinks(l10n.t('inkling could not list the backends: {0}', run.message)));
      return undefined;
    }
    const listed = run.value as Backend[];
    const all = [...ownEntries(listed), ...listed];
    if (withEmbedded) all.unshift({ name: kEmbedded, baseUrl: '', price: 'free' });
    const inForce = chosenIn(listed);
    const items = all
      .filter((one) => withEmbedded || one.key !== undefined)
      .map((one) => ({
        label: one.name,
        description: [kindText(one), ...(one.name === inForce ? [l10n.t('in use')] : [])].join(', '),
        detail: detailText(one),
        backend: one,
      }));
    const options = { title, matchOnDescription: true, matchOnDetail: true };
    return (await vscode.window.showQuickPick(items, options))?.backend;
  }

  /** False: the person has gone away. Where a key is known already, an empty answer keeps it. */
  private async askKey(backend: Backend): Promise<boolean> {
    const { name } = backend;
    const isKnown = this.parts.keys.names().includes(name) || (!isOwn(backend) && isFoundElsewhere(backend));
    const key = await vscode.window.showInputBox({
      title: l10n.t('API key of {0}', name),
      prompt: isKnown
        ? l10n.t('Leave this empty to use the one that is known already.')
        : isOwn(backend)
          ? l10n.t('Leave this empty where it wants none, or is told it elsewhere.')
          : l10n.t('It is kept in the secret storage of VS Code, and sent to {0} only.', name),
      password: true,
      ignoreFocusOut: true,
      validateInput: (text) => (/\s/.test(text.trim()) ? l10n.t('A key has no white space in it.') : undefined),
    });
    if (key === undefined) return false;
    if (key.trim() !== '') await this.parts.keys.set(name, key.trim());
    return true;
  }
}

/** What of the entry is not what the preset says; undefined: the person has gone away. Empty answers take it back. */
async function askEntry(backend: Backend): Promise<Tree | undefined> {
  const entry: Tree = {};
  if (backend.name === kEmbedded || isOwn(backend)) return entry;
  const set = ownSettings()[backend.name] ?? {};
  if (backend.price === 'free') {
    const title = l10n.t('Where is {0}?', backend.name);
    const url = await ask({ title, value: textOf(set['base_url']) || backend.baseUrl, validateInput: mistakeInUrl });
    if (url === undefined) return undefined;
    entry['base_url'] = url === '' || url === backend.baseUrl ? undefined : url;
  }
  if ((backend.model ?? '') === '' && backend.modelHint !== undefined) {
    const title = l10n.t('Which model of {0}?', backend.name);
    const model = await ask({ title, value: textOf(set['model']), prompt: backend.modelHint });
    if (model === undefined) return undefined;
    entry['model'] = model === '' ? undefined : model;
  }
  return entry;
}

/** As the daemon has it (docs/CONFIG.md); empty: the preset's own. */
function mistakeInUrl(text: string): string | undefined {
  const isRight = text.trim() === '' || /^(https?:\/\/[^\s/]|unix:\/)\S*$/.test(text.trim());
  return isRight ? undefined : l10n.t('It begins with http://, https:// or unix:/');
}

function failureText(backend: string, failed: Check): string {
  const text = l10n.t('inkling: "{0}" does not work yet. {1}.', backend, failed.said);
  return failed.advice === '' ? text : `${text} ${failed.advice}`;
}

function works(diagnosis: Diagnosis): string {
  const { backend, speed } = diagnosis;
  if (speed === undefined) return l10n.t('inkling: "{0}" is ready.', backend);
  const ttft = speed.ttftMs.p50.toFixed(0);
  return speed.tokensPerSecond === undefined
    ? l10n.t('inkling: "{0}" works: the first text comes after {1} ms.', backend, ttft)
    : l10n.t(
        'inkling: "{0}" works: the first text comes after {1} ms, then {2} tokens a second.',
        backend,
        ttft,
        speed.tokensPerSecond.toFixed(0),
      );
}

function signalOf(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

async function ask(options: vscode.InputBoxOptions): Promise<string | undefined> {
  return (await vscode.window.showInputBox({ ...options, ignoreFocusOut: true }))?.trim();
}
