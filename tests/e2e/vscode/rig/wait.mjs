// Waiting for a condition. The bound is far beyond what anything takes: it is there to end a test
// that failed, not to time one.

export const PATIENCE_MS = Number(process.env.INKLING_PATIENCE_MS ?? 60_000);

/** @param {number} ms */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * The first value of `probe` that is not undefined, null or false.
 * @template T
 * @param {() => T | Promise<T>} probe
 * @param {string | (() => string | Promise<string>)} what what was waited for, for the message
 * @param {number} [patienceMs]
 * @returns {Promise<NonNullable<T>>}
 */
export async function waitFor(probe, what, patienceMs = PATIENCE_MS) {
  const end = performance.now() + patienceMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== null && value !== false) return value;
    if (performance.now() > end) {
      throw new Error(`waited ${patienceMs / 1000} s for ${typeof what === 'string' ? what : await what()}`);
    }
    await pause(15);
  }
}
