// A language server that answers every inline completion request at once, from a list of texts it
// was given: the first one that the line up to the cursor, without its indentation, is the beginning
// of. Says `null` where none is. Speaks just enough LSP for that; documents are synced incrementally.

/** @type {string[]} */
const texts = JSON.parse(process.env.STUB_TEXTS ?? '[]');
/** @type {Map<string, string>} */
const documents = new Map();

/** Where an LSP position (a line, and UTF-16 units, as JavaScript counts) is in the text. */
function offsetOf(text, { line, character }) {
  let begin = 0;
  for (; line > 0; line--) begin = text.indexOf('\n', begin) + 1;
  return begin + character;
}

function applied(text, change) {
  if (!change.range) return change.text;
  return text.slice(0, offsetOf(text, change.range.start)) + change.text + text.slice(offsetOf(text, change.range.end));
}

function predict({ textDocument, position }) {
  const text = documents.get(textDocument.uri) ?? '';
  const written = text.slice(offsetOf(text, { line: position.line, character: 0 }), offsetOf(text, position)).trimStart();
  const whole = written && texts.find((known) => known.startsWith(written) && known !== written);
  return whole ? [{ insertText: whole.slice(written.length), range: { start: position, end: position } }] : null;
}

const handlers = {
  initialize: () => ({ capabilities: { textDocumentSync: { openClose: true, change: 2 }, inlineCompletionProvider: {} } }),
  shutdown: () => null,
  exit: () => process.exit(0),
  'textDocument/didOpen': ({ textDocument }) => void documents.set(textDocument.uri, textDocument.text),
  'textDocument/didClose': ({ textDocument }) => void documents.delete(textDocument.uri),
  'textDocument/didChange': ({ textDocument: { uri }, contentChanges }) =>
    void documents.set(uri, contentChanges.reduce(applied, documents.get(uri) ?? '')),
  'textDocument/inlineCompletion': predict,
};

function answer({ id, method, params }) {
  const result = handlers[method]?.(params);
  if (id === undefined || method === undefined) return;
  const body = JSON.stringify(handlers[method]
    ? { jsonrpc: '2.0', id, result: result ?? null }
    : { jsonrpc: '2.0', id, error: { code: -32601, message: 'not here' } });
  process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

let received = Buffer.alloc(0);
process.stdin.on('data', (chunk) => {
  received = Buffer.concat([received, chunk]);
  for (;;) {
    const end = received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/Content-Length: (\d+)/i.exec(received.toString('latin1', 0, end))[1]);
    if (received.length < end + 4 + length) return;
    const body = received.toString('utf8', end + 4, end + 4 + length);
    received = received.subarray(end + 4 + length);
    answer(JSON.parse(body));
  }
});
process.stdin.on('end', () => process.exit(0));
