import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import messages from '../../src/_locales/en/messages.json';
import { type Chromium, PATIENCE, type Site, serveWithSample, startChromium } from './harness.ts';

const NIGHT = 'The harbour master counted the boats again in the evening, and this time there was one more of them.';
const paragraphs = (count: number): string =>
  Array.from(
    { length: count },
    (_, at) =>
      `<p>On day ${at + 1} the clerk wrote down ${at * 7} boats, and the harbour master read it out aloud.</p>`,
  ).join('');
const page = (title: string, more = ''): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2026-03-11T06:30:00Z"><meta property="og:site_name" content="The Harbour Post"></head>
<body><article><h1>${title}</h1><p>${NIGHT}</p><p>“There is one more boat than yesterday,” said Ann Lee.</p><p>Advertisement</p>${paragraphs(120)}${more}</article></body></html>`;

let chromium: Chromium;
let site: Site;
let first: Page;
let panel: Page;

beforeAll(async () => {
  site = await serveWithSample({ '/boats': page('Boats'), '/birds': page('Birds') });
  chromium = await startChromium();
  first = await chromium.open(`${site.origin}/boats`);
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
});

afterEach(() => chromium.evaluateInBackground('chrome.storage.sync.clear()'));

/** Of what stands there to stay, and not of the first look at an article. */
const titleIs = (words: string) =>
  panel.waitForFunction(
    (words) => document.querySelector('h1:not([aria-busy] *)')?.textContent === words,
    { timeout: PATIENCE },
    words,
  );
const scrolled = () => panel.$eval('.panel--article', (one) => one.scrollTop);

describe('the side panel', () => {
  test('opens with one click in the popup, beside the page, on the same article', async () => {
    const popup = await chromium.click(first);
    const button = await popup.waitForSelector(`.workspace__foot [aria-label="${messages.openPanel.message}"]`, {
      timeout: PATIENCE,
    });
    const opened = chromium.browser.waitForTarget((target) => target.url().endsWith('/reader/panel.html'), {
      timeout: PATIENCE,
    });
    // A real click: browsers open a panel in answer to nothing less.
    // It closes the popup, often before the mouse is up.
    await button?.click().catch(() => undefined);
    panel = await (await opened).asPage();
    // A place that is scrolled to smoothly is still on its way when it is asked for.
    await panel.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    await titleIs('Boats');
    expect(await panel.$eval('.prose', (body) => body.textContent)).toContain(NIGHT);
    expect(await panel.$eval('.prose', (body) => body.textContent)).not.toContain('Advertisement');
    // Beside the page, not in a tab in its place.
    expect(await first.evaluate(() => document.visibilityState)).toBe('visible');
    expect(await panel.evaluate(() => innerWidth)).toBeLessThan(600);
  });

  test('offers what the popup offers, and a tab of its own', async () => {
    const tabs = await panel.$$eval('[role=tab]', (all) => all.map((one) => one.firstChild?.textContent));
    expect(tabs).toEqual([messages.tabArticle.message, messages.tabQuotes.message, messages.tabRemoved.message]);
    expect(await panel.$(`[aria-label="${messages.openTab.message}"]`)).not.toBeNull();
    expect(await panel.$(`[aria-label="${messages.print.message}"]`)).not.toBeNull();
    await panel.keyboard.press('n');
    expect(await panel.evaluate(() => [...(CSS.highlights.get('clean-copy-place') ?? [])].map(String))).toEqual([
      'There is one more boat than yesterday,',
    ]);
  });

  test('follows the active tab, says what to click where it may not read, and keeps its place', async () => {
    await panel.$eval('.panel--article', (one) => {
      one.scrollTop = 1234;
    });
    const second = await chromium.open(`${site.origin.replace('127.0.0.1', 'localhost')}/birds`);
    await titleIs(messages.panelClosed.message);
    // The page that is still being loaded is tried again: what the panel says may go and come back meanwhile.
    await panel.waitForFunction(
      (words) => document.querySelector('[role=alert]')?.textContent?.includes(words),
      { timeout: PATIENCE },
      messages.panelClosedNext.message,
    );

    // The click that the panel asks for: then it shows the article by itself.
    const popup = await chromium.click(second);
    await popup.waitForSelector('article h1', { timeout: PATIENCE });
    await titleIs('Birds');
    expect(await scrolled()).toBe(0);

    await first.bringToFront();
    await titleIs('Boats');
    expect(await scrolled()).toBe(1234);
    await second.close();
  });

  test('goes with the page to the next article of the site', async () => {
    await first.goto(`${site.origin}/birds`);
    await titleIs('Birds');
    await first.goto(`${site.origin}/boats`);
    await titleIs('Boats');
  });

  test('shows progress while it is scrolled', async () => {
    const progress = () => panel.$eval('[role=progressbar]', (bar) => Number(bar.getAttribute('aria-valuenow')));
    await panel.$eval('.panel--article', (one) => {
      one.scrollTop = one.scrollHeight;
    });
    await panel.waitForFunction(
      () => document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow') === '100',
      { timeout: PATIENCE },
    );
    expect(await progress()).toBe(100);
  });
});

describe('on paper', () => {
  const visible = (selector: string) =>
    panel.$$eval(selector, (all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent ?? ''));

  test('stand title, byline, source, date, address and the whole article, whatever tab and theme are shown', async () => {
    await chromium.evaluateInBackground(
      "chrome.storage.sync.set({ appearance: { version: 1, value: { theme: 'dark' } } })",
    );
    await panel.waitForFunction(() => document.documentElement.dataset.theme === 'dark', { timeout: PATIENCE });
    await panel.$eval('[role=tab][id$="-quotes"]', (tab) => (tab as HTMLElement).click());
    await panel.emulateMediaType('print');
    expect(await visible('.article__title')).toEqual(['Boats']);
    expect(await visible('.article__byline')).toEqual(['Ann Lee']);
    expect(await visible('.article__source')).toEqual(['The Harbour Post']);
    expect(await visible('.article__facts time')).toEqual(['March 11, 2026']);
    const address = await panel.$eval('.article__source a', (link) => getComputedStyle(link, '::after').content);
    expect(address).toContain(`${site.origin}/boats`);
    expect((await visible('.prose > p')).length).toBe(122);
    expect(await visible('button')).toEqual([]);
    expect(await panel.$eval('.prose', (body) => getComputedStyle(body).color)).toBe('rgb(0, 0, 0)');
    // All of it, on as many sheets as it takes.
    expect(await panel.$eval('.panel--article', (one) => one.scrollHeight - one.clientHeight)).toBeLessThan(2);
    await panel.emulateMediaType();
  });

  test('it takes as many sheets as there is article', async () => {
    const button = `[aria-label="${messages.openTab.message}"]`;
    const opened = chromium.browser.waitForTarget((target) => target.url().includes('/reader/panel.html?tab='), {
      timeout: PATIENCE,
    });
    await panel.locator(button).click();
    const tab = await (await opened).page();
    await tab?.waitForSelector('article h1', { timeout: PATIENCE });
    expect(tab && pagesOf(await tab.pdf())).toBeGreaterThan(3);
    await tab?.close();
    await first.bringToFront();
    await titleIs('Boats');
  });

  test('stand the quotes after it when that is chosen', async () => {
    await panel.emulateMediaType('print');
    expect(await visible('.appendix')).toEqual([]);
    await panel.emulateMediaType();
    await panel.locator(`[aria-label="${messages.look.message}"]`).click();
    await panel.locator(`.look .switch ::-p-text(${messages.lookPrintQuotes.message})`).click();
    await panel.keyboard.press('Escape');
    expect(await visible('.appendix')).toEqual([]);
    await panel.emulateMediaType('print');
    expect(await visible('.appendix__quote')).toEqual(['“There is one more boat than yesterday,”']);
    expect(await visible('.appendix__speaker')).toEqual(['Ann Lee']);
    await panel.emulateMediaType();
  });
});

/** How many sheets a PDF has. */
function pagesOf(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
  );
}
