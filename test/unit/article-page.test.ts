import { describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { judgePage } from '../../src/core/article-page.ts';
import { factsOf } from '../../src/core/page-facts.ts';
import { finish } from '../../src/core/steps.ts';
import { ARTICLE_PAGES, INDEX_PAGES, type PageShape } from '../fixtures/page-shapes.ts';

function judge({ html, url }: PageShape): string {
  const { window } = new JSDOM(html, { url });
  const verdict = judgePage(finish(factsOf(window.document)).facts, url);
  window.close();
  return verdict;
}

describe('judgePage', () => {
  test.each(ARTICLE_PAGES.map((page) => [page.name, page] as const))('opens on: %s', (_name, page) => {
    expect(judge(page)).toBe('article');
  });

  test.each(INDEX_PAGES.map((page) => [page.name, page] as const))('leaves alone: %s', (_name, page) => {
    expect(judge(page)).not.toBe('article');
  });
});
