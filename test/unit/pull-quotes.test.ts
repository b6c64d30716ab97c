import { describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import type { Article } from '../../src/core/article.ts';
import { isFailure } from '../../src/core/article.ts';
import { readArticle } from '../../src/core/read-article.ts';
import type { ReadOptions } from '../../src/core/reader-choices.ts';
import { rulesFor } from '../../src/rules/index.ts';

const SAID = 'We will not leave this town to the sea';
const TOLD = 'Nobody believed that the works would be done within the year.';
const ELSEWHERE = '“The sea gives and the sea takes, my father used to say.”';
const paragraph = (day: string): string =>
  `<p>The harbour was closed again on ${day}, and the fishermen who depend on it went home without a catch.</p>`;

function articleWith(box: string, options: ReadOptions = {}): Article {
  const text = `${paragraph('Monday')}<p>The mayor came in the morning. “${SAID},” Rosa Miller said at noon. ${TOLD}</p>${paragraph('Tuesday')}${box}${paragraph('Friday')}${paragraph('Sunday')}`;
  const { document } = new JSDOM(`<title>The harbour is closed again</title><article>${text}</article>`).window;
  const article = readArticle(document, 'https://news.example/a', rulesFor('en'), options);
  if (isFailure(article)) throw new Error(article.error.code);
  return article;
}

const timesIn = (text: string, words: string): number => text.split(words).length - 1;

describe('a pull quote goes when the text has its words', () => {
  test.each([
    [`<blockquote class="pullquote"><p>“${SAID}.”</p></blockquote>`, SAID],
    [`<blockquote class="pull-quote">${TOLD}</blockquote>`, TOLD],
    [`<figure class="wp-block-pullquote"><blockquote><p>${SAID}</p></blockquote></figure>`, SAID],
    [`<p class="article-PullQuote">${SAID}</p>`, SAID],
  ])('%s', (box, words) => {
    const { text, removals } = articleWith(box);
    expect(timesIn(text, words)).toBe(1);
    expect(removals.find(({ kind }) => kind === 'pull-quote')?.text).toContain(words);
  });
});

test('a pull quote stays where the reader keeps such', () => {
  const { text } = articleWith(`<blockquote class="pullquote">${TOLD}</blockquote>`, { keepKinds: ['pull-quote'] });
  expect(timesIn(text, TOLD)).toBe(2);
});

describe('a quote stays', () => {
  test.each([
    ['when its words are nowhere else', `<blockquote class="pullquote">${ELSEWHERE}</blockquote>`, ELSEWHERE, 1],
    [
      'when another pull quote has its words and the text has not',
      `<blockquote class="pullquote">${ELSEWHERE}</blockquote>${paragraph('Thursday')}<blockquote class="pullquote">${ELSEWHERE}</blockquote>`,
      ELSEWHERE,
      2,
    ],
    ['when it stands in no pull quote', `<blockquote><p>“${SAID}”</p></blockquote>`, SAID, 2],
    ['when it is a word the text has too', '<blockquote class="pullquote">at noon</blockquote>', 'at noon', 2],
    [
      'when more of it is new',
      `<blockquote class="pullquote">${SAID}, and our children will not.</blockquote>`,
      'our children',
      1,
    ],
  ])('%s', (_, box, words, times) => {
    const { text, removals } = articleWith(box);
    expect(timesIn(text, words)).toBe(times);
    expect(removals.filter(({ rule }) => rule === 'repeated')).toEqual([]);
  });
});
