import assert from 'node:assert/strict';
import test from 'node:test';
import { Progress, Today, type Change, type Counts } from '../../src/today';

/** Counts in a store that is a variable, on a day that the test says. */
class Desk {
  kept: Counts | undefined;
  day = '2026-11-22';
  readonly today = new Today(
    {
      get: () => this.kept,
      set: (counts) => {
        this.kept = counts;
      },
    },
    () => this.day,
  );
}

test('a day begins with nothing, and looking at it writes nothing', () => {
  const desk = new Desk();
  assert.deepEqual(desk.today.counts(), { day: '2026-11-22', offered: 0, accepted: 0, keysSaved: 0 });
  assert.equal(desk.kept, undefined);
});

test('a suggestion that is typed along is one', () => {
  const { today } = new Desk();
  for (const id of [1, 1, 1, 2, 2]) today.offered(id);
  assert.equal(today.counts().offered, 2);
});

test('a suggestion without an id is a new one each time', () => {
  const { today } = new Desk();
  today.offered(undefined);
  today.offered(undefined);
  assert.equal(today.counts().offered, 2);
});

test('an id that is not a number counts the same way', () => {
  const { today } = new Desk();
  for (const id of ['a', 'a', 'b']) today.offered(id);
  assert.equal(today.counts().offered, 2);
});

test('accepting saves its characters, less the key that accepts', () => {
  const rows: readonly [written: number, saved: number][] = [
    [12, 11],
    [1, 0],
    [0, 0],
  ];
  for (const [written, saved] of rows) {
    const { today } = new Desk();
    today.written(written);
    assert.equal(today.counts().keysSaved, saved, `${written} characters`);
  }
});

test('accepting word by word adds up, and is one acceptance where it is told as one', () => {
  const { today } = new Desk();
  today.written(5);
  today.written(7);
  today.accepted();
  assert.deepEqual(today.counts(), { day: '2026-11-22', offered: 0, accepted: 1, keysSaved: 10 });
});

test('midnight begins anew, and yesterday is not brought back', () => {
  const desk = new Desk();
  desk.today.offered(1);
  desk.today.accepted();
  desk.day = '2026-11-23';
  assert.deepEqual(desk.today.counts(), { day: '2026-11-23', offered: 0, accepted: 0, keysSaved: 0 });
  desk.today.offered(2);
  assert.deepEqual(desk.kept, { day: '2026-11-23', offered: 1, accepted: 0, keysSaved: 0 });
});

test('another window may have counted meanwhile', () => {
  const desk = new Desk();
  desk.today.offered(1);
  desk.kept = { day: desk.day, offered: 10, accepted: 4, keysSaved: 70 };
  desk.today.offered(2);
  assert.equal(desk.today.counts().offered, 11);
});

const kOffer = 'total(first, second)';
const kAt = 40;
const at = (offset: number, text: string): Change => ({ rangeOffset: kAt + offset, text });

test('what of an offer comes into the text is told, however it comes', () => {
  const rows: readonly [name: string, changes: readonly Change[], taken: readonly (number | undefined)[]][] = [
    ['all', [at(0, kOffer)], [20]],
    ['word by word', [at(0, 'total'), at(5, '('), at(6, 'first')], [5, 1, 5]],
    ['a word, then all again from its beginning', [at(0, 'total'), at(0, kOffer)], [5, 15]],
    ['typed along', [at(0, 't'), at(1, 'o'), at(2, 'tal')], [1, 1, 3]],
    ['something else', [at(0, 'sum')], [undefined]],
    ['elsewhere', [at(1, 'otal')], [undefined]],
    ['before it', [at(-1, 'total')], [undefined]],
    ['taken back', [at(0, 'total'), at(4, '')], [5, undefined]],
    ['the same again', [at(0, 'total'), at(0, 'total')], [5, undefined]],
    ['more than was offered', [at(0, `${kOffer};`)], [undefined]],
  ];
  for (const [name, changes, taken] of rows) {
    const progress = new Progress(kOffer, kAt);
    assert.deepEqual(changes.map((change) => progress.taken(change)), taken, name);
  }
});
