import { describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { findAdWords } from '../../src/core/ad-words.ts';
import { findCaptions } from '../../src/core/captions.ts';
import { identify } from '../../src/core/reader-choices.ts';
import { removeFindings } from '../../src/core/remove.ts';
import { finish } from '../../src/core/steps.ts';
import { indexText } from '../../src/core/text-index.ts';
import { rulesFor } from '../../src/rules/index.ts';
import { computingTime, leastOfThree } from './computing-time.ts';

const { document } = new JSDOM('').window;
const FIRST = 'The town council voted on Monday evening to reopen the bridge.';
const SECOND = 'Engineers found less rust than anyone had expected.';

function indexOf(html: string): ReturnType<typeof indexText> {
  const root = document.createElement('article');
  root.append(document.createRange().createContextualFragment(html));
  return indexText(root);
}

function clean(html: string, lang = 'en'): string {
  const index = indexOf(html);
  return finish(removeFindings(index, identify(index, finish(findAdWords(index, rulesFor(lang)))))).kept.text;
}

describe('a marker among the words of a block goes', () => {
  test.each([
    ['in capitals between sentences', `<p>${FIRST} ADVERTISEMENT ${SECOND}</p>`],
    ['before a short opening word', `<p>${FIRST} Advertisement ${SECOND}</p>`.replace('Engineers', 'The engineers')],
    ['twice', `<p>${FIRST} Advertisement Advertisement ${SECOND}</p>`],
    ['with its instruction', `<p>${FIRST} Story continues below advertisement ${SECOND}</p>`],
    [
      'in capitals with its instruction, inside a sentence',
      `<p>${FIRST} Engineers found ADVERTISEMENT - SCROLL TO CONTINUE less rust than anyone had expected.</p>`,
    ],
    ['on a line of its own', `<p>${FIRST}<br>Advertisement<br>${SECOND}</p>`],
    ['between comments', `<p>${FIRST}<!-- a --> Advertisement <!-- b -->${SECOND}</p>`],
    ['glued in an element', `<p>${FIRST}<span>Advertisement</span>${SECOND}</p>`],
    ['in nested elements', `<p>${FIRST} <span><b>Advertisement</b> <i>scroll to continue</i></span> ${SECOND}</p>`],
    [
      'in an element named as an ad, whatever its case',
      `<p>${FIRST} Engineers <span class="ad-label">advertisement</span> found less rust than anyone had expected.</p>`,
    ],
    ['in brackets', `<p>${FIRST} [ADVERTISEMENT] ${SECOND}</p>`],
    ['in a custom element', `<p>${FIRST} <ad-label>Advertisement</ad-label> ${SECOND}</p>`],
  ])('%s', (_, html) => {
    const left = clean(html).replace(/\n+/g, ' ');
    expect(left.replace('The engineers', 'Engineers')).toBe(`${FIRST} ${SECOND}`);
  });

  test('at the end of a dateline', () => {
    expect(clean('<p>date 2020-01-06 advertisement</p>')).toBe('date 2020-01-06');
  });

  test('at the start and at the end of a paragraph', () => {
    expect(clean(`<p>${FIRST} Advertisement</p>`)).toBe(FIRST);
    expect(clean(`<p>ADVERTISEMENT The ${SECOND}</p>`)).toBe(`The ${SECOND}`);
  });
});

describe('a word of the article stays', () => {
  test.each([
    'He had one word for all of it: advertising.',
    'He had one word for it. Advertising.',
    'The sign above the door read “ADVERTISEMENT” in red.',
    'ADVERTISING STANDARDS AUTHORITY officers came to look. ADVERTISING giant WPP did not.',
    'The firm sells in-ad native ad units to papers.',
    'It spent <a href="/a">advertising</a> money on <em>sponsored content</em> and <b>ads</b>.',
    'The <span>advertising</span> market fell. Its <span>advertising</span> fell too.',
    'The <span class="term">advertising</span> market fell as advertisers left.',
    'Users may <a href="/a">skip ads</a> for two euros.',
    '<span>Ad</span>venture is what she wanted.',
  ])('%s', (html) => {
    const index = indexOf(`<p>${FIRST} ${html}</p>`);
    expect(clean(`<p>${FIRST} ${html}</p>`)).toBe(index.text);
  });

  test('as a heading over text that speaks of it, not as one over text that does not', () => {
    const about = '<h2>Advertising</h2><p>Advertisers spent half of what they had spent the year before.</p>';
    expect(clean(`<p>${FIRST}</p>${about}`)).toContain('Advertising\n');
    expect(clean(`<p>${FIRST}</p><h4>Advertisement</h4><p>${SECOND}</p>`)).toBe(`${FIRST}\n\n${SECOND}`);
  });

  test('as one item of a list', () => {
    const list = '<ul><li>Search</li><li>Advertising</li><li>Cloud</li></ul>';
    expect(clean(`<p>${FIRST}</p>${list}`)).toContain('Advertising');
  });
});

describe('cost', () => {
  const WORST: readonly [string, (n: number) => string][] = [
    ['joiners', (n) => `<p>${'the of this '.repeat(n)}</p>`],
    ['ad words', (n) => `<p>${'ad advertisement sponsored '.repeat(n)}</p>`],
    ['almost a line', (n) => `<p>${'story continues '.repeat(n)}</p>`],
    ['punctuation', (n) => `<p>a ${'- ( [ : * '.repeat(n)} advertisement</p>`],
    ['own nodes', (n) => `<p>${'<span>Ad</span> <b>x</b> '.repeat(n)}</p>`],
    ['credits', (n) => `<p>${'Photo: '.repeat(n)}</p>`],
    ['links of credits', (n) => `<p>${'photo by courtesy of '.repeat(n)}</p>`],
    ['many blocks', (n) => '<p>Photo: Reuters</p><p>ad</p>'.repeat(n)],
  ];

  test.each(WORST)('%s: twice the text costs about twice the time', (_, make) => {
    const rules = rulesFor('en');
    const timeOf = (n: number): number => {
      const index = indexOf(make(n));
      return computingTime(() => {
        finish(findAdWords(index, rules));
        finish(findCaptions(index, rules));
      });
    };
    timeOf(250);
    const small = leastOfThree(() => timeOf(500));
    const large = leastOfThree(() => timeOf(4000));
    // Eight times the text: a quadratic way would cost 64 times. A floor keeps clock noise out.
    expect(large).toBeLessThan(Math.max(small, 4) * 30);
  });

  test('and so does taking many words out of one block', () => {
    const timeOf = (n: number): number => {
      const index = indexOf(`<p>${'The town council met. <span>Advertisement</span> '.repeat(n)}</p>`);
      const found = identify(index, finish(findAdWords(index, rulesFor('en'))));
      return computingTime(() => expect(finish(removeFindings(index, found)).removals).toHaveLength(n));
    };
    timeOf(100);
    expect(leastOfThree(() => timeOf(2400))).toBeLessThan(
      Math.max(
        leastOfThree(() => timeOf(300)),
        10,
      ) * 25,
    );
  });
});
