import assert from 'node:assert/strict';
import test from 'node:test';
import { Backoff } from '../../src/backoff';

function pauses(backoff: Backoff, lives: readonly number[]): (number | undefined)[] {
  return lives.map((ms) => backoff.next(ms));
}

test('a daemon that keeps dying is started ever later, and then not at all', () => {
  const lives = [10, 10, 10, 10, 10, 10, 10];
  assert.deepEqual(pauses(new Backoff(), lives), [100, 1000, 5000, 15000, 30000, undefined, undefined]);
});

test('the first start again is a matter of a blink', () => {
  assert.ok((new Backoff().next(0) ?? Infinity) <= 100);
});

test('a daemon that has lived for two minutes was well: counting begins anew', () => {
  assert.deepEqual(pauses(new Backoff(), [10, 10, 120_000, 10]), [100, 1000, 100, 1000]);
});

test('one that has lived a little less was not', () => {
  assert.deepEqual(pauses(new Backoff(), [10, 10, 119_999]), [100, 1000, 5000]);
});

test('a person who starts it by hand has all attempts again', () => {
  const backoff = new Backoff();
  pauses(backoff, [1, 1, 1, 1, 1, 1]);
  backoff.reset();
  assert.equal(backoff.next(1), 100);
});
