import assert from 'node:assert/strict';
import test from 'node:test';
import { Switches, type Command } from '../../src/switches';

const kMinute = 60_000;
const on = (...args: unknown[]): Command => ['inkling.server.enable', args];
const off = (...args: unknown[]): Command => ['inkling.server.disable', args];
const snooze = (...args: unknown[]): Command => ['inkling.server.snooze', args];

test('another daemon hears what is still in force, and nothing else', () => {
  const python = { language: 'python' };
  const rows: readonly [name: string, heard: readonly Command[], repeated: readonly Command[]][] = [
    ['nothing', [], []],
    ['off', [off()], [off()]],
    ['off twice', [off(), off()], [off()]],
    ['off and on', [off(), on()], []],
    ['on takes back what has the same argument only', [off(), off(python), on(python)], [off()]],
    ['others', [['inkling.server.accepted', [1]], ['inkling.server.clearCache', []]], []],
    ['snoozed', [snooze(30)], [snooze(29)]],
    ['snoozed by default', [snooze()], [snooze(4)]],
    ['snoozed, and its end', [snooze(30), snooze(0)], []],
    ['both', [snooze(30), off()], [off(), snooze(29)]],
  ];
  for (const [name, heard, repeated] of rows) {
    const switches = new Switches();
    for (const [command, args] of heard) switches.heard(command, args, 1000);
    assert.deepEqual(switches.repeated(1000 + kMinute), repeated, name);
  }
});

test('a snooze that is over is not repeated, and a part of a minute is one', () => {
  const switches = new Switches();
  switches.heard(...snooze(5), 0);
  assert.deepEqual(switches.repeated(4 * kMinute + 1), [snooze(1)]);
  assert.deepEqual(switches.repeated(5 * kMinute), []);
});
