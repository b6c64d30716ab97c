/** The extension is updated while it is in use: nothing is lost, and the new one takes over. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import messages from '../../src/_locales/en/messages.json';
import { PATIENCE, type Site } from './harness.ts';
import { articleShown, type OpenChromium, press, said, serveStories, startOpen } from './open-reader.ts';

let chromium: OpenChromium;
let site: Site;

beforeAll(async () => {
  site = await serveStories();
  chromium = await startOpen();
});
afterAll(async () => {
  await chromium?.close();
  await site?.close();
});

/** Until the new one is loaded: a click on the button in between brings Chromium itself down. */
async function update(): Promise<void> {
  const extensions = await chromium.extensionsPage();
  await extensions.evaluate(
    `new Promise((loaded) => {
      const id = ${JSON.stringify(chromium.extensionId)};
      chrome.developerPrivate.onItemStateChanged.addListener(({ event_type, item_id }) => {
        if (event_type === 'LOADED' && item_id === id) loaded();
      });
      chrome.developerPrivate.reload(id, { failQuietly: true });
    })`,
  );
  await extensions.close();
}

test('while popup and reader are open: the reader left behind copies, says what it cannot do, and makes way for the new one', async () => {
  const page = await chromium.open(`${site.origin}/boats`);
  await chromium.openReader(page);
  const popup = await chromium.click(page);
  await articleShown(popup);
  const gone = new Promise<void>((resolve) => popup.once('close', () => resolve()));
  await update();
  await gone;

  await page.bringToFront();
  await press(page, messages.copyArticle.message);
  await said(page, messages.copied.message);
  await press(page, messages.tabQuotes.message);
  await press(page, messages.keepQuote.message);
  await said(page, messages.updated.message, messages.errorNoAnswerNext.message);

  await chromium.openReader(page);
  expect(await page.evaluate(() => document.querySelectorAll('clean-copy-reader').length)).toBe(1);
  await press(page, messages.keepQuote.message);
  await said(page, messages.quoteKept.message);
  await press(page, messages.close.message);
  await page.waitForFunction(() => document.querySelector('clean-copy-reader') === null, { timeout: PATIENCE });
  expect(await page.evaluate(() => [document.adoptedStyleSheets.length, document.title])).toEqual([0, 'Boats']);
  await page.close();
});

test('a reader left behind closes and leaves the page as it was', async () => {
  const page = await chromium.open(`${site.origin}/boats`);
  const before = await page.evaluate(() => document.documentElement.outerHTML);
  await chromium.openReader(page);
  await update();
  await press(page, messages.close.message);
  await page.waitForFunction(() => document.querySelector('clean-copy-reader') === null, { timeout: PATIENCE });
  expect(await page.evaluate(() => document.documentElement.outerHTML)).toBe(before);
  await page.close();
});

test('a page that was read before is read again by a click on the new one', async () => {
  const page = await chromium.open(`${site.origin}/boats`);
  await articleShown(await chromium.click(page));
  await update();
  await articleShown(await chromium.click(page));
  await page.close();
});
