/** In Firefox, whose button nobody can click from outside: a chosen site is cleaned by itself, seen by what happens to its page. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import { type Firefox, PATIENCE, type Site, serveWithSample, startFirefoxWith } from './harness.ts';

const TEXT = 'The harbour master counted the boats again in the evening, and this time there was one more. '.repeat(4);
const story = `<!doctype html><html lang="en"><title>Boats</title><meta property="og:type" content="article"><main><h1>Boats</h1><p>${TEXT}</p><p id="ad">Advertisement</p><p>${TEXT}</p></main>`;
/** What a person would have chosen in the popup. */
const CHOOSE = `
browser.storage.local.set({ sites: [
  { matches: ['http://127.0.0.1/tidy/*'], excludes: ['http://127.0.0.1/tidy/except/*'], mode: 'tidy' },
  { matches: ['http://127.0.0.1/reader/*'], excludes: [], mode: 'reader' },
] });
`;

let firefox: Firefox;
let site: Site;

beforeAll(async () => {
  site = await serveWithSample({}, () => ({ body: story }));
  firefox = await startFirefoxWith(CHOOSE);
});

afterAll(async () => {
  await firefox?.close();
  await site?.close();
});

/** Opens a page; again as long as nothing happens, since the rules are registered while the browser starts. */
async function until(path: string, seen: (tab: Page) => Promise<boolean>): Promise<Page> {
  const tab = await firefox.browser.newPage();
  for (const end = Date.now() + PATIENCE; ; ) {
    await tab.goto(`${site.origin}${path}`);
    for (let looks = 0; looks < 30; looks++) {
      if (await seen(tab)) return tab;
      if (Date.now() > end) throw new Error(`Nothing happened on ${path}.`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

const hidden = (tab: Page): Promise<boolean> =>
  tab.$eval('#ad', (ad) => ad.hasAttribute('data-clean-copy') && getComputedStyle(ad).display === 'none');

describe('a chosen site in Firefox', () => {
  test('is tidied, and nothing of the article is hidden', async () => {
    const tab = await until('/tidy/the-boats-are-counted-again', hidden);
    expect(await tab.$$eval('[data-clean-copy]', (all) => all.length)).toBe(1);
  });

  test('opens in the reader', async () => {
    await until('/reader/the-boats-are-counted-again', async (tab) => (await tab.$('clean-copy-reader')) !== null);
  });

  test('is left alone where it is excepted, and so is every other', async () => {
    const others: Page[] = [];
    for (const path of ['/tidy/except/the-boats-are-counted-again', '/other/the-boats-are-counted-again']) {
      const tab = await firefox.browser.newPage();
      await tab.goto(`${site.origin}${path}`);
      others.push(tab);
    }
    await until('/tidy/the-boats-are-counted-again', hidden);
    for (const tab of others) expect(await tab.$('[data-clean-copy], clean-copy-reader')).toBeNull();
  });
});
