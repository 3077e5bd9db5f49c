// Where the parts of a real VS Code are: in the folder of tools/vscode-root, and Chromium on PATH.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** The folder of this project. */
export const SOURCE = fileURLToPath(new URL('../../../..', import.meta.url)).replace(/\/$/, '');

/** @param {string} name */
function onPath(name) {
  return (process.env.PATH ?? '').split(':').map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
}

/**
 * @returns {{node: string, codeServer: string, stubModules: string, chromium: string, playwright: typeof import('playwright-core')}}
 * @throws where the script `run` beside this folder would have skipped the tests
 */
export function findRoot() {
  const root = process.env.INKLING_VSCODE_ROOT ?? '';
  const codeServer = path.join(root, 'code-server/out/node/entry.js');
  if (!fs.existsSync(codeServer)) throw new Error('INKLING_VSCODE_ROOT names no VS Code; start this with tests/e2e/vscode/run');
  const chromium = process.env.INKLING_CHROMIUM || onPath('chromium');
  if (!chromium) throw new Error('no chromium on PATH; tools/setup vscode installs it');
  return {
    node: path.join(root, 'node/bin/node'),
    codeServer,
    stubModules: path.join(root, 'stub/node_modules'),
    chromium,
    playwright: createRequire(path.join(root, 'playwright/'))('playwright-core'),
  };
}
