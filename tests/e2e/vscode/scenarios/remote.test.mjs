// A server behind it: text that grows, work that is stopped, keys, and who is trusted.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { HOLE, inkling, LINE, note, remote, STATUS } from '../rig/inkling.mjs';
import { startLlm } from '../rig/llm.mjs';
import { scenario } from '../rig/scenario.mjs';

const BLOCK = ['for row in rows:', '        total += row.price * row.count', '        print(total, row)',
  '        if total > 100:', '            break', '        count += 1'];
const ROWS = 'def sum_up(rows):\n    \n\n\nlast = 1\n';
const KEY = 'sk-test-0123456789abcdef';

/** A scenario with a server of its own. */
async function served(name, text, pace, body, entry = {}, more = {}) {
  const llm = await startLlm(text, pace);
  const options = inkling({ ...more, settings: { ...remote(llm, entry), ...more.settings }, files: { 'rows.py': ROWS } });
  scenario(name, options, async (window) => {
    try {
      await body(window, llm);
    } finally {
      llm.close();
    }
  });
}

await served('text that is still being written grows in place, and is never gone in between', BLOCK.join('\n') + '\n',
  { lineMs: 250 }, async (window) => {
    await window.openFile('rows.py', 1, 4);
    const seen = await window.record(async () => {
      await window.type('for', { delay: 90 });
      await window.waitForGhost(BLOCK.join('\n').slice(3));
    });
    await window.screenshot('inkling-grown');
    const ghosts = seen.map(({ ghost }) => ghost);
    const first = ghosts.findIndex((ghost) => ghost !== '');
    const grown = ghosts.slice(first).filter((ghost) => ghost.includes('\n'));
    assert.ok(grown.length >= 2, `it came in ${grown.length} pieces`);
    for (const { ghost, line } of seen.slice(first)) {
      assert.equal(line, BLOCK[0], JSON.stringify(ghosts, null, 1));
      assert.ok(BLOCK.join('\n').endsWith(ghost) || BLOCK.join('\n').includes(ghost), ghost);
    }
    for (let at = 1; at < grown.length; at++) assert.ok(grown[at].startsWith(grown[at - 1]), JSON.stringify(grown, null, 1));
    await window.press('Tab');
    await window.waitForText(ROWS.replace('    \n', `    ${BLOCK.join('\n')}\n`));
  });

await served('fast typing that disagrees stops what is under way, and the last word is right', `${LINE}\n`,
  { firstMs: 400 }, async (window, llm) => {
    await window.openFile('rows.py', 1, 4);
    await window.type('x = 1\ny = 2\nraise', { delay: 35 });
    await window.waitForGhost(LINE.slice(5));
    await window.waitFor(() => llm.requests.slice(0, -1).every((one) => one.aborted), 'what was begun before to be stopped');
    assert.deepEqual(await window.notifications(), []);
  });

await served('a key goes from the box into the header, and nowhere else', `${LINE}\n`, {}, async (window, llm) => {
  await window.palette('inkling: Set API Key');
  await window.choose('mock');
  await window.answer(KEY);
  await window.openFile('rows.py', 1, 4);
  await window.waitFor(async () => {
    await window.type('x = 1\n', { delay: 80 }); // VS Code asks 50 ms after a key
    return llm.requests.some((one) => one.authorization === `Bearer ${KEY}`);
  }, 'a request with the key');
  for (const folder of ['User', 'Machine']) {
    assert.ok(!fs.readFileSync(path.join(window.server.folder, 'data', folder, 'settings.json'), 'utf8').includes(KEY));
  }
  for (const pid of await window.daemons()) {
    assert.ok(!fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(KEY));
    assert.ok(!fs.readFileSync(`/proc/${pid}/environ`, 'utf8').includes(KEY));
  }
  await window.palette('inkling: Test Backend');
  const isVerdict = (text) => /^inkling: "mock" works: the first text comes after \d+ ms/.test(text);
  await window.waitFor(async () => (await window.notifications()).some(isVerdict), async () => `the verdict, not ${await window.notifications()}`);
  await window.screenshot('inkling-tested');
  assert.ok((await window.notifications()).every((text) => !text.includes(KEY)));
});

await served('a workspace that is not trusted gets the embedded model only', 'stolen()\n', {}, async (window, llm) => {
  await window.openFile('note.py', ...HOLE);
  await window.type('raise V', { delay: 90 });
  await window.waitForGhost(LINE.slice(7));
  assert.equal((await window.statusItem(STATUS))?.text, 'inkling: restricted');
  assert.equal(llm.requests.length, 0);
  await window.screenshot('inkling-restricted');
}, {}, { trust: false });

await served('a workspace that comes to be trusted gets the backend at once', `${LINE}\n`, {}, async (window, llm) => {
  await window.waitFor(async () => (await window.statusItem(STATUS))?.text === 'inkling: restricted', 'the word for no trust');
  await window.trust();
  await window.waitFor(async () => (await window.statusItem(STATUS))?.text === 'inkling', 'the word to be gone');
  await window.openFile('rows.py', 1, 4);
  await window.type('raise', { delay: 60 });
  await window.waitForGhost(LINE.slice(5));
  assert.ok(llm.requests.length > 0);
  assert.equal((await window.daemons()).length, 1);
}, {}, { trust: false });

await served('a server that fails says so in the status bar, and nothing pops up', '', {}, async (window, llm) => {
  llm.close();
  await window.openFile('note.py', ...HOLE);
  await window.type('raise V', { delay: 120 });
  await window.waitForGhost(LINE.slice(7));
  await window.press('Tab');
  await window.waitForText(note(LINE));
  await window.type('\nx = 1\ny = 2\n', { delay: 120 });
  await window.waitFor(async () => (await window.statusItem(STATUS))?.text === 'inkling: trouble', 'trouble in the status bar');
  assert.match((await window.statusItem(STATUS))?.label ?? '', /cannot be reached/);
  assert.deepEqual(await window.notifications(), []);
});
