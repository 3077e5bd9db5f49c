import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { kExtension, program, temporaryFolder } from './files';
import { kManifest } from './manifest';
import { listZip } from './zip';

/** What may be in a package; everything of ours is below `extension/`. */
const kAllowed = [
  /^extension\.vsixmanifest$/,
  /^\[Content_Types\]\.xml$/,
  /^extension\/(?:package\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/package\.nls(?:\.[a-z-]+)?\.json$/,
  /^extension\/l10n\/bundle\.l10n(?:\.[a-z-]+)?\.json$/,
  /^extension\/dist\/(?:extension\.js|third_party\.txt)$/,
  /^extension\/media\/[\w-]+\.(?:png|svg)$/,
  /^extension\/bin\/inkling$/,
];
const kTexts = ['package.json', 'readme.md', 'changelog.md', 'LICENSE.txt', 'dist/third_party.txt'];
const kNeeded = [...kTexts, 'dist/extension.js'];

function packed(binary: string, out: string): void {
  const args = ['package.mjs', '--binary', binary, '--out', out];
  execFileSync(process.execPath, args, { cwd: kExtension, stdio: 'pipe' });
}

test('a package has what it needs and nothing else, and its binary can be run', (t) => {
  const folder = temporaryFolder(t);
  const out = join(folder, 'a.vsix');
  packed(program(folder, 'daemon', `echo inkling ${kManifest.version}`), out);
  const entries = listZip(out);
  const names = entries.map((entry) => entry.name);
  const strangers = names.filter((name) => !kAllowed.some((one) => one.test(name)));
  assert.deepEqual(strangers, []);
  for (const name of kNeeded) assert.ok(names.includes(`extension/${name}`), `${name} is missing`);
  const binary = entries.find((entry) => entry.name === 'extension/bin/inkling');
  assert.equal(binary?.mode, '755');
  for (const entry of entries) assert.ok(entry.size > 0, `${entry.name} is empty`);
});

test('a package without a binary has none, and is small', (t) => {
  const out = join(temporaryFolder(t), 'a.vsix');
  packed('none', out);
  assert.deepEqual(listZip(out).filter((entry) => entry.name.startsWith('extension/bin')), []);
  assert.ok(statSync(out).size < 400_000, `${statSync(out).size} bytes`);
});

test('a binary of another version is not packed', (t) => {
  const folder = temporaryFolder(t);
  const out = join(folder, 'a.vsix');
  const args = ['package.mjs', '--binary', program(folder, 'daemon', 'echo inkling 9.9.9'), '--out', out];
  const run = spawnSync(process.execPath, args, { cwd: kExtension, encoding: 'utf8' });
  assert.notEqual(run.status, 0);
  assert.match(run.stderr, /9\.9\.9/);
  assert.equal(existsSync(out), false);
});
