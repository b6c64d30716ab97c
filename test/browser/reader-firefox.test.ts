import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import { type Firefox, PATIENCE, type Site, serveWithSample, startFirefoxWith } from './harness.ts';

/** Opens the reader where a page asks. */
const OPEN = `
let opened = false;
browser.tabs.onUpdated.addListener(async (id, { status }, { url }) => {
  // The reader's own entry in the history is an update too.
  if (opened || status !== 'complete' || !url.includes('#read')) return;
  opened = true;
  const theme = new URL(url).hash.split('-')[1];
  await browser.storage.sync.set({ appearance: { version: 1, value: { theme } } });
  await browser.scripting.executeScript({ target: { tabId: id }, files: ['words/en.js', 'content.js'] });
  await browser.scripting.executeScript({ target: { tabId: id }, files: ['reader/in-page.js'] });
});
`;

let firefox: Firefox;
let site: Site;
let page: Page;

beforeAll(async () => {
  site = await serveWithSample();
  const script = await readFile('dist/firefox/reader/in-page.js', 'utf8');
  firefox = await startFirefoxWith(OPEN, {
    'reader/in-page.js': script.replace(/mode:"closed"/, 'mode:"open"'),
  });
  page = await firefox.browser.newPage();
});

afterAll(async () => {
  await firefox?.close();
  await site?.close();
});

const inReader = <T>(expression: string) =>
  page.evaluate(
    `(() => { const root = document.querySelector('clean-copy-reader').shadowRoot; return ${expression}; })()`,
  ) as Promise<T>;

describe('Firefox', () => {
  test('opens the reader over a page in the theme that is stored, and leaves the page as it was', async () => {
    await page.goto(`${site.origin}/`);
    const before = await page.content();
    await page.goto(`${site.origin}/?again#read-sepia`);
    await page.waitForFunction(
      () => document.querySelector('clean-copy-reader')?.shadowRoot?.querySelector('article h1'),
      { timeout: PATIENCE },
    );
    expect(await inReader("root.querySelector('dialog').dataset.theme")).toBe('sepia');
    expect(await inReader("getComputedStyle(root.querySelector('dialog')).backgroundColor")).toBe('rgb(246, 238, 220)');
    expect(await inReader("getComputedStyle(root.querySelector('.prose')).fontSize")).toBe('18px');
    expect(await inReader("root.querySelector('dialog').matches(':modal')")).toBe(true);
    const text = await inReader<string>("root.querySelector('.prose').textContent");
    expect(text).toContain('The boat carries forty people on a good night');
    expect(text).not.toContain('STORY CONTINUES BELOW');

    await page.keyboard.press('n');
    expect(await page.evaluate(() => CSS.highlights.get('clean-copy-place')?.size)).toBe(1);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelector('clean-copy-reader') === null, { timeout: PATIENCE });
    expect(await page.content()).toBe(before);
  });
});
