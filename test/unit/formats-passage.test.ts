import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { indexText } from '../../src/core/text-index.ts';
import { findPassage, passageOf, selectedPassage, spanOfRange } from '../../src/formats/find-passage.ts';

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

  test('finds it when what stands in its middle is near an end', () => {
    const head = 'The first half of a sentence that is long enough to be known,';
    const page = `x ${head} ADVERTISEMENT and then a short end. y`;
    expect(found(page, `${head} and then a short end.`, `${head} and then a short end.`)).toEqual([
      `x [${head} ADVERTISEMENT and then a short end.]`,
    ]);
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

describe('what is selected', () => {
  const { window } = new JSDOM(`<body><nav>Home</nav>
    <p>One  <em>two</em>\u00adthree<br>four&nbsp;five.</p>
    <ul><li>a <a href="#">b</a></li> <li>c</li></ul><table><tr><td>x</td><td>y</td></tr></table><pre> p
  q</pre><p>two</p></body>`);
  const { document } = window;
  const index = indexText(document.body);

  test('is found again in the text, whatever part it is', () => {
    fc.assert(
      fc.property(fc.nat(index.text.length), fc.nat(index.text.length), (a, b) => {
        const span = { start: Math.min(a, b), end: Math.max(a, b) };
        const words = index.text.slice(span.start, span.end);
        const range = words.trim() === '' ? undefined : index.rangeOf(span);
        if (!range) return;
        const found = spanOfRange(index, range);
        expect(found && index.text.slice(found.start, found.end)).toBe(words.trim());
        expect(found && found.start >= span.start && found.end <= span.end).toBe(true);
      }),
    );
  });

  test('is found between elements, as a triple click selects', () => {
    const range = document.createRange();
    const items = document.querySelectorAll('li');
    range.setStart(items[0] as Element, 0);
    range.setEnd(items[1] as Element, 0);
    const found = spanOfRange(index, range);
    expect(found && index.text.slice(found.start, found.end)).toBe('a b');
  });

  test('comes with the words around it; nothing comes of nothing', () => {
    const selection = window.getSelection();
    expect(selectedPassage(document, selection)).toBeUndefined();
    selection?.selectAllChildren(document.querySelector('p:last-child') as Element);
    expect(selectedPassage(document, selection)).toEqual({ text: 'two', before: index.text.slice(0, -3), after: '' });
  });
});
