import assert from 'node:assert/strict';
import test from 'node:test';
import { answerText, faultText, isTold, silenceText } from '../../src/words';
import { kRepository, read } from './files';

/** Every code that the daemon can give as an answer's reason. */
function reasons(): string[] {
  const source = read(kRepository, 'src/engine/reason.cpp');
  const found = [...source.matchAll(/case Reason::\w+:\s*return "([a-z-]+)";/g)].map((match) => match[1] ?? '');
  const named = source.match(/case Reason::/g)?.length;
  assert.ok(found.length > 20 && found.length === named, 'reason.cpp is written in another way: mend this test');
  return found;
}

/** What is said where a code is not known. */
const kUnknown = (code: string): string => `Nothing was shown: ${code}.`;

test('every reason of the daemon is in words: where an answer is from, or why there is none', () => {
  for (const reason of reasons()) {
    const event = { asked: true, reason };
    if (!isTold(event)) continue;
    const source = answerText({ ...event, ms: { total: 1 } }) !== `1.0 ms, ${reason}`;
    const silence = silenceText(event) !== kUnknown(reason);
    assert.ok(source || silence, `${reason}: has no words in src/words.ts`);
    assert.ok(!(source && silence), `${reason}: is both a source and a silence`);
  }
});

test('a silence is a sentence', () => {
  for (const reason of reasons()) assert.match(silenceText({ asked: true, reason }), /^[A-Z].*\.$/, reason);
});

test('what nobody waits for is not told', () => {
  const rows: readonly [event: Parameters<typeof isTold>[0], told: boolean][] = [
    [{ asked: true, reason: 'fresh' }, true],
    [{ asked: true, reason: 'nothing-found' }, true],
    [{ asked: false }, false],
    [{ asked: true, reason: 'superseded' }, false],
    [{ asked: true, reason: 'cancelled' }, false],
    [{ asked: true, reason: 'closed' }, false],
    [{ asked: true, reason: 'fresh', cancelled: true }, false],
  ];
  for (const [event, told] of rows) assert.equal(isTold(event), told, JSON.stringify(event));
});

test('a code of a later daemon is shown as it is', () => {
  const event = { asked: true, reason: 'moon-phase' };
  assert.equal(silenceText(event), kUnknown('moon-phase'));
  assert.equal(answerText(event), '< 0.1 ms, moon-phase');
});

test('an answer is its time, its source, and whose it is', () => {
  const rows: readonly [total: number, reason: string, backend: string | undefined, text: string][] = [
    [0.06, 'typed-through', undefined, '0.1 ms, what was left of the shown text'],
    [9.94, 'cached', 'embedded', '9.9 ms, remembered (embedded)'],
    [52.4, 'fresh', 'cerebras', '52 ms, new (cerebras)'],
    [10, 'adopted', 'ollama', '10 ms, begun before it was asked for (ollama)'],
  ];
  for (const [total, reason, backend, text] of rows) {
    const event = { asked: true, reason, ms: { total }, ...(backend === undefined ? {} : { backend }) };
    assert.equal(answerText(event), text);
  }
});

test('what is wrong with the program is a sentence that names it', () => {
  assert.match(faultText({ kind: 'missing', setting: '' }), /neither .* nor on your PATH\.$/);
  assert.match(faultText({ kind: 'missing', setting: '~/typo' }), /inkling\.server\.path .*~\/typo/);
  assert.match(faultText({ kind: 'unusable', path: '/a/x', why: 'ENOEXEC' }), /^\/a\/x .*ENOEXEC/);
  assert.match(faultText({ kind: 'foreign', path: '/a/x' }), /^\/a\/x .*other program\.$/);
  const old = faultText({ kind: 'old', path: '/a/x', version: '0.2.0', wanted: '0.1.0' });
  assert.match(old, /^\/a\/x .*0\.2\.0.*0\.1\.0/);
});
