/** What goes wrong around us in a real browser: each ends in a clear state, with nothing lost. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import messages from '../../src/_locales/en/messages.json';
import { type Chromium, changedBuild, PATIENCE, type Site, serveWithSample, startChromium } from './harness.ts';

const WORDS = 'The harbour master counted the boats again in the evening, and this time there was one more. '.repeat(4);
const STORY = `<!doctype html><html lang="en"><title>Boats</title><meta property="og:type" content="article">
<article><h1>Boats</h1><p>${WORDS}</p><p>“There is one more boat than yesterday,” said Ann Lee. ${WORDS}</p>
<p>Advertisement</p><p>${WORDS}</p></article>`;
/** Says when it is asked to, and then is busy for so many ms: whoever reads it has to wait. */
const BUSY = `${STORY}<script>onmessage = ({ data }) => { const end = performance.now() + data; while (performance.now() < end); };</script>`;

let chromium: Chromium;
let site: Site;
let build: Awaited<ReturnType<typeof changedBuild>>;

/** The reader's tree is closed to pages and to tests: this build opens it. The host of the test's site may be read where it says so. */
async function start(manifest: Record<string, unknown> = {}): Promise<void> {
  const script = await readFile('dist/chrome/reader/in-page.js', 'utf8');
  build = await changedBuild('chrome', (own) => ({ ...own, ...manifest }), {
    'reader/in-page.js': script.replace(/mode:"closed"/, 'mode:"open"'),
  });
  chromium = await startChromium(build.folder);
}

async function end(): Promise<void> {
  await chromium?.close();
  await build?.remove();
}

beforeAll(async () => {
  site = await serveWithSample({
    '/boats': STORY,
    '/busy': BUSY,
    '/unfinished': {
      body: '<!doctype html><title>Slow</title><article><h1>Slow</h1><p>The first words',
      unfinished: true,
    },
    '/story/boats-are-counted-again': STORY,
    '/other': STORY.replaceAll('Boats', 'Ships'),
  });
});
afterAll(() => site?.close());

const articleShown = (where: Page) => where.waitForSelector('article h1', { timeout: PATIENCE });

/** What a shell of ours says to a failure. */
async function failureIn(where: Page): Promise<string> {
  await where.waitForSelector('[role=alert] h1', { timeout: PATIENCE });
  return where.$eval('[role=alert] h1', (title) => title.textContent ?? '');
}

const press = (where: Page, label: string): Promise<void> =>
  where.evaluate((label) => {
    for (const root of [document, document.querySelector('clean-copy-reader')?.shadowRoot]) {
      for (const button of root?.querySelectorAll<HTMLElement>('button') ?? []) {
        if (button.ariaLabel?.startsWith(label) || button.textContent?.trim().startsWith(label)) {
          button.click();
          return;
        }
      }
    }
    throw new Error(`no button ${label}`);
  }, label);

/** What the toast of a shell says, when it next says one of these. */
async function said(where: Page, ...words: string[]): Promise<string> {
  const found = await where.waitForFunction(
    (words) => {
      const roots = [document, document.querySelector('clean-copy-reader')?.shadowRoot];
      const text = roots.map((root) => root?.querySelector('.toast')?.textContent ?? '').join(' ');
      return words.find((one) => text.includes(one));
    },
    { timeout: PATIENCE },
    words,
  );
  return String(await found.jsonValue());
}

const readerShown = (page: Page) => page.waitForSelector('clean-copy-reader >>> article h1', { timeout: PATIENCE });

/** Opens the reader over a page through the popup. */
async function openReader(page: Page): Promise<void> {
  const popup = await chromium.click(page);
  await articleShown(popup);
  await press(popup, messages.openReader.message);
  await readerShown(page);
}

/** Ends the service worker as the browser does when it wants the memory. */
async function endWorker(): Promise<void> {
  const target = chromium.browser.targets().find((one) => one.type() === 'service_worker');
  if (!target) return;
  const gone = new Promise<void>((resolve) => {
    const listener = (destroyed: unknown): void => {
      if (destroyed !== target) return;
      chromium.browser.off('targetdestroyed', listener);
      resolve();
    };
    chromium.browser.on('targetdestroyed', listener);
  });
  await (await target.worker())?.close();
  await gone;
}

/** A page of ours in which the extension's interface can be called without the background. */
async function ourPage(): Promise<Page> {
  const until = Date.now() + PATIENCE;
  // While the browser loads an extension anew it lets nobody see its pages.
  for (;;) {
    const page = await chromium.browser.newPage();
    try {
      await page.goto(`chrome-extension://${chromium.extensionId}/options/options.html`);
      return page;
    } catch (error) {
      await page.close();
      if (Date.now() > until) throw error;
    }
  }
}

/** The browser's own page, where extensions are loaded anew. Outside its developer mode it turns those off that come from a folder. */
async function extensionsPage(): Promise<Page> {
  const page = await chromium.open('chrome://extensions');
  await page.evaluate('chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })');
  return page;
}

const stored = (where: Page, area: string): Promise<Record<string, unknown>> =>
  where.evaluate(`chrome.storage.${area}.get()`) as Promise<Record<string, unknown>>;

const shelf = (where: Page): Promise<number> =>
  where.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('shelf');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          if (!database.objectStoreNames.contains('quotes')) resolve(0);
          else {
            const counting = database.transaction('quotes').objectStore('quotes').count();
            counting.onsuccess = () => resolve(counting.result);
          }
          database.close();
        };
      }),
  );

