// Daemons that misbehave: whatever they do, the window stays calm and lets go of them.
import assert from 'node:assert/strict';
import { DEAF, falseDaemon } from '../rig/daemons.mjs';
import { binary, HOLE, inkling, LINE, STATUS } from '../rig/inkling.mjs';
import { scenario } from '../rig/scenario.mjs';

/** With a daemon that is none. @param {string} script of sh */
const wild = (script) => inkling({ settings: { 'inkling.server.path': falseDaemon(script) } });

const says = (window, text) => window.waitFor(async () => (await window.statusItem(STATUS))?.text === text,
  async () => `the status bar to say ${text}, not ${(await window.statusItem(STATUS))?.text}`);

scenario('one that never answers is let go of as soon as there is a better one', wild(DEAF), async (window) => {
  await says(window, 'inkling: starting');
  const [deaf] = await window.daemons();
  assert.ok(deaf);
  await window.palette('inkling: Show Menu');
  await window.choose('Restart');
  await window.waitFor(async () => !(await window.daemons()).includes(deaf), 'the first one to be gone');
  await window.waitFor(async () => (await window.daemons()).length === 1, 'another one');
  await window.set('inkling.server.path', binary());
  await says(window, 'inkling');
  await window.waitFor(async () => (await window.daemons()).length === 1, 'one daemon to be left');
  await window.openFile('note.py', ...HOLE);
  await window.type('raise V', { delay: 90 });
  await window.waitForGhost(LINE.slice(7));
  assert.deepEqual(await window.notifications(), []);
});

scenario('one that hears nothing any more is replaced, and does not stay', inkling(), async (window) => {
  await says(window, 'inkling');
  const [before] = await window.daemons();
  process.kill(before, 'SIGSTOP');
  await window.palette('inkling: Restart');
  await window.waitFor(async () => {
    const pids = await window.daemons();
    return pids.length === 1 && pids[0] !== before;
  }, async () => `one new daemon instead of ${before}, not ${await window.daemons()}`);
  await says(window, 'inkling');
  assert.deepEqual(await window.notifications(), []);
});

scenario('many restarts at once leave one daemon', inkling(), async (window) => {
  await says(window, 'inkling');
  await Promise.all(Array.from({ length: 12 }, () => window.command('inkling.restart')));
  await says(window, 'inkling');
  await window.waitFor(async () => (await window.daemons()).length === 1, 'one daemon');
});

for (const [what, script] of [
  ['refuses to start', 'read -r line; printf \'Content-Length: 69\\r\\n\\r\\n{"jsonrpc":"2.0","id":0,"error":{"code":-32603,"message":"ouch ouch"}}\'; ' + DEAF],
  ['prints garbage', 'while :; do echo garbage; sleep 0.1; done'],
  ['ends at once', 'exit 3'],
]) {
  scenario(`one that ${what} makes no message`, wild(script), async (window) => {
    await window.waitFor(async () => /starting|restarting/.test((await window.statusItem(STATUS))?.text ?? ''), 'it to be tried');
    await new Promise((resolve) => { setTimeout(resolve, 2500); });
    assert.deepEqual(await window.notifications(), []);
    assert.ok((await window.daemons()).length <= 1, 'none is left over');
    await window.set('inkling.server.path', binary());
    await says(window, 'inkling');
    assert.equal((await window.daemons()).length, 1);
    assert.deepEqual(await window.notifications(), []);
  });
}
