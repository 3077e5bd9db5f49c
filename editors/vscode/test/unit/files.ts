/** Where the tests find files of the repository, and folders and programs of their own. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** editors/vscode; the tests are in its dist/test when they run. */
export const kExtension = join(__dirname, '../..');
export const kRepository = join(kExtension, '../..');

export function read(...path: string[]): string {
  return readFileSync(join(...path), 'utf8');
}

/** A folder that goes with the test. */
export function temporaryFolder(test: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-unit-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A shell script that can be run; returns its path. */
export function program(folder: string, name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}
