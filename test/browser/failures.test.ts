import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import { FAILURES } from '../../popup/failures.ts';
import messages from '../../src/_locales/en/messages.json';
import type { ErrorCode } from '../../src/browser/messages.ts';
import { type Chromium, changedBuild, PATIENCE, type Site, serveWithSample, startChromium } from './harness.ts';

const SENTENCE =
  'The harbour master counted the boats again in the evening, and this time there was one more of them. ';
const PAID = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree": false}</script>';
const html = (body: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><title>Boats</title>${head}</head><body>${body}</body></html>`;
const PAGES: Record<string, string> = {
  '/menu': html('<nav><a href="/">News</a></nav>'),
  '/empty': html(''),
  '/framed': html('<h1>Boats</h1><iframe src="/inner" style="width:100%;height:700px"></iframe>'),
  '/inner': html(`<article><p>${SENTENCE.repeat(9)}</p></article>`),
  '/consent': html(
    '<nav><a href="/">News</a></nav><div style="position:fixed;inset:0"><iframe src="/menu" style="width:100%;height:100%"></iframe></div>',
  ),
  '/paid': html('<h1>Boats</h1><p>For subscribers.</p>', PAID),
  '/teaser': html(`<article><h1>Boats</h1><p>${SENTENCE.repeat(3)}</p><p>${SENTENCE.repeat(3)}</p></article>`, PAID),
  '/whole': html(
    `<article><h1>Boats</h1>${`<p>${SENTENCE.repeat(4)}</p>`.repeat(1)}${Array.from({ length: 40 }, (_, at) => `<p>On day ${at} ${at * 3} boats came in, and the clerk wrote down their names.</p>`).join('')}</article>`,
    PAID,
  ),
};

let chromium: Chromium;
let site: Site;
let build: Awaited<ReturnType<typeof changedBuild>>;
let page: Page;

beforeAll(async () => {
  const script = await readFile('dist/chrome/reader/in-page.js', 'utf8');
  build = await changedBuild('chrome', (manifest) => manifest, {
    'reader/in-page.js': script.replace(/mode:"closed"/, 'mode:"open"'),
  });
  site = await serveWithSample(PAGES);
  chromium = await startChromium(build.folder);
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
  await build?.remove();
});

afterEach(() => page?.close());

/** What is said where an article would be, and which buttons stand there. */
const READ = `({ root }) => {
  const alert = root.querySelector('[role=alert]');
  return alert && { title: alert.querySelector('h1').textContent, next: alert.querySelector('p').textContent,
    buttons: [...alert.querySelectorAll('button')].map((one) => one.textContent) };
}`;
const saidIn = async (where: Page, root: string) => {
  const handle = await where.waitForFunction(`${root} && (${READ})({ root: ${root} })`, { timeout: PATIENCE });
  return (await handle.jsonValue()) as { title: string; next: string; buttons: string[] };
};
const READER = "document.querySelector('clean-copy-reader')?.shadowRoot";

const words = (code: ErrorCode) => ({
  title: messages[FAILURES[code].title].message,
  next: messages[FAILURES[code].next].message,
});

const tabIdOf = (popup: Page) =>
  popup.evaluate('chrome.tabs.query({ active: true, currentWindow: true }).then(([tab]) => tab.id)') as Promise<number>;

const shortcut = (tabId: number) =>
  chromium.evaluateInBackground(
    `(async () => { for (const file of ['content.js', 'reader/in-page.js']) await chrome.scripting.executeScript({ target: { tabId: ${tabId} }, files: [file] }); })()`,
  );

describe('every shell says what is the matter and what to do next', () => {
  test.each<[string, ErrorCode]>([
    ['/menu', 'not-an-article'],
    ['/consent', 'not-an-article'],
    ['/empty', 'empty'],
    ['/framed', 'in-frame'],
    ['/paid', 'for-subscribers'],
  ])('%s: %s', async (path, code) => {
    page = await chromium.open(site.origin + path);
    const popup = await chromium.click(page);
    expect(await saidIn(popup, 'document')).toMatchObject(words(code));
    const tabId = await tabIdOf(popup);
    if (!popup.isClosed()) await popup.close();

    const panel = await chromium.open(`chrome-extension://${chromium.extensionId}/reader/panel.html?tab=${tabId}`);
    const said = await saidIn(panel, 'document');
    expect(said).toMatchObject(words(code));
    expect(said.buttons).toContain(messages.tryAgain.message);
    await panel.close();

    await page.bringToFront();
    await shortcut(tabId);
    expect(await saidIn(page, READER)).toMatchObject({ ...words(code), buttons: [messages.tryAgain.message] });
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelector('clean-copy-reader') === null, { timeout: PATIENCE });
  });

  test.each<[string, ErrorCode]>([
    ['chrome://version/', 'browser-page'],
    ['http://addons.mozilla.org/firefox/addon/clean-copy', 'store-page'],
    ['/report.pdf', 'pdf'],
    ['http://127.0.0.1:1/', 'error-page'],
  ])('where no reader can be laid over the page, popup and panel do: %s', async (address, code) => {
    page = await chromium.browser.newPage();
    await page.goto(address.startsWith('/') ? site.origin + address : address).catch(() => undefined);
    // A page that fails to load says so before it is there.
    await page.waitForFunction(() => location.href !== 'about:blank', { timeout: PATIENCE });
    const popup = await chromium.click(page);
    expect(await saidIn(popup, 'document')).toMatchObject(words(code));
    const tabId = await tabIdOf(popup);
    const panel = await chromium.open(`chrome-extension://${chromium.extensionId}/reader/panel.html?tab=${tabId}`);
    expect(await saidIn(panel, 'document')).toMatchObject(words(code));
    await panel.close();
  });
});

test('trying again in the reader reads what the page has become', async () => {
  page = await chromium.open(`${site.origin}/menu`);
  const popup = await chromium.click(page);
  await saidIn(popup, 'document');
  const tabId = await tabIdOf(popup);
  if (!popup.isClosed()) await popup.close();
  await shortcut(tabId);
  await saidIn(page, READER);
  await page.evaluate((text) => {
    const article = document.createElement('article');
    for (let at = 0; at < 9; at++)
      article.append(Object.assign(document.createElement('p'), { textContent: `${at} ${text}` }));
    document.body.append(article);
  }, SENTENCE.repeat(4));
  await page.evaluate(`${READER}.querySelector('[role=alert] button').click()`);
  await page.waitForFunction(`${READER}?.querySelector('article .prose')`, { timeout: PATIENCE });
});

describe('an article for subscribers', () => {
  const warning = (where: Page, root = 'document') =>
    where.evaluate(`${root}.querySelector('.article__warning')?.textContent ?? ''`);

  test('of which there is little is shown with a warning, in popup and reader', async () => {
    page = await chromium.open(`${site.origin}/teaser`);
    const popup = await chromium.click(page);
    await popup.waitForSelector('article .prose', { timeout: PATIENCE });
    expect(await warning(popup)).toContain(messages.subscribersWarning.message);
    const tabId = await tabIdOf(popup);
    if (!popup.isClosed()) await popup.close();
    await shortcut(tabId);
    await page.waitForFunction(`${READER}?.querySelector('article .prose')`, { timeout: PATIENCE });
    expect(await warning(page, READER)).toContain(messages.subscribersWarning.message);
  });

  test('who has all of it is not warned', async () => {
    page = await chromium.open(`${site.origin}/whole`);
    const popup = await chromium.click(page);
    await popup.waitForSelector('article .prose', { timeout: PATIENCE });
    expect(await warning(popup)).toBe('');
  });
});
