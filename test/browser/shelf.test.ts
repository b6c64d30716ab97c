import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import messages from '../../src/_locales/en/messages.json';
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
    { timeout: PATIENCE },
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
