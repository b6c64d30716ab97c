import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Browser, launch, type Page } from 'puppeteer-core';
import messages from '../../src/_locales/en/messages.json';
import { CHROMIUM_ARGUMENTS, installedBrowsers } from '../../src/build/browsers.mjs';
import type { KeptQuote } from '../../src/formats/kept-quote.ts';
import { writeShelf } from '../../src/formats/shelf-files.ts';
import { type Chromium, PATIENCE, startChromium } from './harness.ts';

const MANY = 5000;

let chromium: Chromium;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clean-copy-'));
  chromium = await startChromium();
});

afterAll(async () => {
  await chromium?.close();
  await rm(folder, { recursive: true, force: true });
});

function quotes(count: number): KeptQuote[] {
  return Array.from({ length: count }, (_, at) => ({
    id: randomUUID(),
    quote: { text: `We counted boat number ${at}.`, open: '“', close: '”', speaker: at % 2 ? 'Ada Park' : 'Bo Roe' },
    source: { title: 'Boats', siteName: 'The Courier', url: 'https://news.example/boats', lang: 'en' },
    address: 'https://news.example/boats',
    kept: new Date(at * 1000).toISOString(),
    changed: new Date(at * 1000).toISOString(),
    note: '',
    tags: [],
  }));
}

async function openShelf(): Promise<Page> {
  const page = await chromium.open(`chrome-extension://${chromium.extensionId}/options/shelf.html`);
  await page.waitForSelector('.shelf', { timeout: PATIENCE });
  return page;
}

async function add(page: Page, count: number): Promise<void> {
  const file = join(folder, `${count}.json`);
  await writeFile(file, writeShelf(quotes(count), 'json'));
  const input = await page.$('input[type=file]');
  await input?.uploadFile(file);
}

const said = (page: Page, message: string): Promise<unknown> =>
  page.waitForFunction(
    (message) => document.querySelector('.shelf__toast')?.textContent?.includes(message),
    // Also in a page that is not in front, where frames are not drawn.
    { timeout: PATIENCE, polling: 50 },
    message,
  );

const storedCount = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('shelf');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const { result } = opening;
          if (!result.objectStoreNames.contains('quotes')) return resolve(0);
          const count = result.transaction('quotes').objectStore('quotes').count();
          count.onsuccess = () => {
            result.close();
            resolve(count.result);
          };
        };
      }),
  );

// First: what room there is, the browser asks only now and then.
test('a full disk is told with a next step, and nothing is changed', async () => {
  const page = await openShelf();
  const session = await page.createCDPSession();
  const origin = `chrome-extension://${chromium.extensionId}`;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
  await add(page, MANY);
  await said(page, messages.shelfErrorFull.message);
  expect(await storedCount(page)).toBe(0);
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await add(page, 40);
  await said(page, 'Added: 40');
  expect(await storedCount(page)).toBe(40);
  await page.evaluate(() => indexedDB.deleteDatabase('shelf'));
  await page.close();
});

test('a page that goes in the middle of an import leaves all of it or nothing', async () => {
  const page = await openShelf();
  await add(page, 1);
  await said(page, 'Added: 1');
  const going = await openShelf();
  await add(going, MANY);
  await going.close();
  expect([1, 1 + MANY]).toContain(await storedCount(page));
  await page.close();
});

test('is searched, deleted with undo, and erased', async () => {
  const page = await openShelf();
  await add(page, 40);
  await said(page, 'Added: 40');
  await page.type('input[type=search]', 'ADA number 39');
  await page.waitForFunction(() => document.querySelectorAll('.kept').length === 1, { timeout: PATIENCE });
  const before = await storedCount(page);
  await page.click(`[aria-label="${messages.shelfDelete.message}"]`);
  await said(page, messages.shelfDeleted.message);
  expect(await storedCount(page)).toBe(before - 1);
  // The way back has the focus.
  await page.keyboard.press('Enter');
  await said(page, messages.shelfPutBack.message);
  expect(await storedCount(page)).toBe(before);
  expect(await page.$eval('.kept__words', (words) => words.textContent)).toBe('“We counted boat number 39.”');

  const press = (label: string, within: string) =>
    page.evaluate(
      (label, within) => {
        const buttons = [...document.querySelectorAll<HTMLElement>(`${within} button`)];
        buttons.find((button) => button.textContent === label)?.click();
      },
      label,
      within,
    );
  await press(messages.shelfErase.message, 'header');
  await press(messages.shelfErase.message, 'dialog');
  await said(page, messages.shelfErased.message);
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  await page.close();
});

/** Chromium on a profile that outlives it, with the extension put in as at each start. */
async function startOn(profile: string): Promise<{ browser: Browser; page: Page }> {
  const browser = await launch({
    executablePath: installedBrowsers('chrome')[0]?.path ?? '',
    userDataDir: profile,
    pipe: true,
    enableExtensions: true,
    args: [...CHROMIUM_ARGUMENTS, '--disable-gpu'],
  });
  const id = await browser.installExtension(resolve('dist/chrome'));
  const page = await browser.newPage();
  await page.goto(`chrome-extension://${id}/options/shelf.html`);
  await page.waitForSelector('.shelf', { timeout: PATIENCE });
  return { browser, page };
}

/** Ends a browser as a power cut does. */
async function kill(browser: Browser): Promise<void> {
  const gone = new Promise((done) => browser.process()?.once('exit', done));
  browser.process()?.kill('SIGKILL');
  await gone;
}

test('a browser that is killed in the middle of an import leaves all of it or nothing, and what was there before', async () => {
  const profile = join(folder, 'profile');
  const first = await startOn(profile);
  await add(first.page, 1);
  await said(first.page, 'Added: 1');
  // Its transaction has begun: some of the quotes are written and others are not.
  const writing = first.page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const { put } = IDBObjectStore.prototype;
        let count = 0;
        IDBObjectStore.prototype.put = function (...args) {
          if (++count === 2500) setTimeout(resolve);
          return put.apply(this, args);
        };
      }),
  );
  await add(first.page, MANY);
  await writing;
  await kill(first.browser);
  const second = await startOn(profile);
  expect([1, 1 + MANY]).toContain(await storedCount(second.page));
  await second.page.waitForSelector('.kept', { timeout: PATIENCE });
  await second.browser.close();
});
