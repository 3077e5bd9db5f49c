// A test in a window of its own: opened before, closed after, and photographed where it fails.
import { test } from 'node:test';
import { Window } from './window.mjs';

/**
 * @param {string} name a sentence
 * @param {import('./window.mjs').Options} options
 * @param {(window: Window, t: import('node:test').TestContext) => Promise<void>} body
 */
export function scenario(name, options, body) {
  test(name, async (t) => {
    const window = await Window.open(options);
    try {
      await body(window, t);
    } catch (error) {
      t.diagnostic(`see ${await window.screenshot(`failed-${name.replace(/\W+/g, '-')}`).catch(() => 'no screenshot')}`);
      throw error;
    } finally {
      await window.close();
    }
  });
}
