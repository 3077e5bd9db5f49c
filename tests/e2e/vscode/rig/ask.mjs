// The other end of helper/extension.js: questions to VS Code itself over a Unix socket.
import fs from 'node:fs';
import net from 'node:net';
import readline from 'node:readline';
import { waitFor } from './wait.mjs';

export class Ask {
  /** @param {string} path the helper's socket; it appears once the extension host runs */
  constructor(path) {
    this.path = path;
    this.next = 1;
    /** @type {Map<number, {resolve: Function, reject: Function}>} */
    this.waiting = new Map();
  }

  async connect() {
    await waitFor(() => fs.existsSync(this.path), 'the extension host');
    this.socket = await waitFor(() => new Promise((resolve) => {
      const socket = net.connect(this.path, () => resolve(socket)).once('error', () => resolve(null));
    }), 'the helper extension to listen');
    this.socket.once('close', () => this.fail(new Error('the extension host went away')));
    readline.createInterface({ input: this.socket }).on('line', (line) => {
      const { id, value, error } = JSON.parse(line);
      const { resolve, reject } = this.waiting.get(id);
      this.waiting.delete(id);
      error ? reject(new Error(error)) : resolve(value);
    });
  }

  fail(error) {
    this.waiting.forEach(({ reject }) => reject(error));
    this.waiting.clear();
  }

  /** @param {string} ask a name in helper/extension.js @returns {Promise<any>} */
  ask(ask, ...args) {
    return new Promise((resolve, reject) => {
      const id = this.next++;
      this.waiting.set(id, { resolve, reject });
      this.socket.write(JSON.stringify({ id, ask, args }) + '\n');
    });
  }

  close() {
    this.socket?.destroy();
  }
}
