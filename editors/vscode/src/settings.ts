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

/** Settings that can only narrow, whoever sets them. */
const kLiveKeys = [
  'completion.enabled',
  'completion.languages_disabled',
  'completion.files_disabled',
  'completion.trigger',
  'completion.line_end_only',
  'completion.show_delay_ms',
  'completion.head_start',
  'privacy.exclude',
] as const;

/** Every setting that has a namesake in the daemon's configuration. */
export const kDaemonKeys: readonly string[] = [...kStartKeys, ...kLiveKeys];

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
  for (const key of kLiveKeys) put(settings, key, merged(inspect(key)));
  for (const key of kStartKeys.slice(kFirstShared)) {
    const values = inspect(key);
    put(settings, key, values?.workspaceFolderValue ?? values?.workspaceValue);
  }
  return settings;
}

/** Lists add up, as they do between the daemon's own layers; of all else the innermost counts. */
function merged(values: Values | undefined): unknown {
  const levels = [values?.globalValue, values?.workspaceValue, values?.workspaceFolderValue];
  const set = levels.filter((value) => value !== undefined);
  if (set.length > 0 && set.every(Array.isArray)) return [...new Set(set.flat())];
  return set.at(-1);
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

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
