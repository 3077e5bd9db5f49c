// An LLM server on loopback that knows one text by heart and writes it line by line: OpenAI's
// completions, with the template of Qwen.
import http from 'node:http';

/**
 * @typedef {{prefix: string, authorization: string | undefined, aborted: boolean}} Request
 * @typedef {{url: string, requests: Request[], close: () => void}} Llm
 */

/**
 * @param {string} text what belongs where the cursor's line begins like it
 * @param {{firstMs?: number, lineMs?: number}} [pace] until the first line, and between lines
 * @returns {Promise<Llm>}
 */
export async function startLlm(text, { firstMs = 40, lineMs = 0 } = {}) {
  /** @type {Request[]} */
  const requests = [];
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (data) => { body += data; });
    request.on('end', () => void answer(request, body, response));
  });

  async function answer(request, body, response) {
    if (request.method !== 'POST') return void response.end('{"data":[{"id":"qwen2.5-coder"}]}');
    const prompt = JSON.parse(body).prompt ?? '';
    const prefix = /<\|fim_prefix\|>([^]*)<\|fim_suffix\|>/.exec(prompt)?.[1] ?? prompt;
    /** @type {Request} */
    const seen = { prefix, authorization: request.headers.authorization, aborted: false };
    requests.push(seen);
    response.on('close', () => { seen.aborted = !response.writableEnded; });
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    await pause(firstMs);
    for (const piece of rest(text, prefix).split(/(?<=\n)/)) {
      if (response.destroyed) return;
      response.write(`data: ${JSON.stringify({ choices: [{ index: 0, text: piece }] })}\n\n`);
      await pause(lineMs);
    }
    response.end('data: [DONE]\n\n');
  }

  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  server.unref(); // a test that does not run needs no end of it
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    close: () => { server.close(); server.closeAllConnections(); },
  };
}

/** What of the text is not there yet: the longest end of the prefix that the text begins with is. */
function rest(text, prefix) {
  for (let length = Math.min(text.length, prefix.length); length > 0; length--) {
    if (prefix.endsWith(text.slice(0, length))) return text.slice(length);
  }
  return text;
}

const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
