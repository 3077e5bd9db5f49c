// Every kind of place that people write in: what is offered fits it, and accepting leaves it right.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { HOLE, inkling, KNOWN, LINE, note, remote, STATUS } from '../rig/inkling.mjs';
import { startLlm } from '../rig/llm.mjs';
import { scenario } from '../rig/scenario.mjs';

/** Types the beginning of the line that is known, takes the rest. */
async function takeLine(window, typed = 'raise V') {
  await window.type(typed, { delay: 90 });
  await window.waitForGhost(LINE.slice(typed.length));
  await window.press('Tab');
}

scenario('brackets that VS Code has closed are not closed twice', inkling(), async (window) => {
  await window.openFile('note.py', ...HOLE);
  await window.type('raise ValueError(', { delay: 90 });
  await window.waitForText(note('raise ValueError()'));
  await window.waitFor(async () => (await window.drawn()).includes(`        ${LINE}`), async () => `the line to be drawn right: ${await window.drawn()}`);
  await window.screenshot('inkling-closed-brackets');
  await window.press('Tab');
  await window.waitForText(note(LINE));
});

scenario('CRLF, tabs, emoji and text without a file', inkling({
  files: {
    'dos.py': note().replaceAll('\n', '\r\n'),
    'emoji.py': `face = "👩‍👩‍👧‍👦 ünï 🎉"\n${note()}`,
  },
}), async (window) => {
  await window.openFile('dos.py', ...HOLE);
  await takeLine(window);
  await window.waitForText(note(LINE).replaceAll('\n', '\r\n'));
  assert.equal(await window.save('dos.py'), note(LINE).replaceAll('\n', '\r\n'));

  await window.openFile('emoji.py', HOLE[0] + 1, HOLE[1]);
  await window.type('face = "🎉"; raise V', { delay: 90 });
  const word = await window.waitForGhost();
  assert.ok(LINE.slice(7).startsWith(word), word);
  await window.press('Tab');
  await window.waitFor(async () => (await window.text()).includes(`face = "🎉"; raise V${word}\n`), async () => `the text behind the emoji: ${await window.text()}`);

  await window.command('workbench.action.files.newUntitledFile', { languageId: 'python' });
  await window.focusEditor();
  await window.type('def last(shape):\nif shape is None:\n', { delay: 60 });
  await window.type('raise V', { delay: 90 });
  const rest = await window.waitForGhost();
  assert.ok(LINE.slice(7).startsWith(rest), rest);
  await window.press('Tab');
  await window.waitFor(async () => (await window.text()).endsWith(`        raise V${rest}`), 'the line in a text without a file');
});

scenario('several cursors, undo and redo', inkling(), async (window) => {
  await window.openFile('note.py', ...HOLE);
  await takeLine(window);
  await window.waitForText(note(LINE));
  await window.press('Control+z');
  await window.waitForText(note('raise V'));
  await window.press('Control+Shift+z');
  await window.waitForText(note(LINE));
  await window.openFile('note.py', 0, 0);
  await window.command('editor.action.insertCursorBelow');
  await window.type('ab', { delay: 90 });
  await window.waitFor(async () => (await window.text()).startsWith('abfrom known import *\nab\n'), 'both cursors to write');
  await window.type('c');
  await window.waitFor(async () => (await window.text()).startsWith('abcfrom known import *\nabc\n'), 'nothing else to be written');
});

scenario('with the list of suggestions open, what is offered goes on from its entry', inkling({
  files: { 'note.py': `${note()}# ValueError\n` }, settings: { 'editor.wordBasedSuggestions': 'currentDocument' },
}), async (window) => {
  await window.openFile('note.py', ...HOLE);
  await window.type('raise Val', { delay: 90 });
  await window.waitForGhost(LINE.slice(9));
  await window.command('editor.action.triggerSuggest');
  await window.page.locator('.suggest-widget.visible .monaco-list-row.focused', { hasText: 'ValueError' }).waitFor();
  await window.waitForGhost(LINE.slice(9));
  await window.screenshot('inkling-list');
  await window.press('Tab'); // takes the entry of the list
  await window.waitForText(`${note('raise ValueError')}# ValueError\n`);
  await window.waitForGhost(LINE.slice(16));
  assert.deepEqual(await window.notifications(), []);
});

