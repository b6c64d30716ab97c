import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import { FAILURES } from '../../popup/failures.ts';
import messages from '../../src/_locales/en/messages.json';
import type { ErrorCode } from '../../src/browser/messages.ts';
import type { CleanPage } from '../../src/core/article.ts';
import { type Chromium, PATIENCE, type Site, serveWithSample, startChromium } from './harness.ts';

const PDF =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>';
/** Pages in other languages, each with an ad marker and a credit that only its own words tell. */
const IN_OTHER_LANGUAGES = {
  german: {
    tag: '<html lang="de-AT">',
    sentences: 'Der Hafenmeister zählte am Abend noch einmal die Boote, und diesmal war es eines mehr. '.repeat(4),
    marker: 'Werbung',
    credit: 'Archivfoto: Anna Berger',
  },
  japanese: {
    tag: '<html lang="ja">',
    sentences: '港長は夕方にもう一度船を数えたが、今度は一隻多かった。誰もその船を見たことがなかった。'.repeat(8),
    marker: '広告',
    credit: '写真：山田花子',
  },
  'german under an English template': {
    tag: '<html lang="en">',
    sentences: 'Die Fähre fuhr zweimal am Tag über die Bucht, und niemand hatte nach mehr gefragt. '.repeat(4),
    marker: 'Anzeige',
    credit: 'Bildnachweis: Anna Berger',
  },
};
const SENTENCES =
  'The harbour master counted the boats again in the evening, and this time there was one more. '.repeat(4);
/** Where extensions are offered. The first is the browser's own, which it closes to extensions itself. */
const STORES = ['chromewebstore.google.com', 'microsoftedge.microsoft.com', 'addons.mozilla.org'];

let chromium: Chromium;
let site: Site;

beforeAll(async () => {
  const replies: Parameters<typeof serveWithSample>[0] = {
    '/empty': '<!doctype html><title>Empty</title><body></body>',
    '/menu': '<!doctype html><title>Menu</title><nav><a href="#a">News</a> <a href="#b">Sport</a></nav>',
    '/loading': {
      body: '<!doctype html><title>Slow</title><article><h1>Slow</h1><p>The first words',
      unfinished: true,
    },
    '/document': { body: PDF, type: 'application/pdf' },
    '/plain.txt': { body: `date 2020-01-06\n\n${SENTENCES}\n\n${SENTENCES}`, type: 'text/plain; charset=utf-8' },
    '/strict': {
      body: `<!doctype html><title>Strict</title><article><h1>Strict</h1><p>${SENTENCES}</p><p>Advertisement</p><p>${SENTENCES}</p></article>`,
      headers: {
        'content-security-policy': "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
      },
    },
  };
  for (const [name, { tag, sentences, marker, credit }] of Object.entries(IN_OTHER_LANGUAGES)) {
    const paragraphs = [sentences, marker, sentences, credit, sentences].map((text) => `<p>${text}</p>`).join('');
    replies[`/${name.replaceAll(' ', '-')}`] =
      `<!doctype html>${tag}<meta charset="utf-8"><title>7</title><article><h1>7</h1>${paragraphs}</article>`;
  }
  site = await serveWithSample(replies);
  chromium = await startChromium('dist/chrome', Object.fromEntries(STORES.map((store) => [store, site])));
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
});

test.each(Object.entries(IN_OTHER_LANGUAGES))('a click knows the words of a page: %s', async (name, page) => {
  const tab = await chromium.open(`${site.origin}/${name.replaceAll(' ', '-')}`);
  const popup = await chromium.click(tab);
  await shownArticle(popup);
  const { text, removals } = await articleOf(popup);
  expect(removals.map(({ text }) => text)).toEqual(expect.arrayContaining([page.marker, page.credit]));
  expect(text).toContain(page.sentences.trim());
  expect(text).not.toContain(page.marker);
  await tab.close();
});

