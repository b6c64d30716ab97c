/** What the tests of faults share: a browser in which the reader's tree can be looked into, and what a person does and sees there. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import messages from '../../src/_locales/en/messages.json';
import { type Chromium, changedBuild, PATIENCE, type Site, serveWithSample, startChromium } from './harness.ts';

const WORDS = 'The harbour master counted the boats again in the evening, and this time there was one more. '.repeat(4);
const STORY = `<!doctype html><html lang="en"><title>Boats</title><meta property="og:type" content="article">
<article><h1>Boats</h1><p>${WORDS}</p><p>“There is one more boat than yesterday,” said Ann Lee. ${WORDS}</p>
<p>Advertisement</p><p>${WORDS}</p></article>`;
/** Says when it is asked to, and then is busy for so many ms: whoever reads it has to wait. */
const BUSY = `${STORY}<script>onmessage = ({ data }) => { const end = performance.now() + data; while (performance.now() < end); };</script>`;

export const serveStories = (): Promise<Site> =>
  serveWithSample({
    '/boats': STORY,
    '/busy': BUSY,
    '/unfinished': {
      body: '<!doctype html><title>Slow</title><article><h1>Slow</h1><p>The first words',
      unfinished: true,
    },
    '/story/boats-are-counted-again': STORY,
    '/other': STORY.replaceAll('Boats', 'Ships'),
  });

export interface OpenChromium extends Chromium {
  /** Opens the reader over a page through the popup. */
  openReader(page: Page): Promise<void>;
  /** A page of ours in which the extension's interface can be called without the background. */
  ourPage(): Promise<Page>;
  /** The browser's own page, where extensions are loaded anew. Outside its developer mode it turns those off that come from a folder. */
  extensionsPage(): Promise<Page>;
}

/**
 * The reader's tree is closed to pages and to tests: this build opens it.
 * @param manifest what is to be in the manifest instead.
 */
export async function startOpen(manifest: Record<string, unknown> = {}): Promise<OpenChromium> {
  const script = await readFile('dist/chrome/reader/in-page.js', 'utf8');
  const build = await changedBuild('chrome', (own) => ({ ...own, ...manifest }), {
    'reader/in-page.js': script.replace(/mode:"closed"/, 'mode:"open"'),
  });
  const chromium = await startChromium(build.folder);
  return {
    ...chromium,
    openReader: async (page) => {
      const popup = await chromium.click(page);
      await articleShown(popup);
      await press(popup, messages.openReader.message);
      await readerShown(page);
    },
    ourPage: async () => {
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
    },
    extensionsPage: async () => {
      const page = await chromium.open('chrome://extensions');
      await page.evaluate('chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })');
      return page;
    },
    close: async () => {
      await chromium.close();
      await build.remove();
    },
  };
}

export const articleShown = (where: Page) => where.waitForSelector('article h1', { timeout: PATIENCE });

/** What a shell of ours says to a failure. */
export async function failureIn(where: Page): Promise<string> {
  await where.waitForSelector('[role=alert] h1', { timeout: PATIENCE });
  return where.$eval('[role=alert] h1', (title) => title.textContent ?? '');
}

export const press = (where: Page, label: string): Promise<void> =>
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
export async function said(where: Page, ...words: string[]): Promise<string> {
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

export const readerShown = (page: Page) =>
  page.waitForSelector('clean-copy-reader >>> article h1', { timeout: PATIENCE });

export const stored = (where: Page, area: string): Promise<Record<string, unknown>> =>
  where.evaluate(`chrome.storage.${area}.get()`) as Promise<Record<string, unknown>>;

/** How many quotes are kept. */
export const shelf = (where: Page): Promise<number> =>
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
