import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import { samplePage } from '../../src/build/sample.mjs';
import { type Chromium, changedBuild, PATIENCE, type Site, serveWithSample, startChromium } from './harness.ts';

const TEXT = 'The harbour master counted the boats again in the evening, and this time there was one more. ';
const BODY = `<p>${TEXT.repeat(4)}</p>`;
const page = (inside: string): string =>
  `<!doctype html><html lang="en"><title>Boats</title><meta property="og:type" content="article"><main>${inside}</main>`;
/** The host of the test's site may be read from the start: a prompt cannot be answered without a person. */
const RULE = { matches: ['*://127.0.0.1/*'], excludes: ['*://127.0.0.1/except/*'], mode: 'tidy' };

let chromium: Chromium;
let site: Site;
let granted: Awaited<ReturnType<typeof changedBuild>>;

beforeAll(async () => {
  site = await serveWithSample({
    '/story/boats-are-counted-again': await samplePage(),
    '/except/boats-are-counted-again': page(`${BODY}<p>Advertisement</p>${BODY}`),
    '/story/late-boats-come-home': page(
      `<script>addEventListener('load', () => setTimeout(() => { document.querySelector('main').innerHTML = ${JSON.stringify(`${BODY}<p id="ad">Advertisement</p>${BODY}`)}; }, 600))</script>`,
    ),
    '/story/boats-in-a-single-page': page(
      `${BODY}<p id="first">Advertisement</p>${BODY}<script>
        onmessage = () => {
          history.pushState({}, '', '/story/another-boat-in-the-same-page');
          document.querySelector('main').innerHTML = ${JSON.stringify(`${BODY}<p id="second">Advertisement</p>${BODY}`)};
        };
      </script>`,
    ),
    '/story/boats-and-a-form': page(`<input id="typed"><script>typed.value = 'half a word'</script>${BODY}${BODY}`),
    '/story/boats-in-frames': `${page(BODY)}<iframe src="/story/boats-are-counted-again"></iframe>`,
  });
  granted = await changedBuild('chrome', (manifest) => ({ ...manifest, host_permissions: ['*://127.0.0.1/*'] }));
  chromium = await startChromium(granted.folder);
});

afterAll(async () => {
  await chromium?.close();
  await granted?.remove();
  await site?.close();
});

/** Sets the rules and waits until the browser is in step with them. */
async function choose(rules: object[], registered: number): Promise<void> {
  await chromium.evaluateInBackground(`(async () => {
    await chrome.storage.local.set({ sites: ${JSON.stringify(rules)} });
    const until = Date.now() + ${PATIENCE};
    while ((await chrome.scripting.getRegisteredContentScripts()).length !== ${registered}) {
      if (Date.now() > until) throw new Error('not in step');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })()`);
}

const hidden = (tab: Page, selector: string): Promise<unknown> =>
  tab.waitForFunction(
    (selector) => {
      const element = document.querySelector(selector);
      return element !== null && getComputedStyle(element).display === 'none';
    },
    { timeout: PATIENCE },
    selector,
  );

/** The badge the background set for the tab in front, when it is set. */
const badge = (): Promise<string> =>
  chromium.evaluateInBackground(`(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    return chrome.action.getBadgeText({ tabId: tab.id });
  })()`);

async function stopWorker(): Promise<void> {
  const target = chromium.browser.targets().findLast((target) => target.type() === 'service_worker');
  await (await target?.worker())?.close();
}

beforeEach(async () => {
  for (const tab of (await chromium.browser.pages()).slice(1)) await tab.close();
});

describe('nothing is chosen', () => {
  test('no script waits on any page', async () => {
    expect(await chromium.evaluateInBackground('chrome.scripting.getRegisteredContentScripts()')).toEqual([]);
  });
});

describe('a wish', () => {
  test('is finished by the background when the grant is there, whoever asked is gone', async () => {
    await chromium.evaluateInBackground(
      `chrome.storage.local.set({ sites: [], siteWishes: [{ rule: ${JSON.stringify(RULE)}, asked: Date.now() }] })`,
    );
    await choose([RULE], 1);
    expect(await chromium.evaluateInBackground('chrome.storage.local.get(null)')).toEqual({
      sites: [RULE],
      siteWishes: [],
    });
  });

  test('for a site without a grant turns nothing on', async () => {
    const rule = { ...RULE, matches: ['*://example.com/*'] };
    await chromium.evaluateInBackground(
      `chrome.storage.local.set({ sites: [], siteWishes: [{ rule: ${JSON.stringify(rule)}, asked: Date.now() }] })`,
    );
    await choose([], 0);
    expect(await chromium.evaluateInBackground('chrome.storage.local.get(["sites"])')).toEqual({ sites: [] });
  });

  test('a rule whose access is gone is off and says so; a broken pattern stops no other', async () => {
    await choose([{ ...RULE, matches: ['*://example.com/*'] }, { ...RULE, matches: ['broken ('] }, RULE], 1);
    const { sites } = (await chromium.evaluateInBackground('chrome.storage.local.get(["sites"])')) as {
      sites: { off?: string }[];
    };
    expect(sites.map(({ off }) => off)).toEqual(['no-access', 'no-access', undefined]);
  });
});

