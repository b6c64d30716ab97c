/** What goes wrong around us in a real browser: each ends in a clear state, with nothing lost. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import messages from '../../src/_locales/en/messages.json';
import { PATIENCE, type Site } from './harness.ts';
import {
  articleShown,
  failureIn,
  type OpenChromium,
  press,
  said,
  serveStories,
  startOpen,
  stored,
} from './open-reader.ts';

let chromium: OpenChromium;
let site: Site;

beforeAll(async () => {
  site = await serveStories();
});
afterAll(() => site?.close());

describe('the tab', () => {
  beforeAll(async () => {
    chromium = await startOpen();
  });
  afterAll(() => chromium?.close());

  test('goes to another page while it is read: said, and read on asking again', async () => {
    const page = await chromium.browser.newPage();
    // Reading waits for the rest of this page, which never comes.
    const loading = page.goto(`${site.origin}/unfinished`).catch(() => undefined);
    await page.waitForSelector('h1', { timeout: PATIENCE });
    const popup = await chromium.click(page);
    await popup.waitForSelector('[aria-busy]', { timeout: PATIENCE });
    const listening = `chrome.tabs.query({ active: true, currentWindow: true }).then(([tab]) =>
      chrome.scripting.executeScript({ target: { tabId: tab.id }, injectImmediately: true, func: () => Object.hasOwn(globalThis, 'cleanCopyAnswers') })
    ).then(([{ result }]) => result)`;
    await popup.waitForFunction(listening, { timeout: PATIENCE });
    await page.goto(`${site.origin}/other`);
    await loading;
    expect(await failureIn(popup)).toBe(messages.errorTabGone.message);
    await press(popup, messages.tryAgain.message);
    await articleShown(popup);
    expect(await popup.$eval('article h1', (one) => one.textContent)).toBe('Ships');
    await page.close();
  });

  test('is closed while it is read in a tab of ours: said', async () => {
    const page = await chromium.open(`${site.origin}/busy`);
    const popup = await chromium.click(page);
    await articleShown(popup);
    const opened = chromium.browser.waitForTarget((target) => target.url().includes('/reader/panel.html?tab='), {
      timeout: PATIENCE,
    });
    await press(popup, messages.openTab.message);
    const own = await (await opened).asPage();
    await articleShown(own);
    await page.evaluate(() => postMessage(1500, '*'));
    const reading = own.reload();
    await page.close();
    await reading;
    expect(await failureIn(own)).toBe(messages.errorTabGone.message);
    await own.close();
  });

  test('goes to a page that was not opened to us: the panel says what to do', async () => {
    const page = await chromium.open(`${site.origin}/boats`);
    const popup = await chromium.click(page);
    await articleShown(popup);
    const tabId = await popup.evaluate(
      'chrome.tabs.query({ active: true, currentWindow: true }).then(([tab]) => tab.id)',
    );
    // Another site: what the click opened to us is closed again.
    await page.goto(`${site.origin.replace('127.0.0.1', 'localhost')}/boats`);
    const own = await chromium.open(`chrome-extension://${chromium.extensionId}/reader/panel.html?tab=${tabId}`);
    expect(await failureIn(own)).toBe(messages.panelClosed.message);
    await own.close();
    await page.close();
  });

  test('is offline: what is there is read and copied', async () => {
    const page = await chromium.open(`${site.origin}/boats`);
    await page.setOfflineMode(true);
    const popup = await chromium.click(page);
    await popup.setOfflineMode(true);
    await articleShown(popup);
    await press(popup, messages.copyArticle.message);
    await said(popup, messages.copied.message);
    await page.close();
  });
});

describe('storage', () => {
  beforeAll(async () => {
    chromium = await startOpen();
  });
  afterAll(() => chromium?.close());

  test('is full: what cannot be saved is said, and what was saved stays', async () => {
    const own = await chromium.ourPage();
    await own.evaluate(async () => {
      const { storage } = (globalThis as unknown as { chrome: typeof import('webextension-polyfill') }).chrome;
      await storage.local.set({ siteChoices: [{ site: 'news.example', keepKinds: ['credit'], alwaysRemove: [] }] });
      // As much as goes in, in ever smaller pieces.
      for (const area of [storage.local, storage.sync]) {
        let piece = area === storage.local ? 5_000_000 : 8000;
        for (let at = 0; piece >= 1; at++) {
          await area.set({ [`fill${at}`]: 'x'.repeat(piece) }).catch(() => {
            piece = Math.floor(piece / 2);
          });
        }
      }
    });
    const page = await chromium.open(`${site.origin}/boats`);
    const popup = await chromium.click(page);
    await articleShown(popup);
    await press(popup, messages.tabRemoved.message);
    await press(popup, messages.keepKindHere.message.split('$')[0]?.trim() ?? '');
    await said(popup, messages.optionsNotSaved.message);
    expect(await stored(own, 'local')).toMatchObject({ siteChoices: [{ site: 'news.example' }] });
    await own.evaluate(async () => {
      const { storage } = (globalThis as unknown as { chrome: typeof import('webextension-polyfill') }).chrome;
      await storage.local.clear();
      await storage.sync.clear();
    });
    await own.close();
    await page.close();
  });

  test.each([
    ['from a newer version', { version: 99, value: { theme: 'sepia' } }],
    ['damaged', 'x'],
    ['of another kind', { version: 1, value: 7 }],
  ])(
    'is %s: defaults are used, the reader is told, and it is kept aside before it is written over',
    async (_, strange) => {
      const own = await chromium.ourPage();
      await own.evaluate(`chrome.storage.sync.set({ appearance: ${JSON.stringify(strange)} })`);
      await own.waitForSelector('.options__aside:not([hidden])', { timeout: PATIENCE });
      const page = await chromium.open(`${site.origin}/boats`);
      const popup = await chromium.click(page);
      await articleShown(popup);
      await said(popup, messages.keptAside.message);
      expect(await stored(own, 'sync')).toEqual({ appearance: strange });

      // The same page of ours saves another setting in its place.
      await own.evaluate(`chrome.storage.local.set({ sites: 'damaged too', siteChoices: [7] })`);
      await press(popup, messages.look.message);
      await popup.evaluate(() => {
        const other = document.querySelector<HTMLInputElement>('input[type=radio]:not(:checked)');
        other?.click();
      });
      await own.waitForFunction(
        `chrome.storage.local.get('keptAside').then(({ keptAside }) => keptAside?.appearance !== undefined)`,
        { timeout: PATIENCE },
      );
      expect((await stored(own, 'local')).keptAside).toMatchObject({ appearance: strange });
      await own.evaluate('Promise.all([chrome.storage.local.clear(), chrome.storage.sync.clear()])');
      await own.close();
      await page.close();
    },
  );

  test('holds a shelf from a newer version: said, and left as it is', async () => {
    const own = await chromium.ourPage();
    await own.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open('shelf', 99);
          opening.onupgradeneeded = () => opening.result.createObjectStore('something-new');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            opening.result.close();
            resolve();
          };
        }),
    );
    const page = await chromium.open(`${site.origin}/boats`);
    const popup = await chromium.click(page);
    await articleShown(popup);
    await press(popup, messages.tabQuotes.message);
    await press(popup, messages.keepQuote.message);
    await said(popup, messages.shelfErrorNewer.message);
    expect(await own.evaluate(async () => (await indexedDB.databases()).map(({ version }) => version))).toEqual([99]);
    await own.evaluate(() => void indexedDB.deleteDatabase('shelf'));
    await own.close();
    await page.close();
  });
});

describe('the browser refuses', () => {
  beforeAll(async () => {
    chromium = await startOpen();
  });
  afterAll(() => chromium?.close());

  test('the clipboard: said, with what to do instead', async () => {
    const page = await chromium.open(`${site.origin}/boats`);
    const popup = await chromium.click(page);
    await articleShown(popup);
    await popup.evaluate(() => {
      document.execCommand = () => false;
      navigator.clipboard.write = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    });
    await press(popup, messages.copyArticle.message);
    await said(popup, messages.copyFailed.message);
    await page.close();
  });

  test('a site it had opened: its rule is off and says why, and nothing waits there any more', async () => {
    const own = await chromium.ourPage();
    // Chosen once, and withdrawn since in the browser's own settings.
    await own.evaluate(`chrome.storage.local.set({ sites: [{ matches: ['*://127.0.0.1/*'], excludes: [] }] })`);
    await own.waitForFunction(`chrome.storage.local.get('sites').then(({ sites }) => sites[0].off === 'no-access')`, {
      timeout: PATIENCE,
    });
    expect(await own.evaluate('chrome.scripting.getRegisteredContentScripts()')).toEqual([]);
    await own.waitForFunction(
      (words) => document.body.textContent?.includes(words),
      { timeout: PATIENCE },
      messages.siteNoAccess.message,
    );
    await own.close();
  });
});

test('a private window: read like any other, and nothing of it is stored', async () => {
  chromium = await startOpen({ host_permissions: ['*://127.0.0.1/*'] });
  const extensions = await chromium.extensionsPage();
  await extensions.evaluate(
    `chrome.developerPrivate.updateExtensionConfiguration({ extensionId: ${JSON.stringify(chromium.extensionId)}, incognitoAccess: true })`,
  );
  const own = await chromium.ourPage();
  const opened = chromium.browser.waitForTarget((target) => target.url() === `${site.origin}/boats`, {
    timeout: PATIENCE,
  });
  const tab = (await own.evaluate(
    `chrome.windows.create({ incognito: true, url: '${site.origin}/boats' }).then(({ tabs: [tab] }) => tab)`,
  )) as { id: number; incognito: boolean };
  expect(tab.incognito).toBe(true);
  const page = await (await opened).asPage();
  await own.goto(`chrome-extension://${chromium.extensionId}/reader/panel.html?tab=${tab.id}`);
  await articleShown(own);
  await press(own, messages.copyArticle.message);
  await said(own, messages.copied.message);
  expect(JSON.stringify(await Promise.all(['local', 'sync', 'session'].map((area) => stored(own, area))))).not.toMatch(
    /127\.0\.0\.1|boat/i,
  );
  await page.close();
  await chromium.close();
});
