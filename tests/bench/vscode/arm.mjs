// One of the things that are compared: a window with an extension, and how to type in it so that each
// sample begins alike.
import fs from 'node:fs';
import { LINES, PLACE } from './ledger.mjs';
import { pause, waitFor } from '../../e2e/vscode/rig/wait.mjs';
import { Window } from '../../e2e/vscode/rig/window.mjs';

const PROBES = fs.readFileSync(new URL('./probes.js', import.meta.url), 'utf8');

/** Between `low` and `high` ms, as a person's keys are. */
const human = (low, high) => pause(low + Math.random() * (high - low));

/** Enough for every request that is on its way to have ended, and VS Code's own timers too. */
const SETTLED_MS = 500;
/** After that a key counts as never answered. */
const NEVER_MS = 5000;

export class Arm {
  /**
   * @param {{name: string, extension?: string, vsix?: string, env?: object, settings?: object}} arm
   * @param {object} files of its workspace
   */
  constructor({ name, ...options }, files) {
    this.name = name;
    this.options = {
      ...options,
      files,
      settings: { 'editor.autoClosingBrackets': 'never', 'editor.autoClosingQuotes': 'never', ...options.settings },
    };
  }

  /** Opens the window; the value says in ms how long it took from there to a first right suggestion. */
  async open() {
    const opened = Date.now();
    this.window = await Window.open(this.options);
    const hostUp = Date.now();
    await this.window.page.evaluate(PROBES);
    await this.window.openFile(PLACE.file, PLACE.line, PLACE.character);
    const shown = Date.now();
    await this.untilFirst();
    const first = Date.now();
    return { windowMs: hostUp - opened, fileMs: shown - hostUp, firstMs: first - shown };
  }

  /** Types one key over and over until the right suggestion is there: the editor asks only after keys. */
  async untilFirst() {
    const { text, key } = LINES[0];
    await this.window.type(text.slice(0, key));
    await waitFor(async () => {
      await this.window.type(text[key]);
      const isRight = async () => (await this.ghost()) === text.slice(key + 1);
      const right = await waitFor(isRight, 'a first suggestion', 300).catch(() => false);
      if (!right) await this.window.press('Backspace');
      return right;
    }, `a first right suggestion from ${this.name}`);
    await this.clear();
  }

  /** Types each line once and fails if its suggestion is another: then there is nothing to time. */
  async rehearse() {
    for (const { text, key } of LINES) {
      await this.typeHuman(text.slice(0, key + 1), 70, 130);
      await this.waitForGhost(text.slice(key + 1));
      await this.clear();
    }
  }

  async waitForGhost(expected) {
    let shown;
    await waitFor(async () => (shown = await this.ghost()) === expected,
      () => `${this.name} to suggest ${JSON.stringify(expected)}; it suggests ${JSON.stringify(shown)}`);
  }

  ghost() {
    return this.window.page.evaluate(() => window.rigBench.ghost());
  }

  /** Removes what was typed. */
  async clear() {
    await this.window.press('Escape');
    await this.window.press('Shift+Home');
    await this.window.press('Backspace');
    await pause(SETTLED_MS);
    await this.window.press('Escape'); // what may be suggested for the empty line
  }

  async typeHuman(text, low, high) {
    for (const key of text) {
      await this.window.type(key);
      await human(low, high);
    }
  }

  /** The time of one key whose suggestion is new; `reason` where it was not, or never came. */
  async sampleKey(number) {
    const { text, key } = LINES[number % LINES.length];
    await this.typeHuman(text.slice(0, key), 70, 130);
    await this.window.page.evaluate((expected) => window.rigBench.timeKey(expected), text.slice(key + 1));
    await this.window.type(text[key]);
    const never = pause(NEVER_MS).then(() => null);
    const sample = await Promise.race([this.window.page.evaluate(() => window.rigKey), never]);
    await this.clear();
    if (!sample) return { reason: 'never' };
    return sample.before.startsWith(text[key]) ? { reason: 'typed through' } : { ms: sample.ms };
  }

  /** What the frames show while 40 keys of a suggestion that is on the screen are typed. */
  async sampleFrames(number) {
    const { text, key } = LINES[number % LINES.length];
    await this.typeHuman(text.slice(0, key + 1), 70, 130);
    await this.waitForGhost(text.slice(key + 1));
    await pause(SETTLED_MS);
    await this.window.page.evaluate((whole) => window.rigBench.watchFrames(whole), text);
    await this.typeHuman(text.slice(key + 1, key + 41), 60, 90);
    const seen = await this.window.page.evaluate(() => window.rigFrames());
    await this.clear();
    return seen;
  }

  async close() {
    await this.window?.close();
  }
}
