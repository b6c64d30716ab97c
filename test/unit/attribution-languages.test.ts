import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findQuotes } from '../../src/core/quotes.ts';
import { rulesFor } from '../../src/rules/index.ts';
import { sourceOf } from './source-of.ts';

interface Fixture {
  lang: string;
  kind: string;
  text: string;
  quotes: { text: string; speaker: string | null; resolved?: string }[];
}

const FOLDER = 'test/fixtures/attribution';
/** Paragraphs that other tests look for quotes in; their speakers are looked at here. */
const PARAGRAPHS = 'test/fixtures/quotes/paragraphs.jsonl';
const languages = readdirSync(FOLDER).map((file) => file.replace('.jsonl', ''));
const linesOf = (file: string): Fixture[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Fixture);

/** The quotes of a text with who is shown as their speaker, as the view names him. */
function read({ text, lang }: Fixture): { text: string; speaker: string | null }[] {
  const { quotes } = findQuotes(sourceOf(text), rulesFor(lang).speech);
  return quotes.map(({ text, speaker }) => ({ text, speaker: speaker?.resolvedName ?? speaker?.name ?? null }));
}

describe.each(languages)('%s', (lang) => {
  test.each(linesOf(join(FOLDER, `${lang}.jsonl`)))('$kind: $text', (fixture) => {
    expect(read(fixture)).toEqual(
      fixture.quotes.map(({ text, speaker, resolved }) => ({ text, speaker: resolved ?? speaker })),
    );
  });
});

describe('paragraphs with every kind of mark', () => {
  // "Judge Harriet Cole" and "Harriet Cole" are both her name.
  const bare = (name: string | null) =>
    name?.toLowerCase().replace(/^(?:the|der|die|das|le|la|judge|father) /, '') ?? null;

  test.each(linesOf(PARAGRAPHS))('$lang, $kind: $text', (fixture) => {
    const wanted = fixture.quotes.map(({ speaker }) => bare(speaker));
    expect(read(fixture).map(({ speaker }) => bare(speaker))).toEqual(wanted);
  });
});
