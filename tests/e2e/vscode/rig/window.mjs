// One window of a real VS Code with a copy of a fixture folder open in it: what a test types into
// and looks at. See README.md for a scenario in ten lines.
import fs from 'node:fs';
import path from 'node:path';
import { Ask } from './ask.mjs';
import { openBrowser } from './browser.mjs';
import { Server } from './server.mjs';
import { findRoot, SOURCE } from './root.mjs';
import { removeFolder, scratchFolder } from './scratch.mjs';
import { waitFor } from './wait.mjs';

const FIXTURE = new URL('../fixture', import.meta.url).pathname;
export const ARTIFACTS = process.env.INKLING_ARTIFACTS || path.join(SOURCE, 'build/artifacts');

/**
 * @typedef {object} Options
 * @property {string} [extension] the folder of an extension, built, with a package.json
 * @property {string} [vsix] a package to install instead
 * @property {string} [tests] a CommonJS file with `run()`, called in the extension host
 * @property {object} [settings] user settings
 * @property {Record<string, string>} [env] environment of the extension host and all that it starts
 * @property {string} [fixture] the folder to copy and open
 * @property {Record<string, string>} [files] further files in the copy, by relative path
 * @property {string[]} [folders] a workspace of these folders of the copy, not the copy itself
 * @property {{publisher: string, name: string}[]} [companions] other extensions, that do nothing
 * @property {boolean} [trust] false: Workspace Trust is on, and this folder is not trusted
 */

export class Window {
  /** Opens a window, and is done when the extension host runs. @param {Options} [options] */
  static async open(options = {}) {
    const window = new Window(options);
    try {
      await window.start();
      return window;
    } catch (error) {
      await window.screenshot('failed-to-open').catch(() => {});
      await window.close();
      throw error;
    }
  }

  /** @param {Options} options */
  constructor(options) {
    this.options = options;
    this.root = findRoot();
    this.scratch = scratchFolder('vscode');
    /** The workspace folder. */
    this.folder = path.join(this.scratch, 'workspace');
    fs.cpSync(options.fixture ?? FIXTURE, this.folder, { recursive: true });
    for (const [name, text] of Object.entries(options.files ?? {})) {
      fs.mkdirSync(path.dirname(this.path(name)), { recursive: true });
      fs.writeFileSync(this.path(name), text);
    }
    fs.mkdirSync(path.join(this.scratch, 'server'));
    this.server = new Server(this.root, path.join(this.scratch, 'server'), options);
    this.helper = new Ask(this.server.socket);
    /** Addresses outside this machine that the page wanted; nothing is reached. @type {string[]} */
    this.outside = [];
  }

