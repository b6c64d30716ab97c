/** The browser may end the background between any two things it does; what comes of it is the same. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import { openGranting } from './granting.ts';
import { type Chromium, changedBuild, PATIENCE, type Site, serveWithSample, startChromium } from './harness.ts';

/**
 * Goes before the background: counts what it asks the browser for, and lets it do nothing more after as many as the test says,
 * as if it had been ended there. The test then ends it in earnest.
 */
const STEPS = `
const CALLS = {
  'storage.local': ['get', 'set'], 'storage.session': ['get', 'set'], 'storage.sync': ['get'],
  permissions: ['contains'], tabs: ['query', 'sendMessage'],
  scripting: ['executeScript', 'insertCSS', 'getRegisteredContentScripts', 'registerContentScripts', 'unregisterContentScripts'],
  action: ['setIcon', 'setBadgeText', 'setTitle'],
};
self.steps = 0;
self.last = Infinity;
const over = () => self.steps >= self.last;
const never = () => new Promise(() => {});
for (const [path, names] of Object.entries(CALLS)) {
  const area = path.split('.').reduce((at, name) => at[name], chrome);
  for (const name of names) {
    const call = area[name].bind(area);
    area[name] = (...given) => {
      if (over()) return never();
      const back = typeof given.at(-1) === 'function' ? given.pop() : undefined;
      if (back) return void call(...given, (...results) => { self.steps++; if (!over()) back(...results); });
      return call(...given).finally(() => { self.steps++; if (over()) return never(); });
    };
  }
}
`;

const PATTERN = '*://127.0.0.1/*';
const RULE = { matches: [PATTERN], excludes: [] as string[], mode: 'tidy' };
const STORY = '/story/boats-are-counted-again';
const TEXT = 'The harbour master counted the boats again in the evening, and this time there was one more. '.repeat(4);

declare const chrome: typeof import('webextension-polyfill');

let chromium: Chromium;
let site: Site;
let build: Awaited<ReturnType<typeof changedBuild>>;

beforeAll(async () => {
  site = await serveWithSample({
    [STORY]: `<!doctype html><html lang="en"><title>Boats</title><meta property="og:type" content="article"><main><h1>Boats</h1><p>${TEXT}</p><p id="ad">Advertisement</p><p>${TEXT}</p></main>`,
  });
  build = await changedBuild('chrome', (manifest) => ({ ...manifest, background: { service_worker: 'steps.js' } }), {
    'steps.js': STEPS + (await readFile('dist/chrome/background.js', 'utf8')),
  });
  chromium = await startChromium(build.folder);
});

afterAll(async () => {
  await chromium?.close();
  await build?.remove();
  await site?.close();
});

const inBackground = <T>(expression: string): Promise<T> => chromium.evaluateInBackground<T>(expression);

/** Waits until the background has asked for nothing more for a while. @returns what it has asked for since it was counted. */
const quiet = (): Promise<number> =>
  inBackground<number>(`(async () => {
    for (let before = -1; before !== self.steps; ) {
      before = self.steps;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return self.steps;
  })()`);

async function countAgain(last: number | 'all'): Promise<void> {
  await quiet();
  await inBackground(`self.steps = 0; self.last = ${last === 'all' ? 'Infinity' : last}; 0`);
}

interface Flow {
  /** Makes everything as it was before; none of it is counted. */
  prepare(): Promise<void>;
  act(): Promise<void>;
  /** What has to be so in the end. */
  check(): Promise<void>;
  /** What happens next in the browser anyway. */
  wake?(): Promise<void>;
}

/**
 * Does the same once for every step: undisturbed to count them, then with the background ended after the first, the second…
 * @returns how many steps there are.
 */
