/** Pages that live: that are kept, made ahead, go on below, change their address, or are looked at by themselves. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import {
  type Chromium,
  changedBuild,
  PATIENCE,
  type Site,
  serveWithSample,
  startChromium,
  untilTrue,
} from './harness.ts';

const TEXT = 'The harbour master counted the boats again in the evening, and this time there was one more. '.repeat(4);
const story = (name: string, more = ''): string =>
  `<!doctype html><html lang="en"><title>${name}</title><meta property="og:type" content="article"><main><article><h1>${name}</h1><p>${TEXT}</p><p class="ad">Advertisement</p><p>${TEXT}</p></article></main>${more}`;
const RULE = { matches: ['*://127.0.0.1/*'], excludes: [] as string[], mode: 'tidy' };
const READER = { ...RULE, mode: 'reader' };
const FIRST = '/story/the-first-boat-of-all';
const AHEAD = '/story/a-boat-that-is-made-ahead';
const SECOND = '/story/the-second-boat-of-all';

/** Changes the page in every way that scripts do, the same way in every copy: what is next depends on nothing but the steps before. */
const RESTLESS = `
  let seed = 7;
  const random = (below) => (seed = (seed * 16807) % 2147483647) % below;
  const article = document.querySelector('article');
  const make = (name, text) => Object.assign(document.createElement('p'), { className: name, textContent: text });
  const any = () => article.children[1 + random(article.children.length - 1)];
  const steps = [
    () => any().after(make('ad', 'Advertisement')),
    () => any().after(make('', 'One more boat came in at noon, and the harbour master wrote it down in his book as the others.')),
    () => any().after(any().cloneNode(true)),
    () => article.append(any()),
    () => article.children.length > 12 && any().remove(),
    () => any().classList.toggle('seen'),
    () => { const one = any(); one.innerHTML = one.innerHTML; },
    () => { const one = any(); if (one.firstChild?.data) one.firstChild.data = one.firstChild.data.trim() + ' '; },
    () => { const one = any(); const box = document.createElement('div'); one.replaceWith(box); box.append(one); },
    () => { const box = document.createElement('div'); box.className = 'ad-slot'; box.append(document.createElement('iframe')); any().after(box); },
  ];
  window.step = () => steps[random(steps.length)]();
`;

let chromium: Chromium;
let site: Site;
let build: Awaited<ReturnType<typeof changedBuild>>;
let heardOfAhead: () => void;
/** The page made ahead asks for this when it is loaded. */
const aheadLoaded = new Promise<void>((resolve) => {
  heardOfAhead = resolve;
});

