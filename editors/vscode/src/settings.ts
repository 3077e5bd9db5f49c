/**
 * What VS Code's settings say to the daemon: pure functions over what a person has really set.
 *
 * There are two ways, because they are trusted differently (docs/CONFIG.md):
 *   start options  go out once, in `initializationOptions`, from user settings only. They may choose where
 *                  code goes, so a workspace has no say, and an untrusted one gets the embedded model.
 *   live settings  go out whenever they change, and may only narrow. A workspace's values count here.
 * What a person has not set in VS Code is not sent at all: their config.toml decides it.
 */

/** Where a setting is set; as in `WorkspaceConfiguration.inspect`. */
export interface Values {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

/** Looks a setting up by its name below `inkling.`. */
export type Inspect = (key: string) => Values | undefined;

/** An API key for the backend of that name. */
export type ApiKeys = Readonly<Record<string, string>>;

/** A tree of JSON, as TOML's tables are. */
export interface Tree {
  [name: string]: unknown;
}

/** User settings that the daemon is told as it starts. Those of scope `machine` come first. */
const kStartKeys = [
  'backend',
  'backends',
  'completion.debounce_ms',
  'completion.fallback',
  'completion.candidates',
  'limits.index_files_max',
  'limits.index_bytes_max',
  'log.level',
  'completion.mid_word',
  'completion.speculate',
  'completion.deadline_ms',
  'completion.prefix_bytes_max',
  'completion.suffix_bytes_max',
  'completion.snippets_tokens_max',
  'privacy.outside_workspace',
  'privacy.ignored_files',
] as const;

/** The first of them that a workspace may narrow. */
const kFirstShared = kStartKeys.indexOf('completion.mid_word');

/** Of two values of a setting, outer and inner, the one that offers or sends less; of two mistakes the inner one. */
type Stricter = (outer: unknown, inner: unknown) => unknown;

const wins =
  (value: unknown): Stricter =>
  (outer, inner) =>
    outer === value ? outer : inner;

const larger: Stricter = (outer, inner) =>
  typeof outer === 'number' && typeof inner === 'number' ? Math.max(outer, inner) : inner;

/** Lists add up, as they do between the daemon's own layers. */
const both: Stricter = (outer, inner) =>
  Array.isArray(outer) && Array.isArray(inner) ? [...new Set<unknown>([outer, inner].flat())] : inner;

/** Settings that can only narrow what config.toml says, and how a workspace narrows what a person says. */
const kLive: Readonly<Record<string, Stricter>> = {
  'completion.enabled': wins(false),
  'completion.languages_disabled': both,
  'completion.files_disabled': both,
  'completion.trigger': wins('invoked'),
  'completion.line_end_only': wins(true),
  'completion.show_delay_ms': larger,
  'completion.head_start': wins(false),
  'privacy.exclude': both,
};

/** Every setting that has a namesake in the daemon's configuration. */
export const kDaemonKeys: readonly string[] = [...kStartKeys, ...Object.keys(kLive)];

/**
 * `initializationOptions.inkling`. In an untrusted workspace: the embedded model, and no key.
 * `keys` are handed over for the backend that is chosen here; where none is (then config.toml chooses), all of them.
 */
export function startOptions(inspect: Inspect, trusted: boolean, keys: ApiKeys): Tree {
  const options: Tree = { refresh: true, status: true };
  if (!trusted) return { ...options, backend: 'embedded' };
  for (const key of kStartKeys) put(options, key, inspect(key)?.globalValue);
  const chosen = options['backend'];
  for (const [name, value] of Object.entries(keys)) {
    if (chosen === undefined || chosen === name) put(options, `backends.${name}.api_key`, value);
  }
  return options;
}

/** The section `inkling` of `workspace/configuration`. */
export function liveSettings(inspect: Inspect): Tree {
  const settings: Tree = {};
  for (const [key, stricter] of Object.entries(kLive)) put(settings, key, merged(inspect(key), stricter));
  for (const key of kStartKeys.slice(kFirstShared)) {
    const values = inspect(key);
    put(settings, key, values?.workspaceFolderValue ?? values?.workspaceValue);
  }
  return settings;
}

/** Of all levels where it is set; undefined: it is nowhere. */
function merged(values: Values | undefined, stricter: Stricter): unknown {
  const levels = [values?.globalValue, values?.workspaceValue, values?.workspaceFolderValue];
  const set = levels.filter((value) => value !== undefined);
  return set.slice(1).reduce<unknown>(stricter, set[0]);
}

/** Sets `a.b.c` in a tree, making what is missing; what is there is copied, never changed. `undefined` sets nothing. */
function put(tree: Tree, path: string, value: unknown): void {
  if (value === undefined) return;
  const names = path.split('.');
  const last = names.pop() as string;
  let at = tree;
  for (const name of names) {
    const below: Tree = isTree(at[name]) ? { ...at[name] } : {};
    at[name] = below;
    at = below;
  }
  at[last] = value;
}

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
