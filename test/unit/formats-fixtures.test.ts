import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import DOMPurify from 'dompurify';
import { JSDOM } from 'jsdom';
import MarkdownIt from 'markdown-it';
import { isFailure } from '../../src/core/article.ts';
import { readPage } from '../../src/core/read-article.ts';
import { indexText } from '../../src/core/text-index.ts';
import { escapeHtml } from '../../src/formats/html-escape.ts';
import { type ParseSafely, TEXT_ONLY, toHtml, toMarkdown, toPlainText } from '../../src/formats/index.ts';
import { pageRulesFor } from '../../src/rules/index.ts';
import { attacks, HOSTILE_HEAD } from '../fixtures/attacks.ts';
import { CITING_PAGES } from '../fixtures/citing-pages.ts';
import { ARTICLE_PAGES } from '../fixtures/page-shapes.ts';

const purify = DOMPurify(new JSDOM('').window);
const parse: ParseSafely = (html) => purify.sanitize(html, { RETURN_DOM: true }) as unknown as Element;
const commonMark = new MarkdownIt({ html: true });
const WHOLE = { ...TEXT_ONLY, links: 'inline', images: true } as const;
const textOf = (html: string): string => indexText(new JSDOM(html).window.document.body).text;

/** White space between blocks and cells is the renderer's. */
const words = (text: string): string => text.replace(/\s+/g, ' ').trim();

const GOLDEN = 'test/fixtures/pages';
const SAMPLES = 'src/build/sample';
const fileIn = (path: string): string => readFileSync(path, 'utf8');

const ATTACKS = attacks('https://canary.example');
const PROSE =
  'The harbour board voted on Tuesday to keep the old ferry, although engineers had asked for a new one. '.repeat(2);
const QUOTES = fileIn('test/fixtures/quotes/paragraphs.jsonl')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => escapeHtml((JSON.parse(line) as { text: string }).text));
const articleOf = (blocks: readonly string[]): string =>
  `<html lang="en"><head>${HOSTILE_HEAD}</head><body><article>${blocks.join('')}</article></body></html>`;

const pages = [
  ...CITING_PAGES.map(({ name, html }) => ({ name, html, url: 'https://news.example/citing' })),
  ...ARTICLE_PAGES,
  ...[...new Set(ATTACKS.map(({ kind }) => kind))].map((kind) => ({
    name: `attacks: ${kind}`,
    html: articleOf(ATTACKS.flatMap((attack) => (attack.kind === kind ? `<p>${PROSE}</p>${attack.markup}` : []))),
    url: 'https://news.example/attack',
  })),
  { name: 'quotes', html: articleOf(QUOTES.map((text) => `<p>${text}</p>`)), url: 'https://news.example/quotes' },
  ...readdirSync(GOLDEN).map((name) => ({
    name: `golden: ${name}`,
    html: fileIn(`${GOLDEN}/${name}/page.html`),
    url: (JSON.parse(fileIn(`${GOLDEN}/${name}/expected.json`)) as { url: string }).url,
  })),
  ...readdirSync(SAMPLES)
    .filter((name) => name.endsWith('.html'))
    .map((name) => ({ name: `sample: ${name}`, html: fileIn(`${SAMPLES}/${name}`), url: 'https://news.example/' })),
].flatMap(({ name, html, url }) => {
  const { document } = new JSDOM(html, { url }).window;
  const page = readPage(document, url, pageRulesFor(document.documentElement.lang || 'en'));
  return isFailure(page) ? [] : [{ name, page }];
});

test('the fixtures hold articles', () => {
  expect(pages.length).toBeGreaterThan(60);
});

describe.each(pages)('$name', ({ page }) => {
  const article = { ...page, readingMinutes: 1, quotes: [], phrases: [] };

  test('plain text is what is shown, HTML and Markdown read back as the same', () => {
    expect(toPlainText(article, TEXT_ONLY)).toBe(textOf(article.html));
    expect(textOf(toHtml(article, WHOLE, parse))).toBe(article.text);
    expect(words(textOf(commonMark.render(toMarkdown(article, WHOLE, parse))))).toBe(words(article.text));
  });
});
