import { describe, expect, test } from '@jest/globals';
import DOMPurify from 'dompurify';
import { JSDOM } from 'jsdom';
import MarkdownIt from 'markdown-it';
import { isFailure } from '../../src/core/article.ts';
import { readPage } from '../../src/core/read-article.ts';
import { indexText } from '../../src/core/text-index.ts';
import { type ParseSafely, TEXT_ONLY, toHtml, toMarkdown, toPlainText } from '../../src/formats/index.ts';
import { pageRulesFor } from '../../src/rules/index.ts';
import { CITING_PAGES } from '../fixtures/citing-pages.ts';
import { ARTICLE_PAGES } from '../fixtures/page-shapes.ts';

const purify = DOMPurify(new JSDOM('').window);
const parse: ParseSafely = (html) => purify.sanitize(html, { RETURN_DOM: true }) as unknown as Element;
const commonMark = new MarkdownIt({ html: true });
const WHOLE = { ...TEXT_ONLY, links: 'inline', images: true } as const;
const textOf = (html: string): string => indexText(new JSDOM(html).window.document.body).text;

/** White space between blocks and cells is the renderer's. */
const words = (text: string): string => text.replace(/\s+/g, ' ').trim();

const pages = [
  ...CITING_PAGES.map(({ name, html }) => ({ name, html, url: 'https://news.example/citing' })),
  ...ARTICLE_PAGES,
];

describe.each(pages)('$name', ({ html, url }) => {
  const { document } = new JSDOM(html, { url }).window;
  const page = readPage(document, url, pageRulesFor(document.documentElement.lang || 'en'));
  if (isFailure(page)) throw new Error(page.error.message);
  const article = { ...page, quotes: [], phrases: [] };

  test('plain text is what is shown, HTML and Markdown read back as the same', () => {
    expect(toPlainText(article, TEXT_ONLY)).toBe(textOf(article.html));
    expect(textOf(toHtml(article, WHOLE, parse))).toBe(article.text);
    expect(words(textOf(commonMark.render(toMarkdown(article, WHOLE, parse))))).toBe(words(article.text));
  });
});
