import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import messages from '../../src/_locales/en/messages.json';
import { type Chromium, PATIENCE, type Site, serveWithSample, startChromium } from './harness.ts';

let chromium: Chromium;
let site: Site;
let page: Page;

const PARAGRAPH =
  'The harbour master counted the boats again in the evening, and this time there was one more of them.';
const LINKS = '<li><a href="/">All the boats of the harbour</a></li>'.repeat(30);
const LIST = `<!doctype html><html lang="en"><title>Boats</title><main><ul>${LINKS}</ul><p id="wanted">${PARAGRAPH}</p></main>`;

beforeAll(async () => {
  site = await serveWithSample({ '/boats': LIST });
  chromium = await startChromium();
  page = await chromium.open(`${site.origin}/`);
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
});

async function openPopup(over = page): Promise<Page> {
  const popup = await chromium.click(over);
  await popup.waitForSelector('article h1, [role=alert]', { timeout: PATIENCE });
  return popup;
}

const press = (where: Page, label: string, within = '') =>
  where.evaluate(
    (label, within) => {
      const button = [...document.querySelectorAll<HTMLElement>(`${within} button`)].find(
        (one) => one.ariaLabel?.startsWith(label) || one.textContent?.trim().startsWith(label),
      );
      if (!button) throw new Error(`no button ${label}`);
      button.click();
    },
    label,
    within,
  );

const said = (popup: Page, words: string) =>
  popup.waitForFunction(
    (words) => document.querySelector('.toast')?.textContent?.includes(words),
    { timeout: PATIENCE },
    words,
  );

const bodyOf = (popup: Page): Promise<string> => popup.$eval('.prose', (body) => body.textContent ?? '');

/** The listed pieces whose reason is this. */
async function listed(popup: Page, reason: string): Promise<string[]> {
  await press(popup, messages.tabRemoved.message, '.tabs');
  return popup.$$eval(
    '.removal',
    (pieces, reason) =>
      pieces
        .filter((piece) => piece.querySelector('h2')?.textContent === reason)
        .map((piece) => piece.querySelector('blockquote')?.textContent ?? ''),
    reason,
  );
}

const without = (message: string): string => message.replace(/\$1.*/, '');

describe('one piece', () => {
  test('that is put back stands in the article and in what is copied', async () => {
    const popup = await openPopup();
    await chromium.browser
      .defaultBrowserContext()
      .overridePermissions(`chrome-extension://${chromium.extensionId}`, ['clipboard-read', 'clipboard-write']);
    const [caption = ''] = await listed(popup, messages.reasonCaption.message);
    expect(caption).toContain('The last boat to the outer islands leaves');
    expect(await bodyOf(popup)).not.toContain(caption);
    await popup.evaluate((caption) => {
      const piece = [...document.querySelectorAll('.removal')].find((one) => one.textContent?.includes(caption));
      piece?.querySelector<HTMLElement>('[data-removal]')?.click();
    }, caption);
    expect(await bodyOf(popup)).toContain(caption);
    await press(popup, messages.copyArticle.message);
    await said(popup, messages.copied.message);
    expect(await popup.evaluate('navigator.clipboard.readText()')).toContain(caption);
    await popup.close();
  });
});

describe('a choice for the site', () => {
  test('to keep a kind holds at once and after a reload, and is undone in the settings', async () => {
    const popup = await openPopup();
    const reason = messages.reasonCaption.message;
    const [caption = ''] = await listed(popup, reason);
    await popup.evaluate((caption) => {
      const piece = [...document.querySelectorAll('.removal')].find((one) => one.textContent?.includes(caption));
      piece?.querySelector<HTMLElement>('.removal__site button')?.click();
    }, caption);
    await said(popup, without(messages.siteChoiceKept.message));
    expect(await listed(popup, reason)).toEqual([]);
    expect(await bodyOf(popup)).toContain(caption);
    await popup.close();

    await page.reload();
    const again = await openPopup();
    expect(await listed(again, reason)).toEqual([]);
    await again.close();

    const options = await chromium.open(`chrome-extension://${chromium.extensionId}/options/options.html`);
    await options.waitForSelector('.site-choices button', { timeout: PATIENCE });
    expect(await options.$eval('.site-choices', (item) => item.textContent)).toContain(reason);
    await options.click('.site-choices button');
    await options.waitForFunction(() => !document.querySelector('.site-choices'), { timeout: PATIENCE });
    await options.close();
    const last = await openPopup();
    expect(await listed(last, reason)).toContain(caption);
    await last.close();
  });

  test('to remove a line takes it out, says why, and is taken back there', async () => {
    const popup = await openPopup();
    await popup.evaluate(() => document.querySelector<HTMLElement>('.prose p')?.click());
    const line = await popup.$eval('.prose p', (paragraph) => paragraph.textContent?.replace(/\s+/g, ' ').trim() ?? '');
    await press(popup, without(messages.removeLineHere.message));
    await said(popup, without(messages.siteChoiceKept.message));
    expect(await listed(popup, messages.reasonReader.message)).toEqual([line]);
    await press(popup, without(messages.allowLineHere.message));
    await popup.waitForFunction(
      (line) => document.querySelector('.prose')?.textContent?.replace(/\s+/g, ' ').includes(line),
      { timeout: PATIENCE },
      line,
    );
    expect(await listed(popup, messages.reasonReader.message)).toEqual([]);
    await popup.close();
  });
});

describe('the settings for every page', () => {
  test('a kind that is switched off stays in the article', async () => {
    const options = await chromium.open(`chrome-extension://${chromium.extensionId}/options/options.html`);
    const box = await options.waitForSelector('input[value=ad-marker]', { timeout: PATIENCE });
    await box?.evaluate((input) => (input as HTMLElement).click());
    await options.waitForFunction(
      "chrome.storage.sync.get('removal').then((all) => all.removal?.value.keepKinds.includes('ad-marker') === true)",
      { timeout: PATIENCE },
    );
    await options.close();
    const popup = await openPopup();
    expect(await bodyOf(popup)).toContain('STORY CONTINUES BELOW');
    await popup.close();
    await chromium.evaluateInBackground("chrome.storage.sync.remove('removal')");
  });
});

describe('a selection', () => {
  test('makes the article where none was found, and is asked for when there is none', async () => {
    const other = await chromium.open(`${site.origin}/boats`);
    const popup = await openPopup(other);
    const title = () => popup.$eval('h1', (heading) => heading.textContent);
    expect(await title()).toBe(messages.errorNotAnArticle.message);
    await press(popup, messages.useSelection.message);
    await popup.waitForFunction(
      (words) => document.querySelector('h1')?.textContent === words,
      { timeout: PATIENCE },
      messages.errorNoSelection.message,
    );
    await other.evaluate(() => {
      const wanted = document.querySelector('#wanted');
      if (wanted) getSelection()?.selectAllChildren(wanted);
    });
    await press(popup, messages.useSelection.message);
    await popup.waitForSelector('.prose', { timeout: PATIENCE });
    expect((await bodyOf(popup)).trim()).toBe(PARAGRAPH);
    await popup.close();
    await other.close();
  });
});
