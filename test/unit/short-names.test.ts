import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { READABILITY_NAMES } from '../../src/build/readability-plugin.mjs';
import { isFailure } from '../../src/core/article.ts';
import { readPage } from '../../src/core/read-article.ts';
import { rulesFor } from '../../src/rules/index.ts';

// The build gives these short names in each script that is put into a page, and other ones in each.
const [, coreNames = ''] = /CORE_NAMES =\s*'([^']+)'/.exec(readFileSync('src/build/bundle.mjs', 'utf8')) ?? [];
const CORE_NAMES = new Set(coreNames.split(' '));
const isShortened = (name: string): boolean => CORE_NAMES.has(name) || READABILITY_NAMES.test(name);

function keysIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(keysIn);
  return Array.isArray(value) ? below : [...Object.keys(value), ...below];
}

test('names are shortened at all', () => {
  expect(CORE_NAMES.size).toBeGreaterThan(20);
});

test('none of them is a key of the rules, which are scripts of their own', () => {
  const keys = keysIn(rulesFor('en'));
  expect(keys).toContain('clutter');
  expect(keys.filter(isShortened)).toEqual([]);
});

test('none of them is a field of what a page answers', () => {
  const paragraph =
    '<p>The ferry, which is the only way to the island, crosses the bay twice a day, and nobody asks for more.</p>';
  const { document } = new JSDOM(
    `<title>The ferry</title><article><h1>The ferry</h1>${paragraph.repeat(8)}<img src="a.png"></article>`,
  ).window;
  const page = readPage(document, 'https://news.example/a', rulesFor('en'));
  if (isFailure(page)) throw new Error(page.error.code);
  expect(keysIn(page)).toContain('blocks');
  expect(keysIn(page).filter(isShortened)).toEqual([]);
});

test.each(['core/article', 'core/reader-choices', 'rules/schema', 'browser/messages'])(
  'none of them is a field in src/%s.ts, of what one script gives to another',
  (file) => {
    const source = readFileSync(`src/${file}.ts`, 'utf8');
    const fields = [...source.matchAll(/^\s+(?:readonly )?'?([\w-]+)'?\??:/gm)].map(([, name = '']) => name);
    expect(fields.length).toBeGreaterThan(1);
    expect(fields.filter(isShortened)).toEqual([]);
  },
);

test('none of them is what a browser calls a property of nodes', () => {
  const { window } = new JSDOM('');
  const { document } = window;
  const things = [document, document.createElement('a'), document.createElement('img'), document.createRange(), window];
  const known = [...CORE_NAMES].filter((name) => things.some((thing) => name in thing));
  expect(known).toEqual([]);
});
