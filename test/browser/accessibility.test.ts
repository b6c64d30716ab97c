import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer-core';
import messages from '../../src/_locales/en/messages.json';
import { THEMES } from '../../src/view/appearance.ts';
import { type Chromium, changedBuild, PATIENCE, type Site, serveWithSample, startChromium } from './harness.ts';

const TABS = ['tabArticle', 'tabQuotes', 'tabRemoved'] as const;

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
  site = await serveWithSample();
  chromium = await startChromium(build.folder);
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
  await build?.remove();
});

/** Every violation of every impact, as lines to read; prints how many rules held. */
async function violations(page: Page, what: string, context = 'document'): Promise<string[]> {
  await page.evaluate(axe);
  const results = (await page.evaluate(`axe.run(${context}, { resultTypes: ['violations'] })`)) as AxeResults;
  console.log(`axe ${what}: ${results.violations.length} violations, ${results.passes.length} rules held`);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${what}: ${id} ${target.join(' ')} ${failureSummary ?? ''}`),
  );
}

/** Chooses a theme, as another place of ours would: by what is stored. */
async function choose(theme: string): Promise<void> {
  await chromium.evaluateInBackground(
    `chrome.storage.sync.set({ appearance: { version: 1, value: { theme: ${JSON.stringify(theme)} } } })`,
  );
}

/** Every theme, those that follow the system in both of its colours. */
const themes = THEMES.flatMap((theme) =>
  (theme === 'system' || theme === 'contrast' ? ['light', 'dark'] : ['light']).map((scheme) => ({ theme, scheme })),
);

describe('the popup', () => {
  let page: Page;
  let popup: Page;

  beforeAll(async () => {
    page = await chromium.open(`${site.origin}/`);
    popup = await chromium.click(page);
    await popup.waitForSelector('article h1', { timeout: PATIENCE });
  });

  afterAll(() => page?.close());

  test.each(themes)('has no violation: $theme on $scheme', async ({ theme, scheme }) => {
    await popup.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    await choose(theme);
    await popup.waitForFunction(
      (theme) => (document.documentElement.dataset.theme ?? 'system') === theme,
      { timeout: PATIENCE },
      theme,
    );
    const found: string[] = [];
    for (const tab of TABS) {
      await popup.evaluate(
        (name) =>
          [...document.querySelectorAll<HTMLElement>('[role=tab]')]
            .find((one) => one.textContent?.startsWith(name))
            ?.click(),
        messages[tab].message,
      );
      found.push(...(await violations(popup, `popup ${messages[tab].message} ${theme} ${scheme}`)));
    }
    expect(found).toEqual([]);
  });

  test('holds at 200 % and in a narrow window: nothing is cut off sideways', async () => {
    for (const width of [400, 320]) {
      await popup.setViewport({ width, height: 500 });
      await popup.evaluate((width) => document.documentElement.style.setProperty('--popup-width', `${width}px`), width);
      for (const tab of TABS) {
        await popup.evaluate(
          (name) =>
            [...document.querySelectorAll<HTMLElement>('[role=tab]')]
              .find((one) => one.textContent?.startsWith(name))
              ?.click(),
          messages[tab].message,
        );
        const wide = await popup.$$eval(
          'button, h1, h2, p, input, select',
          (elements, width) =>
            elements.flatMap((one) => {
              const { right, left, width: own } = one.getBoundingClientRect();
              return own > 1 && one.checkVisibility() && (right > width + 1 || left < -1) ? [one.textContent] : [];
            }),
          width,
        );
        expect([width, tab, wide]).toEqual([width, tab, []]);
      }
    }
  });

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
});

describe('the reader', () => {
  let page: Page;

  beforeAll(async () => {
    page = await chromium.open(`${site.origin}/`);
    const popup = await chromium.click(page);
    await popup.waitForSelector('article h1', { timeout: PATIENCE });
    await popup.evaluate(
      (label) => document.querySelector<HTMLElement>(`[aria-label="${label}"]`)?.click(),
      messages.openReader.message,
    );
    await page.waitForSelector('clean-copy-reader >>> article h1', { timeout: PATIENCE });
  });

  afterAll(() => page?.close());

  test.each(themes)('has no violation: $theme on $scheme', async ({ theme, scheme }) => {
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    await choose(theme);
    await page.waitForFunction(
      (theme) =>
        (document.querySelector('clean-copy-reader')?.shadowRoot?.querySelector('dialog')?.dataset.theme ??
          'system') === theme,
      { timeout: PATIENCE },
      theme,
    );
    const context = "{ include: [['clean-copy-reader']] }";
    const found: string[] = [];
    for (const tab of TABS) {
      await page.evaluate(
        (name) =>
          [
            ...(document.querySelector('clean-copy-reader')?.shadowRoot?.querySelectorAll<HTMLElement>('[role=tab]') ??
              []),
          ]
            .find((one) => one.textContent?.startsWith(name))
            ?.click(),
        messages[tab].message,
      );
      found.push(...(await violations(page, `reader ${messages[tab].message} ${theme} ${scheme}`, context)));
    }
    expect(found).toEqual([]);
  });
});
