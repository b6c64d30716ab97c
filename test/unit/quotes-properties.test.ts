import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findQuotedSpans, findQuotes } from '../../src/core/quotes.ts';
import { rulesFor } from '../../src/rules/index.ts';
import { QUOTE_MARKS } from '../../src/rules/quote-marks.ts';
import { readingWork } from './reading-work.ts';
import { sourceOf } from './source-of.ts';

const EVERY_KIND = QUOTE_MARKS.map(({ mark }) => `${mark}a `).join('');
const MARKS = 2000;

const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...QUOTE_MARKS.map(({ mark }) => mark)) },
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      'said',
      'he',
      'Anna Roth',
      'the letter',
      'so',
      'dijo',
      'сказал',
      'に',
      '😀',
      '𝒲e',
      "workers'",
    ),
  },
  { weight: 6, arbitrary: fc.constantFrom(' ', ' ', ', ', '. ', ': ', '— ', ' –', '\n', '\n\n', '? ', '12', '\u00a0') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);
const texts = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
const langs = fc.constantFrom('en', 'de', 'fr', 'es', 'ru', 'sv', 'ja', 'hu');

describe('whatever the text', () => {
  test('quotes and phrases are slices inside one block, in order, and do not overlap', () => {
    fc.assert(
      fc.property(texts, langs, (text, lang) => {
        const source = sourceOf(text);
        const { quotes, phrases } = findQuotes(source, rulesFor(lang).speech);
        for (const found of [...quotes, ...phrases]) {
          expect(found.text).toBe(text.slice(found.start, found.end));
          expect(found.text).toBe(found.text.trim());
          expect(found.text).not.toBe('');
          expect(source.blocks.some((block) => block.start <= found.start && found.end <= block.end)).toBe(true);
        }
        const all = [...quotes, ...phrases].sort((a, b) => a.start - b.start);
        all.slice(1).forEach((next, index) => {
          expect(next.start).toBeGreaterThanOrEqual(all[index]?.end ?? 0);
        });
        expect([...quotes].sort((a, b) => a.start - b.start)).toEqual(quotes);
        expect([...phrases].sort((a, b) => a.start - b.start)).toEqual(phrases);
      }),
      { numRuns: 500 },
    );
  });

  test('a group has two pieces at least', () => {
    fc.assert(
      fc.property(texts, langs, (text, lang) => {
        const { quotes } = findQuotes(sourceOf(text), rulesFor(lang).speech);
        const sizes = new Map<number, number>();
        for (const { group } of quotes) if (group !== undefined) sizes.set(group, (sizes.get(group) ?? 0) + 1);
        for (const size of sizes.values()) expect(size).toBeGreaterThanOrEqual(2);
      }),
    );
  });

  test('well-set quotations are found in any text of plain words', () => {
    const word = fc.stringMatching(/^[a-z]{2,9}$/);
    const words = fc.array(word, { minLength: 6, maxLength: 12 }).map((all) => all.join(' '));
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 8 }), (sentences) => {
        const text = sentences.map((sentence) => `“It is ${sentence},” said Anna Roth.`).join(' ');
        const { quotes } = findQuotes(sourceOf(text), rulesFor('en').speech);
        expect(quotes.map((quote) => quote.text)).toEqual(sentences.map((sentence) => `It is ${sentence},`));
      }),
    );
  });
});

describe('twice as many marks', () => {
  const inputs: [string, (count: number) => string][] = [
    ['straight marks alone', (count) => '"'.repeat(count)],
    ['opening marks alone', (count) => '“ a '.repeat(count)],
    ['short quotations', (count) => '“a b” '.repeat(count / 2)],
    ['a mark in each block', (count) => '“a said b\n'.repeat(count)],
    ['every kind of mark', (count) => EVERY_KIND.repeat(count / QUOTE_MARKS.length)],
    ['dashes', (count) => `—Sí —dijo${' — a'.repeat(count)}`],
    ['apostrophes', (count) => "a' 'b ".repeat(count / 2)],
  ];
  test.each(inputs)('take twice the work: %s', (_name, textOf) => {
    const rules = rulesFor('es').speech;
    const workFor = (count: number): number => {
      const source = sourceOf(textOf(count));
      return readingWork(() => findQuotedSpans(source, rules));
    };
    // What is known of words and characters afterwards is not looked up again.
    workFor(MARKS);
    const once = workFor(MARKS);
    expect(once).toBeGreaterThan(MARKS);
    expect(workFor(2 * MARKS) / once).toBeLessThan(2.05);
  });
});
