// The stub extension, ready to be given to a window: its code beside the client library, which is in
// the folder of tools/vscode-root so that nothing is fetched here.
import fs from 'node:fs';
import path from 'node:path';
import { findRoot } from './root.mjs';
import { scratchFolder } from './scratch.mjs';

const STUB = new URL('../stub', import.meta.url).pathname;

export const STUB_ID = 'inkling-tests.stub';

/** @type {string | undefined} */
let folder;

/**
 * Window options for the stub, predicting these texts.
 * @param {string[]} texts each is predicted where a line begins as it does; see stub/server.mjs
 * @returns {{extension: string, env: Record<string, string>}}
 */
export function stub(texts) {
  if (!folder) {
    folder = path.join(scratchFolder('stub'), 'stub');
    fs.cpSync(STUB, folder, { recursive: true });
    fs.symlinkSync(findRoot().stubModules, path.join(folder, 'node_modules'));
  }
  return { extension: folder, env: { STUB_TEXTS: JSON.stringify(texts) } };
}
