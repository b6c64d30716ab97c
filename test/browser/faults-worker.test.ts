/** The browser ends the service worker whenever it wants the memory: no message is lost with it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import messages from '../../src/_locales/en/messages.json';
import { PATIENCE, type Site } from './harness.ts';
import {
  articleShown,
  type OpenChromium,
  press,
  readerShown,
  said,
  serveStories,
  shelf,
  startOpen,
  stored,
} from './open-reader.ts';

let chromium: OpenChromium;
let site: Site;

beforeAll(async () => {
  site = await serveStories();
  chromium = await startOpen({ host_permissions: ['*://127.0.0.1/*'] });
});
afterAll(async () => {
  await chromium?.close();
  await site?.close();
});

test('before a page is read: the toolbar button shows it all the same', async () => {
  const page = await chromium.open(`${site.origin}/boats`);
  await chromium.endWorker();
  const popup = await chromium.click(page);
  await articleShown(popup);
  await popup.waitForFunction(
    async () => {
      const { tabs, action } = (globalThis as unknown as { chrome: typeof import('webextension-polyfill') }).chrome;
      const [tab] = await tabs.query({ active: true, currentWindow: true });
      return (await action.getBadgeText({ tabId: tab?.id })) === '1';
    },
    { timeout: PATIENCE },
  );
  await page.close();
});

test('before a quote is kept in the reader over a page: it is kept', async () => {
  const page = await chromium.open(`${site.origin}/boats`);
  await chromium.openReader(page);
  await chromium.endWorker();
  await press(page, messages.tabQuotes.message);
  await press(page, messages.keepQuote.message);
  await said(page, messages.quoteKept.message);
  const own = await chromium.ourPage();
  expect(await shelf(own)).toBe(1);
  await own.close();
  await page.close();
});

test('while a quote is kept: the reader is told, and the shelf holds it once or not at all', async () => {
  const page = await chromium.open(`${site.origin}/boats`);
  await chromium.openReader(page);
  await press(page, messages.tabQuotes.message);
  const ending = chromium.endWorker();
  await press(page, messages.keepQuote.message);
  await ending;
  await said(page, messages.quoteKept.message, messages.errorNoAnswerNext.message);
  const own = await chromium.ourPage();
  expect([1, 2]).toContain(await shelf(own));
  await own.close();
  await page.close();
});

test('before the reader asks for its font, and before it says that it was closed', async () => {
  const own = await chromium.ourPage();
  await own.evaluate(`chrome.storage.sync.set({ appearance: { version: 1, value: { font: 'dyslexic' } } })`);
  await own.close();
  const page = await chromium.open(`${site.origin}/boats`);
  const popup = await chromium.click(page);
  await articleShown(popup);
  await chromium.endWorker();
  await press(popup, messages.openReader.message);
  await readerShown(page);
  await page.waitForFunction(() => [...document.fonts].length > 0, { timeout: PATIENCE });
  await chromium.endWorker();
  await press(page, messages.close.message);
  await page.waitForFunction(() => document.querySelector('clean-copy-reader') === null, { timeout: PATIENCE });
  expect(await page.evaluate(() => document.fonts.size)).toBe(0);
  await page.close();
});

/** A page that is not in front is painted no more, and asked by the clock. */
const BEHIND = { timeout: PATIENCE, polling: 100 };

/** A site is chosen for as long as a test needs it; the reader opens there by itself. */
async function withChosenSite(use: (own: Page) => Promise<void>): Promise<void> {
  const own = await chromium.ourPage();
  await own.evaluate(
    `chrome.storage.local.set({ sites: [{ matches: ['*://127.0.0.1/story/*'], excludes: [], mode: 'reader' }] })`,
  );
  const registered = (count: number): Promise<unknown> =>
    own.waitForFunction(`chrome.scripting.getRegisteredContentScripts().then(({ length }) => length === ${count})`, {
      timeout: PATIENCE,
    });
  await registered(1);
  await use(own);
  await own.evaluate('chrome.storage.local.remove("sites")');
  await registered(0);
  await own.close();
}

const CHOSEN = '/story/boats-are-counted-again';

test('before an article on a chosen site arrives: it is opened', () =>
  withChosenSite(async () => {
    await chromium.endWorker();
    const page = await chromium.open(`${site.origin}${CHOSEN}`);
    await readerShown(page);
    await page.close();
  }));

test('before a page is left out: it is closed and stays out', () =>
  withChosenSite(async (own) => {
    const page = await chromium.open(`${site.origin}${CHOSEN}`);
    await readerShown(page);
    await chromium.endWorker();
    await press(page, messages.siteNotThisPage.message);
    await page.waitForFunction(() => document.querySelector('clean-copy-reader') === null, { timeout: PATIENCE });
    await own.waitForFunction(
      `chrome.storage.local.get('sites').then(({ sites }) => sites[0]?.excludes.length === 1)`,
      BEHIND,
    );
    await page.close();
  }));

test('before a page of a chosen site says goodbye: it is forgotten, and so is its tab when it closes', () =>
  withChosenSite(async (own) => {
    const page = await chromium.open(`${site.origin}${CHOSEN}`);
    await readerShown(page);
    const known = async () =>
      Object.entries(await stored(own, 'session'))
        .filter(([key]) => key.startsWith('tab '))
        .map(([, value]) => value);
    expect(await known()).toMatchObject([{ at: `${site.origin}${CHOSEN}` }]);
    await chromium.endWorker();
    await page.goto(`${site.origin}/other`);
    await own.waitForFunction(
      `chrome.storage.session.get().then((all) => Object.values(all).every(({ at }) => at === undefined))`,
      BEHIND,
    );
    await page.goBack();
    await own.waitForFunction(
      `chrome.storage.session.get().then((all) => Object.values(all).some(({ at }) => at !== undefined))`,
      BEHIND,
    );
    await chromium.endWorker();
    await page.close();
    await own.waitForFunction(
      `chrome.storage.session.get().then((all) => Object.keys(all).every((key) => !key.startsWith('tab ')))`,
      BEHIND,
    );
  }));

test('while it copies from the menu: the next time it copies', async () => {
  const page = await chromium.open(`${site.origin}/boats`);
  // As it is when a menu opens.
  await page.mouse.click(5, 5, { button: 'right' });
  const choose = `chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(([tab]) =>
    chrome.contextMenus.onClicked.dispatch({ menuItemId: 'copy-article' }, tab))`;
  await chromium.evaluateInBackground(choose);
  await chromium.endWorker();
  await (await chromium.ourPage()).close();
  await page.bringToFront();
  await page.mouse.click(5, 5, { button: 'right' });
  const shown = chromium.evaluateInBackground<string>(`new Promise((resolve) => {
    const { setBadgeText } = chrome.action;
    chrome.action.setBadgeText = (details) => {
      if (details.text === '✓' || details.text === '!') resolve(details.text);
      return setBadgeText.call(chrome.action, details);
    };
  })`);
  await chromium.evaluateInBackground(choose);
  expect(await shown).toBe('✓');
  await page.close();
});

test('before the shelf is opened from the reader', async () => {
  const page = await chromium.open(`${site.origin}/boats`);
  await chromium.openReader(page);
  await chromium.endWorker();
  await press(page, messages.takeAlong.message);
  const opened = chromium.browser.waitForTarget((target) => target.url().endsWith('/options/shelf.html'), {
    timeout: PATIENCE,
  });
  await press(page, messages.shelfTitle.message);
  await (await (await opened).asPage()).close();
  await page.close();
});
