import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { candidates, find, isRecent, parseVersion } from '../../src/binary';
import { program, temporaryFolder } from './files';

const kBundled = '/extension/bin/inkling';

test('where to look: the setting alone, else what came along, else PATH in its order', () => {
  const rows: readonly [setting: string, path: string | undefined, expected: readonly string[]][] = [
    ['', '/usr/bin:/opt/bin', [kBundled, '/usr/bin/inkling', '/opt/bin/inkling']],
    ['', undefined, [kBundled]],
    ['', '', [kBundled]],
    ['/opt/inkling', '/usr/bin', ['/opt/inkling']],
    ['~/bin/inkling', '/usr/bin', [join(homedir(), 'bin/inkling')]],
    ['inkling-next', '/usr/bin:/opt/bin', ['/usr/bin/inkling-next', '/opt/bin/inkling-next']],
    ['inkling-next', undefined, []],
  ];
  for (const [setting, pathVariable, expected] of rows) {
    const found = candidates({ setting, bundled: kBundled, pathVariable });
    assert.deepEqual(found, expected, `${setting} in ${pathVariable}`);
  }
});

test('what is relative on PATH is passed over: it would be a file of the workspace', () => {
  assert.deepEqual(candidates({ setting: '', bundled: kBundled, pathVariable: '.::bin:/usr/bin' }), [
    kBundled,
    '/usr/bin/inkling',
  ]);
});

test('a version is read from what --version prints, and from nothing else', () => {
  const rows: readonly [output: string, version: string | undefined][] = [
    ['inkling 0.1.0\n', '0.1.0'],
    ['inkling 1.22.333', '1.22.333'],
    ['inkling 0.2.0-dev+4f3c\n', '0.2.0'],
    ['inkling 0.1\n', undefined],
    ['inkling\n', undefined],
    ['inklings 0.1.0\n', undefined],
    ['my inkling 0.1.0\n', undefined],
    ['inkling 0.1.0 and more\n', undefined],
    ['0.1.0\n', undefined],
    ['', undefined],
  ];
  for (const [output, version] of rows) assert.equal(parseVersion(output), version, JSON.stringify(output));
});

test('a daemon is recent enough within its series, and before 1.0 the minor version is the series', () => {
  const rows: readonly [version: string, wanted: string, recent: boolean][] = [
    ['0.1.0', '0.1.0', true],
    ['0.1.7', '0.1.0', true],
    ['0.1.10', '0.1.9', true],
    ['0.1.0', '0.1.1', false],
    ['0.2.0', '0.1.0', false],
    ['0.1.9', '0.2.0', false],
    ['1.0.0', '0.1.0', false],
    ['1.4.0', '1.2.3', true],
    ['1.2.2', '1.2.3', false],
    ['1.10.0', '1.9.9', true],
    ['2.0.0', '1.2.3', false],
    ['0.9.0', '1.0.0', false],
  ];
  for (const [version, wanted, recent] of rows) {
    assert.equal(isRecent(version, wanted), recent, `${version} where ${wanted} is wanted`);
  }
});

test('the first that is there and can be run is taken', async (t) => {
  const folder = temporaryFolder(t);
  const path = program(folder, 'inkling', 'echo inkling 0.1.4');
  const places = { setting: '', bundled: join(folder, 'none'), pathVariable: folder };
  assert.deepEqual(await find(places, '0.1.0'), { path, version: '0.1.4' });
});

test('the one that came along goes before PATH', async (t) => {
  const folder = temporaryFolder(t);
  const bundled = program(folder, 'bundled', 'echo inkling 0.1.0');
  program(folder, 'inkling', 'echo inkling 0.1.9');
  const places = { setting: '', bundled, pathVariable: folder };
  assert.deepEqual(await find(places, '0.1.0'), { path: bundled, version: '0.1.0' });
});

test('one that cannot be used does not stand in the way of one on PATH, and is told where that is all', async (t) => {
  const folder = temporaryFolder(t);
  const bundled = program(folder, 'bundled', 'echo "version GLIBC_2.36 not found" >&2; exit 1');
  const path = program(folder, 'inkling', 'echo inkling 0.1.2');
  assert.deepEqual(await find({ setting: '', bundled, pathVariable: folder }, '0.1.0'), { path, version: '0.1.2' });
  const found = await find({ setting: '', bundled, pathVariable: '' }, '0.1.0');
  assert.ok('kind' in found && found.kind === 'unusable' && found.path === bundled);
});

test('where there is none, it is missing', async (t) => {
  const folder = temporaryFolder(t);
  const places = { setting: '', bundled: join(folder, 'bin/inkling'), pathVariable: folder };
  assert.deepEqual(await find(places, '0.1.0'), { kind: 'missing', setting: '' });
});

test('a folder, or a file that cannot be run, is none', async (t) => {
  const folder = temporaryFolder(t);
  const directory = join(folder, 'directory');
  mkdirSync(directory);
  const text = join(folder, 'text');
  writeFileSync(text, '#!/bin/sh\necho inkling 0.1.0\n');
  chmodSync(text, 0o644);
  for (const setting of [directory, text]) {
    const found = await find({ setting, bundled: kBundled, pathVariable: '' }, '0.1.0');
    assert.deepEqual(found, { kind: 'missing', setting });
  }
});

test('a setting that names nothing is not made up for by PATH', async (t) => {
  const folder = temporaryFolder(t);
  program(folder, 'inkling', 'echo inkling 0.1.0');
  const setting = join(folder, 'typo');
  const found = await find({ setting, bundled: kBundled, pathVariable: folder }, '0.1.0');
  assert.deepEqual(found, { kind: 'missing', setting });
});

test('a program that is not ours is told as such', async (t) => {
  const folder = temporaryFolder(t);
  for (const script of ['echo GNU bash, version 5.2', 'true']) {
    const path = program(folder, 'other', script);
    const found = await find({ setting: path, bundled: kBundled, pathVariable: '' }, '0.1.0');
    assert.deepEqual(found, { kind: 'foreign', path });
  }
});

test('a program that fails, or cannot be started, is unusable and says why', async (t) => {
  const folder = temporaryFolder(t);
  const broken = join(folder, 'broken');
  writeFileSync(broken, '#!/nowhere/sh\n', { mode: 0o755 });
  for (const path of [program(folder, 'fails', 'echo inkling 0.1.0; exit 1'), broken]) {
    const found = await find({ setting: path, bundled: kBundled, pathVariable: '' }, '0.1.0');
    assert.ok('kind' in found && found.kind === 'unusable', path);
    assert.equal(found.path, path);
    assert.notEqual(found.why, '');
  }
});

test('a daemon of another series is told with its version and the wanted one', async (t) => {
  const path = program(temporaryFolder(t), 'inkling', 'echo inkling 0.2.0');
  const found = await find({ setting: path, bundled: kBundled, pathVariable: '' }, '0.1.0');
  assert.deepEqual(found, { kind: 'old', path, version: '0.2.0', wanted: '0.1.0' });
});
