import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { CDPSession, Page } from 'puppeteer-core';
import messages from '../../src/_locales/en/messages.json';
import { THEMES } from '../../src/view/appearance.ts';
import { type Chromium, changedBuild, PATIENCE, type Site, serveWithSample, startChromium } from './harness.ts';

const TABS = ['tabArticle', 'tabQuotes', 'tabRemoved'] as const;
/** What opens over the popup: the message that names the button, and what is seen then. */
const SHEETS = {
  look: '.look',
  outline: '.sheet',
  takeAlong: '.take',
  keys: '.keys',
  siteSheet: '.site-sheet',
} as const;
const MENU = '<!doctype html><html lang="en"><title>Menu</title><nav><a href="#a">News</a></nav>';

let chromium: Chromium;
let site: Site;
let build: Awaited<ReturnType<typeof changedBuild>>;
let axe: string;

beforeAll(async () => {
  axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8');
  // axe cannot look into a closed tree.
  const script = await readFile('dist/chrome/reader/in-page.js', 'utf8');
  build = await changedBuild('chrome', (manifest) => manifest, {
    'reader/in-page.js': script.replace(/mode:"closed"/, 'mode:"open"'),
  });
  site = await serveWithSample({ '/menu': MENU });
  chromium = await startChromium(build.folder);
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
  await build?.remove();
});

/** Every violation of every impact, as lines to read; prints how many rules held. */
async function violations(page: Page, what: string, context = 'document'): Promise<string[]> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axe);
  const results = (await page.evaluate(`axe.run(${context}, { resultTypes: ['violations'] })`)) as AxeResults;
  console.log(`axe ${what}: ${results.violations.length} violations, ${results.passes.length} rules held`);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${what}: ${id} ${target.join(' ')} ${failureSummary ?? ''}`),
  );
}

type Media = Record<string, string>;
/** What one session emulates, another does not take back. */
const sessions = new WeakMap<Page, CDPSession>();

/** What the system asks for; puppeteer's own way leaves forced colours out. */
async function emulate(page: Page, media: Media): Promise<void> {
  const session = sessions.get(page) ?? (await page.createCDPSession());
  sessions.set(page, session);
  const features = Object.entries({ 'prefers-reduced-motion': 'reduce', ...media });
  await session.send('Emulation.setEmulatedMedia', { features: features.map(([name, value]) => ({ name, value })) });
}

/** Every theme, those that follow the system in both of its colours; and the system's own colours over ours. */
const LOOKS: { theme: string; media: Media; called: string }[] = [
  ...THEMES.flatMap((theme) =>
    (theme === 'system' || theme === 'contrast' ? ['light', 'dark'] : ['light']).map((scheme) => ({
      theme,
      media: { 'prefers-color-scheme': scheme },
      called: `${theme} on ${scheme}`,
    })),
  ),
  { theme: 'system', media: { 'forced-colors': 'active', 'prefers-color-scheme': 'dark' }, called: 'forced colours' },
];

/** Chooses a theme, as another place of ours would: by what is stored. */
async function choose(theme: string): Promise<void> {
  await chromium.evaluateInBackground(
    `chrome.storage.sync.set({ appearance: { version: 1, value: { theme: ${JSON.stringify(theme)} } } })`,
  );
}

const FRAME = {
  page: 'document.documentElement',
  reader: "document.querySelector('clean-copy-reader').shadowRoot.querySelector('dialog')",
};

async function dress(page: Page, look: (typeof LOOKS)[number], frame = FRAME.page): Promise<void> {
  await emulate(page, look.media);
  await choose(look.theme);
  await page.waitForFunction(`(${frame}.dataset.theme ?? 'system') === '${look.theme}'`, { timeout: PATIENCE });
}

const selectTab = (page: Page, tab: (typeof TABS)[number], root = 'document') =>
  page.evaluate(
    `[...${root}.querySelectorAll('[role=tab]')].find((one) => one.textContent.startsWith('${messages[tab].message}')).click()`,
  );

const ours = (path: string): string => `chrome-extension://${chromium.extensionId}/${path}`;

async function openPopup(page: Page): Promise<Page> {
  const popup = await chromium.click(page);
  await popup.waitForSelector('article h1, [role=alert] h1', { timeout: PATIENCE });
  return popup;
}

const tabIdOf = (popup: Page) =>
  popup.evaluate('chrome.tabs.query({ active: true, currentWindow: true }).then(([tab]) => tab.id)') as Promise<number>;