beforeAll(async () => {
  const next = `<article><h1>The next boat</h1><p>${TEXT}</p><p class="ad" id="below">Advertisement</p><p>${TEXT}</p></article>`;
  site = await serveWithSample(
    {
      [FIRST]: story('The first boat'),
      [SECOND]: story('The second boat'),
      [AHEAD]: story(
        'A boat made ahead',
        `<script>
        addEventListener('load', () => setTimeout(() => fetch('/loaded'), 500));
        new MutationObserver(() => {
          if (document.querySelector('clean-copy-reader'))
            document.documentElement.setAttribute('covered', document.prerendering ? 'unseen' : 'seen');
        }).observe(document.documentElement, { childList: true });
      </script>`,
      ),
      '/story/boats-that-never-rest': story('Boats that never rest', `<script>${RESTLESS}</script>`),
      '/story/boats-with-a-late-picture': story('Boats with a picture', '<img src="/late.png" alt="">'),
      '/story/a-page-that-leads-to-the-second': story(
        'A page that leads on',
        `<script type="speculationrules">{"prerender":[{"urls":["${AHEAD}"],"eagerness":"immediate"}]}</script><a id="on" href="${AHEAD}">On</a>`,
      ),
      '/story/boats-without-an-end': story(
        'Boats without an end',
        `<script>onmessage = () => {
        document.querySelector('main').insertAdjacentHTML('beforeend', ${JSON.stringify(next)});
        history.replaceState({}, '', '/story/the-next-boat-of-all');
        document.title = 'The next boat';
      }</script>`,
      ),
      '/story/boats-that-come-late-to-a-new-address': story(
        'An old boat',
        `<script>onmessage = () => {
        history.pushState({}, '', '/story/a-new-boat-at-a-new-address');
        setTimeout(() => {
          document.querySelector('main').innerHTML = ${JSON.stringify(`<h1>A new boat</h1><p>${TEXT}</p><p class="ad">Advertisement</p><p>New ${TEXT}</p>`)};
        }, 900);
      }</script>`,
      ),
      '/list/of-boats': `<!doctype html><html lang="en"><title>Boats</title><main>${'<h3><a href="/story/x">A boat</a></h3>'.repeat(9)}<p>${TEXT}</p></main>`,
      '/story/boats-and-a-place-to-write': `<!doctype html><html lang="en"><title>Boats</title><textarea></textarea><div contenteditable></div><main></main>
      <script>onmessage = () => { document.querySelector('main').innerHTML = ${JSON.stringify(`<p>${TEXT}</p>`.repeat(3))}; }</script>`,
    },
    async (path) => {
      if (path === '/loaded') heardOfAhead();
      // A page is painted long before its last picture is there.
      if (path === '/late.png') await new Promise((resolve) => setTimeout(resolve, 1000));
      return { body: '' };
    },
  );
  build = await changedBuild('chrome', (manifest) => ({ ...manifest, host_permissions: ['*://127.0.0.1/*'] }));
  chromium = await startChromium(build.folder);
});

afterAll(async () => {
  await chromium?.close();
  await build?.remove();
  await site?.close();
});

beforeEach(async () => {
  for (const tab of (await chromium.browser.pages()).slice(1)) await tab.close();
});

const inBackground = <T>(expression: string): Promise<T> => chromium.evaluateInBackground<T>(expression);
const becomes = (expression: string): Promise<unknown> => inBackground(untilTrue(expression));
const front = '(await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0]';
const badge = `(await chrome.action.getBadgeText({ tabId: ${front}.id }))`;
const title = `(await chrome.action.getTitle({ tabId: ${front}.id }))`;

async function choose(...rules: object[]): Promise<void> {
  await inBackground('chrome.storage.local.set({ sites: [] })');
  await becomes('(await chrome.scripting.getRegisteredContentScripts()).length === 0');
  await inBackground(`chrome.storage.local.set({ sites: ${JSON.stringify(rules)} })`);
  await becomes(`(await chrome.scripting.getRegisteredContentScripts()).length === ${rules.length}`);
}

const open = (path: string): Promise<Page> => chromium.open(`${site.origin}${path}`);
const hidden = (tab: Page, count: number): Promise<unknown> =>
  tab.waitForFunction(
    (count) =>
      [...document.querySelectorAll('.ad')].filter((ad) => getComputedStyle(ad).display === 'none').length === count,
    { timeout: PATIENCE },
    count,
  );
const reader = (tab: Page): Promise<unknown> => tab.waitForSelector('clean-copy-reader', { timeout: PATIENCE });
const noReader = (tab: Page): Promise<unknown> =>
  tab.waitForFunction(() => !document.querySelector('clean-copy-reader'), { timeout: PATIENCE });

describe('the toolbar button', () => {
  test('says off, cleaned with how much, not an article, no access', async () => {
    await choose(RULE);
    await open(FIRST);
    await becomes(`${badge} === '1' && /cleaned.*1/.test(${title})`);
    await open('/list/of-boats');
    await becomes(`${badge} === '–' && /not an article/.test(${title})`);
    await chromium.open('about:blank');
    expect(await inBackground(`(async () => ${badge} + ${title})()`)).toBe('Clean Copy');
    const closed = await chromium.open('chrome://version');
    await chromium.click(closed);
    await becomes(`${badge} === '!' && /no access/.test(${title})`);
  });

  test('a page that is no article is cleaned all the same by one click', async () => {
    await choose(READER);
    const tab = await open('/list/of-boats');
    await becomes(`${badge} === '–'`);
    const popup = await chromium.click(tab);
    const anyway = await popup.waitForSelector('::-p-text(Clean this page anyway), article h1', { timeout: PATIENCE });
    if ((await anyway?.evaluate((one) => one.tagName)) === 'BUTTON') await anyway?.click();
    await popup.waitForSelector('article h1', { timeout: PATIENCE });
    expect(await popup.$eval('article', (article) => article.textContent)).toContain('harbour master');
  });
});

