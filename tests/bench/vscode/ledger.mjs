// A workspace in which a predictor can be certain, and is certain of something else until the key
// that we time. Its lines come in pairs that begin alike: the first is frequent and so is what is
// suggested, the second is what we type. The key at which they part contradicts what is on the screen
// and leaves one possible rest of the line; a suggestion that is right after it is new.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const PAIRS = [
  ['copper', 'furnace bellows nugget ingot', 'funnel siphon barrel spigot'],
  ['brisk', 'meadow saddle bridle stable', 'medal sprint whistle podium'],
  ['dusty', 'attic trunk cobweb lantern', 'atlas compass harbor sextant'],
  ['eager', 'burrow acorn winter hoard', 'button needle thimble bobbin'],
  ['frosty', 'lagoon mitten scarf thermos', 'ladder gutter shingle chimney'],
  ['gentle', 'orchard basket cherry blossom', 'organ pedal chorus anthem'],
  ['humble', 'flour yeast oven crust', 'flute reed melody tempo'],
  ['amber', 'marble temper polish chisel', 'mango papaya blender straw'],
];

function call(name, words) {
  const [a, b, c, d] = words.split(' ');
  return `${name}(${a}, ${b}, ${c}, ${d}, "${a} of ${b} with ${c}")`;
}

const pairs = PAIRS.map(([name, frequent, rare]) => ({ frequent: call(name, frequent), rare: call(name, rare) }));

function commonLength(one, other) {
  let length = 0;
  while (one[length] === other[length]) length++;
  return length;
}

/** What is typed: `text`, of which `text[key]` is the key that makes a new suggestion necessary. */
export const LINES = pairs.map(({ frequent, rare }) => ({ text: rare, key: commonLength(frequent, rare) }));

/** What the stub is told: at each place the text that the embedded model predicts there. */
export const STUB_TEXTS = pairs.flatMap(({ frequent, rare }) => [frequent, rare]);

const chapter = (number, lines) => `def chapter_${number}():\n${lines.map((line) => `    ${line}\n`).join('')}`;

const BEFORE = 'def later():\n    ';
const AFTER = '\n    return None\n';

/** The file to type in, and the place in it. */
export const PLACE = { file: 'later.py', line: 1, character: 4 };

/** The workspace's files. */
export const FILES = {
  'ledger.py': [...Array(12).keys()].map((number) =>
    chapter(number, [...pairs.map(({ frequent }) => frequent), ...(number < 8 ? LINES.map(({ text }) => text) : [])])).join('\n'),
  [PLACE.file]: BEFORE + AFTER,
};

/**
 * Asks inkling's model itself whether it is certain of these lines, so that a change to the model is
 * not taken for a slow editor.
 * @param {string} binary
 * @returns {string[]} what is wrong
 */
export function doubts(binary) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inkling-ledger-'));
  try {
    for (const [name, text] of Object.entries(FILES)) fs.writeFileSync(path.join(folder, name), text);
    return LINES.flatMap(({ text, key }) => {
      fs.writeFileSync(path.join(folder, PLACE.file), BEFORE + text.slice(0, key + 1) + AFTER);
      const place = `${PLACE.file}:${PLACE.line + 1}:${PLACE.character + key + 2}`;
      const { stdout, error } = spawnSync(binary, ['complete', place], { cwd: folder, encoding: 'utf8' });
      const wrong = error ? String(error) : stdout.trimEnd();
      return wrong === text.slice(key + 1) ? [] : [`after ${text.slice(0, key + 1)}: ${JSON.stringify(wrong)}`];
    });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
