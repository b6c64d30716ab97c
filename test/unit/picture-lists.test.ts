import { expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { isFailure } from '../../src/core/article.ts';
import { readArticle } from '../../src/core/read-article.ts';
import { rulesFor } from '../../src/rules/index.ts';

const intro =
  '<p>These are the places that nobody who comes to the town for a day should miss, in no order at all.</p>';
const PLACES = ['harbour', 'market', 'tower', 'station', 'bakery', 'theatre'];

test.each([
  '<img src="/a.jpg" alt="">TEXT',
  '<img src="/a.jpg" alt=""><p>TEXT</p>',
  '<figure><img src="/a.jpg" alt=""></figure><p>TEXT</p>',
])('a sentence beside a picture in a list is text: %s', (item) => {
  const sentences = PLACES.map((place) => `The ${place} draws many people from the whole region every summer.`);
  const list = sentences.map((text) => `<li>${item.replace('TEXT', text)}</li>`).join('');
  const { document } = new JSDOM(`<title>Places</title><article>${intro.repeat(6)}<ul>${list}</ul>${intro}</article>`)
    .window;
  const article = readArticle(document, 'https://news.example/a', rulesFor('en'));
  if (isFailure(article)) throw new Error(article.error.code);
  expect(sentences.filter((text) => !article.text.includes(text))).toEqual([]);
});
