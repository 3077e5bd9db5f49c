/**
 * Choosing a backend, giving it a key, testing it: the dialogs, and what they write.
 * Everything goes into user settings and SecretStorage, nothing into a workspace.
 */
import * as vscode from 'vscode';
import type { Keys } from './keys';
import { runJson } from './program';
import { startOptions, type Inspect, type Tree } from './settings';

const { l10n } = vscode;

/** One entry of `inkling backends --json`; what of it is used here. */
interface Backend {
  readonly name: string;
  readonly description?: string;
  readonly baseUrl: string;
  readonly model?: string;
  readonly modelHint?: string;
  readonly price: string;
  readonly key?: { readonly found: boolean; readonly source: string };
}

/** `inkling doctor --json`. */
interface Diagnosis {
  readonly backend: string;
  readonly ok: boolean;
  readonly checks: readonly {
    readonly check: string;
    readonly level: 'ok' | 'warn' | 'fail';
    readonly said: string;
    readonly advice: string;
  }[];
  readonly speed?: { readonly ttftMs: { readonly p50: number }; readonly tokensPerSecond?: number };
}

/** `doctor` promises half a minute. */
const kDoctorMsMax = 45_000;
const kListMsMax = 10_000;
const kSettings = 'inkling';
/** Where the key of an entry of one's own would be found: nobody knows before it is tried. */
const kOwn = 'inkling.backends';

export interface SetupParts {
  readonly keys: Keys;
  readonly log: vscode.LogOutputChannel;
  /** The daemon's binary; undefined where there is none. */
  binary(): string | undefined;
}

export class Setup {
  constructor(private readonly parts: SetupParts) {}

  /** "inkling: Choose Backend": which, its address, model and key, then the test. */
  async chooseBackend(): Promise<void> {
    const chosen = await this.pick(l10n.t('Who completes?'), true);
    if (chosen === undefined) return;
    const entry = await this.askEntry(chosen);
    if (entry === undefined) return;
    if (chosen.key !== undefined && !(await this.askKey(chosen.name, chosen.key.found))) return;
    await choose(chosen.name, entry);
    if (chosen.name !== 'embedded') await this.test();
  }

  /** "inkling: Set API Key". */
  async setKey(): Promise<void> {
    const chosen = await this.pick(l10n.t('A key for which backend?'), false);
    if (chosen !== undefined) await this.askKey(chosen.name, false);
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
    const binary = this.parts.binary();
    if (binary === undefined) return;
    const title = l10n.t('inkling: testing the backend');
    const run = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title },
      async () => {
        const options = startOptions(inspector(), true, await this.parts.keys.all());
        const asked = ['doctor', '--json', '--options-from-stdin'];
        return runJson(binary, asked, JSON.stringify({ inkling: options }), kDoctorMsMax);
      },
    );
    if (run.value === undefined) {
      void vscode.window.showErrorMessage(l10n.t('inkling could not test the backend: {0}', run.message));
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
        ? await vscode.window.showInformationMessage(works(diagnosis) + doubt, details)
        : await vscode.window.showWarningMessage(
            [l10n.t('inkling: "{0}" does not work yet. {1}.', diagnosis.backend, failed.said), failed.advice]
              .filter((text) => text !== '')
              .join(' '),
            details,
            l10n.t('Set API Key'),
          );
    if (pressed === details) log.show();
    else if (pressed !== undefined) await this.setKey();
  }

  private async pick(title: string, withEmbedded: boolean): Promise<Backend | undefined> {
    const binary = this.parts.binary();
    const run = binary === undefined ? undefined : await runJson(binary, ['backends', '--json'], '', kListMsMax);
    const listed = Array.isArray(run?.value) ? (run.value as Backend[]) : [];
    const items = [...ownEntries(listed), ...listed]
      .filter((one) => withEmbedded || one.key !== undefined)
      .map((one) => ({
        label: one.name,
        description: kindText(one),
        detail: [one.description, one.baseUrl].filter((text) => text !== undefined).join(' · '),
        backend: one,
      }));
    const embedded = {
      label: l10n.t('embedded'),
      description: l10n.t('built in'),
      detail: l10n.t('A small model of your own code. Nothing leaves this machine.'),
      backend: { name: 'embedded', baseUrl: '', price: 'free' },
    };
    const all = withEmbedded ? [embedded, ...items] : items;
    const options = { title, matchOnDescription: true, matchOnDetail: true };
    return (await vscode.window.showQuickPick(all, options))?.backend;
  }

  /** What of the entry is not what the preset says; undefined: the person has gone away. */
  private async askEntry(backend: Backend): Promise<Tree | undefined> {
    const entry: Tree = {};
    if (backend.name === 'embedded') return entry;
    if (isOwn(backend)) return entry;
    if (backend.price === 'free') {
      const url = await ask(l10n.t('Where is {0}?', backend.name), backend.baseUrl);
      if (url === undefined) return undefined;
      if (url !== backend.baseUrl) entry['base_url'] = url;
    }
    if (backend.model === undefined || backend.model === '') {
      if (backend.modelHint === undefined) return entry;
      const model = await ask(l10n.t('Which model of {0}?', backend.name), '', backend.modelHint);
      if (model === undefined) return undefined;
      if (model !== '') entry['model'] = model;
    }
    return entry;
  }

  /** False: the person has gone away. Where a key is found already, an empty answer keeps it. */
  private async askKey(name: string, found: boolean): Promise<boolean> {
    const key = await vscode.window.showInputBox({
      title: l10n.t('API key of {0}', name),
      prompt: found
        ? l10n.t('Leave this empty to use the one that is known already.')
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

/** What is set below `inkling.`, and where. */
export function inspector(): Inspect {
  const configuration = vscode.workspace.getConfiguration(kSettings);
  return (key) => configuration.inspect(key);
}

/** Entries of the setting `inkling.backends` that are no presets: a key may be wanted, a question is not. */
function ownEntries(listed: readonly Backend[]): Backend[] {
  const entries = Object.entries((inspector()('backends')?.globalValue ?? {}) as Record<string, Tree>);
  return entries
    .filter(([name]) => !listed.some((one) => one.name === name))
    .map(([name, entry]) => ({
      name,
      baseUrl: textOf(entry['base_url']),
      model: textOf(entry['model']),
      price: entry['price'] === 'free' ? 'free' : 'metered',
      key: { found: true, source: kOwn },
    }));
}

function isOwn(backend: Backend): boolean {
  return backend.key?.source === kOwn;
}

function kindText(backend: Backend): string {
  if (isOwn(backend)) return l10n.t('your own');
  return backend.price === 'free' ? l10n.t('on your machine') : l10n.t('hosted');
}

/** Text, or none where a person has set something else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

async function choose(name: string, entry: Tree): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(kSettings);
  if (Object.keys(entry).length > 0) {
    const entries = (configuration.inspect<Tree>('backends')?.globalValue ?? {}) as Record<string, Tree>;
    const mended = { ...entries, [name]: { ...entries[name], ...entry } };
    await configuration.update('backends', mended, vscode.ConfigurationTarget.Global);
  }
  await configuration.update('backend', name, vscode.ConfigurationTarget.Global);
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

async function ask(title: string, value: string, prompt?: string): Promise<string | undefined> {
  const said = await vscode.window.showInputBox({
    title,
    value,
    ignoreFocusOut: true,
    ...(prompt === undefined ? {} : { prompt }),
  });
  return said?.trim();
}