/** What the content script answers the popup. */
async function articleOf(popup: Page): Promise<CleanPage> {
  const answer = (await popup.evaluate(`(async () => {
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    return chrome.tabs.sendMessage(tab.id, { to: 'tab', call: 'read' }, { frameId: 0 });
  })()`)) as { ok: true; value: CleanPage };
  return answer.value;
}

async function shownArticle(popup: Page): Promise<void> {
  await popup.waitForSelector('article h1', { timeout: PATIENCE });
}

async function selectTab(popup: Page, name: string): Promise<void> {
  await popup.evaluate((name) => {
    for (const tab of document.querySelectorAll<HTMLElement>('[role=tab]')) {
      if (tab.textContent?.startsWith(name)) tab.click();
    }
  }, name);
}

describe('the extension as it ships', () => {
  test('loads in Chromium without a warning and may read no site', async () => {
    const page = await chromium.open('chrome://extensions');
    const all = (await page.evaluate('chrome.developerPrivate.getExtensionsInfo()')) as Record<string, unknown>[];
    await page.close();
    const own = all.find(({ id }) => id === chromium.extensionId);
    expect(own).toMatchObject({
      name: messages.extensionName.message,
      installWarnings: [],
      manifestErrors: [],
      runtimeErrors: [],
      runtimeWarnings: [],
    });
    expect(await chromium.evaluateInBackground('chrome.permissions.getAll()')).toMatchObject({ origins: [] });
  });
});

describe('a click on the toolbar button', () => {
  let page: Page;
  let popup: Page;
  let before: string;

  beforeAll(async () => {
    page = await chromium.open(`${site.origin}/`);
    before = await page.content();
    popup = await chromium.click(page);
    await shownArticle(popup);
  });

  afterAll(async () => {
    // The popup goes by itself when another window comes to the front.
    if (popup && !popup.isClosed()) await popup.close();
    await page?.close();
  });

  test('shows the article without what is not article', async () => {
    const shown = await popup.$eval('article', (article) => article.textContent ?? '');
    expect(shown).toContain('The boat carries forty people on a good night and four on a bad one.');
    expect(shown).toContain('The advertisement for the post of a second captain, which ran in this newspaper');
    expect(shown).not.toMatch(/STORY CONTINUES BELOW|never miss a story|savings accounts|partners use cookies/);
    const article = await articleOf(popup);
    expect(article).toMatchObject({
      title: 'Norhaven keeps its night ferry after a winter of protest',
      byline: 'Ines Halloran',
      siteName: 'The Norhaven Courier',
      published: '2026-03-11T06:30:00+01:00',
      lang: 'en',
      dir: 'ltr',
    });
    expect(article.removals.map(({ text }) => text)).toContain('STORY CONTINUES BELOW');
  });

  test('lists each quote with its speaker', async () => {
    await selectTab(popup, messages.tabQuotes.message);
    await popup.waitForSelector('.quotes__group', { timeout: PATIENCE });
    const groups = await popup.$$eval('.quotes__group', (elements) =>
      elements.map((group) => ({
        speaker: group.querySelector('h2')?.textContent ?? '',
        quotes: [...group.querySelectorAll('.quote__words')].map((words) => words.textContent ?? '').join('\n'),
      })),
    );
    for (const [speaker, quote] of [
      ['Agnes Dahlberg', 'Nobody on this council wants to be the one who turned the light off on the islands,'],
      ['Piet Lorentzen', 'We counted the passengers ourselves, every evening since November'],
      ['Piet Lorentzen', 'I know six of them. They can all find the islands in the dark.'],
      ['letter', 'Without a contract by the end of this week we must give our crews their notice'],
    ] as const) {
      expect(groups).toContainEqual({
        speaker: expect.stringContaining(speaker),
        quotes: expect.stringContaining(quote),
      });
    }
  });

  test('leaves the page as it was, byte for byte', async () => {
    expect(await page.content()).toBe(before);
  });

  test('tells the toolbar button how much was removed', async () => {
    const { removals } = await articleOf(popup);
    const badge = await popup.evaluate(`(async () => {
      const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
      return chrome.action.getBadgeText({ tabId: tab.id });
    })()`);
    expect(badge).toBe(String(removals.length));
  });

  test('does not read the page again as long as it is the same', async () => {
    const first = await articleOf(popup);
    await page.evaluate(() => {
      for (const paragraph of document.querySelectorAll('p')) {
        if (paragraph.textContent?.includes('forty people')) paragraph.append(' On Sundays nobody counts.');
      }
    });
    const second = await articleOf(popup);
    expect(first.text).not.toContain('On Sundays nobody counts.');
    expect(second.text).toContain('On Sundays nobody counts.');
    expect(await articleOf(popup)).toEqual(second);
  });

  test('copies what is shown in both flavours', async () => {
    await selectTab(popup, messages.tabArticle.message);
    const copy = await popup.$('button.button--primary');
    await copy?.click();
    await popup.waitForFunction(
      (copied) => document.body.textContent?.includes(copied),
      { timeout: PATIENCE },
      messages.copied.message,
    );
    const shown = await popup.$$eval('article .prose p', (paragraphs) =>
      paragraphs.map((p) => (p as HTMLElement).innerText),
    );
    await chromium.browser.defaultBrowserContext().overridePermissions(site.origin, ['clipboard-read']);
    await page.bringToFront();
    const copied = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const read = async (type: string) => (item ? (await item.getType(type)).text() : '');
      return { plain: await read('text/plain'), html: await read('text/html') };
    });
    expect(shown.length).toBeGreaterThan(5);
    for (const paragraph of shown) expect(copied.plain).toContain(paragraph);
    expect(copied.html).toMatch(/<p>\s*“Nobody on this council/);
    expect(copied.html).not.toMatch(/class=|style=|<script/);
  });
});