describe('the service worker is killed', () => {
  beforeAll(() => start({ host_permissions: ['*://127.0.0.1/*'] }));
  afterAll(end);

  test('before a page is read: the toolbar button shows it all the same', async () => {
    const page = await chromium.open(`${site.origin}/boats`);
    await endWorker();
    const popup = await chromium.click(page);
    await articleShown(popup);
    await popup.waitForFunction(
      async () => {
        const { tabs, action } = (globalThis as unknown as { chrome: typeof import('webextension-polyfill') }).chrome;
        const [tab] = await tabs.query({ active: true, currentWindow: true });
        return (await action.getBadgeText({ tabId: tab?.id })) === '1';
      },
      { timeout: PATIENCE },
    );
    await page.close();
  });

  test('before a quote is kept in the reader over a page: it is kept', async () => {
    const page = await chromium.open(`${site.origin}/boats`);
    await openReader(page);
    await endWorker();
    await press(page, messages.tabQuotes.message);
    await press(page, messages.keepQuote.message);
    await said(page, messages.quoteKept.message);
    const own = await ourPage();
    expect(await shelf(own)).toBe(1);
    await own.close();
    await page.close();
  });

  test('while a quote is kept: the reader is told, and the shelf holds it once or not at all', async () => {
    const page = await chromium.open(`${site.origin}/boats`);
    await openReader(page);
    await press(page, messages.tabQuotes.message);
    const ending = endWorker();
    await press(page, messages.keepQuote.message);
    await ending;
    await said(page, messages.quoteKept.message, messages.errorNoAnswerNext.message);
    const own = await ourPage();
    expect([1, 2]).toContain(await shelf(own));
    await own.close();
    await page.close();
  });

  test('before the reader asks for its font, and before it says that it was closed', async () => {
    const own = await ourPage();
    await own.evaluate(`chrome.storage.sync.set({ appearance: { version: 1, value: { font: 'dyslexic' } } })`);
    await own.close();
    const page = await chromium.open(`${site.origin}/boats`);
    const popup = await chromium.click(page);
    await articleShown(popup);
    await endWorker();
    await press(popup, messages.openReader.message);
    await readerShown(page);
    await page.waitForFunction(() => [...document.fonts].length > 0, { timeout: PATIENCE });
    await endWorker();
    await press(page, messages.close.message);
    await page.waitForFunction(() => document.querySelector('clean-copy-reader') === null, { timeout: PATIENCE });
    expect(await page.evaluate(() => document.fonts.size)).toBe(0);
    await page.close();
  });

  test('before an article on a chosen site arrives: it is opened', async () => {
    const own = await ourPage();
    await own.evaluate(
      `chrome.storage.local.set({ sites: [{ matches: ['*://127.0.0.1/story/*'], excludes: [], mode: 'reader' }] })`,
    );
    await own.waitForFunction(`chrome.scripting.getRegisteredContentScripts().then(({ length }) => length === 1)`, {
      timeout: PATIENCE,
    });
    await endWorker();
    const page = await chromium.open(`${site.origin}/story/boats-are-counted-again`);
    await readerShown(page);
    await page.close();
    await own.evaluate('chrome.storage.local.remove("sites")');
    await own.close();
  });

  test('before the shelf is opened from the reader', async () => {
    const page = await chromium.open(`${site.origin}/boats`);
    await openReader(page);
    await endWorker();
    await press(page, messages.takeAlong.message);
    const opened = chromium.browser.waitForTarget((target) => target.url().endsWith('/options/shelf.html'), {
      timeout: PATIENCE,
    });
    await press(page, messages.shelfTitle.message);
    await (await (await opened).asPage()).close();
    await page.close();
  });
});

describe('the extension is updated', () => {
  beforeAll(() => start());
  afterAll(end);

  async function update(): Promise<void> {
    const extensions = await extensionsPage();
    await extensions.evaluate(
      `chrome.developerPrivate.reload(${JSON.stringify(chromium.extensionId)}, { failQuietly: true })`,
    );
    await extensions.close();
  }

  test('while popup and reader are open: the reader left behind copies, says what it cannot do, and makes way for the new one', async () => {
    const page = await chromium.open(`${site.origin}/boats`);
    await openReader(page);
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

    await openReader(page);
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
    await openReader(page);
    await update();
    await press(page, messages.close.message);
    await page.waitForFunction(() => document.querySelector('clean-copy-reader') === null, { timeout: PATIENCE });
    expect(await page.evaluate(() => document.documentElement.outerHTML)).toBe(before);
    await page.close();
  });
});

describe('the tab', () => {
  beforeAll(() => start());
  afterAll(end);

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
  beforeAll(() => start());
  afterAll(end);

  test('is full: what cannot be saved is said, and what was saved stays', async () => {
    const own = await ourPage();
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
      const own = await ourPage();
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
    const own = await ourPage();
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
  beforeAll(() => start());
  afterAll(end);

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
    const own = await ourPage();
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
  await start({ host_permissions: ['*://127.0.0.1/*'] });
  const extensions = await extensionsPage();
  await extensions.evaluate(
    `chrome.developerPrivate.updateExtensionConfiguration({ extensionId: ${JSON.stringify(chromium.extensionId)}, incognitoAccess: true })`,
  );
  const own = await ourPage();
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
  await end();
});
