// Folders that are gone when we are, however that comes about.
import './processes.mjs'; // whose processes end before the folders that they write to are removed
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** @type {Set<string>} */
const folders = new Set();

process.on('exit', () => folders.forEach(removeFolder));

/** @param {string} name what it is for */
export function scratchFolder(name) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `inkling-${name}-`));
  folders.add(folder);
  return folder;
}

/** @param {string} folder one of ours */
export function removeFolder(folder) {
  folders.delete(folder);
  try {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  } catch { /* something of a process that was killed; the system clears its folder for such */ }
}
