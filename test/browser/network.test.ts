/** Nothing leaves: all that the extension asks of the network in a whole session, and what is stored after it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Target } from 'puppeteer-core';
import messages from '../../src/_locales/en/messages.json';
import { type Chromium, PATIENCE, type Site, serveWithSample, startChromium } from './harness.ts';

let chromium: Chromium;
let site: Site;
/** Requests by anything of ours; a request for one of our own files is none. */
const asked: string[] = [];

beforeAll(async () => {
  site = await serveWithSample();
  chromium = await startChromium();
  chromium.browser.on('targetcreated', (target) => void listen(target));
  for (const target of chromium.browser.targets()) await listen(target);
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
});

/** A file of the extension itself, or no file at all. */
const isOurs = (url: string): boolean => /^(?:chrome-extension|data|blob):/.test(url);

async function listen(target: Target): Promise<void> {
  if (!target.url().startsWith('chrome-extension:')) return;
  const session = await target.createCDPSession();
  session.on('Network.requestWillBeSent', ({ request }) => {
    if (!isOurs(request.url)) asked.push(`${target.url()} asks for ${request.url}`);
  });
  await session.send('Network.enable');
}

test('a session of reading, copying and setting asks for nothing and leaves no text and no address', async () => {
  const page = await chromium.open(`${site.origin}/`);
  const fromPage: string[] = [];
  page.on('request', (request) => fromPage.push(request.url()));
  const popup = await chromium.click(page);
  await popup.waitForSelector('article h1', { timeout: PATIENCE });
  const press = (label: string) =>
    popup.evaluate((label) => {
      for (const one of document.querySelectorAll<HTMLElement>('button')) {
        if (one.checkVisibility() && (one.ariaLabel === label || one.textContent?.trim().startsWith(label)))
          one.click();
      }
    }, label);
  for (const label of [messages.tabQuotes, messages.tabRemoved, messages.tabArticle, messages.copyArticle]) {
    await press(label.message);
  }
  const tabId = (await popup.evaluate(
    'chrome.tabs.query({ active: true, currentWindow: true }).then(([tab]) => tab.id)',
  )) as number;
  await chromium.evaluateInBackground(
    `chrome.scripting.executeScript({ target: { tabId: ${tabId} }, files: ['reader/in-page.js'] })`,
  );
  await page.waitForSelector('clean-copy-reader', { timeout: PATIENCE });
  for (const path of [
    `reader/panel.html?tab=${tabId}`,
    'options/options.html',
    'options/welcome.html',
    'options/shelf.html',
  ]) {
    const own = await chromium.open(`chrome-extension://${chromium.extensionId}/${path}`);
    await own.waitForSelector('h1', { timeout: PATIENCE });
    await own.close();
  }
  expect(asked).toEqual([]);
  expect(fromPage.filter((url) => !url.startsWith(`${site.origin}/`) && !url.startsWith('data:'))).toEqual([]);

  const stored = JSON.stringify(
    await chromium.evaluateInBackground(
      'Promise.all([chrome.storage.local.get(), chrome.storage.sync.get(), chrome.storage.session.get(), indexedDB.databases()])',
    ),
  );
  console.log(`0 requests by the extension; stored: ${stored}`);
  expect(stored).not.toMatch(/127\.0\.0\.1|ferry|Norhaven|Halloran|Lorentzen/i);
  expect(stored).toMatch(/\[\]\]$/);
});

test('a request of ours would have been seen', async () => {
  const own = await chromium.browser.newPage();
  await own.goto(`chrome-extension://${chromium.extensionId}/options/options.html`);
  const session = await own.createCDPSession();
  await session.send('Network.enable');
  const seen = new Promise<string>((resolve) => {
    session.on('Network.requestWillBeSent', ({ request }) => {
      if (!isOurs(request.url)) resolve(request.url);
    });
  });
  // The one kind of request the policy lets through: images the reader switched on.
  await own.evaluate(() => {
    new Image().src = 'https://127.0.0.1:1/image.png';
  });
  expect(await seen).toBe('https://127.0.0.1:1/image.png');
  // All others it stops.
  expect(
    await own.evaluate(
      (address) =>
        fetch(address).then(
          () => 'answered',
          () => 'stopped',
        ),
      `${site.origin}/`,
    ),
  ).toBe('stopped');
  await own.close();
});
