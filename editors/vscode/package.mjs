// npm run package -- [--binary FILE] [--out FILE]
//
// Builds the extension and packs it, with the daemon's binary, into a .vsix that `code --install-extension` takes.
//   --binary FILE   the daemon; without it, that of the release build. "none": without one, for every system; it
//                   uses the inkling on PATH
//   --out FILE      default: inkling-VERSION-TARGET.vsix where you stand
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createVSIX } from '@vscode/vsce';

/** Of the extension without the daemon's binary. */
const kBytesMax = 400_000;
const kHere = import.meta.dirname;
const kRelease = join(kHere, '../../build/release/src/app/inkling');
const kTarget = `${process.platform}-${process.arch}`;
/** What is packed lies in a folder of its own; .vscodeignore says what of it stays out. */
const kParts = ['dist', 'media', 'l10n', 'package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', '.vscodeignore'];

const manifest = JSON.parse(readFileSync(join(kHere, 'package.json'), 'utf8'));
const { version } = manifest;
const { values } = parseArgs({ options: { binary: { type: 'string', default: kRelease }, out: { type: 'string' } } });
const bare = values.binary === 'none';
/** npm runs this here, whatever the folder that one stands in. */
const asked = (path) => resolve(process.env.INIT_CWD ?? '.', path);
const out = asked(values.out ?? `inkling-${version}${bare ? '' : `-${kTarget}`}.vsix`);

const stage = mkdtempSync(join(tmpdir(), 'inkling-package-'));
try {
  execFileSync(process.execPath, ['esbuild.mjs'], { cwd: kHere, stdio: 'inherit' });
  const texts = readdirSync(kHere).filter((name) => /^package\.nls.*\.json$/.test(name));
  for (const part of [...kParts, ...texts]) cpSync(join(kHere, part), join(stage, part), { recursive: true });
  // What builds it is not there, and nothing is to be built.
  writeFileSync(join(stage, 'package.json'), JSON.stringify({ ...manifest, scripts: {}, devDependencies: {} }, null, 2));
  writeFileSync(join(stage, 'README.md'), readme());
  const without = bare ? out : join(stage, 'without.vsix');
  await pack(without);
  if (!bare) {
    addBinary(asked(values.binary));
    await pack(out, kTarget);
  }
  report(statSync(without).size, statSync(out).size);
} finally {
  rmSync(stage, { recursive: true });
}

function pack(path, target) {
  const told = { allowMissingRepository: true, rewriteRelativeLinks: false };
  return createVSIX({ cwd: stage, packagePath: path, dependencies: false, ...told, ...(target && { target }) });
}

/**
 * README.md as VS Code can show it. The page of an extension that is installed has pictures from the web only, and
 * no way into the repository: pictures stay out, and links there become names.
 */
function readme() {
  return readFileSync(join(kHere, 'README.md'), 'utf8')
    .replaceAll(/^!\[.*\]\(media\/[\w-]+\.png\)\n\n/gm, '')
    .replaceAll(/\[([^\]]+)\]\(\.\.\/\.\.\/([^)]+)\)/g, "$1: `$2` of inkling's sources.");
}

/** A stripped copy of it, if it is a daemon of this version. */
function addBinary(path) {
  const said = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim();
  if (said !== `inkling ${version}`) throw new Error(`${path} is "${said}", not inkling ${version}`);
  const copy = join(stage, 'bin/inkling');
  mkdirSync(join(stage, 'bin'));
  copyFileSync(path, copy);
  chmodSync(copy, 0o755);
  try {
    execFileSync('strip', [copy], { stdio: 'pipe' });
  } catch {
    console.warn('Not stripped: strip is not here, or it does not know this kind of file.');
  }
}

function report(without, all) {
  const kb = (bytes) => `${(bytes / 1000).toFixed(0)} KB`;
  console.log(`${out}: ${kb(all)}; without the binary ${kb(without)}, of ${kb(kBytesMax)} at most`);
  if (without > kBytesMax) process.exitCode = 1;
}
