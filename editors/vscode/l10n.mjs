// npm run l10n [-- --check]
//
// Writes the texts that the sources give to l10n.t into l10n/bundle.l10n.json, which translations are made from.
//   --check   writes nothing, and fails where the file is not what would be written
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import ts from 'typescript';

const kBundle = 'l10n/bundle.l10n.json';

const texts = new Set(readdirSync('src').flatMap((name) => textsOf(`src/${name}`)));
const bundle = Object.fromEntries([...texts].sort().map((text) => [text, text]));
const wanted = `${JSON.stringify(bundle, null, 2)}\n`;
if (!process.argv.includes('--check')) writeFileSync(kBundle, wanted);
else if (readFileSync(kBundle, 'utf8') !== wanted) {
  console.error(`${kBundle} is not what the sources say: npm run l10n, and translate what is new`);
  process.exitCode = 1;
}

function textsOf(path) {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022);
  const found = [];
  const visit = (node) => {
    if (ts.isCallExpression(node) && /(^|\.)l10n\.t$/.test(node.expression.getText(source))) {
      const [text] = node.arguments;
      if (text === undefined || !ts.isStringLiteral(text)) throw new Error(`${path}: l10n.t wants a plain string`);
      found.push(text.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
