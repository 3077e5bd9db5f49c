// The daemon's life in a window: gone, come back, replaced, missing.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { binary, HOLE, inkling, LINE, note, STATUS } from '../rig/inkling.mjs';
import { scenario } from '../rig/scenario.mjs';

scenario('a daemon that dies is started again, and nothing pops up', inkling(), async (window) => {
  await window.openFile('note.py', ...HOLE);
  await window.type('raise V', { delay: 90 });
  await window.waitForGhost(LINE.slice(7));
  for (let death = 0; death < 2; death++) {
    const [pid] = await window.daemons();
    process.kill(pid, 'SIGKILL');
    await window.waitFor(async () => (await window.daemons()).some((other) => other !== pid), 'another daemon');
  }
  await window.waitFor(async () => (await window.statusItem(STATUS))?.text === 'inkling', 'the status bar to be calm');
  await window.type('a');
  await window.waitForGhost(LINE.slice(8));
  assert.deepEqual(await window.notifications(), []);
});

scenario('another program in its place is used after a restart', inkling(), async (window) => {
  const copy = window.path('../inkling-copy');
  fs.copyFileSync(binary(), copy);
  const [before] = await window.daemons();
  await window.set('inkling.server.path', copy);
  await window.waitFor(async () => {
    const pids = await window.daemons();
    return pids.length === 1 && pids[0] !== before && fs.readlinkSync(`/proc/${pids[0]}/exe`).endsWith('inkling-copy');
  }, 'the copy to run, alone');
  await window.openFile('note.py', ...HOLE);
  await window.type('raise V', { delay: 90 });
  await window.waitForGhost(LINE.slice(7));
  await window.press('Tab');
  await window.waitForText(note(LINE));
});

scenario('a program that is missing is told once, with what to do', inkling({ settings: { 'inkling.server.path': '/nowhere/inkling' } }),
  async (window) => {
    await window.waitFor(async () => (await window.notifications()).length === 1, 'one message');
    assert.match((await window.notifications())[0], /inkling\.server\.path names \/nowhere\/inkling/);
    await window.waitFor(async () => (await window.statusItem(STATUS))?.text === 'inkling: not found', 'the status bar');
    await window.screenshot('inkling-missing');
    await window.set('inkling.server.path', binary());
    await window.waitFor(async () => (await window.statusItem(STATUS))?.text === 'inkling', 'it to run');
  });

scenario('a program that is something else is not mistaken for it', inkling({ settings: { 'inkling.server.path': '/bin/true' } }),
  async (window) => {
    await window.waitFor(async () => (await window.statusItem(STATUS))?.text === 'inkling: not found', 'the status bar');
    assert.match((await window.statusItem(STATUS))?.label ?? '', /\/bin\/true is some other program/);
  });
