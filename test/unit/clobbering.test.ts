import { describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { readArticle } from '../../src/core/read-article.ts';
import { rulesFor } from '../../src/rules/index.ts';

const WORDS = 'The harbour master counted the boats again in the evening, and this time there was one more. '.repeat(4);

describe('fields of the page hidden by names in it', () => {
  test.each([
    '<img name="getElementsByTagName"><img name="querySelectorAll">',
    '<img name="implementation"><form name="body"></form><form name="documentElement"></form>',
    '<form><input name="querySelectorAll"><input name="tagName"><input name="getAttribute"></form>',
    '<form><input id="nodeType"><input id="textContent"><input id="children"></form>',
    '<form><input name="parentNode"><input name="attributes"><input name="childNodes"></form>',
  ])('are not missed: %s', (names) => {
    const html = `<!doctype html><html lang="en"><title>Boats</title><article><p>${WORDS}</p>${names}<p>${WORDS}</p></article>`;
    const { document } = new JSDOM(html, { url: 'https://news.example/boats' }).window;
    const article = readArticle(document, 'https://news.example/boats', rulesFor('en'));
    expect(article).toMatchObject({ text: expect.stringContaining(WORDS.trim()) });
  });
});
