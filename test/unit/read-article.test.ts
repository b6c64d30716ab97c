import { describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { isFailure } from '../../src/core/article.ts';
import { readArticle } from '../../src/core/read-article.ts';
import { rulesFor } from '../../src/rules/index.ts';

const PARAGRAPH =
  'The council met on Tuesday to discuss the new bridge over the river, which has been planned for ten years. ';

describe('readArticle', () => {
  test('gives text, blocks and removals, and leaves the page as it was', () => {
    const { window } = new JSDOM(
      `<html lang="en"><head><title>Bridge - Example</title></head><body><article><h1>Bridge</h1><p>${PARAGRAPH.repeat(3)}</p><p>Advertisement</p><p>${PARAGRAPH.repeat(3)}</p></article></body></html>`,
      { url: 'https://news.example/bridge' },
    );
    const before = window.document.documentElement.outerHTML;
    const article = readArticle(window.document, 'https://news.example/bridge', rulesFor('en'));
    if (isFailure(article)) throw new Error(article.error.message);
    expect(article.text).not.toMatch(/advertisement/i);
    expect(article.removals).toMatchObject([{ kind: 'ad-marker', rule: 'ad-words:en', text: 'Advertisement', at: 1 }]);
    expect(article.blocks.map((block) => article.text.slice(block.start, block.end))).toEqual([
      PARAGRAPH.repeat(3).trim(),
      PARAGRAPH.repeat(3).trim(),
    ]);
    expect(window.document.documentElement.outerHTML).toBe(before);
  });
});
