// What a person sees and does with the embedded model, which needs nothing configured.
import assert from 'node:assert/strict';
import { HOLE, inkling, INKLING_ID, LINE, note, STATUS } from '../rig/inkling.mjs';
import { scenario } from '../rig/scenario.mjs';

scenario('with nothing configured ghost text comes from the own code, and Tab inserts it', inkling(), async (window) => {
  await window.openFile('note.py', ...HOLE);
  assert.equal((await window.extension(INKLING_ID))?.active, true);
  await window.type('raise V', { delay: 90 });
  await window.waitForGhost(LINE.slice(7));
  await window.screenshot('inkling-ghost');
  await window.press('Tab');
  await window.waitForText(note(LINE));
  assert.equal((await window.statusItem(STATUS))?.label, 'inkling: Completions come from the embedded model.');
  assert.deepEqual(await window.notifications(), []);
  assert.deepEqual(window.outside, []);
});

scenario('a word of it with Ctrl+Right, then its line with Alt+End', inkling(), async (window) => {
  await window.openFile('note.py', ...HOLE);
  await window.type('raise ', { delay: 90 });
  await window.waitForGhost(LINE.slice(6));
  await window.press('Control+ArrowRight');
  await window.waitForText(note('raise ValueError'));
  await window.waitForGhost(LINE.slice(16));
  await window.press('Alt+End');
  await window.waitForText(note(LINE));
});

// VS Code writes the closing bracket and quotation mark by itself, and the suggestion is shown around them.
scenario('typing it through never shows wrong or no ghost text', inkling(), async (window) => {
  await window.openFile('note.py', ...HOLE);
  await window.type('raise V', { delay: 90 });
  await window.waitForGhost(LINE.slice(7));
  const seen = await window.record(async () => {
    await window.type(LINE.slice(7), { delay: 80 });
    await window.waitForText(note(LINE));
  });
  assert.ok(seen.length > LINE.length / 2, `${seen.length} different frames`);
  for (const { line } of seen) assert.equal(line, LINE, JSON.stringify(seen, null, 1));
});

scenario('what disagrees takes it away, and Escape does', inkling(), async (window) => {
  await window.openFile('note.py', ...HOLE);
  await window.type('raise V', { delay: 90 });
  await window.waitForGhost(LINE.slice(7));
  await window.type('Z');
  await window.waitForGhost('');
  await window.press('Backspace');
  await window.waitForGhost(LINE.slice(7));
  await window.press('Escape');
  await window.waitForGhost('');
});

scenario('the menu turns it off for a language and on again, at once', inkling(), async (window) => {
  await window.openFile('note.py', ...HOLE);
  await window.palette('inkling: Show Menu');
  await window.choose('Turn off for python');
  await window.waitFor(async () => (await window.statusItem(STATUS))?.text === 'inkling: off here', 'a word in the status bar');
  await window.openFile('note.py', ...HOLE);
  await window.type('raise V', { delay: 90 });
  assert.equal(await window.ghost(), '');
  await window.palette('inkling: Turn On or Off for This Language');
  await window.waitFor(async () => (await window.statusItem(STATUS))?.text === 'inkling', 'the word is gone');
  await window.type('a');
  await window.waitForGhost(LINE.slice(8));
});

scenario('snoozed, it says so and shows nothing', inkling(), async (window) => {
  await window.openFile('note.py', ...HOLE);
  await window.palette('inkling: Snooze');
  await window.choose('30 minutes');
  await window.waitFor(async () => (await window.statusItem(STATUS))?.text === 'inkling: snoozed', 'a word in the status bar');
  await window.screenshot('inkling-snoozed');
  await window.openFile('note.py', ...HOLE);
  await window.type('raise V', { delay: 90 });
  assert.equal(await window.ghost(), '');
});

scenario('what is accepted in parts is counted, and the menu reads well', inkling(), async (window) => {
  await window.openFile('note.py', ...HOLE);
  await window.type('raise ', { delay: 90 });
  await window.waitForGhost(LINE.slice(6));
  await window.press('Control+ArrowRight');
  await window.waitForText(note('raise ValueError'));
  await window.press('Control+ArrowRight');
  await window.waitForGhost(LINE.slice(18));
  await window.press('Tab');
  await window.waitForText(note(LINE));
  await window.palette('inkling: Show Menu');
  const rows = window.page.locator('.quick-input-list .monaco-list-row');
  await rows.filter({ hasText: 'Turn off in this window' }).waitFor();
  const labels = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label')));
  // Each of the three takes a key, and the rest of the line would have been typed.
  const saved = LINE.length - 'raise '.length - 3;
  assert.match(labels[0], new RegExp(`1 offered, 1 accepted, ${saved} keys saved`));
  assert.equal(labels[1], 'Turn off in this window, Completion');
  await window.screenshot('inkling-menu-own');
});
