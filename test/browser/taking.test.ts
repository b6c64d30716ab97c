import { afterAll, beforeAll, expect, test } from '@jest/globals';
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

/** Clicks what has this name for those who do not see it. */
async function press(label: string): Promise<void> {
  await popup.evaluate((label) => {
    const all = [...document.querySelectorAll<HTMLElement>('button, [role=tab]')];
    const named = all.find((one) => (one.ariaLabel ?? one.textContent ?? '').startsWith(label));
    if (!named) throw new Error(`Nothing is called ${label}.`);
    // What an earlier press was told must not be taken for the answer to this one.
    document.querySelector('.toast')?.replaceChildren();
    named.click();
  }, label);
}

async function told(message: string): Promise<void> {
  await popup.waitForFunction(
    (message) => document.querySelector('.toast')?.textContent?.includes(message),
    { timeout: PATIENCE },
    message,
  );
}

/** What the popup itself wrote, without giving up its focus. */
async function clipboardText(): Promise<string> {
  await chromium.browser
    .defaultBrowserContext()
    .overridePermissions(`chrome-extension://${chromium.extensionId}`, ['clipboard-read']);
  return popup.evaluate(() => navigator.clipboard.readText());
}

test('a citation is copied in the style that was chosen', async () => {
  await press(messages.takeAlong.message);
  await press('APA');
  await told(messages.copied.message);
  expect(await clipboardText()).toBe(
    `Halloran, I. (2026, March 11). Norhaven keeps its night ferry after a winter of protest. The Norhaven Courier. ${site.origin}/`,
  );
});

test('a quote is copied with its source and an address that leads to it', async () => {
  await press(messages.tabQuotes.message);
  await popup.waitForSelector('.quote', { timeout: PATIENCE });
  await press(messages.copyQuote.message);
  await told(messages.copied.message);
  const text = await clipboardText();
  expect(text).toMatch(
    /^“.+” — .+, Norhaven keeps its night ferry after a winter of protest, The Norhaven Courier, March 11, 2026, http/s,
  );
  expect(text).toMatch(/#:~:text=\S+$/);
});

test('a kept quote stands on the shelf, and nothing is stored before', async () => {
  const shelf = `chrome-extension://${chromium.extensionId}/options/shelf.html`;
  expect(await popup.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  await press(messages.keepQuote.message);
  await told(messages.quoteKept.message);
  const words = await popup.$eval('.quote__words', (element) => element.textContent ?? '');
  const opened = await chromium.open(shelf);
  const kept = await opened.waitForSelector('.kept__words', { timeout: PATIENCE });
  expect(await kept?.evaluate((element) => element.textContent)).toContain(words.slice(0, 30));
  expect(await opened.$eval('.kept__source a', (link) => link.getAttribute('href'))).toContain(
    `${site.origin}/#:~:text=`,
  );
  await opened.close();
});