describe('pages of other kinds', () => {
  test.each(['/plain.txt', '/strict'])('%s is read', async (path) => {
    const page = await chromium.open(site.origin + path);
    const before = await page.content();
    const popup = await chromium.click(page);
    await shownArticle(popup);
    const { text } = await articleOf(popup);
    expect(text).toContain(SENTENCES.trim());
    expect(text).not.toContain('Advertisement');
    expect(await page.content()).toBe(before);
    await page.close();
  });
});

describe('a page that cannot be read says so', () => {
  test.each<[string, ErrorCode]>([
    ['chrome://version/', 'browser-page'],
    ['/document', 'pdf'],
    ['/report.pdf', 'pdf'],
    ['/empty', 'empty'],
    ['/menu', 'not-an-article'],
    ['/loading', 'still-loading'],
    ['http://127.0.0.1:1/', 'error-page'],
    ['data:text/html,<p>Hello', 'blocked'],
    ['http://chromewebstore.google.com/detail/clean-copy', 'store-page'],
    ['http://microsoftedge.microsoft.com/addons/detail/clean-copy', 'store-page'],
    ['http://addons.mozilla.org/firefox/addon/clean-copy', 'store-page'],
  ])('%s: %s', async (address, code) => {
    const page = await chromium.browser.newPage();
    // A page that fails or never ends is just what is wanted here.
    page.goto(address.startsWith('/') ? site.origin + address : address).catch(() => undefined);
    await page.waitForFunction(() => location.href !== 'about:blank', { timeout: PATIENCE });
    await expectFailure(await chromium.click(page), code);
    await page.close();
  });
});

async function expectFailure(popup: Page, code: ErrorCode): Promise<void> {
  await popup.waitForSelector('[role=alert] h1', { timeout: PATIENCE });
  const shown = await popup.$eval('[role=alert]', (alert) => alert.textContent ?? '');
  const { title, next } = FAILURES[code];
  expect(shown).toContain(messages[title].message);
  expect(shown).toContain(messages[next].message);
  await popup.close();
}
