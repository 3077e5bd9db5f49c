import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { kExtension, read } from './files';

type Texts = Readonly<Record<string, string>>;

/** An English file of texts, and its translations: "bundle.l10n.json", "bundle.l10n.de.json", … */
interface Family {
  readonly english: Texts;
  readonly translations: readonly { readonly name: string; readonly texts: Texts }[];
}

function family(folder: string, stem: string): Family {
  const load = (name: string): Texts => JSON.parse(read(kExtension, folder, name)) as Texts;
  const names = readdirSync(join(kExtension, folder)).filter((name) => name.startsWith(`${stem}.`));
  const translations = names.filter((name) => name !== `${stem}.json`);
  return {
    english: load(`${stem}.json`),
    translations: translations.map((name) => ({ name, texts: load(name) })),
  };
}

const kFamilies = [family('l10n', 'bundle.l10n'), family('.', 'package.nls')];

/** What of a text is not for people: places, icons, commands, settings, code. Sorted: languages differ in order. */
function fixed(text: string): string[] {
  return (text.match(/\{\d+\}|\$\([\w~-]+\)|command:[\w.]+|`[^`]+`|config\.toml/g) ?? []).sort();
}

test('there is a German translation of both kinds of text', () => {
  const names = kFamilies.flatMap((one) => one.translations.map((translation) => translation.name));
  assert.deepEqual(names, ['bundle.l10n.de.json', 'package.nls.de.json']);
});

test('a translation has all texts, and none that is not there any more', () => {
  for (const { english, translations } of kFamilies) {
    for (const { name, texts } of translations) {
      assert.deepEqual(Object.keys(texts).sort(), Object.keys(english).sort(), name);
      for (const [key, text] of Object.entries(texts)) assert.notEqual(text.trim(), '', `${name}: ${key}`);
    }
  }
});

test('places, icons, commands and names of settings are the same in a translation', () => {
  for (const { english, translations } of kFamilies) {
    for (const { name, texts } of translations) {
      for (const [key, text] of Object.entries(texts)) {
        assert.deepEqual(fixed(text), fixed(english[key] ?? ''), `${name}: ${key}`);
      }
    }
  }
});

test('a sentence stays a sentence', () => {
  for (const { english, translations } of kFamilies) {
    for (const { name, texts } of translations) {
      for (const [key, text] of Object.entries(texts)) {
        const end = (of: string): string => /[.?…]?$/.exec(of)?.[0] ?? '';
        assert.equal(end(text), end(english[key] ?? ''), `${name}: ${key}`);
      }
    }
  }
});

test('what German says of commands is what German calls them', () => {
  const german = kFamilies[1]?.translations[0]?.texts ?? {};
  const titles = Object.entries(german).flatMap(([key, text]) => (key.startsWith('command.') ? [text] : []));
  for (const [key, text] of Object.entries(german)) {
    for (const [, title = ''] of text.matchAll(/inkling: ([^*“]+)[*“]/g)) {
      assert.ok(titles.includes(title), `${key}: ${title}`);
    }
  }
});
