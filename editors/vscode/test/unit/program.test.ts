import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { runJson } from '../../src/program';
import { program, temporaryFolder } from './files';

/** Nothing here takes so long, in ms, but what is meant to. */
const kPlenty = 20_000;

test('what it prints is read as JSON', async (t) => {
  const path = program(temporaryFolder(t), 'lists', `echo '[{"name": "ollama"}]'`);
  assert.deepEqual(await runJson(path, [], '', kPlenty), { value: [{ name: 'ollama' }], message: '' });
});

test('its arguments and its input reach it', async (t) => {
  const path = program(temporaryFolder(t), 'echo', `printf '{"args": "%s", "input": "%s"}' "$*" "$(cat)"`);
  const run = await runJson(path, ['doctor', '--json'], 'secret', kPlenty);
  assert.deepEqual(run.value, { args: 'doctor --json', input: 'secret' });
});

test('JSON counts though the exit status says that something is wrong', async (t) => {
  const path = program(temporaryFolder(t), 'doctor', `echo '{"ok": false}'; exit 1`);
  assert.deepEqual(await runJson(path, [], '', kPlenty), { value: { ok: false }, message: '' });
});

test('what is no JSON is no value, and what it says on stderr is the message', async (t) => {
  const path = program(temporaryFolder(t), 'fails', `echo nonsense; echo 'no such backend' >&2; exit 2`);
  assert.deepEqual(await runJson(path, [], '', kPlenty), { value: undefined, message: 'no such backend' });
});

test('one that fails without a word still has a message', async (t) => {
  const path = program(temporaryFolder(t), 'mute', 'exit 3');
  const run = await runJson(path, [], '', kPlenty);
  assert.equal(run.value, undefined);
  assert.notEqual(run.message, '');
});

test('a program that is not there is a message, not an exception', async (t) => {
  const run = await runJson(join(temporaryFolder(t), 'nobody'), [], 'input', kPlenty);
  assert.equal(run.value, undefined);
  assert.match(run.message, /ENOENT/);
});

test('one that never ends is ended', async (t) => {
  const path = program(temporaryFolder(t), 'sleeps', 'exec sleep 600');
  const run = await runJson(path, [], '', 50);
  assert.equal(run.value, undefined);
  assert.notEqual(run.message, '');
});

test('one that does not read what it is given does no harm', async (t) => {
  const path = program(temporaryFolder(t), 'deaf', `exec <&-; echo '{}'`);
  const run = await runJson(path, [], 'x'.repeat(1 << 20), kPlenty);
  assert.deepEqual(run, { value: {}, message: '' });
});

test('output without an end is cut, and is no value', async (t) => {
  const path = program(temporaryFolder(t), 'floods', 'exec yes 11111111');
  const run = await runJson(path, [], '', kPlenty);
  assert.equal(run.value, undefined);
  assert.match(run.message, /maxBuffer/);
});

test('it ends when it is wanted no more', async (t) => {
  const path = program(temporaryFolder(t), 'slow', "trap '' TERM; sleep 30 >&- 2>&-");
  const controller = new AbortController();
  const run = runJson(path, [], '', kPlenty, controller.signal);
  controller.abort();
  assert.equal((await run).value, undefined);
});