async function endedAfterEachStep({ prepare, act, check, wake }: Flow): Promise<number> {
  await prepare();
  await countAgain('all');
  await act();
  await check();
  const steps = await quiet();
  for (let last = 1; last <= steps; last++) {
    await prepare();
    await countAgain(last);
    await act();
    await inBackground(`(async () => {
      const until = Date.now() + 500;
      while (self.steps < self.last && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 10));
    })()`);
    await chromium.endWorker();
    await wake?.();
    await check().catch((error: unknown) => {
      throw new Error(`Ended after step ${last} of ${steps}: ${String(error)}`);
    });
  }
  return steps;
}

describe('a site is turned on', () => {
  test('whenever the background is ended', async () => {
    const granting = await openGranting(chromium);
    await granting.approve(PATTERN);
    const asking = await chromium.open(`chrome-extension://${chromium.extensionId}/options/options.html`);
    await asking.evaluate((pattern) => {
      const button = document.createElement('button');
      button.id = 'ask';
      // As the popup does it, which the prompt then closes.
      button.onclick = () => void chrome.permissions.request({ origins: [pattern] });
      document.body.prepend(button);
    }, PATTERN);
    const steps = await endedAfterEachStep({
      prepare: async () => {
        await granting.withdraw(PATTERN);
        await granting.approve(PATTERN);
        await inBackground('chrome.storage.local.set({ sites: [] })');
      },
      act: async () => {
        await asking.bringToFront();
        await asking.evaluate((rule) => chrome.storage.local.set({ siteWishes: [{ rule, asked: Date.now() }] }), RULE);
        await asking.click('#ask');
      },
      check: async () => {
        await asking.waitForFunction(
          async (pattern) => {
            const { sites, siteWishes } = (await chrome.storage.local.get(['sites', 'siteWishes'])) as {
              sites: (typeof RULE & { off?: string })[];
              siteWishes: unknown[];
            };
            const scripts = await chrome.scripting.getRegisteredContentScripts();
            const [rule] = sites;
            return (
              [sites, scripts, scripts[0]?.matches].every((list) => list?.length === 1) &&
              siteWishes.length === 0 &&
              rule?.mode === 'tidy' &&
              rule.off === undefined &&
              [rule.matches[0], scripts[0]?.matches?.[0]].every((where) => where === pattern)
            );
          },
          { timeout: PATIENCE, polling: 100 },
          PATTERN,
        );
      },
      wake: async () => (await chromium.browser.newPage()).close(),
    });
    expect(steps).toBeGreaterThan(5);
  }, 300_000);
});

describe('a page of a chosen site is opened', () => {
  test.each(['tidy', 'reader'])(
    '%s, whenever the background is ended',
    async (mode) => {
      await inBackground(`chrome.storage.local.set({ sites: [${JSON.stringify({ ...RULE, mode })}] })`);
      let tab: Page | undefined;
      const steps = await endedAfterEachStep({
        prepare: async () => tab?.close(),
        act: async () => {
          tab = await chromium.open(`${site.origin}${STORY}`);
        },
        // Only so that it can be asked for the badge: the page itself calls it again when it is still waiting.
        wake: async () => {
          await (await chromium.browser.newPage()).close();
          await tab?.bringToFront();
        },
        check: async () => {
          await tab?.waitForFunction(
            (mode) =>
              mode === 'reader'
                ? document.querySelector('clean-copy-reader') !== null
                : getComputedStyle(document.querySelector('#ad') ?? document.body).display === 'none',
            { timeout: PATIENCE },
            mode,
          );
          await expect(badgeText()).resolves.toBe('1');
        },
      });
      expect(steps).toBeGreaterThan(8);
    },
    300_000,
  );

  /** The badge of the tab in front, when it is there. */
  const badgeText = (): Promise<string> =>
    inBackground<string>(`(async () => {
      const until = Date.now() + ${PATIENCE};
      for (;;) {
        const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
        const text = await chrome.action.getBadgeText({ tabId: tab.id });
        if (text !== '' || Date.now() > until) return text;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    })()`);
});
