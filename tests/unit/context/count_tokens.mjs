// Counts the tokens of files with the tokenizers of three models: what estimate_tokens() is held against.
//
//   mkdir build/tokens && cd build/tokens && npm install gpt-tokenizer llama3-tokenizer-js mistral-tokenizer-js
//   NODE_PATH=$PWD/node_modules node ../../tests/unit/context/count_tokens.mjs FILE... > counts.txt
//
// One line for each file: its name, then the counts of o200k_base, Llama 3 and the 32,000 tokens of the first Mistral.

import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const load = async (name) => (await import(pathToFileURL(require.resolve(name)))).default;

const { countTokens } = require('gpt-tokenizer/encoding/o200k_base');
const llama = await load('llama3-tokenizer-js');
const mistral = await load('mistral-tokenizer-js');

for (const file of process.argv.slice(2)) {
  const text = fs.readFileSync(file, 'utf8');
  const counts = [
    countTokens(text, { disallowedSpecial: new Set() }),
    llama.encode(text, { bos: false, eos: false }).length,
    mistral.encode(text, false, false).length,
  ];
  console.log([path.basename(file), ...counts].join(' '));
}
