import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findQuotes } from '../../src/core/quotes.ts';
import { rulesFor } from '../../src/rules/index.ts';
import { sourceOf } from './source-of.ts';

/**
 * One paragraph (or a few, a line each) of `test/fixtures/quotes/paragraphs.jsonl`. `speaker` is the fullest name the
 * text gives, null where it gives none; `kind` is the convention or the damage the marks show.
 */
interface Paragraph {
  lang: string;
  kind: string;
  text: string;
  quotes: { text: string; speaker: string | null }[];
  phrases: string[];
}

const file = path.join(__dirname, '../fixtures/quotes/paragraphs.jsonl');
const paragraphs = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Paragraph);

describe('quotes and phrases of paragraphs in many languages', () => {
  test.each(paragraphs.map((paragraph) => [paragraph.lang, paragraph.kind, paragraph.text, paragraph] as const))(
    '%s, %s: %s',
    (_lang, _kind, text, paragraph) => {
      const found = findQuotes(sourceOf(text), rulesFor(paragraph.lang).speech);
      expect(found.quotes.map((quote) => quote.text)).toEqual(paragraph.quotes.map((quote) => quote.text));
      expect(found.phrases.map((phrase) => phrase.text)).toEqual(paragraph.phrases);
    },
  );
});
