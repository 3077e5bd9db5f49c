// The extension's tests inside the extension host, with the real `vscode` module.
import { test } from 'node:test';
import { runInHost } from '../rig/in_host.mjs';
import { inkling, LINE } from '../rig/inkling.mjs';

test('the extension in its host', async (t) => {
  const tests = new URL('../in_host/inkling_tests.cjs', import.meta.url).pathname;
  await runInHost(t, tests, inkling({ env: { RIG_LINE: LINE } }));
});
