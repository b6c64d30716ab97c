import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import messages from '../../src/_locales/en/messages.json';
import { type Chromium, PATIENCE, type Site, serveWithSample, startChromium } from './harness.ts';

let chromium: Chromium;
let site: Site;
let page: Page;
let popup: Page;

beforeAll(async () => {
  site = await serveWithSample();
  chromium = await startChromium();
  page = await chromium.open(`${site.origin}/`);
  popup = await chromium.click(page);
  await popup.waitForSelector('article h1', { timeout: PATIENCE });
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
});

const press = (label: string, within = '') =>
  popup.evaluate(
    (label, within) => {
      const buttons = [...document.querySelectorAll<HTMLElement>(`${within} button`)];
      const button = buttons.find(
        (one) => one.checkVisibility() && (one.ariaLabel === label || one.textContent?.trim().startsWith(label)),
      );
      if (!button) throw new Error(`no button ${label}`);
      button.click();
    },
    label,
    within,
  );

const said = (words: string) =>
  popup.waitForFunction(
    (words) => document.querySelector('.toast')?.textContent?.includes(words),
    { timeout: PATIENCE },
    words,
  );

const marked = (where: Page, name: string) =>
  where.evaluate((name) => [...(CSS.highlights.get(name) ?? [])].map(String).join(' … '), name);

describe('quotes in the popup', () => {
  test('a click on a quote marks it in the article', async () => {
    await press(messages.tabQuotes.message);
    await popup.click('.quote__text');
    const words = await marked(popup, 'clean-copy-place');
    expect(words).toContain('Nobody on this council wants to be the one who turned the light off on the');
    expect(await popup.$eval('article', (article) => article.checkVisibility())).toBe(true);
  });

  test('one is shown in the live page, without a change to it', async () => {
    const before = await page.content();
    await press(messages.tabQuotes.message);
    await press(messages.showInPage.message, '.quote');
    await said(messages.shownInPage.message);
    expect(await marked(page, 'clean-copy-page')).toContain('Nobody on this council wants');
    expect(await page.content()).toBe(before);
  });

  test('a speaker is corrected for this article, and so copied', async () => {
    await press(messages.tabQuotes.message);
    await press(messages.speakerCorrect.message, '.quote');
    await popup.type('.speaker-form input', 'Ada Example', { delay: 1 });
    await press(messages.save.message, '.speaker-form');
    await said('Ada Example');
    expect(await popup.$$eval('.speaker', (names) => names.map((name) => name.textContent))).toContain('Ada Example');
  });

  test('are filtered by words', async () => {
    await popup.type('.quotes__bar input', 'all find the islands');
    expect(await popup.$$eval('.quote__words', (quotes) => quotes.map((quote) => quote.textContent))).toEqual([
      'I know six of them. They can all find the islands in the dark.',
    ]);
    expect(await popup.$eval('.quotes [role=status]', (status) => status.textContent)).toBe('1 quote');
  });
});

describe('images', () => {
  test('are not asked for until they are switched on, and the choice is kept', async () => {
    await press(messages.tabArticle.message);
    expect(await popup.$$eval('article img', (images) => images.length)).toBe(0);
    await press(messages.images.message, '.workspace__foot');
    await said(messages.imagesOn.message);
    await popup.waitForFunction(
      "chrome.storage.sync.get('appearance').then((all) => all.appearance?.value.images === true)",
      {
        timeout: PATIENCE,
      },
    );
    await press(messages.images.message, '.workspace__foot');
    await said(messages.imagesOff.message);
  });
});

describe('a tab of its own', () => {
  test('shows the article of the tab it was opened from', async () => {
    const opened = chromium.browser.waitForTarget((target) => target.url().includes('/reader/panel.html?tab='), {
      timeout: PATIENCE,
    });
    await press(messages.openTab.message, '.workspace__foot');
    const tab = await (await opened).asPage();
    const title = await tab.waitForSelector('article h1', { timeout: PATIENCE });
    expect(await title?.evaluate((element) => element.textContent)).toBe(
      'Norhaven keeps its night ferry after a winter of protest',
    );
    await tab.close();
  });

  test('that is not open to us says what to click', async () => {
    const other = await chromium.open(`${site.origin}/?other`);
    const id = await chromium.evaluateInBackground<number>(
      '(async () => (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0].id)()',
    );
    const tab = await chromium.open(`chrome-extension://${chromium.extensionId}/reader/panel.html?tab=${id}`);
    const alert = await tab.waitForSelector('[role=alert]', { timeout: PATIENCE });
    expect(await alert?.evaluate((element) => element.textContent)).toContain(messages.panelClosedNext.message);
    await tab.close();
    await other.close();
  });

  test('breaks no rule of our own content policy', async () => {
    const complaints: string[] = [];
    const tab = await chromium.browser.newPage();
    tab.on('console', (message) => complaints.push(message.text()));
    await tab.goto(`chrome-extension://${chromium.extensionId}/reader/panel.html?tab=0`);
    await tab.waitForSelector('[role=alert]', { timeout: PATIENCE });
    await tab.close();
    expect(complaints).toEqual([]);
  });
});