/** What is cut off: sideways out of the window, or wider than the box that should hold it. */
const cutOff = (page: Page, root = 'document') =>
  page.evaluate(`[...${root}.querySelectorAll('button, h1, h2, p, input, select, label, li')].flatMap((one) => {
    const { right, left, width } = one.getBoundingClientRect();
    const hidden = one.closest('.visually-hidden, .look__choice, .table-scroll') || width <= 1 || !one.checkVisibility();
    return !hidden && (right > innerWidth + 1 || left < -1) ? [one.outerHTML.slice(0, 120)] : [];
  })`) as Promise<string[]>;

describe('the popup', () => {
  let page: Page;
  let popup: Page;

  beforeAll(async () => {
    page = await chromium.open(`${site.origin}/`);
    popup = await openPopup(page);
  });

  afterAll(() => page?.close());

  test.each(LOOKS)('has no violation: $called', async (look) => {
    await dress(popup, look);
    const found: string[] = [];
    for (const tab of TABS) {
      await selectTab(popup, tab);
      found.push(...(await violations(popup, `popup ${messages[tab].message}, ${look.called}`)));
    }
    expect(found).toEqual([]);
  });

  test.each(['light', 'dark'])('nor has what opens over it: %s', async (theme) => {
    await dress(popup, { theme, media: {}, called: theme });
    const found: string[] = [];
    for (const [name, shown] of Object.entries(SHEETS)) {
      const label = messages[name as keyof typeof SHEETS].message;
      await popup.$eval(`button[aria-label="${label}"]`, (button) => (button as HTMLElement).click());
      await popup.waitForFunction(
        (shown) => document.querySelector(shown)?.closest(':popover-open') != null,
        { timeout: PATIENCE },
        shown,
      );
      found.push(...(await violations(popup, `${label}, ${theme}`)));
      await popup.keyboard.press('Escape');
    }
    expect(found).toEqual([]);
  });

  test.each([360, 320])(
    'is not cut off sideways in a window of %i pixels, which is what 200 %% leaves',
    async (width) => {
      await popup.setViewport({ width, height: 500 });
      await popup.evaluate((width) => document.documentElement.style.setProperty('--popup-width', `${width}px`), width);
      for (const tab of TABS) {
        await selectTab(popup, tab);
        expect([tab, await cutOff(popup)]).toEqual([tab, []]);
      }
    },
  );

  test('is worked with the keyboard alone', async () => {
    await popup.focus('[role=tab][aria-selected=true]');
    const selected = () => popup.$eval('[role=tab][aria-selected=true]', (tab) => tab.textContent ?? '');
    await popup.keyboard.press('Home');
    expect(await selected()).toContain(messages.tabArticle.message);
    await popup.keyboard.press('ArrowRight');
    expect(await selected()).toContain(messages.tabQuotes.message);
    const reached = new Set<string>();
    for (let i = 0; i < 60; i++) {
      await popup.keyboard.press('Tab');
      reached.add(
        await popup.evaluate(
          () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
        ),
      );
    }
    for (const label of [
      messages.look,
      messages.showInArticle,
      messages.copyQuote,
      messages.speakerCorrect,
      messages.openReader,
    ]) {
      expect([...reached]).toContain(label.message);
    }
  });

  test('where less motion is wanted nothing moves, and a place is there at once', async () => {
    await emulate(popup, {});
    await selectTab(popup, 'tabArticle');
    await popup.$eval('.panel--article', (panel) => panel.scrollTo(0, 0));
    await popup.focus('.panel--article');
    for (let quote = 0; quote < 6; quote++) await popup.keyboard.press('n');
    // Scrolled smoothly it would still be at the top, or on its way.
    const [now, later] = (await popup.evaluate(`(async () => {
      const panel = document.querySelector('.panel--article');
      const now = panel.scrollTop;
      await new Promise((resolve) => setTimeout(resolve, 300));
      return [now, panel.scrollTop];
    })()`)) as [number, number];
    expect(now).toBeGreaterThan(0);
    expect(later).toBe(now);
    const moving = await popup.evaluate(() =>
      document.getAnimations().flatMap((animation) => {
        const frames = (animation.effect as KeyframeEffect).getKeyframes();
        const timing = (frames[0]?.easing ?? '').startsWith('step');
        return timing ? [] : [(animation as CSSAnimation).animationName ?? 'transition'];
      }),
    );
    expect(moving).toEqual([]);
  });
});

