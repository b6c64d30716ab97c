import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { type Article, isFailure, type ReadFailure } from '../../src/core/article.ts';
import { extract } from '../../src/core/extract.ts';
import { readArticle } from '../../src/core/read-article.ts';
import { indexText } from '../../src/core/text-index.ts';
import { rulesFor } from '../../src/rules/index.ts';

// Whole pages in the shapes the web gives them, each with what a reader should get from it.
const PAGES = 'test/fixtures/pages';

interface Line {
  kind: string;
  text: string;
}

interface GoldenArticle {
  url: string;
  title: string;
  byline: string | null;
  siteName: string | null;
  published: string | null;
  lang: string;
  dir: string;
  blocks: Line[];
  removals: Line[];
  quotes: { text: string; speaker: string | null }[];
  /** The page's largest text, not Readability's choice, is the article. */
  secondRoot?: boolean;
}

interface GoldenFailure {
  url: string;
  error: string;
}

interface Golden<Expected> {
  name: string;
  html: string;
  expected: Expected;
}

const golden: Golden<GoldenArticle | GoldenFailure>[] = readdirSync(PAGES).map((name) => ({
  name,
  html: readFileSync(`${PAGES}/${name}/page.html`, 'utf8'),
  expected: JSON.parse(readFileSync(`${PAGES}/${name}/expected.json`, 'utf8')),
}));
const articles = golden.filter((page): page is Golden<GoldenArticle> => !('error' in page.expected));
const failures = golden.filter((page): page is Golden<GoldenFailure> => 'error' in page.expected);

const open = (html: string, url: string): Document => new JSDOM(html, { url }).window.document;

function read(document: Document, url: string): Article | ReadFailure {
  return readArticle(document, url, rulesFor(document.documentElement.lang));
}

function articleOf({ html, expected: { url } }: Golden<GoldenArticle>): Article {
  const article = read(open(html, url), url);
  if (isFailure(article)) throw new Error(article.error.message);
  return article;
}

const blocksOf = ({ blocks, text }: Article): Line[] =>
  blocks.map(({ kind, start, end }) => ({ kind, text: text.slice(start, end) }));
const removalsOf = ({ removals }: Article): Line[] => removals.map(({ kind, text }) => ({ kind, text }));
const squeeze = (text: string): string => text.replace(/\s+/g, '');
const inAnyOrder = (texts: readonly string[]): string => [...texts.map(squeeze).join('')].sort().join('');

/** Names the first block that differs, so that a failure reads as a sentence and not as two long lists. */
function firstDifference(actual: readonly Line[], expected: readonly Line[]): string | undefined {
  for (let i = 0; i < Math.max(actual.length, expected.length); i++) {
    const [got, wanted] = [actual[i], expected[i]].map((line) => (line ? `${line.kind}: ${line.text}` : 'nothing'));
    if (got !== wanted) return `block ${i}\nshould be ${wanted}\nbut is    ${got}`;
  }
  return undefined;
}

test('there are enough pages, and both kinds of them', () => {
  expect(articles.length).toBeGreaterThanOrEqual(15);
  expect(failures.length).toBeGreaterThan(0);
});

describe.each(articles)('$name', (page) => {
  const { html, expected } = page;

  test('the reader gets these blocks and no others', () => {
    expect(firstDifference(blocksOf(articleOf(page)), expected.blocks)).toBeUndefined();
  });

  test('what is known about the article', () => {
    const { title, byline = null, siteName = null, published = null, lang, dir } = articleOf(page);
    const { blocks: _, removals: __, quotes: ___, secondRoot: ____, url: _____, ...facts } = expected;
    expect({ title, byline, siteName, published, lang, dir }).toEqual(facts);
  });

  test('what was taken out, in order, each for its reason', () => {
    expect(removalsOf(articleOf(page))).toEqual(expected.removals);
  });

  test('the quotes and who said them', () => {
    const quotes = articleOf(page).quotes.map(({ text, speaker }) => ({
      text,
      speaker: speaker?.resolvedName ?? speaker?.name ?? null,
    }));
    expect(quotes).toEqual(expected.quotes);
  });

  test('kept and removed together are what was extracted', () => {
    const article = articleOf(page);
    const extracted = extract(open(html, expected.url), article.title);
    if (!extracted) throw new Error('read, but not extracted');
    const parts = [...blocksOf(article), ...removalsOf(article)].map(({ text }) => text);
    const whole = inAnyOrder([indexText(extracted.root).text]);
    if (expected.secondRoot) expect(inAnyOrder(parts)).not.toBe(whole);
    else expect(inAnyOrder(parts)).toBe(whole);
  });

  test('read again as a page of its own, it loses nothing', () => {
    const once = articleOf(page);
    const { url, lang, dir } = expected;
    const wrapped = `<html lang="${lang}" dir="${dir}"><head><title>${once.title}</title></head><body><article>${once.html}</article></body></html>`;
    const twice = read(open(wrapped, url), url);
    if (isFailure(twice)) throw new Error(twice.error.message);
    expect(firstDifference(blocksOf(twice), blocksOf(once))).toBeUndefined();
    expect(removalsOf(twice)).toEqual([]);
  });
});

test.each(failures)('$name is no article, and the code says why', ({ html, expected }) => {
  expect(read(open(html, expected.url), expected.url)).toMatchObject({ error: { code: expected.error } });
});

test.each(golden)('$name: the page is as it was', ({ html, expected: { url } }) => {
  const document = open(html, url);
  const before = document.documentElement.outerHTML;
  read(document, url);
  expect(document.documentElement.outerHTML).toBe(before);
});
