import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { indexText, type TextIndex } from '../../src/core/text-index.ts';

const index = (html: string): TextIndex => indexText(new JSDOM(`<body>${html}</body>`).window.document.body);
const blocksOf = ({ text, blocks }: TextIndex): string[] => blocks.map(({ start, end }) => text.slice(start, end));

describe('indexText', () => {
  test.each<[string, string, string[]]>([
    ['folds white space', '<p>  one\n two   <b> three</b> four </p>', ['one two three four']],
    ['drops soft hyphens and zero-width spaces', '<p>hy\u00adphen\u200bated</p>', ['hyphenated']],
    ['makes no-break spaces spaces', '<p>5\u00a0km,\u00a0 then</p>', ['5 km, then']],
    ['keeps a break as a line break, none at the edges', '<p><br>a <br> b<br></p>', ['a\nb']],
    [
      'splits at block boundaries inside inline parents',
      '<span>a<div>b</div>c</span><ul><li>d<li>e</ul>',
      ['a', 'b', 'c', 'd', 'e'],
    ],
    ['puts a tab between cells', '<table><tr><td>a</td><td></td><td>b <i>c</i></td></tr></table>', ['a\tb c']],
    ['keeps the lines of preformatted text', '<pre>\n  a\n\tb  c\n\n</pre>', ['  a\n\tb  c']],
    [
      'is silent about what is not shown',
      '<p>a<script>x</script><span hidden>y</span> b<textarea>z</textarea></p>',
      ['a b'],
    ],
    ['gives no block for empty elements', '<p> </p><div><br></div><h2>\u00a0</h2>', []],
  ])('%s', (_name, html, expected) => {
    expect(blocksOf(index(html))).toEqual(expected);
  });

  test('names kinds and levels', () => {
    const { blocks } = index(
      '<h3>a</h3><ul><li>b<ul><li><p>c</p></li></ul></li></ul><blockquote><p>d</p></blockquote>',
    );
    expect(blocks.map(({ kind, level }) => [kind, level])).toEqual([
      ['heading', 3],
      ['list-item', 1],
      ['list-item', 2],
      ['blockquote', undefined],
    ]);
  });

  test('joins blocks by a blank line', () => {
    expect(index('<p>a</p><p>b</p>').text).toBe('a\n\nb');
  });

  test('rangeOf gives the same characters back, over every span of hostile markup', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      '\n',
      '\u00a0',
      '\u00ad',
      '🙂',
      '<br>',
      '<b>',
      '</b>',
      '<p>',
      '</p>',
      '<td>',
      '<li>',
      'word',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(), fc.nat(), (pieces, a, b) => {
        const { text, blocks, rangeOf } = index(pieces.join(''));
        for (const block of blocks) expect(text.slice(block.start, block.end)).toMatch(/^\S(?:[\s\S]*\S)?$/);
        const [start = 0, end = 0] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
        const bare = (value: string): string => value.replace(/[\s\u00ad]+/g, '');
        expect(bare(rangeOf({ start, end })?.toString() ?? '')).toBe(bare(text.slice(start, end)));
      }),
    );
  });
});