scenario('a file shown twice, and the changed side of a comparison', inkling({ files: { 'old.py': note('pass'), 'new.py': note() } }), async (window) => {
  await window.openFile('note.py', ...HOLE);
  await window.command('workbench.action.splitEditor');
  await window.focusEditor();
  await takeLine(window);
  await window.waitForText(note(LINE));
  await window.openDiff('old.py', 'new.py', ...HOLE);
  await window.type('raise V', { delay: 90 });
  await window.waitFor(async () => (await window.anyGhost()) === LINE.slice(7), async () => `the ghost text, not ${await window.anyGhost()}`);
});

scenario('cells of a notebook', inkling({ files: { 'book.ipynb': JSON.stringify({
  cells: [{ cell_type: 'code', execution_count: null, id: 'a', metadata: {}, outputs: [], source: ['def last(shape):\n', '    if shape is None:\n', '        '] }],
  metadata: { language_info: { name: 'python' } }, nbformat: 4, nbformat_minor: 5 }) } }), async (window) => {
  await window.command('vscode.openWith', window.path('book.ipynb'), 'jupyter-notebook').catch(() => undefined);
  await window.openNotebook('book.ipynb');
  await window.page.locator('.notebookOverlay .cell .monaco-editor .view-lines').first().click();
  await window.press('Control+End');
  await window.type('raise V', { delay: 90 });
  await window.waitFor(async () => (await window.anyGhost()).startsWith(LINE.slice(7)), async () => `ghost text in the cell, not ${await window.anyGhost()}`);
  await window.screenshot('inkling-notebook');
});

// VS Code itself shows no ghost text beyond 300,000 lines.
scenario('a large file', inkling({ files: { 'large.py': note() + '# a line of no interest\n'.repeat(100_000) } }), async (window) => {
  await window.openFile('large.py', ...HOLE);
  await takeLine(window);
  await window.waitFor(async () => (await window.drawn()).includes(`        ${LINE}`), 'the line');
  assert.deepEqual(await window.notifications(), []);
});

scenario('several folders in one window: what one knows helps in the other', inkling({
  files: { 'known.py': '', 'one/known.py': KNOWN, 'two/note.py': note() }, folders: ['one', 'two'],
}), async (window) => {
  await window.openFile('two/note.py', ...HOLE);
  await takeLine(window);
  await window.waitForText(note(LINE));
});

scenario('another extension with ghost text is named in the menu', inkling({ companions: [{ publisher: 'TabNine', name: 'tabnine-vscode' }] }), async (window) => {
  await window.openFile('note.py', ...HOLE);
  await takeLine(window);
  await window.palette('inkling: Show Menu');
  await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Tabnine is active, too' }).waitFor();
  await window.screenshot('inkling-menu');
  await window.press('Escape');
  assert.deepEqual(await window.notifications(), []);
});

const llm = await startLlm('far_away()\n');
scenario('two windows with the same settings have a daemon each', inkling({ settings: remote(llm) }), async (window) => {
  const { Window } = await import('../rig/window.mjs');
  const other = await Window.open(inkling());
  try {
    await window.openFile('note.py', ...HOLE);
    await other.openFile('note.py', ...HOLE);
    await other.type('raise V', { delay: 90 });
    await other.waitForGhost(LINE.slice(7));
    await window.type('far', { delay: 90 });
    await window.waitForGhost('_away()');
    assert.equal((await window.daemons()).length, 1);
    assert.equal((await other.daemons()).length, 1);
    assert.equal((await other.statusItem(STATUS))?.text, 'inkling');
    assert.ok(llm.requests.every(({ prefix }) => !prefix.includes('raise V')));
  } finally {
    await other.close();
    llm.close();
  }
});