describe('its menu', () => {
  /** What the browser tells when an entry is chosen; menus themselves cannot be opened from outside. */
  const choosing = (menuItemId: string, checked?: boolean): Promise<unknown> =>
    inBackground(`(async () => {
      const tab = ${front};
      chrome.contextMenus.onClicked.dispatch({ menuItemId: '${menuItemId}', checked: ${checked} }, tab);
    })()`);
  /** What was told to be ticked, by entry. */
  const watchTicks = (): Promise<unknown> =>
    inBackground(`(() => {
      if (self.ticks) return;
      self.ticks = {};
      const update = chrome.contextMenus.update.bind(chrome.contextMenus);
      chrome.contextMenus.update = (id, change, ...rest) => { self.ticks[id] = change.checked; return update(id, change, ...rest); };
    })()`);

  test('cleans this page, in the way chosen for the site', async () => {
    await choose();
    const tab = await open(FIRST);
    await tab.bringToFront();
    await inBackground(`chrome.storage.sync.set({ autoMode: { version: 1, value: 'tidy' } })`);
    await choosing('clean-page');
    await hidden(tab, 1);
    await choosing('reader');
    await becomes(`(await chrome.storage.sync.get('autoMode')).autoMode.value === 'reader'`);
    await choosing('clean-page');
    await reader(tab);
  });

  test('ticks what holds for the tab in front, and changes it', async () => {
    await watchTicks();
    await choose(RULE);
    const tab = await open(FIRST);
    await hidden(tab, 1);
    await becomes(`self.ticks['auto-site'] === true && self.ticks.tidy === true && self.ticks.reader === false`);
    await chromium.open('about:blank');
    await becomes(`self.ticks['auto-site'] === false`);
    await tab.bringToFront();
    await becomes(`self.ticks['auto-site'] === true`);
    await choosing('reader');
    await becomes(`(await chrome.storage.local.get('sites')).sites[0].mode === 'reader' && self.ticks.reader === true`);
    await choosing('auto-site', false);
    await becomes(`(await chrome.storage.local.get('sites')).sites.length === 0 && self.ticks['auto-site'] === false`);
  });

  test('leads to the settings', async () => {
    await choosing('options');
    await chromium.browser.waitForTarget((target) => target.url().endsWith('/options/options.html'), {
      timeout: PATIENCE,
    });
  });
});

describe('Back and Forward', () => {
  test('a page from the back/forward cache is as it was left, and the button says so', async () => {
    await choose(RULE);
    const tab = await open(FIRST);
    await hidden(tab, 1);
    await tab.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => document.documentElement.setAttribute('kept', String(persisted)));
    });
    await tab.goto(`${site.origin}/list/of-boats`);
    await becomes(`${badge} === '–'`);
    await tab.goBack();
    expect(await tab.$eval('html', (html) => html.getAttribute('kept'))).toBe('true');
    await hidden(tab, 1);
    await becomes(`${badge} === '1'`);
  });

  test('do not open what was closed, and lead away', async () => {
    await choose(READER);
    const tab = await open('/list/of-boats');
    await tab.goto(`${site.origin}${FIRST}`);
    await reader(tab);
    await tab.goBack();
    await noReader(tab);
    expect(tab.url()).toBe(`${site.origin}${FIRST}`);
    await becomes(`${badge} === ''`);
    await tab.goBack();
    expect(tab.url()).toBe(`${site.origin}/list/of-boats`);
    await becomes(`${badge} === '–'`);
    await tab.goForward();
    expect(tab.url()).toBe(`${site.origin}${FIRST}`);
    // Another article in this tab is another matter.
    await tab.goto(`${site.origin}${SECOND}`);
    await reader(tab);
    await tab.keyboard.press('Escape');
    await noReader(tab);
    await tab.goBack();
    const other = await open('/story/boats-without-an-end');
    await reader(other);
    expect(await tab.$('clean-copy-reader')).toBeNull();
    await tab.bringToFront();
    await tab.reload();
    await reader(tab);
  });
});

