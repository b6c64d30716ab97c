import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findQuotes } from '../../src/core/quotes.ts';
import { rulesFor } from '../../src/rules/index.ts';

interface Fixture {
  lang: string;
  kind: string;
  text: string;
  quotes: { text: string; speaker: string | null; resolved?: string }[];
}

const FOLDER = 'test/fixtures/attribution';
const languages = readdirSync(FOLDER).map((file) => file.replace('.jsonl', ''));
const fixturesOf = (lang: string): Fixture[] =>
  readFileSync(join(FOLDER, `${lang}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Fixture);

/** The quotes of a text with who is shown as their speaker, as the view names him. */
function read({ text, lang }: Fixture): { text: string; speaker: string | null }[] {
  const block = { kind: 'paragraph' as const, start: 0, end: text.length };
  const { quotes } = findQuotes({ text, blocks: [block] }, rulesFor(lang).speech);
  return quotes.map(({ text, speaker }) => ({ text, speaker: speaker?.resolvedName ?? speaker?.name ?? null }));
}

describe.each(languages)('%s', (lang) => {
  test.each(fixturesOf(lang))('$kind: $text', (fixture) => {
    expect(read(fixture)).toEqual(
      fixture.quotes.map(({ text, speaker, resolved }) => ({ text, speaker: resolved ?? speaker })),
    );
  });
});
