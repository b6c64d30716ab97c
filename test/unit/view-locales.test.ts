import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

describe('locales', () => {
  type Messages = Record<string, { message: string }>;
  const folders = readdirSync('src/_locales');
  const messagesOf = (folder: string): Messages =>
    JSON.parse(readFileSync(`src/_locales/${folder}/messages.json`, 'utf8')) as Messages;
  const english = messagesOf('en');
  const sources = ['src', 'popup', 'reader', 'options', 'manifest.json']
    .filter((place) => existsSync(place))
    .flatMap((place) => (place.endsWith('.json') ? [place] : filesIn(place)))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

  test('no key is unused', () => {
    expect(
      Object.keys(english).filter((key) => !sources.includes(`'${key}'`) && !sources.includes(`__MSG_${key}__`)),
    ).toEqual([]);
  });

  test.each(folders)('%s has every key, with the same places to fill and a form for every plural', (folder) => {
    const messages = messagesOf(folder);
    expect(Object.keys(messages).sort()).toEqual(Object.keys(english).sort());
    const forms = new Intl.PluralRules(messages.locale?.message).resolvedOptions().pluralCategories.length;
    for (const [key, { message }] of Object.entries(messages)) {
      const [first = '', ...rest] = english[key]?.message.split('|') ?? [];
      expect([key, message.trim()]).not.toEqual([key, '']);
      if (rest.length > 0) expect([key, message.split('|').length]).toEqual([key, forms]);
      else expect([key, message.match(/\$\d/g)?.sort() ?? []]).toEqual([key, first.match(/\$\d/g)?.sort() ?? []]);
    }
  });

  function filesIn(folder: string): string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|html)$/.test(entry.name))
      .map((entry) => `${entry.parentPath}/${entry.name}`);
  }
});