  async start() {
    await this.server.start();
    this.chromium = await openBrowser(this.root);
    this.context = await this.chromium.browser.newContext({ viewport: { width: 1100, height: 700 } });
    this.page = await this.context.newPage();
    this.page.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      if (/^(https?|wss?):$/.test(protocol) && host !== this.server.authority) this.outside.push(request.url());
    });
    await this.page.addInitScript({ path: new URL('./page.js', import.meta.url).pathname });
    const { extension, tests } = this.options;
    /** @type {Record<string, string>} */
    const payload = {};
    if (tests) {
      payload.extensionDevelopmentPath = this.server.remote(path.resolve(extension ?? path.dirname(tests)));
      payload.extensionTestsPath = this.server.remote(path.resolve(tests));
    }
    await this.page.goto(this.server.url(this.place(), payload), { waitUntil: 'domcontentloaded' });
    await this.page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: 120_000 });
    await this.helper.connect();
  }

  /** What is opened: the folder, or a workspace of some of its folders. */
  place() {
    const { folders } = this.options;
    if (!folders) return this.folder;
    const file = this.path('several.code-workspace');
    fs.writeFileSync(file, JSON.stringify({ folders: folders.map((folder) => ({ path: folder })) }));
    return file;
  }

  /** @param {string} name relative to the workspace folder */
  path(name) {
    return path.join(this.folder, name);
  }

  // --- what a person does ---

  /** Shows a file with the cursor at a position, both counted from 0, and the keyboard in it. */
  async openFile(name, line = 0, character = 0) {
    await this.helper.ask('open', this.path(name), line, character);
    await this.page.waitForFunction((title) => document.querySelector('.tab.active')?.dataset.resourceName === title
      && window.rig.editor()?.classList.contains('focused'), path.basename(name));
    // A new editor creates what asks for suggestions only when the window is idle, or after five
    // seconds; keys pressed before are not asked about. We come behind it in the same queue.
    await this.page.evaluate(() => new Promise((done) => requestIdleCallback(done, { timeout: 6000 })));
  }

  /** Puts the keyboard into the active editor. */
  async focusEditor() {
    await this.page.waitForFunction(() => window.rig.editor());
    await this.command('workbench.action.focusActiveEditorGroup');
    await this.page.waitForFunction(() => window.rig.editor()?.classList.contains('focused'));
  }

  /** Shows a comparison of two files, with the cursor in the second one. */
  async openDiff(left, right, line, character) {
    await this.helper.ask('diff', this.path(left), this.path(right), line, character);
    await this.page.locator('.monaco-diff-editor .editor.modified .monaco-editor.focused').waitFor();
    const place = `Ln ${line + 1}, Col ${character + 1}`;
    await this.waitFor(async () => (await this.statusItem('status.editor.selection'))?.text === place, place);
  }

  async openNotebook(name) {
    await this.helper.ask('notebook', this.path(name));
    await this.page.locator('.notebookOverlay .cell .monaco-editor .view-lines').first().waitFor();
  }

  /** @param {string} text line feeds are Enter @param {{delay?: number}} [options] ms between keys */
  async type(text, { delay = 0 } = {}) {
    await this.page.keyboard.type(text, { delay });
  }

  /** @param {string} key such as 'Tab', 'Escape', 'Control+ArrowRight' */
  async press(key) {
    await this.page.keyboard.press(key);
  }

  /** Runs a command by its title in the palette. @param {string} title as shown there, with its category */
  async palette(title) {
    await this.press('F1');
    const input = this.page.locator('.quick-input-widget input.input');
    await input.fill(`>${title}`);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
  }

  /** Trusts the workspace folder, as a person does in the editor that VS Code has for it. */
  async trust() {
    await this.command('workbench.trust.manage');
    await this.page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).first().click();
  }

  /** Chooses an entry of the list that is open, by a part of its text. @param {string} label */
  async choose(label) {
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
  }

  /** Writes into the box that is open or about to open, and presses Enter. @param {string} text */
  async answer(text) {
    const input = this.page.locator('.quick-input-widget input.input');
    await input.waitFor();
    // A list that was chosen from has the same input, and takes its text along when it goes.
    await this.page.locator('.quick-input-widget .quick-input-list').waitFor({ state: 'hidden' });
    await input.fill(text);
    await this.press('Enter');
    // Gone, or another one: what comes next is not written into this one. The next may look the same at once.
    await this.page.waitForFunction((said) => {
      const box = document.querySelector('.quick-input-widget');
      const isOpen = box?.checkVisibility() && !box.classList.contains('quick-input-widget-closing');
      return !isOpen || box.querySelector('input.input')?.value !== said;
    }, text, { timeout: 3000 }).catch(() => {});
  }

  // --- what VS Code says ---

  /** Runs a command by its id; its result, as JSON. */
  command(id, ...args) {
    return this.helper.ask('command', id, ...args);
  }

  /** The text of the active editor, with its own line ends, as extensions see it. @returns {Promise<string>} */
  text() {
    return this.helper.ask('text');
  }

  /** @returns {Promise<{line: number, character: number}>} counted from 0, in UTF-16 units */
  cursor() {
    return this.helper.ask('cursor');
  }

  /** @param {string} id @returns {Promise<{active: boolean, version: string, path: string} | undefined>} */
  extension(id) {
    return this.helper.ask('extension', id);
  }

  /** Waits until an extension is active: what is typed before is typed without it. @param {string} id */
  async activated(id) {
    await waitFor(async () => (await this.extension(id))?.active, `the extension ${id} to be active`);
  }

  /** Changes a user setting while running. */
  set(name, value) {
    return this.helper.ask('set', name, value);
  }

  /** Saves the active file; the bytes on disk, as text. */
  async save(name) {
    await this.command('workbench.action.files.save');
    return fs.readFileSync(this.path(name), 'utf8');
  }

  /** The process ids of the daemons that run for this window. @returns {Promise<number[]>} */
  async daemons() {
    return fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
      const read = (file) => { try { return fs.readFileSync(`/proc/${pid}/${file}`, 'utf8'); } catch { return ''; } };
      return read('cmdline').includes('\0lsp\0--trust-client') && read('environ').includes(`RIG_SOCKET=${this.server.socket}\0`);
    });
  }

  // --- what a person sees ---

  /** The ghost text on the screen, '' if there is none. @returns {Promise<string>} */
  ghost() {
    return this.page.evaluate(() => window.rig.ghost());
  }

  /** The same, of any editor on the screen: a cell, one side of a comparison. @returns {Promise<string>} */
  anyGhost() {
    return this.page.evaluate(() => window.rig.ghost(document.body));
  }

  /** The lines on the screen, ghost text included. @returns {Promise<string[]>} */
  drawn() {
    return this.page.evaluate(() => window.rig.drawn());
  }

  /** @returns {Promise<{id: string, text: string, label: string, icon: string}[]>} */
  statusItems() {
    return this.page.evaluate(() => window.rig.statusItems());
  }

  /** The status bar item whose id or label has `part` in it. @param {string} part */
  async statusItem(part) {
    return (await this.statusItems()).find(({ id, label }) => id.includes(part) || label.includes(part));
  }

  /** @returns {Promise<string[]>} the messages of the pop-ups that are visible */
  notifications() {
    return this.page.evaluate(() => window.rig.notifications());
  }

  /**
   * What was on the screen, each time that it changed, while `body` ran: the cursor's line, with its ghost text
   * and without. @param {() => Promise<void>} body
   * @returns {Promise<{line: string, text: string, ghost: string}[]>} ghost: all of it, further lines as well
   */
  async record(body) {
    await this.page.evaluate(() => window.rig.startRecording());
    await body();
    return this.page.evaluate(() => window.rig.stopRecording());
  }

  /**
   * Waits until the ghost text is as wanted, and returns it.
   * @param {string | ((ghost: string) => boolean)} [wanted] the whole of it, or what it fulfils; left out: any
   */
  async waitForGhost(wanted = Boolean) {
    const fits = typeof wanted === 'string' ? (ghost) => ghost === wanted : wanted;
    let last = '';
    let found;
    await waitFor(async () => {
      last = await this.ghost();
      return fits(last) && (found = { last });
    }, () => `ghost text ${typeof wanted === 'string' ? JSON.stringify(wanted) : wanted}; the last was ${JSON.stringify(last)}`);
    return /** @type {{last: string}} */ (found).last;
  }

  /** Waits for `probe`, a function of this window, to give something. */
  waitFor(probe, what) {
    return waitFor(() => probe(this), what);
  }

  /** Waits until the text of the active editor is `expected`. @param {string} expected */
  async waitForText(expected) {
    let last;
    await waitFor(async () => (last = await this.text()) === expected,
      () => `the text\n${JSON.stringify(expected)}\nbut it is\n${JSON.stringify(last)}`);
  }

  /** @param {string} name without a suffix @returns {Promise<string>} the file */
  async screenshot(name) {
    fs.mkdirSync(ARTIFACTS, { recursive: true });
    const file = path.join(ARTIFACTS, `vscode-${name}.png`);
    await this.page?.screenshot({ path: file });
    return file;
  }

  /** Ends everything this window started, and removes its folders. */
  async close() {
    this.helper.close();
    await this.chromium?.close().catch(() => {});
    await this.server.close();
    removeFolder(this.scratch);
  }
}
