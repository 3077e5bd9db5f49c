// The licenses of what is bundled from node_modules: they want to be told with it.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The text of it, from what esbuild says that it has read. Throws where a package has no license with it. */
export function notices(metafile) {
  const inputs = Object.keys(metafile.inputs);
  const folders = inputs.map((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  const texts = [...new Set(folders)].filter((folder) => folder !== undefined).sort().map(notice);
  return ['What is bundled with this extension, and its licenses.', ...texts].join(`\n\n${'-'.repeat(80)}\n\n`);
}

function notice(folder) {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((one) => /^licen[sc]e/i.test(one));
  if (file === undefined) throw new Error(`${name} has no license with it`);
  return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}`;
}
