// Tests that run inside the extension host, with the real `vscode` module: a file that exports a
// list of {name, fn} is run by ../in_host/entry.cjs, which writes what came of it to a file.
import fs from 'node:fs';
import path from 'node:path';
import { removeFolder, scratchFolder } from './scratch.mjs';
import { waitFor } from './wait.mjs';
import { Window } from './window.mjs';

const ENTRY = new URL('../in_host/entry.cjs', import.meta.url).pathname;

/**
 * Runs them in a fresh window, and makes each a subtest of `t`.
 * @param {import('node:test').TestContext} t
 * @param {string} file CommonJS: `exports.tests = [{ name: 'a sentence', fn: async () => {} }, …]`
 * @param {import('./window.mjs').Options} [options]
 */
export async function runInHost(t, file, options = {}) {
  const scratch = scratchFolder('results');
  const results = path.join(scratch, 'results.json');
  const env = { ...options.env, RIG_TESTS: path.resolve(file), RIG_RESULTS: results };
  const window = await Window.open({ ...options, env, tests: ENTRY });
  try {
    await waitFor(() => fs.existsSync(results), () => `the tests of ${file} to end`, 300_000);
    const outcomes = JSON.parse(fs.readFileSync(results, 'utf8'));
    if (outcomes.length === 0) throw new Error(`${file} has no tests`);
    for (const { name, error } of outcomes) {
      await t.test(name, () => {
        if (error) throw Object.assign(new Error(error.message), { stack: error.stack });
      });
    }
  } finally {
    await window.close();
    removeFolder(scratch);
  }
}
