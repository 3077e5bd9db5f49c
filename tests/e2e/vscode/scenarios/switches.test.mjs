// Off and on: in the window, in a language, by a setting. What a person has turned off stays off.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { HOLE, inkling, LINE, STATUS } from '../rig/inkling.mjs';
import { scenario } from '../rig/scenario.mjs';

const says = (window, text) => window.waitFor(async () => (await window.statusItem(STATUS))?.text === text,
  async () => `${text} in the status bar, not ${(await window.statusItem(STATUS))?.text}`);

/** Waits until a daemon runs that is none of those. */
const another = (window, before) => window.waitFor(async () => {
  const pids = await window.daemons();
  return pids.length === 1 && !before.includes(pids[0]);
}, 'another daemon');

scenario('turned off in the window, it is off for the next daemon, too', inkling(), async (window) => {
  await says(window, 'inkling');
  await window.palette('inkling: Turn Off in This Window');
  await says(window, 'inkling: off');
  const first = await window.daemons();
  await window.palette('inkling: Restart');
  await another(window, first);
  await says(window, 'inkling: off');
  const second = await window.daemons();
  process.kill(second[0], 'SIGKILL');
  await another(window, second);
  await says(window, 'inkling: off');
  await window.openFile('note.py', ...HOLE);
  await window.type('raise V', { delay: 90 });
  assert.equal(await window.ghost(), '');
  await window.palette('inkling: Turn On in This Window');
  await says(window, 'inkling');
  await window.type('a', { delay: 90 });
  await window.waitForGhost(LINE.slice(8));
  assert.deepEqual(await window.notifications(), []);
});

scenario('turned off by a setting, it says so to whoever turns it on', inkling({ settings: { 'inkling.completion.enabled': false } }), async (window) => {
  await says(window, 'inkling: off');
  await window.palette('inkling: Turn On in This Window');
  await window.waitFor(async () => (await window.notifications()).some((text) => /stays off/.test(text)), 'the reason');
});

scenario('a language that user and workspace turn off is turned on in both', inkling({
  settings: { 'inkling.completion.languages_disabled': ['python', 'markdown'] },
  files: { '.vscode/settings.json': '{"inkling.completion.languages_disabled": ["python"]}' },
}), async (window) => {
  await window.openFile('note.py', ...HOLE);
  await says(window, 'inkling: off here');
  await window.palette('inkling: Turn On or Off for This Language');
  await says(window, 'inkling');
  await window.type('raise V', { delay: 90 });
  await window.waitForGhost(LINE.slice(7));
  assert.deepEqual(JSON.parse(fs.readFileSync(window.path('.vscode/settings.json'), 'utf8')), {});
  assert.deepEqual(await window.helper.ask('setting', 'inkling.completion.languages_disabled'), ['markdown']);
});

scenario('a list in the workspace does not hide that of the user', inkling({
  settings: { 'inkling.completion.languages_disabled': ['python'] },
  files: { '.vscode/settings.json': '{"inkling.completion.languages_disabled": ["markdown"]}' },
}), async (window) => {
  await window.openFile('note.py', ...HOLE);
  await says(window, 'inkling: off here');
});

scenario('where nothing is ever offered, no language is turned off', inkling(), async (window) => {
  await window.palette('inkling: Turn On or Off for This Language');
  await window.waitFor(async () => (await window.notifications()).some((text) => /Open a file/.test(text)), 'a word about it');
});