describe('the reader', () => {
  let page: Page;
  const root = "document.querySelector('clean-copy-reader').shadowRoot";

  beforeAll(async () => {
    page = await chromium.open(`${site.origin}/`);
    const popup = await openPopup(page);
    await popup.evaluate(
      (label) => document.querySelector<HTMLElement>(`[aria-label="${label}"]`)?.click(),
      messages.openReader.message,
    );
    await page.waitForSelector('clean-copy-reader >>> article h1', { timeout: PATIENCE });
  });

  afterAll(() => page?.close());

  test.each(LOOKS)('has no violation: $called', async (look) => {
    await dress(page, look, FRAME.reader);
    const found: string[] = [];
    for (const tab of TABS) {
      await selectTab(page, tab, root);
      const what = `reader ${messages[tab].message}, ${look.called}`;
      found.push(...(await violations(page, what, "{ include: [['clean-copy-reader']] }")));
    }
    expect(found).toEqual([]);
  });

  test.each([640, 360, 320])('is not cut off sideways in a window of %i pixels', async (width) => {
    await page.setViewport({ width, height: 450 });
    for (const tab of TABS) {
      await selectTab(page, tab, root);
      expect([tab, await cutOff(page, root)]).toEqual([tab, []]);
    }
  });

  test('takes the text size that is set in the browser, and not that of the page', async () => {
    const size = () => page.evaluate(`getComputedStyle(${root}.querySelector('.prose')).fontSize`);
    await page.setViewport({ width: 1280, height: 900 });
    expect(await size()).toBe('18px');
    const session = await page.createCDPSession();
    await session.send('Page.setFontSizes', { fontSizes: { standard: 32 } });
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelector('clean-copy-reader') === null, { timeout: PATIENCE });
    await chromium.evaluateInBackground(`(async () => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      await chrome.scripting.executeScript({ target: { tabId: tab.id }, files: ['reader/in-page.js'] });
    })()`);
    await page.waitForSelector('clean-copy-reader >>> article h1', { timeout: PATIENCE });
    expect(await size()).toBe('36px');
    expect(await cutOff(page, root)).toEqual([]);
  });
});

describe('the other places', () => {
  let page: Page;
  let tabId: number;
  let menuId: number;

  beforeAll(async () => {
    page = await chromium.open(`${site.origin}/`);
    tabId = await tabIdOf(await openPopup(page));
    const menu = await chromium.open(`${site.origin}/menu`);
    menuId = await tabIdOf(await openPopup(menu));
  });

  const PLACES: [name: string, path: () => string, shown: string][] = [
    ['panel', () => `reader/panel.html?tab=${tabId}`, 'article h1'],
    ['failure', () => `reader/panel.html?tab=${menuId}`, '[role=alert] h1'],
    ['settings', () => 'options/options.html', '.look'],
    ['shelf', () => 'options/shelf.html', 'h1'],
    ['first-run page', () => 'options/welcome.html', 'h1'],
  ];

  test.each(PLACES)('the %s has no violation in any theme, and is not cut off', async (name, path, shown) => {
    const place = await chromium.open(ours(path()));
    await place.waitForSelector(shown, { timeout: PATIENCE });
    const found: string[] = [];
    for (const look of LOOKS) {
      await dress(place, look);
      found.push(...(await violations(place, `${name}, ${look.called}`)));
    }
    expect(found).toEqual([]);
    for (const width of [640, 320]) {
      await place.setViewport({ width, height: 450 });
      expect([width, await cutOff(place)]).toEqual([width, []]);
      expect(await place.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    // Twice the text size set in the browser, in a window as wide as the popup.
    await place.setViewport({ width: 720, height: 600 });
    await sessions.get(place)?.send('Page.setFontSizes', { fontSizes: { standard: 32 } });
    await place.waitForFunction(() => parseFloat(getComputedStyle(document.documentElement).fontSize) === 32);
    expect(await cutOff(place)).toEqual([]);
    await place.close();
  });
});

describe('forced colours', () => {
  test('leave what is chosen told from what is not', async () => {
    await choose('system');
    const options = await chromium.open(ours('options/options.html'));
    await options.waitForSelector('.look', { timeout: PATIENCE });
    await emulate(options, { 'forced-colors': 'active' });
    const looks = (selector: string) =>
      options.$eval(selector, (one) => {
        const { borderColor, color, backgroundColor } = getComputedStyle(one);
        return { borderColor, color, backgroundColor };
      });
    expect(await looks('.look__radio:checked + span')).not.toEqual(await looks('.look__radio:not(:checked) + span'));
    expect(await looks('.switch__box:checked')).not.toEqual(await looks('.switch__box:not(:checked)'));
    await options.close();
  });
});
