import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Quote } from '../../src/core/article.ts';
import { attribute, MAX_ATTRIBUTED } from '../../src/core/attribution.ts';
import type { QuoteSource } from '../../src/core/quotes.ts';
import { rulesFor } from '../../src/rules/index.ts';
import { computingTime } from './computing-time.ts';
import { sourceOf } from './source-of.ts';

const WORDS = [
  'said',
  'told',
  'according to',
  'saying',
  'she',
  'He',
  'the',
  'Anna',
  'Kowalska',
  'Mr.',
  'minister',
  'report',
  ',',
  '.',
  ':',
  'who',
  "'s",
  'and',
  'in',
  'Oslo',
  '\n',
  '“we will”',
  '“No.”',
  '“a',
  '1998',
  '🙂',
];
const texts = fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }).map((words) => words.join(' '));

function readQuotes(text: string): { quotes: Quote[]; blocks: QuoteSource['blocks'] } {
  const quotes = [...text.matchAll(/“([^”\n]+)”/g)].map((match) => {
    const said = match[1] ?? '';
    return { text: said, start: match.index + 1, end: match.index + 1 + said.length };
  });
  return { quotes, blocks: sourceOf(text).blocks };
}

describe('whatever the text', () => {
  test.each(['en', 'de', 'fr', 'pl'])('names are slices of it and confidences are probabilities (%s)', (lang) => {
    fc.assert(
      fc.property(texts, (text) => {
        const { quotes, blocks } = readQuotes(text);
        const result = attribute(quotes, { text, blocks }, rulesFor(lang).speech);
        expect(result.map(({ start, end }) => ({ start, end }))).toEqual(
          quotes.map(({ start, end }) => ({ start, end })),
        );
        for (const { speaker, candidates = [] } of result) {
          expect(speaker === undefined || candidates.length === 0).toBe(true);
          for (const { name, start, end, confidence } of speaker ? [speaker] : candidates) {
            expect(name).toBe(text.slice(start, end));
            expect(name).not.toBe('');
            expect(confidence).toBeGreaterThanOrEqual(0);
            expect(confidence).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test('the same text gives the same speakers, and the quotes given are not changed', () => {
    const text = 'Anna Kowalska said “we will” and left. “No.”';
    const { quotes, blocks } = readQuotes(text);
    const before = structuredClone(quotes);
    const first = attribute(quotes, { text, blocks }, rulesFor('en').speech);
    expect(attribute(quotes, { text, blocks }, rulesFor('en').speech)).toEqual(first);
    expect(quotes).toEqual(before);
  });
});

test('owners may stand in a row of any length', () => {
  const text = `${'Anna’s '.repeat(20_000)}brother said “we will”.`;
  const { quotes, blocks } = readQuotes(text);
  expect(attribute(quotes, { text, blocks }, rulesFor('en').speech)).toHaveLength(1);
});

describe('more quotations than a book has', () => {
  const text = 'Anna said “we will”.\n'.repeat(MAX_ATTRIBUTED + 5);
  const { quotes, blocks } = readQuotes(text);
  const result = attribute(quotes, { text, blocks }, rulesFor('en').speech);

  test('are all kept, the last ones without a speaker', () => {
    expect(result.map(({ start }) => start)).toEqual(quotes.map(({ start }) => start));
    expect(result[MAX_ATTRIBUTED - 1]?.speaker?.name).toBe('Anna');
    expect(result[MAX_ATTRIBUTED]?.speaker).toBeUndefined();
  });
});

describe('time', () => {
  /** Milliseconds of computing (not of waiting for other programs) for so many copies of a paragraph, the better of two runs. */
  function timeOf(paragraph: string, copies: number): number {
    // Without a quotation nothing is read.
    return timeOfText(`${paragraph.repeat(copies)}“Yes.”`, 'en');
  }

  function timeOfText(text: string, lang: string): number {
    const { quotes, blocks } = readQuotes(text);
    const { speech } = rulesFor(lang);
    return Math.min(...[1, 2].map(() => computingTime(() => void attribute(quotes, { text, blocks }, speech))));
  }

  test.each([
    ['names and quotes', 'Anna Kowalska, the minister, said “we will” and he added “No.”\n'],
    ['one long block', 'Anna Kowalska, the minister, said “we will”, and he added “No.” '],
    ['names alone', 'Anna Kowalska and Peter Voss met Anna Voss, Jan Kowalska and others in Oslo.\n'],
    ['one long sentence', 'the minister of the ministry and, she, who '],
    ['ever new names', 'A said “x”. '],
  ])('grows with the length of the text: %s', (_, paragraph) => {
    timeOf(paragraph, 50);
    const short = timeOf(paragraph, 100);
    const long = timeOf(paragraph, 1600);
    // Sixteen times the text; quadratic work would take 256 times as long.
    expect(long).toBeLessThan(Math.max(400, 80 * short));
  });

  test('grows with the length of the text: pronouns behind a sentence that does not end', () => {
    const timeOfPronouns = (copies: number): number =>
      timeOfText('le maire parle '.repeat(30 * copies) + '“oui”, a dit elle '.repeat(copies), 'fr');
    timeOfPronouns(50);
    const short = timeOfPronouns(100);
    // Sixteen times the text; looking through the whole sentence for each of them takes more than a hundred times as long.
    expect(timeOfPronouns(1600)).toBeLessThan(Math.max(400, 40 * short));
  });
});
