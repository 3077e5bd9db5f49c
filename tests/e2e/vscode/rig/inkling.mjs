// The extension itself, with the daemon that was built, as options of a window.
import path from 'node:path';
import { SOURCE } from './root.mjs';

export const INKLING_ID = 'inkling.inkling';
/** Of its status bar item, in the page. */
export const STATUS = 'inkling.inkling.inkling.status';
const EXTENSION = path.join(SOURCE, 'editors/vscode');

/** The daemon's binary; ctest names it. */
export function binary() {
  if (!process.env.INKLING_BINARY) throw new Error('INKLING_BINARY does not name the daemon to test');
  return process.env.INKLING_BINARY;
}

/** A line that the files below have so often that the embedded model knows it by heart. */
export const LINE = 'raise ValueError("this shape has no area at all")';

/** The file that has it. */
export const KNOWN = Array.from({ length: 12 }, (_, number) =>
  `def area_${number}(shape):\n    if shape is None:\n        ${LINE}\n    return shape.area(${number})\n`).join('\n\n');

/** Line and character, from 0, of the hole in note.py: where LINE belongs. */
export const HOLE = /** @type {const} */ ([5, 8]);

/** note.py with `text` in its hole. */
export const note = (text = '') => `from known import *\n\n\ndef last(shape):\n    if shape is None:\n        ${text}\n    return 0\n`;

/** @param {Partial<import('./window.mjs').Options>} [more] settings and files are added to ours */
export function inkling({ settings = {}, files = {}, ...more } = {}) {
  return {
    extension: EXTENSION,
    settings: { 'inkling.server.path': binary(), ...settings },
    files: { 'known.py': KNOWN, 'note.py': note(), ...files },
    ...more,
  };
}

/** Settings for a server of tests, see llm.mjs. @param {{url: string}} llm */
export function remote(llm, entry = {}) {
  const told = { kind: 'openai-completions', base_url: llm.url, model: 'qwen2.5-coder', price: 'free' };
  return { 'inkling.backend': 'mock', 'inkling.backends': { mock: { ...told, ...entry } } };
}
