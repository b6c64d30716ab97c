import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findQuotedSpans, findQuotes } from '../../src/core/quotes.ts';
import { rulesFor } from '../../src/rules/index.ts';
import { QUOTE_MARKS } from '../../src/rules/quote-marks.ts';

function sourceOf(text: string) {
  const blocks = [...text.matchAll(/[^\n]*\S[^\n]*/g)].map((match) => ({
    kind: 'paragraph' as const,
    start: match.index,
    end: match.index + match[0].length,
  }));
  return { text, blocks };
}

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

describe('a hundred thousand marks', () => {
  const count = 100_000;
  const inputs: [string, string][] = [
    ['straight marks alone', '"'.repeat(count)],
    ['opening marks alone', '“ a '.repeat(count)],
    ['short quotations', '“a b” '.repeat(count / 2)],
    ['a mark in each block', '“a said b\n'.repeat(count)],
    [
      'every kind of mark',
      QUOTE_MARKS.map(({ mark }) => `${mark}a `)
        .join('')
        .repeat(count / QUOTE_MARKS.length),
    ],
    ['dashes', `—Sí —dijo${' — a'.repeat(count)}`],
    ['apostrophes', "a' 'b ".repeat(count / 2)],
  ];
  test.each(inputs)('%s are read in linear time', (_name, text) => {
    const source = sourceOf(text);
    const rules = rulesFor('es').speech;
    findQuotedSpans(sourceOf(text.slice(0, 10_000)), rules);
    // Processor time, so that a busy machine does not decide.
    const started = process.cpuUsage();
    findQuotedSpans(source, rules);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(1500);
  });
});
