/** Some pages nobody wrote, in jsdom; `npm run fuzz` reads many more of the same in Chromium. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { ADDRESS, examine, generated, mutated, scripted } from '../fixtures/fuzz-pages.ts';

const seed = 11;
const { DOMParser } = new JSDOM('', { url: ADDRESS }).window;
const parse = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');

describe.each([
  ['made of pieces', generated, 60],
  ['broken on purpose', mutated, 20],
  ['changed by scripts', scripted, 20],
] as const)('pages nobody wrote, %s', (kind, pages, numRuns) => {
  test('nothing is thrown, lost or changed', () => {
    let read = 0;
    let articles = 0;
    const property = fc.property(pages, (page) => {
      read++;
      if (examine(page, parse)) articles++;
    });
    fc.assert(property, { seed, numRuns });
    console.log(`seed ${seed}: ${read} pages ${kind}, ${articles} with an article`);
    expect(articles).toBeGreaterThan(read / 2);
  });
});
