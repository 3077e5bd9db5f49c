// Bundles the extension into dist/extension.js; with --tests, the unit tests into dist/test.
import { readdirSync } from 'node:fs';
import { context, build } from 'esbuild';

const common = { bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'warning' };

const extension = {
  ...common,
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  external: ['vscode'],
  minify: true,
  sourcemap: false,
  legalComments: 'none',
};

// Unit tests run outside of VS Code: what they need of it is a stand-in.
const tests = {
  ...common,
  entryPoints: readdirSync('test/unit').filter((name) => name.endsWith('.test.ts')).map((name) => `test/unit/${name}`),
  outdir: 'dist/test',
  alias: { vscode: './test/unit/vscode.ts' },
};

if (process.argv.includes('--watch')) await (await context(extension)).watch();
else await build(process.argv.includes('--tests') ? tests : extension);
