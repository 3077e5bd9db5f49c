// A plain completion server on vscode-languageserver, written as an ordinary engineer would: what
// inkling is compared to. LSP on stdin and stdout, one OpenAI-compatible server behind it.
//
//   node forwarder.js --stdio        with INKLING_BENCH_URL=http://127.0.0.1:8765
//
// No debounce, no cache: a request is sent on at once over a keep-alive agent, its answer is all the
// text when the stream ends, and a cancel aborts the HTTP request.
'use strict';

const http = require('node:http');
const { createConnection, ProposedFeatures, TextDocuments, TextDocumentSyncKind } =
  require('vscode-languageserver/node');
const { TextDocument } = require('vscode-languageserver-textdocument');

const prefixCharactersMax = 8192;
const suffixCharactersMax = 2048;
const tokensMax = 32;

const backend = process.env.INKLING_BENCH_URL;
const agent = new http.Agent({ keepAlive: true });
const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);

connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    inlineCompletionProvider: true,
  },
}));

function buildPrompt(document, offset) {
  const text = document.getText();
  const prefix = text.slice(Math.max(0, offset - prefixCharactersMax), offset);
  const suffix = text.slice(offset, offset + suffixCharactersMax);
  return `<|fim_prefix|>${prefix}<|fim_suffix|>${suffix}<|fim_middle|>`;
}

/** The text of a streamed completion; rejects when aborted. */
function complete(prompt, signal) {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify({ model: 'bench', prompt, max_tokens: tokensMax, stream: true });
    const request = http.request(`${backend}/v1/completions`, {
      method: 'POST',
      agent,
      signal,
      headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
    }, (response) => {
      let pending = '';
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        pending += chunk;
        const events = pending.split('\n\n');
        pending = events.pop();
        for (const event of events) {
          if (event.startsWith('data: {')) text += JSON.parse(event.slice(6)).choices[0].text;
        }
      });
      response.on('end', () => resolve(text));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

connection.languages.inlineCompletion.on(async (params, token) => {
  const document = documents.get(params.textDocument.uri);
  if (!document) return { items: [] };
  const abort = new AbortController();
  token.onCancellationRequested(() => abort.abort());
  try {
    const prompt = buildPrompt(document, document.offsetAt(params.position));
    const insertText = await complete(prompt, abort.signal);
    return { items: [{ insertText, range: { start: params.position, end: params.position } }] };
  } catch {
    return { items: [] };
  }
});

documents.listen(connection);
connection.listen();