describe('a page made ahead', () => {
  test('is left alone until somebody looks at it', async () => {
    await choose(READER);
    const tab = await open('/story/a-page-that-leads-to-the-second');
    await reader(tab);
    await tab.keyboard.press('Escape');
    await noReader(tab);
    await aheadLoaded;
    const other = await open(FIRST);
    await reader(other);
    await tab.bringToFront();
    await tab.click('#on').catch(() => undefined);
    // Asked through the extension: the test's own line to the tab ends when the page made ahead takes the other's place in it.
    await becomes(`${front}.url.endsWith('${AHEAD}')`);
    const look = `(await chrome.scripting.executeScript({ target: { tabId: ${front}.id }, func: () => ({
      covered: document.documentElement.getAttribute('covered'),
      activated: performance.getEntriesByType('navigation')[0].activationStart,
    }) }))[0].result`;
    await becomes(`${look}.covered !== null`);
    const seen = await inBackground<{ covered: string; activated: number }>(`(async () => ${look})()`);
    expect(seen.covered).toBe('seen');
    expect(seen.activated).toBeGreaterThan(0);
  });
});

describe('an article below the article', () => {
  test('is tidied as well', async () => {
    await choose(RULE);
    const tab = await open('/story/boats-without-an-end');
    await hidden(tab, 1);
    await tab.evaluate(() => window.postMessage(0));
    await hidden(tab, 2);
  });

  test('opens nothing that was closed', async () => {
    await choose(READER);
    const tab = await open('/story/boats-without-an-end');
    await reader(tab);
    await tab.keyboard.press('Escape');
    await noReader(tab);
    await tab.evaluate(() => window.postMessage(0));
    const other = await open(FIRST);
    await reader(other);
    expect(await tab.$('clean-copy-reader')).toBeNull();
  });

  test('is an article of its own for who cleans it', async () => {
    await choose();
    const tab = await open('/story/boats-without-an-end');
    await tab.evaluate(() => window.postMessage(0));
    await tab.waitForSelector('#below');
    await tab.evaluate(() => document.querySelector('#below')?.scrollIntoView());
    const popup = await chromium.click(tab);
    await popup.waitForSelector('article h1', { timeout: PATIENCE });
    expect(await popup.$eval('article h1', (heading) => heading.textContent)).toBe('The next boat');
    expect(await popup.$eval('article', (article) => article.textContent?.match(/counted the boats/g)?.length)).toBe(8);
  });
});

describe('a page that changes its address', () => {
  test('is looked at when its new text is there', async () => {
    await choose(READER);
    const tab = await open('/story/boats-that-come-late-to-a-new-address');
    await reader(tab);
    await tab.keyboard.press('Escape');
    await noReader(tab);
    // Closing takes the reader's own entry out of the history again.
    await tab.waitForFunction(
      () => (window as unknown as { navigation: { canGoForward: boolean } }).navigation.canGoForward,
    );
    await tab.evaluate(() => window.postMessage(0));
    await reader(tab);
    expect(await tab.$eval('main h1', (heading) => heading.textContent)).toBe('A new boat');
  });
});

