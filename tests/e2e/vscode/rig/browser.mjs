// A headless Chromium for one window. No name resolves but loopback.
import { removeFolder, scratchFolder } from './scratch.mjs';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-default-apps', '--no-proxy-server',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];

/**
 * @param {ReturnType<typeof import('./root.mjs').findRoot>} root
 * @returns {Promise<{browser: import('playwright-core').Browser, close: () => Promise<void>}>}
 */
export async function openBrowser(root) {
  // Debian's Chromium keeps a folder for crashes in the home folder, whatever its profile.
  const home = scratchFolder('chromium');
  const browser = await root.playwright.chromium.launch({
    executablePath: root.chromium, headless: true, args: FLAGS, env: { ...process.env, HOME: home },
  });
  return {
    browser,
    async close() {
      await browser.close();
      removeFolder(home);
    },
  };
}
