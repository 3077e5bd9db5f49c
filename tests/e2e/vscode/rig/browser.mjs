// One headless Chromium for all windows of a test file; each window has a context of its own, which
// shares nothing with the others. No name resolves but loopback.
import { removeFolder, scratchFolder } from './scratch.mjs';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-default-apps', '--no-proxy-server',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];

/** @type {Promise<import('playwright-core').Browser> | undefined} */
let running;

// Debian's Chromium keeps a folder for crashes in the home folder, whatever its profile.
/** @type {string} */
let home = '';

/** @param {ReturnType<typeof import('./root.mjs').findRoot>} root */
export function browser(root) {
  home ||= scratchFolder('chromium');
  running ??= root.playwright.chromium.launch({
    executablePath: root.chromium, headless: true, args: FLAGS, env: { ...process.env, HOME: home },
  });
  return running;
}

/** Ends Chromium; without it a test file would not end. */
export async function closeBrowser() {
  await (await running)?.close();
  running = undefined;
  if (home) removeFolder(home);
  home = '';
}
