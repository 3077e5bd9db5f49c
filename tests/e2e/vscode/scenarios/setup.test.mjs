// Choosing a backend and its key with the keyboard, also where something is wrong.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { inkling, remote, STATUS } from '../rig/inkling.mjs';
import { startLlm } from '../rig/llm.mjs';
import { scenario } from '../rig/scenario.mjs';

const says = (window, text) => window.waitFor(async () => (await window.statusItem(STATUS))?.text === text, `${text} in the status bar`);
const told = (window, pattern) => window.waitFor(async () => (await window.notifications()).some((text) => pattern.test(text)),
  async () => `a message ${pattern}, not ${JSON.stringify(await window.notifications())}`);
const dismiss = async (window) => {
  await window.command('notifications.clearAll');
  await window.waitFor(async () => (await window.notifications()).length === 0, 'no message');
};
/** What the extension has written into settings of scope `machine`. */
const written = (window) => JSON.parse(fs.readFileSync(path.join(window.server.folder, 'data/Machine/settings.json'), 'utf8'));
const boxSays = (window, text) => window.page.locator('.quick-input-widget .quick-input-message', { hasText: text }).waitFor();

/** Chooses a backend, with the keyboard: the list is longer than the window. */
const pick = async (window, name) => {
  await window.page.locator('.quick-input-title', { hasText: 'Who completes?' }).waitFor(); // not the palette's list
  await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'embedded' }).waitFor();
  await window.page.locator('.quick-input-widget input.input').fill(name);
  await window.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor();
  await window.press('Enter');
};

scenario('where there is no program, every command says so instead of nothing', inkling({ settings: { 'inkling.server.path': '/nowhere/inkling' } }), async (window) => {
  await told(window, /names \/nowhere\/inkling/);
  for (const title of ['inkling: Choose Backend', 'inkling: Set API Key', 'inkling: Test Backend',
    'inkling: Turn Off in This Window', 'inkling: Forget Remembered Suggestions']) {
    await dismiss(window);
    await window.palette(title);
    await told(window, /names \/nowhere\/inkling/);
  }
});

scenario('a server beside us: its address is checked as one types, no key is asked for, and it can be changed', inkling(), async (window) => {
  await window.palette('inkling: Choose Backend');
  await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'embedded' }).filter({ hasText: 'in use' }).waitFor();
  await window.screenshot('inkling-choose');
  await pick(window, 'ollama');
  await window.answer('localhost:11434');
  await boxSays(window, 'It begins with http://, https:// or unix:/');
  await window.screenshot('inkling-address');
  await window.answer('http://127.0.0.1:1');
  await window.page.locator('.quick-input-title', { hasText: 'Which model of ollama?' }).waitFor();
  await window.answer('mine');
  await told(window, /"ollama" does not work yet/);
  assert.equal(written(window)['inkling.backend'], 'ollama');
  assert.deepEqual(written(window)['inkling.backends'], { ollama: { base_url: 'http://127.0.0.1:1', model: 'mine' } });
  await dismiss(window);

  await window.palette('inkling: Choose Backend');
  await pick(window, 'ollama');
  await window.waitFor(async () => await window.page.locator('.quick-input-widget input.input').inputValue() === 'http://127.0.0.1:1', 'the address that was set');
  await window.answer('');
  await window.waitFor(async () => await window.page.locator('.quick-input-widget input.input').inputValue() === 'mine', 'the model that was set');
  await window.answer('other');
  await told(window, /"ollama" does not work yet/);
  assert.deepEqual(written(window)['inkling.backends'], { ollama: { model: 'other' } });
});

scenario('a dialog that is left writes nothing', inkling(), async (window) => {
  await window.palette('inkling: Choose Backend');
  await pick(window, 'cerebras');
  await window.page.locator('.quick-input-widget input[type=password]').waitFor();
  await window.press('Escape');
  await window.palette('inkling: Choose Backend');
  await pick(window, 'ollama');
  await window.answer('http://127.0.0.1:2');
  await window.page.locator('.quick-input-widget', { hasText: 'Which model' }).waitFor();
  await window.press('Escape');
  await window.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  assert.deepEqual(Object.keys(written(window)), ['inkling.server.path']);
  assert.deepEqual(await window.notifications(), []);
});

scenario('a mistake in the configuration is told once, however often the daemon starts, and nothing in it can be clicked', inkling({
  settings: { 'inkling.backend': 'mock', 'inkling.backends': { mock: { base_url: 'localhost:80' } } },
  files: { '.inkling.toml': '"[click](command:workbench.action.quit)" = 1\n' },
}), async (window) => {
  await told(window, /must begin with http[^]*click/);
  await window.screenshot('inkling-mistake');
  assert.equal(await window.page.locator('.notification-toast .notification-list-item-message a').count(), 0);
  await dismiss(window);
  const [before] = await window.daemons();
  await window.palette('inkling: Restart');
  await window.waitFor(async () => {
    const pids = await window.daemons();
    return pids.length === 1 && pids[0] !== before;
  }, 'another daemon');
  await says(window, 'inkling');
  await new Promise((resolve) => { setTimeout(resolve, 1500); });
  assert.deepEqual(await window.notifications(), []);
});

const llm = await startLlm('stolen()\n');
scenario('in a workspace that is not trusted a test sends nothing and says why', inkling({ settings: remote(llm), trust: false }), async (window) => {
  await says(window, 'inkling: restricted');
  await window.palette('inkling: Test Backend');
  await told(window, /This workspace is not trusted/);
  assert.equal(llm.requests.length, 0);
  llm.close();
});
