// The stock client library around server.mjs, and nothing else: what VS Code and the library do by
// themselves. The texts that the server predicts are in STUB_TEXTS, a JSON list of strings.
const path = require('node:path');
const { LanguageClient, TransportKind } = require('vscode-languageclient/node');

/** @type {LanguageClient | undefined} */
let client;

exports.activate = async function () {
  const server = path.join(__dirname, 'server.mjs');
  client = new LanguageClient('stub', 'Stub', {
    command: process.execPath,
    args: [server],
    transport: TransportKind.stdio,
  }, { documentSelector: [{ scheme: 'file' }] });
  await client.start();
};

exports.deactivate = () => client?.stop();
