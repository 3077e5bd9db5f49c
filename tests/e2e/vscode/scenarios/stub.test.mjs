// The rig proves itself, with a server that knows its answers beforehand: what these tests believe to
// see is what is on the screen, and the stock client library does what it is known to do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInHost } from '../rig/in_host.mjs';
import { scenario } from '../rig/scenario.mjs';
import { STUB_ID, stub } from '../rig/stub.mjs';

const LINE = 'raise ValueError("the shape has no area")';
const BLOCK = 'if width < 0:\n    width = -width\n    height = -height';
const PLACE = { files: { 'note.py': 'first = 1\n\nlast = 2\n' } };

/** @param {import('../rig/window.mjs').Window} window */
async function begin(window) {
  await window.openFile('note.py', 1);
  await window.activated(STUB_ID);
}

scenario('ghost text is on the screen behind the cursor, and Tab inserts exactly that', { ...stub([LINE]), ...PLACE }, async (window) => {
  await begin(window);
  await window.type('rai', { delay: 60 });
  await window.waitForGhost(LINE.slice(3));
  assert.deepEqual((await window.drawn()).slice(0, 3), ['first = 1', LINE, 'last = 2']);
  await window.screenshot('ghost');
  await window.press('Tab');
  await window.waitForText(`first = 1\n${LINE}\nlast = 2\n`);
  await window.waitForGhost('');
  await window.waitFor(async () => (await window.cursor())?.character === LINE.length, 'the cursor behind the line');
  assert.equal(await window.save('note.py'), `first = 1\n${LINE}\nlast = 2\n`);
});

scenario('several lines are drawn between those of the file, and are one suggestion', { ...stub([BLOCK]), ...PLACE }, async (window) => {
  await begin(window);
  await window.type('if', { delay: 60 });
  await window.waitForGhost(BLOCK.slice(2));
  assert.deepEqual((await window.drawn()).slice(0, 5), ['first = 1', ...BLOCK.split('\n'), 'last = 2']);
  await window.screenshot('ghost-lines');
  await window.press('Tab');
  await window.waitForText(`first = 1\n${BLOCK}\nlast = 2\n`);
});

scenario('typing through keeps the rest, and what disagrees takes it away', { ...stub([LINE]), ...PLACE }, async (window) => {
  await begin(window);
  await window.type('r', { delay: 60 });
  await window.waitForGhost(LINE.slice(1));
  for (let typed = 2; typed < 9; typed++) {
    await window.type(LINE[typed - 1]);
    await window.waitForGhost(LINE.slice(typed));
  }
  await window.type('Z');
  await window.waitForGhost('');
});

scenario('a folder that is not trusted stays so, without a dialog', { trust: false, ...PLACE }, async (window) => {
  await window.openFile('note.py', 1);
  assert.equal(await window.helper.ask('trusted'), false);
  await window.screenshot('restricted');
  await window.trust();
  await window.waitFor(() => window.helper.ask('trusted'), 'the folder to be trusted');
});

scenario('a message that pops up is seen, and so is the status bar', PLACE, async (window) => {
  await window.openFile('note.py', 1);
  assert.deepEqual(await window.notifications(), []);
  assert.equal((await window.statusItem('status.editor.selection'))?.text, 'Ln 2, Col 1');
  await window.helper.ask('say', 'something happened');
  await window.waitFor(async () => (await window.notifications()).includes('something happened'), 'the message');
  await window.screenshot('message');
  await window.palette('Transform to Uppercase');
  await window.palette('Notifications: Clear All Notifications');
  await window.waitFor(async () => (await window.notifications()).length === 0, 'no message');
  assert.deepEqual(window.outside, []);
});

test('tests in the extension host', async (t) => {
  await runInHost(t, new URL('../in_host/rig_tests.cjs', import.meta.url).pathname, stub([LINE]));
});
