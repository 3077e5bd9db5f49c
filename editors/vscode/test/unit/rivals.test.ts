import assert from 'node:assert/strict';
import test from 'node:test';
import { rivalsAmong } from '../../src/rivals';

test('extensions with ghost text are found by their ids, in any case', () => {
  const ids = ['vscode.git', 'GitHub.copilot', 'inkling.inkling', 'TabNine.tabnine-vscode'];
  assert.deepEqual(rivalsAmong(ids), ['GitHub Copilot', 'Tabnine']);
});

test('one that is installed in two parts is named once', () => {
  assert.deepEqual(rivalsAmong(['GitHub.copilot', 'GitHub.copilot-chat']), ['GitHub Copilot']);
});

test('nobody is a rival who is not known to be one', () => {
  assert.deepEqual(rivalsAmong(['ms-python.python', 'inkling.inkling', '']), []);
});