describe('a page that never rests', () => {
  test('50 times on and off leave it as an untouched copy has it, whatever its scripts do meanwhile', async () => {
    await choose();
    const path = '/story/boats-that-never-rest';
    const untouched = await open(path);
    const tab = await open(path);
    const popup = await chromium.click(tab);
    const tidy = (on: boolean): Promise<unknown> =>
      popup.evaluate(
        `chrome.tabs.query({ active: true, currentWindow: true }).then(([tab]) => chrome.tabs.sendMessage(tab.id, { to: 'tab', call: 'tidy', request: { on: ${on} } }, { frameId: 0 }))`,
      );
    // Puts the script in; what follows needs no more than its answers.
    await popup.waitForSelector('article h1', { timeout: PATIENCE });
    await popup.click('[aria-label="Clean this site automatically"]');
    await (await popup.waitForSelector('.site-sheet__actions .button', { timeout: PATIENCE }))?.click();
    await tab.waitForSelector('[data-clean-copy]', { timeout: PATIENCE });
    let most = 0;
    for (let round = 0; round < 50; round++) {
      for (const on of [false, true]) {
        await tidy(on);
        for (const page of [untouched, tab]) await page.evaluate(() => (window as unknown as { step(): void }).step());
      }
      // Now and then the page is left alone long enough to be looked at again by itself.
      if (round % 10 === 5) await tab.waitForFunction(() => document.querySelectorAll('[data-clean-copy]').length > 1);
      most = Math.max(most, await tab.$$eval('[data-clean-copy]', (all) => all.length));
    }
    expect(most).toBeGreaterThan(3);
    await tidy(false);
    expect(await tab.content()).toBe(await untouched.content());
  }, 120_000);
});

describe('what was typed', () => {
  test.each(['textarea', '[contenteditable]'])(
    'in %s is not covered, though it is typed while the page settles',
    async (field) => {
      await choose(READER);
      const tab = await chromium.browser.newPage();
      await tab.goto(`${site.origin}/story/boats-and-a-place-to-write`, { waitUntil: 'domcontentloaded' });
      await tab.focus(field);
      await tab.keyboard.type('half a word');
      const other = await open(FIRST);
      await reader(other);
      expect(await tab.$('clean-copy-reader')).toBeNull();
    },
  );
});

describe('cost', () => {
  /** Script events of ours in a trace of loading a page, and when it was first painted; in µs. */
  async function traced(
    path: string,
    seen: (tab: Page) => Promise<unknown>,
  ): Promise<{ ours: number[]; painted: number }> {
    const tab = await chromium.browser.newPage();
    await tab.tracing.start({ categories: ['devtools.timeline', 'loading', 'v8', 'disabled-by-default-v8.compile'] });
    await tab.goto(`${site.origin}${path}`);
    await seen(tab);
    const trace = JSON.parse(new TextDecoder().decode(await tab.tracing.stop())) as {
      traceEvents: { name: string; ts: number; pid: number; args: { data?: { url?: string }; fileName?: string } }[];
    };
    const paint = trace.traceEvents.filter(({ name }) => name === 'firstPaint').sort((a, b) => a.ts - b.ts)[0];
    const ours = trace.traceEvents.filter(
      ({ args, pid }) =>
        pid === paint?.pid && JSON.stringify(args).includes(`chrome-extension://${chromium.extensionId}`),
    );
    await tab.close();
    return { ours: ours.map(({ ts }) => ts), painted: paint?.ts ?? 0 };
  }

  test('nothing of ours runs before the first paint of a chosen page', async () => {
    await choose(RULE);
    const { ours, painted } = await traced('/story/boats-with-a-late-picture', (tab) => hidden(tab, 1));
    expect(painted).toBeGreaterThan(0);
    expect(ours.length).toBeGreaterThan(0);
    expect(Math.min(...ours)).toBeGreaterThan(painted);
  });

  test('nothing of ours runs on any other page', async () => {
    await choose({ ...RULE, matches: [`*://127.0.0.1${FIRST}`] });
    const scripts = await inBackground<{ matches: string[] }[]>('chrome.scripting.getRegisteredContentScripts()');
    expect(scripts.map(({ matches }) => matches)).toEqual([[`*://127.0.0.1${FIRST}`]]);
    const { ours, painted } = await traced(SECOND, (tab) =>
      // Long after scripts that wait for an idle page have begun.
      tab
        .waitForFunction(() => performance.getEntriesByName('first-paint').length > 0, { timeout: PATIENCE })
        .then(() =>
          tab.evaluate(() => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve)))),
        ),
    );
    expect(painted).toBeGreaterThan(0);
    expect(ours).toEqual([]);
  });
});
