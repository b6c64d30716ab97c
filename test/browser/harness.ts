/**
 * What browser tests share: real browsers with the extension as it ships, and a site on this machine. Nothing here
 * goes to the network.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Browser, launch, type Page, type Target } from 'puppeteer-core';
import { CHROMIUM_ARGUMENTS, installedBrowsers } from '../../src/build/browsers.mjs';
import { sampleReply } from '../../src/build/sample.mjs';
import { type Reply, type Site, serve } from '../../src/build/serve.mjs';

export type { Site };

/** An expression for the service worker that ends when another one, which may await, is true there; it hears of a change last. */
export const untilTrue = (expression: string): string => `(async () => {
  const until = Date.now() + ${PATIENCE};
  while (!(${expression})) {
    if (Date.now() > until) throw new Error('Not so: ' + ${JSON.stringify(expression)});
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
})()`;

const running = new Set<Browser>();

/** Ends every browser a suite has started and left open. */
export async function closeBrowsers(): Promise<void> {
  for (const browser of running) await browser.close();
  running.clear();
}

async function end(browser: Browser): Promise<void> {
  running.delete(browser);
  await browser.close();
}

/** Longest wait for anything in a test, in ms. */
export const PATIENCE = 20_000;

/** The first-run page. */
export const WELCOME = '/options/welcome.html';

const isWorker = (target: Target): boolean => target.type() === 'service_worker';

