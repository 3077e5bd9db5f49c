import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { kDaemonKeys, liveSettings, startOptions } from '../../src/settings';
import { kExtension, kRepository, read, temporaryFolder } from './files';
import { isOwners, kManifest, rows, settings, typeOf, typeOfSchema } from './manifest';

/** Settings that the daemon knows nothing of. */
const kOwn = ['server.path'];
/** What holds entries with names that a person chooses: the daemon has rows for `backends.NAME.…`. */
const kEntries = 'backends';
/** What only a file may say, and keys, which are in no settings. */
const kNotInSettings = ['api_key_command', 'api_key'];

/** Settings that have one row in docs/CONFIG.md each. */
function shared(): string[] {
  return [...settings().keys()].filter((key) => !kOwn.includes(key) && key !== kEntries);
}

test('the tables of docs/CONFIG.md can be read', () => {
  assert.ok(rows().size > 50, `${rows().size} rows`);
});

test('every setting is one of the daemon, of the same type, range and choices', () => {
  for (const key of shared()) {
    const row = rows().get(key);
    assert.ok(row !== undefined, `inkling.${key}: not in docs/CONFIG.md`);
    assert.equal(typeOfSchema(settings().get(key) ?? {}), typeOf(row), `inkling.${key}`);
  }
});

test('every setting has the default of the daemon', () => {
  for (const key of shared()) {
    const standard = JSON.parse(rows().get(key)?.standard ?? 'null') as unknown;
    assert.deepEqual(settings().get(key)?.default, standard, `inkling.${key}`);
  }
});

test('an entry of backends is what a trusted client may say, but for a key', () => {
  const prefix = 'backends.NAME.';
  const known = [...rows().values()].filter((row) => row.key.startsWith(prefix));
  const wanted = known.map((row) => row.key.slice(prefix.length)).filter((name) => !kNotInSettings.includes(name));
  const entry = settings().get(kEntries)?.additionalProperties;
  assert.ok(typeof entry === 'object' && entry.properties !== undefined);
  assert.deepEqual(Object.keys(entry.properties).sort(), wanted.sort());
  assert.equal(entry.additionalProperties, false, 'a typo has to be seen');
  for (const [name, schema] of Object.entries(entry.properties)) {
    const row = rows().get(prefix + name);
    assert.ok(row !== undefined);
    assert.equal(typeOfSchema(schema), typeOf(row), `inkling.backends.NAME.${name}`);
  }
});

test('what only you may set is for the machine, and what a workspace may narrow is not', () => {
  for (const key of shared()) {
    const row = rows().get(key);
    assert.ok(row !== undefined);
    assert.equal(settings().get(key)?.scope, isOwners(row) ? 'machine' : 'window', `inkling.${key}: ${row.who}`);
  }
  for (const key of [kEntries, ...kOwn]) assert.equal(settings().get(key)?.scope, 'machine', key);
});

test('everything about completion and privacy can be set here', () => {
  const missing = [...rows().keys()].filter((key) => /^(completion|privacy)\./.test(key) && !settings().has(key));
  assert.deepEqual(missing, []);
});

test('the daemon is told every setting that is not our own', () => {
  const ours = [...settings().keys()].filter((key) => !kOwn.includes(key));
  assert.deepEqual([...kDaemonKeys].sort(), ours.sort());
  assert.equal(new Set(kDaemonKeys).size, kDaemonKeys.length, 'each once');
});

test('a workspace reaches the daemon with all that it may narrow, and with nothing else', () => {
  for (const [key, schema] of settings()) {
    if (kOwn.includes(key)) continue;
    const live = liveSettings((asked) => (asked === key ? { workspaceValue: 'x' } : {}));
    const heard = Object.keys(live).length > 0;
    assert.equal(heard, schema.scope !== 'machine', `inkling.${key}`);
  }
});

test("a person's own value reaches the daemon for every setting", () => {
  for (const key of kDaemonKeys) {
    const inspect = (asked: string): object => (asked === key ? { globalValue: 'x' } : {});
    const said = JSON.stringify([startOptions(inspect, true, {}), liveSettings(inspect)]);
    assert.match(said, /"x"/, key);
  }
});

test('the texts of package.json are there, and none is left over', () => {
  const used = [...read(kExtension, 'package.json').matchAll(/"%([\w.-]+)%"/g)].map((match) => match[1]);
  const texts = JSON.parse(read(kExtension, 'package.nls.json')) as Record<string, string>;
  assert.deepEqual([...new Set(used)].sort(), Object.keys(texts).sort());
  for (const [key, text] of Object.entries(texts)) assert.notEqual(text.trim(), '', key);
});

test('settings that a text links to are there', () => {
  const links = read(kExtension, 'package.nls.json').matchAll(/`#inkling\.([\w.]+)#`/g);
  for (const [, key] of links) assert.ok(settings().has(key ?? ''), key);
});

test('the commands of package.json are those that are registered', () => {
  const source = read(kExtension, 'src/commands.ts');
  const registered = [...source.matchAll(/^ {4}'(inkling\.\w+)':/gm)].map((match) => match[1]);
  assert.deepEqual(registered.sort(), kManifest.contributes.commands.map((one) => one.command).sort());
});

test('what menu and walkthrough call is there', () => {
  const known = kManifest.contributes.commands.map((one) => one.command);
  const texts = read(kExtension, 'package.nls.json') + read(kExtension, 'src/menu.ts');
  for (const [, name] of texts.matchAll(/command(?::|: \[')(inkling\.\w+)/g)) {
    assert.ok(known.includes(name ?? ''), name);
  }
});

test('the pictures that package.json names are there', () => {
  const steps = kManifest.contributes.walkthroughs.flatMap((walk) => walk.steps);
  for (const path of ['media/icon.png', ...steps.map((step) => step.media.svg)]) {
    assert.ok(existsSync(join(kExtension, path)), path);
  }
});

test("the license is the repository's, and the version the daemon's", () => {
  assert.equal(read(kExtension, 'LICENSE'), read(kRepository, 'LICENSE'));
  const [, version] = /project\(inkling VERSION (\S+)/.exec(read(kRepository, 'CMakeLists.txt')) ?? [];
  assert.equal(kManifest.version, version);
});

const kBinary = process.env['INKLING_BINARY'] ?? '';

test('the daemon itself has the same defaults', { skip: !existsSync(kBinary) && 'INKLING_BINARY names none' }, (t) => {
  const nobody = { HOME: '/nonexistent', XDG_CONFIG_HOME: '/nonexistent', INKLING_CONFIG: '', INKLING_LOG: '' };
  const env = { ...process.env, ...nobody };
  const printed = execFileSync(kBinary, ['config', '--json'], { cwd: temporaryFolder(t), env, encoding: 'utf8' });
  const values = new Map((JSON.parse(printed) as { key: string; value: unknown }[]).map((one) => [one.key, one.value]));
  for (const key of shared()) assert.deepEqual(settings().get(key)?.default, values.get(key), `inkling.${key}`);
});