describe('tidy', () => {
  const open = (path: string): Promise<Page> => chromium.open(`${site.origin}${path}`);

  test('hides ad markers, boxes and captions in place, and nothing of the article', async () => {
    await choose([RULE], 1);
    const tab = await open('/story/boats-are-counted-again');
    await hidden(tab, 'article .k3f9');
    const shown = await tab.$eval('article', (article) => (article as HTMLElement).innerText);
    expect(shown).not.toMatch(/story continues below|Photo: Tomas|^Advertisement$/im);
    expect(shown).toContain('The boat carries forty people on a good night and four on a bad one.');
    expect(shown).toContain('The advertisement for the post of a second captain');
    expect(await tab.$('article figure img')).not.toBeNull();
    expect(Number(await badge())).toBeGreaterThan(3);
  });

  test('leaves an excepted page and a front page alone', async () => {
    await choose([RULE], 1);
    const front = await open('/');
    await front.waitForFunction(() => document.readyState === 'complete');
    await open('/story/boats-are-counted-again').then((tab) => hidden(tab, 'article .k3f9'));
    expect(await front.$('[data-clean-copy]')).toBeNull();
    const except = await open('/except/boats-are-counted-again');
    await open('/story/boats-are-counted-again').then((tab) => hidden(tab, 'article .k3f9'));
    expect(await except.$('[data-clean-copy]')).toBeNull();
  });

  test('waits for text that arrives late', async () => {
    await choose([RULE], 1);
    await hidden(await open('/story/late-boats-come-home'), '#ad');
  });

  test('follows a page that changes its address itself', async () => {
    await choose([RULE], 1);
    const tab = await open('/story/boats-in-a-single-page');
    await hidden(tab, '#first');
    await tab.evaluate(() => window.postMessage(0));
    await hidden(tab, '#second');
  });

  test('two rules for one page tidy it once; frames are left alone', async () => {
    await choose([RULE, { ...RULE, matches: ['http://127.0.0.1/story/*'] }], 2);
    const tab = await open('/story/boats-in-frames');
    await open('/story/boats-are-counted-again').then((other) => hidden(other, 'article .k3f9'));
    const frame = tab.frames().find((frame) => frame.url().endsWith('/story/boats-are-counted-again'));
    expect(await frame?.$('[data-clean-copy]')).toBeNull();
  });

  test('works after the service worker was stopped', async () => {
    await choose([RULE], 1);
    await stopWorker();
    await hidden(await open('/story/boats-are-counted-again'), 'article .k3f9');
  });

  test('50 times on and off leave the page as an untouched copy has it', async () => {
    await choose([], 0);
    const tab = await open('/story/boats-are-counted-again');
    const before = await tab.content();
    await choose([RULE], 1);
    await tab.reload();
    await hidden(tab, 'article .k3f9');
    const popup = await chromium.click(tab);
    for (let round = 0; round < 50; round++) {
      for (const on of [false, true]) {
        await popup.evaluate(
          `chrome.tabs.query({ active: true, currentWindow: true }).then(([tab]) => chrome.tabs.sendMessage(tab.id, { to: 'tab', call: 'tidy', request: { on: ${on} } }, { frameId: 0 }))`,
        );
      }
    }
    expect(await tab.$$eval('[data-clean-copy]', (all) => all.length)).toBeGreaterThan(3);
    await popup.evaluate(
      `chrome.tabs.query({ active: true, currentWindow: true }).then(([tab]) => chrome.tabs.sendMessage(tab.id, { to: 'tab', call: 'tidy', request: { on: false } }, { frameId: 0 }))`,
    );
    expect(await tab.content()).toBe(before);
  });
});

describe('reader', () => {
  const READER = { ...RULE, mode: 'reader' };
  const story = '/story/boats-are-counted-again';
  /** The reader's tree is closed to pages; that it is there is all a page could see. */
  const shown = (tab: Page): Promise<unknown> => tab.waitForSelector('clean-copy-reader', { timeout: PATIENCE });
  const open = (path: string): Promise<Page> => chromium.open(`${site.origin}${path}`);

  /** Another page that is cleaned: when its reader shows, whatever the first was going to do is done. */
  async function afterwards(): Promise<void> {
    const other = await open('/story/late-boats-come-home');
    await shown(other);
    await other.close();
  }

  test('opens on an article by itself', async () => {
    await choose([READER], 1);
    await shown(await open(story));
  });

  test('stays closed when it was closed, until the page is reloaded', async () => {
    await choose([READER], 1);
    const tab = await open(story);
    await shown(tab);
    await tab.keyboard.press('Escape');
    await tab.waitForFunction(() => !document.querySelector('clean-copy-reader'), { timeout: PATIENCE });
    await tab.goto(`${site.origin}/`);
    await tab.goBack();
    await tab.bringToFront();
    await afterwards();
    expect(await tab.$('clean-copy-reader')).toBeNull();
    await tab.bringToFront();
    await tab.reload();
    await shown(tab);
  });

  test('does not cover what was typed', async () => {
    await choose([READER], 1);
    const tab = await open('/story/boats-and-a-form');
    await afterwards();
    expect(await tab.$('clean-copy-reader')).toBeNull();
  });
});

describe('the popup', () => {
  test('tidies the page at once without any rule, and shows everything again', async () => {
    await choose([], 0);
    const tab = await chromium.open(`${site.origin}/story/boats-are-counted-again`);
    const popup = await chromium.click(tab);
    await popup.waitForSelector('article h1', { timeout: PATIENCE });
    await popup.click('[aria-label="Clean this site automatically"]');
    const button = await popup.waitForSelector('.site-sheet__actions .button', { timeout: PATIENCE });
    await button?.click();
    await hidden(tab, 'article .k3f9');
    await (await popup.waitForSelector('::-p-text(Show everything again)', { timeout: PATIENCE }))?.click();
    await tab.waitForFunction(() => !document.querySelector('[data-clean-copy]'), { timeout: PATIENCE });
  });
});
