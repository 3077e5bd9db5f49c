// Lets a test ask VS Code itself what it cannot read on the screen exactly: it listens on the Unix
// socket RIG_SOCKET for lines of JSON {id, ask, args} and answers {id, value} or {id, error}. It never
// types and registers nothing, so that a test sees the same editor as a person.
const net = require('node:net');
const readline = require('node:readline');
const vscode = require('vscode');

const plain = ({ line, character }) => ({ line, character });

const answers = {
  async open(file, line = 0, character = 0) {
    const at = new vscode.Position(line, character);
    await vscode.window.showTextDocument(vscode.Uri.file(file), { selection: new vscode.Range(at, at), preview: false });
  },
  // Where the cursor belongs is set afterwards: a comparison takes no selection.
  async diff(left, right, line, character) {
    const [a, b] = [left, right].map((file) => vscode.Uri.file(file));
    await vscode.commands.executeCommand('vscode.diff', a, b, 'a comparison');
    const editor = vscode.window.activeTextEditor;
    const at = new vscode.Position(line, character);
    editor.selection = new vscode.Selection(at, at);
  },
  async notebook(file) {
    const document = await vscode.workspace.openNotebookDocument(vscode.Uri.file(file));
    await vscode.window.showNotebookDocument(document, { preview: false });
  },
  text: () => vscode.window.activeTextEditor?.document.getText(),
  cursor: () => vscode.window.activeTextEditor && plain(vscode.window.activeTextEditor.selection.active),
  file: () => vscode.window.activeTextEditor?.document.uri.fsPath,
  command: (id, ...args) => vscode.commands.executeCommand(id, ...args),
  commands: () => vscode.commands.getCommands(true),
  setting: (name) => vscode.workspace.getConfiguration().get(name),
  set: (name, value) => vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global),
  trusted: () => vscode.workspace.isTrusted,
  say: (message) => void vscode.window.showInformationMessage(message),
  async extension(id) {
    const found = vscode.extensions.getExtension(id);
    const active = found?.isActive ?? false;
    // What it registered is known to the window once something sent later came back.
    await vscode.commands.executeCommand('setContext', 'rig', active);
    return found && { active, version: found.packageJSON.version, path: found.extensionPath };
  },
};

exports.activate = function (context) {
  const server = net.createServer((socket) => {
    socket.on('error', () => socket.destroy());
    readline.createInterface({ input: socket }).on('line', async (line) => {
      const { id, ask, args } = JSON.parse(line);
      let reply;
      try {
        reply = { id, value: await answers[ask](...args) };
        JSON.stringify(reply);
      } catch (error) {
        reply = { id, error: String(error?.stack ?? error) };
      }
      socket.write(JSON.stringify(reply) + '\n');
    });
  });
  server.listen(process.env.RIG_SOCKET);
  context.subscriptions.push({ dispose: () => server.close() });
};
