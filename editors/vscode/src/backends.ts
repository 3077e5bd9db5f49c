/** The servers that can be chosen: those that the daemon knows, and those of the setting `inkling.backends`. */
import * as vscode from 'vscode';
import { inspector, textOf } from './configuration';
import { isTree, type Tree } from './settings';

const { l10n } = vscode;

/** One entry of `inkling backends --json`; what of it is used here. */
export interface Backend {
  readonly name: string;
  readonly description?: string;
  readonly baseUrl: string;
  readonly model?: string;
  readonly modelHint?: string;
  readonly price: string;
  /** Of config.toml, which knows nothing of VS Code's settings. */
  readonly inForce?: boolean;
  readonly key?: { readonly found: boolean; readonly source: string };
}

/** Where the key of an entry of one's own would be found: nobody knows before it is tried. */
const kOwn = 'inkling.backends';
/** The same of one that wants none. */
const kNoKey = 'none';
export const kEmbedded = 'embedded';

/** Entries of the setting `inkling.backends` that are no presets: a key may be wanted, a question is not. */
export function ownEntries(listed: readonly Backend[]): Backend[] {
  return Object.entries(ownSettings())
    .filter(([name]) => !listed.some((one) => one.name === name))
    .map(([name, entry]) => ({
      name,
      baseUrl: textOf(entry['base_url']),
      model: textOf(entry['model']),
      price: entry['price'] === 'free' ? 'free' : 'metered',
      key: { found: true, source: kOwn },
    }));
}

/** The setting `inkling.backends`. */
export function ownSettings(): Record<string, Tree> {
  const entries = Object.entries(allSettings());
  return Object.fromEntries(entries.filter((entry): entry is [string, Tree] => isTree(entry[1])));
}

/** The same with its mistakes, which are the person's to mend. */
function allSettings(): Tree {
  const set = inspector()('backends')?.globalValue;
  return isTree(set) ? set : {};
}

/** Who completes in a workspace that is trusted: what is set here, else what config.toml says. */
export function chosenIn(listed: readonly Backend[]): string {
  const set = textOf(inspector()('backend')?.globalValue);
  return set === '' ? (listed.find((one) => one.inForce)?.name ?? kEmbedded) : set;
}

export function isOwn(backend: Backend): boolean {
  return backend.key?.source === kOwn;
}

/** Servers beside us want none, unless somebody says so: then "Set API Key" has them, too. */
export function isKeyWanted(backend: Backend): boolean {
  return backend.key !== undefined && (isOwn(backend) ? backend.price !== 'free' : backend.key.source !== kNoKey);
}

/** In a variable of the environment, or a file. */
export function isFoundElsewhere(backend: Backend): boolean {
  return backend.key !== undefined && backend.key.found && backend.key.source !== kNoKey;
}

export function detailText(backend: Backend): string {
  if (backend.name === kEmbedded) return l10n.t('A small model of your own code. Nothing leaves this machine.');
  return [backend.description, backend.baseUrl].filter((text) => text !== undefined && text !== '').join(' · ');
}

export function kindText(backend: Backend): string {
  if (backend.name === kEmbedded) return l10n.t('built in');
  if (isOwn(backend)) return l10n.t('your own');
  return backend.price === 'free' ? l10n.t('on your machine') : l10n.t('hosted');
}

/** `entry`: undefined takes back what was set. */
export async function choose(name: string, entry: Tree): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('inkling');
  const all = allSettings();
  const mended = Object.entries({ ...ownSettings()[name], ...entry }).filter(([, value]) => value !== undefined);
  if (mended.length > 0 || all[name] !== undefined) {
    const backends = { ...all, [name]: Object.fromEntries(mended) };
    await configuration.update('backends', backends, vscode.ConfigurationTarget.Global);
  }
  await configuration.update('backend', name, vscode.ConfigurationTarget.Global);
}
