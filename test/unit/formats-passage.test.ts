import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findPassage, passageOf } from '../../src/formats/find-passage.ts';

const found = (page: string, article: string, words: string): string[] => {
  const start = article.indexOf(words);
  return findPassage(page, passageOf({ text: article }, { start, end: start + words.length })).map(
    (span) => `${page.slice(Math.max(0, span.start - 3), span.start)}[${page.slice(span.start, span.end)}]`,
  );
};

describe('findPassage', () => {
  test.each([
    ['the only place', 'Menu\n\nHe said “yes” today.', 'He said “yes” today.', 'yes', ['d “[yes]']],
    [
      'the place with the same surroundings first',
      'No “yes” here.\n\nHe said “yes” today.',
      'He said “yes” today.',
      'yes',
      ['d “[yes]', 'o “[yes]'],
    ],
    ['over other line breaks', 'A\n\n\n\nb  c\n\nd', 'A\n\nb\nc d', 'b\nc d', ['\n\n\n[b  c\n\nd]'.slice(0)]],
    ['nowhere', 'Other text', 'He said', 'said', []],
  ])('%s', (_, page, article, words, expected) => {
    expect(found(page, article, words)).toEqual(expected);
  });

  test('finds a long passage by its ends when the page has more in its middle', () => {
    const head = 'The first half of a sentence that is long enough to be known,';
    const tail = 'and the second half of it, which is quite as long as the first.';
    expect(found(`x ${head} ADVERTISEMENT ${tail} y`, `${head} ${tail}`, `${head} ${tail}`)).toEqual([
      `x [${head} ADVERTISEMENT ${tail}]`,
    ]);
    expect(found(`x ${head} ${'-'.repeat(9000)} ${tail} y`, `${head} ${tail}`, `${head} ${tail}`)).toEqual([]);
  });

  test('offsets hold whatever white space there is', () => {
    const word = fc.stringMatching(/^[ab]{1,3}$/);
    const space = fc.stringMatching(/^[ \n\t]{1,4}$/);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, space), { minLength: 1, maxLength: 30 }),
        fc.nat(),
        fc.nat(),
        (pairs, a, b) => {
          const page = pairs.flat().join('');
          const article = pairs.map(([text]) => text).join(' ');
          const start = a % article.length;
          const end = start + 1 + (b % (article.length - start));
          const wanted = article.slice(start, end).trim();
          for (const span of findPassage(page, passageOf({ text: article }, { start, end }))) {
            expect(page.slice(span.start, span.end).replace(/\s+/g, ' ')).toBe(wanted);
          }
          if (wanted !== '') expect(findPassage(page, { text: wanted, before: '', after: '' })).not.toEqual([]);
        },
      ),
    );
  });
});
