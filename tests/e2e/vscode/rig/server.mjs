// VS Code's server for one window: code-server on loopback with a profile folder of its own, so that
// nothing of the user's settings, extensions or home folder takes part.
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { end, start } from './processes.mjs';
import { QUIET } from './settings.mjs';
import { waitFor } from './wait.mjs';

const HELPER = new URL('./helper', import.meta.url).pathname;

export class Server {
  /**
   * @param {ReturnType<typeof import('./root.mjs').findRoot>} root
   * @param {string} folder an empty scratch folder
   * @param {import('./window.mjs').Options} options
   */
  constructor(root, folder, { settings = {}, env = {}, extension, vsix, tests, companions = [], trust = true }) {
    this.root = root;
    this.folder = folder;
    this.log = path.join(folder, 'server.log');
    this.socket = path.join(folder, 'rig.sock');
    this.trust = trust;
    this.vsix = vsix;
    this.tests = tests;
    /** @type {Record<string, string>} */
    this.env = {
      PATH: process.env.PATH ?? '/usr/bin:/bin', LANG: 'C.UTF-8', TMPDIR: folder,
      HOME: path.join(folder, 'home'), RIG_SOCKET: this.socket,
      EXTENSIONS_GALLERY: '{}', ...env, // no gallery: code-server's own is on the network
    };
    for (const name of ['CONFIG', 'DATA', 'STATE', 'CACHE', 'RUNTIME']) {
      const suffix = name === 'RUNTIME' ? 'DIR' : 'HOME';
      this.env[`XDG_${name}_${suffix}`] ??= this.make('xdg', name.toLowerCase());
    }
    fs.chmodSync(this.env.XDG_RUNTIME_DIR, 0o700);
    this.make('home');
    this.writeSettings({ ...QUIET, ...settings }, extension);
    // One that is under development is named in the address instead, for its tests.
    const mine = tests || !extension ? [HELPER] : [HELPER, path.resolve(extension)];
    this.installFolders([...mine, ...companions.map((one) => this.makeCompanion(one))]);
  }

  make(...parts) {
    const folder = path.join(this.folder, ...parts);
    fs.mkdirSync(folder, { recursive: true });
    return folder;
  }

  /**
   * What runs on a server takes settings of scope `machine` from that machine's file only.
   * @param {object} settings @param {string} [extension]
   */
  writeSettings(settings, extension) {
    const isOfMachine = machineScoped(extension);
    for (const [kind, wanted] of /** @type {const} */ ([['User', false], ['Machine', true]])) {
      const entries = Object.entries(settings).filter(([name]) => isOfMachine(name) === wanted);
      fs.writeFileSync(path.join(this.make('data', kind), 'settings.json'), JSON.stringify(Object.fromEntries(entries), null, 2));
    }
  }

  /** The folder of an extension that is there and does nothing. */
  makeCompanion({ publisher, name }) {
    const folder = this.make('companions', name);
    const manifest = { publisher, name, version: '1.0.0', engines: { vscode: '^1.91.0' } };
    fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
    return folder;
  }

  /** Installs extensions as links to the folders that they are in. @param {string[]} folders */
  installFolders(folders) {
    const at = this.make('extensions');
    const entries = folders.map((folder) => {
      const { publisher, name, version } = manifest(folder);
      const relativeLocation = `${publisher}.${name}-${version}`;
      const link = path.join(at, relativeLocation);
      fs.symlinkSync(folder, link);
      return { identifier: { id: `${publisher}.${name}` }, version, relativeLocation,
        location: { $mid: 1, path: link, scheme: 'file' } };
    });
    fs.writeFileSync(path.join(at, 'extensions.json'), JSON.stringify(entries));
  }

  command(...more) {
    return [this.root.node, this.root.codeServer, '--user-data-dir', path.join(this.folder, 'data'),
      '--extensions-dir', path.join(this.folder, 'extensions'), '--config', path.join(this.folder, 'config.yaml'), ...more];
  }

  async start() {
    fs.writeFileSync(path.join(this.folder, 'config.yaml'), 'auth: none\n');
    if (this.vsix) this.install(this.vsix);
    this.child = start(this.command('--auth', 'none', '--bind-addr', '127.0.0.1:0', '--disable-telemetry',
      '--disable-update-check', '--disable-getting-started-override', '--disable-proxy',
      ...(this.trust ? ['--disable-workspace-trust'] : []),
      // VS Code as it is shipped heeds an extension under development only with this option.
      ...(this.tests ? ['--vscode-option', 'enable-smoke-test-driver'] : [])), { env: this.env, cwd: this.folder, log: this.log });
    this.authority = await waitFor(() => {
      if (this.child.exitCode !== null) throw new Error(`code-server ended:\n${this.output()}`);
      return /HTTP server listening on http:\/\/(127\.0\.0\.1:\d+)/.exec(this.output())?.[1];
    }, () => `code-server to listen; it wrote\n${this.output()}`);
  }

  /** Installs an extension from a package file, as `code --install-extension FILE` does. */
  install(vsix) {
    const [program, ...rest] = this.command('--install-extension', vsix, '--force');
    const { status, stdout, stderr } = spawnSync(program, rest, { env: this.env, cwd: this.folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`could not install ${vsix}:\n${stdout}${stderr}`);
  }

  output() {
    return fs.existsSync(this.log) ? fs.readFileSync(this.log, 'utf8') : '';
  }

  /** The address of a window. @param {string} folder @param {Record<string, string>} payload */
  url(place, payload = {}) {
    const kind = place.endsWith('.code-workspace') ? 'workspace' : 'folder';
    const query = new URLSearchParams({ [kind]: place, payload: JSON.stringify(Object.entries(payload)) });
    return `http://${this.authority}/?${query}`;
  }

  /** How a window of this server calls a file; code-server's name for itself is always this. @param {string} file */
  remote(file) {
    return `vscode-remote://remote${file}`;
  }

  async close() {
    if (this.child) await end(this.child);
  }
}

const manifest = (folder) => JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));

/** Which settings have the scope `machine`? @param {string} [extension] the folder that says it */
function machineScoped(extension) {
  const groups = extension ? [manifest(extension).contributes?.configuration ?? []].flat() : [];
  const scopes = Object.assign({}, ...groups.map((group) => group.properties));
  return (name) => scopes[name]?.scope === 'machine';
}