export interface Chromium {
  browser: Browser;
  extensionId: string;
  /** A new tab in front, loaded. */
  open(url: string): Promise<Page>;
  /** Clicks the toolbar button as a person does: grants `activeTab` for the tab and opens the popup. */
  click(page: Page): Promise<Page>;
  /** The service worker's own console, for calling the extension's API. */
  evaluateInBackground<T>(expression: string): Promise<T>;
  /** Ends the service worker, if there is one, as the browser does when it wants the memory. */
  endWorker(): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param extension folder of the unpacked extension: the one that ships, or one made by `changedBuild`.
 * @param hosts sites of the web that are played here: the host's name and the site that answers for it, over http.
 * @param keepWelcome leaves the first-run page open; otherwise what is tested begins after it.
 */
export async function startChromium(
  extension = 'dist/chrome',
  hosts: Record<string, Site> = {},
  keepWelcome = false,
): Promise<Chromium> {
  const played = Object.entries(hosts).map(([name, { origin }]) => `MAP ${name} ${new URL(origin).host}`);
  const browser = await launch({
    executablePath: pathOf('chrome'),
    pipe: true,
    enableExtensions: true,
    args: [...CHROMIUM_ARGUMENTS, '--disable-gpu', `--host-resolver-rules=${played.join(', ')}`],
  });
  running.add(browser);
  const id = await browser.installExtension(resolve(extension));
  const installed = (await browser.extensions()).get(id);
  const welcome = await browser.waitForTarget((target) => target.url().endsWith(WELCOME), { timeout: PATIENCE });
  if (!keepWelcome) await (await welcome.page())?.close();
  if (!installed) throw new Error(`Chromium did not take the extension in ${extension}.`);

  return {
    browser,
    extensionId: installed.id,
    open: async (url) => {
      const page = await browser.newPage();
      await page.goto(url);
      return page;
    },
    click: async (page) => {
      await page.bringToFront();
      const opened = browser.waitForTarget((target) => target.url().endsWith('/popup/popup.html'), {
        timeout: PATIENCE,
      });
      await installed.triggerAction(page);
      return (await opened).asPage();
    },
    evaluateInBackground: async <T>(expression: string) => {
      for (const until = Date.now() + PATIENCE; ; ) {
        await browser.waitForTarget(isWorker, { timeout: PATIENCE });
        try {
          const worker = await browser.targets().findLast(isWorker)?.worker();
          if (!worker) throw new Error('The service worker has ended.');
          return (await worker.evaluate(expression)) as T;
        } catch (error) {
          // One that was just ended is listed for a moment longer.
          if (Date.now() > until || !/has ended|detached|destroyed|closed|Cannot find context/i.test(String(error)))
            throw error;
          await setTimeout(20);
        }
      }
    },
    endWorker: async () => {
      const target = browser.targets().findLast(isWorker);
      if (!target) return;
      // What would wake another one is lost on one that is about to go.
      const gone = new Promise<void>((resolve) => {
        const listener = (destroyed: Target): void => {
          if (destroyed !== target) return;
          browser.off('targetdestroyed', listener);
          resolve();
        };
        browser.on('targetdestroyed', listener);
      });
      await (await target.worker())?.close();
      await gone;
    },
    close: () => end(browser),
  };
}

export interface Firefox {
  browser: Browser;
  extensionId: string;
  close(): Promise<void>;
}

/** Firefox with an extension folder installed for this run. */
export async function startFirefox(extension = 'dist/firefox'): Promise<Firefox> {
  const browser = await launch({
    browser: 'firefox',
    executablePath: pathOf('firefox'),
    extraPrefsFirefox: { 'extensions.openPopupWithoutUserGesture.enabled': true },
  });
  running.add(browser);
  const extensionId = await browser.installExtension(resolve(extension));
  return { browser, extensionId, close: () => end(browser) };
}

/**
 * Firefox with the extension, which may read the test's site here and has a second background script: nobody can click
 * Firefox's toolbar button from outside, nor look into our pages there.
 * @param script does in the background what a person would do; it tells the test by what it does to a page.
 * @param files more files for the build, by name.
 */
export async function startFirefoxWith(script: string, files: Record<string, string> = {}): Promise<Firefox> {
  const build = await changedBuild(
    'firefox',
    (manifest) => ({
      ...manifest,
      host_permissions: ['http://127.0.0.1/*'],
      // First, so that it may also listen to what the extension listens to.
      background: { scripts: ['test.js', 'background.js'] },
    }),
    { ...files, 'test.js': script },
  );
  const firefox = await startFirefox(build.folder);
  return {
    ...firefox,
    close: async () => {
      await firefox.close();
      await build.remove();
    },
  };
}

/** For the script of `startFirefoxWith`: `tell(tabId, value)` leaves a value in a page's title for the test. */
export const TELL = `
const tell = (tabId, value) => browser.scripting.executeScript({
  target: { tabId },
  func: (title) => { document.title = title; },
  args: ['told ' + JSON.stringify(value)],
});
`;

/** What a script has left in a page's title with `TELL`. */
export async function told<T>(page: Page): Promise<T> {
  await page.waitForFunction(() => document.title.startsWith('told '), { timeout: PATIENCE });
  return JSON.parse((await page.title()).slice('told '.length)) as T;
}

type Manifest = Record<string, unknown>;

/**
 * A copy of a build with another manifest, for what a test cannot click: granting a site, say.
 * @param files more files for it, by name.
 * @returns its folder, and how to throw it away.
 */
export async function changedBuild(
  browser: 'chrome' | 'firefox',
  change: (manifest: Manifest) => Manifest,
  files: Record<string, string> = {},
): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'clean-copy-'));
  await cp(`dist/${browser}`, folder, { recursive: true });
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(change(manifest)));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * The sample's site with a test's own pages beside it.
 * @param pages what is at each path: HTML, or a whole reply.
 * @param otherwise what is at all other paths of a host; the sample when it is absent.
 */
export function serveWithSample(
  pages: Record<string, string | Reply> = {},
  otherwise: (path: string, host: string) => Reply | undefined | Promise<Reply | undefined> = sampleReply,
): Promise<Site> {
  return serve((path, host) => {
    const own = pages[path];
    if (own === undefined) return otherwise(path, host);
    return typeof own === 'string' ? { body: own } : own;
  });
}

function pathOf(kind: 'chrome' | 'firefox'): string {
  const [found] = installedBrowsers(kind);
  if (!found)
    throw new Error(
      `No ${kind === 'chrome' ? 'Chromium' : 'Firefox'} on this machine; \`npm test\` says how to get one.`,
    );
  return found.path;
}
