/** Runs the daemon's other subcommands: short ones, whose output is JSON. Knows nothing of VS Code. */
import { execFile } from 'node:child_process';

/** Output beyond is none of ours. */
const kOutputBytesMax = 4 * 1024 * 1024;

export interface Run {
  /** What it printed on stdout, as JSON; undefined where that is none. */
  readonly value: unknown;
  /** What it printed on stderr, for a person. */
  readonly message: string;
}

/** `input` goes to its stdin: what must not be in arguments or on disk. `signal` ends it. Never throws. */
export function runJson(
  path: string,
  args: readonly string[],
  input: string,
  msMax: number,
  signal?: AbortSignal,
): Promise<Run> {
  return new Promise((resolve) => {
    const done = (error: Error | null, stdout: string, stderr: string): void => {
      const value = parse(stdout);
      resolve({ value, message: stderr.trim() || (value === undefined && error !== null ? error.message : '') });
    };
    const bounds = { timeout: msMax, killSignal: 'SIGKILL', maxBuffer: kOutputBytesMax, signal } as const;
    const child = execFile(path, [...args], bounds, done);
    child.stdin?.on('error', () => undefined); // it need not read what it is given
    child.stdin?.end(input);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
