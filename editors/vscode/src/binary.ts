/**
 * Finds the daemon, and finds out whether it is one: the setting, else the one that came with the extension,
 * else PATH. Touches the disk and runs `--version`; knows nothing of VS Code.
 */
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';

/** A daemon that answered. */
export interface Binary {
  readonly path: string;
  /** As it tells: "0.1.0". */
  readonly version: string;
}

/** Why there is none. */
export type Fault =
  /** `setting`: what the setting names; empty where nothing is set. */
  | { readonly kind: 'missing'; readonly setting: string }
  | { readonly kind: 'unusable'; readonly path: string; readonly why: string }
  | { readonly kind: 'foreign'; readonly path: string }
  | { readonly kind: 'old'; readonly path: string; readonly version: string; readonly wanted: string };

export interface Places {
  /** The setting `inkling.server.path`; empty: not set. */
  readonly setting: string;
  readonly bundled: string;
  readonly pathVariable: string | undefined;
}

const kName = 'inkling';
/** A binary that says nothing for so long is not ours. */
const kVersionMsMax = 5000;

/** The files to try, best first. A setting stands alone: who names a file wants no other. */
export function candidates(places: Places): string[] {
  if (places.setting !== '') return expand(places.setting, places.pathVariable);
  return [places.bundled, ...onPath(kName, places.pathVariable)];
}

/** The first candidate that can be used; where none can, what is wrong with the first that is there. */
export async function find(places: Places, wanted: string): Promise<Binary | Fault> {
  let fault: Fault | undefined;
  for (const path of candidates(places)) {
    if (!(await isFile(path))) continue;
    const found = await check(path, wanted);
    if (!isFault(found)) return found;
    fault ??= found;
  }
  return fault ?? { kind: 'missing', setting: places.setting };
}

export function isFault(found: Binary | Fault): found is Fault {
  return 'kind' in found;
}

/** "inkling 0.1.0" → "0.1.0"; undefined where it is something else. */
export function parseVersion(output: string): string | undefined {
  return /^inkling (\d+\.\d+\.\d+)\S*\s*$/.exec(output)?.[1];
}

/**
 * Does a daemon of that version speak what this extension does? The same major version, and none older
 * than what is wanted; before 1.0 the minor version counts as major (semver.org, clause 4).
 */
export function isRecent(version: string, wanted: string): boolean {
  const [a, b] = [version, wanted].map((text) => text.split('.').map(Number));
  if (a === undefined || b === undefined) return false;
  const fixed = b[0] === 0 ? 2 : 1;
  for (let at = 0; at < b.length; ++at) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return at >= fixed && difference > 0;
  }
  return true;
}

async function check(path: string, wanted: string): Promise<Binary | Fault> {
  const run = await output(path);
  if (typeof run !== 'string') return { kind: 'unusable', path, why: run.message };
  const version = parseVersion(run);
  if (version === undefined) return { kind: 'foreign', path };
  return isRecent(version, wanted) ? { path, version } : { kind: 'old', path, version, wanted };
}

function output(path: string): Promise<string | Error> {
  return new Promise((resolve) => {
    execFile(path, ['--version'], { timeout: kVersionMsMax, killSignal: 'SIGKILL' }, (error, stdout) => {
      resolve(error ?? stdout);
    });
  });
}

/** `~` is the home; a bare name is looked up on PATH, as a shell does. */
function expand(setting: string, pathVariable: string | undefined): string[] {
  if (setting.startsWith('~/')) return [join(homedir(), setting.slice(2))];
  return setting.includes('/') ? [setting] : onPath(setting, pathVariable);
}

function onPath(name: string, pathVariable: string | undefined): string[] {
  return (pathVariable ?? '')
    .split(delimiter)
    .filter(isAbsolute)
    .map((folder) => join(folder, name));
}

async function isFile(path: string): Promise<boolean> {
  try {
    if (!(await stat(path)).isFile()) return false;
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
