// Bundles the extension into dist/extension.js; with --tests, the unit tests into dist/test.
import { readdirSync, writeFileSync } from 'node:fs';
import { context, build } from 'esbuild';
import { notices } from './notices.mjs';

const common = { bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'warning' };

const extension = {
  ...common,
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  external: ['vscode'],
  minify: true,
  sourcemap: false,
  legalComments: 'none', // they are all in dist/third_party.txt
  metafile: true,
};

// Unit tests run outside of VS Code: what they need of it is a stand-in.
const tests = {
  ...common,
  entryPoints: readdirSync('test/unit').filter((name) => name.endsWith('.test.ts')).map((name) => `test/unit/${name}`),
  outdir: 'dist/test',
  alias: { vscode: './test/unit/vscode.ts' },
};

if (process.argv.includes('--watch')) await (await context(extension)).watch();
else if (process.argv.includes('--tests')) await build(tests);
else writeFileSync('dist/third_party.txt', notices((await build(extension)).metafile));
