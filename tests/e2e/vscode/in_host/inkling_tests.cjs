// The extension, as VS Code's own API sees it. Run by ../scenarios/in_host.test.mjs.
const assert = require('node:assert/strict');
const vscode = require('vscode');

const ID = 'inkling.inkling';
const LINE = process.env.RIG_LINE;
const PATIENCE_MS = 30_000;

async function until(probe, what) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited for ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Alone: where other texts break off is no model for this one. */
async function open(content, line, character, language = 'python') {
  while (vscode.window.activeTextEditor) await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  const document = await vscode.workspace.openTextDocument({ content, language });
  const editor = await vscode.window.showTextDocument(document);
  const at = new vscode.Position(line, character);
  editor.selection = new vscode.Selection(at, at);
  return editor;
}

/** Asks and accepts until the text begins as wanted: whether there is ghost text, the API does not tell. */
async function accept(document, wanted) {
  await until(async () => {
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
    await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
    return document.getText().startsWith(wanted);
  }, () => `${JSON.stringify(wanted)}, not ${JSON.stringify(document.getText())}`);
}

const BEFORE = 'def last(shape):\n    if shape is None:\n        raise V';
const AFTER = `def last(shape):\n    if shape is None:\n        ${LINE}`;
const manifest = () => vscode.extensions.getExtension(ID).packageJSON;
const settings = () => Object.assign({}, ...manifest().contributes.configuration.map((group) => group.properties));

exports.tests = [
  {
    name: 'it is active, and every command that it announces is there',
    fn: async () => {
      await until(() => vscode.extensions.getExtension(ID)?.isActive, 'activation');
      const known = new Set(await vscode.commands.getCommands(true));
      for (const { command } of manifest().contributes.commands) assert.ok(known.has(command), command);
      await until(async () => (await vscode.commands.getCommands(true)).includes('inkling.server.accepted'), 'the daemon');
    },
  },
  {
    name: 'what decides where code goes cannot be set in a workspace',
    fn: async () => {
      for (const [name, { scope }] of Object.entries(settings())) {
        if (scope !== 'machine') continue;
        const update = vscode.workspace.getConfiguration().update(name, 'x', vscode.ConfigurationTarget.Workspace);
        await assert.rejects(Promise.resolve(update), `${name} was set`);
      }
    },
  },
  {
    name: 'what is offered continues the text, and accepting it inserts it',
    fn: async () => {
      const { document } = await open(BEFORE, 2, BEFORE.split('\n')[2].length);
      await accept(document, AFTER);
    },
  },
  {
    name: 'a text with CRLF keeps its line ends',
    fn: async () => {
      const editor = await open(BEFORE, 2, BEFORE.split('\n')[2].length);
      await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
      await accept(editor.document, AFTER.replaceAll('\n', '\r\n'));
    },
  },
  {
    name: 'nothing is offered where the cursor was moved away meanwhile',
    fn: async () => {
      const editor = await open(`${BEFORE}\n\n`, 2, BEFORE.split('\n')[2].length);
      const asked = vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
      editor.selection = new vscode.Selection(4, 0, 4, 0);
      await asked;
      await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
      assert.equal(editor.document.getText(), `${BEFORE}\n\n`);
    },
  },
  {
    name: 'a setting that turns a language off counts at once, and so does its end',
    fn: async () => {
      const configuration = vscode.workspace.getConfiguration('inkling');
      await configuration.update('completion.languages_disabled', ['python'], vscode.ConfigurationTarget.Workspace);
      const { document } = await open(BEFORE, 2, BEFORE.split('\n')[2].length);
      await new Promise((resolve) => setTimeout(resolve, 500));
      await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
      await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
      assert.equal(document.getText(), BEFORE);
      await configuration.update('completion.languages_disabled', undefined, vscode.ConfigurationTarget.Workspace);
      // VS Code asks only once about a place.
      await accept((await open(BEFORE, 2, BEFORE.split('\n')[2].length)).document, AFTER);
    },
  },
  {
    name: 'after a restart it offers again',
    fn: async () => {
      await vscode.commands.executeCommand('inkling.restart');
      const { document } = await open(BEFORE, 2, BEFORE.split('\n')[2].length);
      await accept(document, AFTER);
    },
  },
];
