/** Where it cleans and what it takes for an article, in Chromium as it is: every page is opened, and what happens there is seen. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import type { SiteRule } from '../../src/browser/site-rules.ts';
import { ADDRESSES } from '../fixtures/addresses.ts';
import { ARTICLE_PAGES, INDEX_PAGES, type PageShape } from '../fixtures/page-shapes.ts';
import { type Chromium, changedBuild, PATIENCE, type Site, serveWithSample, startChromium } from './harness.ts';

/** So many tabs are open together. */
const AT_ONCE = 8;
/** Every shape has a host of its own, since their paths are often the same. */
const SHAPES: ReadonlyMap<string, PageShape> = new Map(
  [...ARTICLE_PAGES, ...INDEX_PAGES].map((page, at) => [`s${at}.shapes.test`, page] as const),
);
const STORY = ARTICLE_PAGES[0]?.html ?? '';

let chromium: Chromium;
let site: Site;
let build: Awaited<ReturnType<typeof changedBuild>>;

beforeAll(async () => {
  site = await serveWithSample({}, (_, host) => ({ body: SHAPES.get(host)?.html ?? STORY }));
  // A prompt for each of the sites cannot be answered here.
  build = await changedBuild('chrome', (manifest) => ({ ...manifest, host_permissions: ['*://*/*'] }));
  chromium = await startChromium(build.folder, { '*': site });
});

afterAll(async () => {
  await chromium?.close();
  await build?.remove();
  await site?.close();
});

const choose = (rule: SiteRule): Promise<void> =>
  chromium.evaluateInBackground(`(async () => {
    const rule = ${JSON.stringify(rule)};
    await chrome.storage.local.set({ sites: [] });
    await chrome.storage.local.set({ sites: [rule] });
    const until = Date.now() + ${PATIENCE};
    const isIn = async () => (await chrome.scripting.getRegisteredContentScripts()).some(({ id }) => id === 'auto ' + [...rule.matches, '-', ...rule.excludes].join(' '));
    while (!(await isIn()) && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
  })()`);

/** Opens addresses in tabs. @returns what became of each: whether the reader is there, and what the toolbar button says. */
async function visit(
  urls: readonly string[],
  decided: readonly boolean[],
): Promise<{ opened: boolean; said: string }[]> {
  const results: { opened: boolean; said: string }[] = [];
  for (let from = 0; from < urls.length; from += AT_ONCE) {
    const some = urls.slice(from, from + AT_ONCE);
    const tabs: Page[] = [];
    for (const _ of some) tabs.push(await chromium.browser.newPage());
    await Promise.all(some.map((url, at) => tabs[at]?.goto(url)));
    const waited = decided.slice(from, from + AT_ONCE).filter(Boolean).length;
    const said = await chromium.evaluateInBackground<string[]>(`(async () => {
      const until = Date.now() + ${PATIENCE};
      for (;;) {
        const tabs = (await chrome.tabs.query({})).filter(({ url }) => url?.startsWith('http:')).sort((a, b) => a.id - b.id);
        const titles = await Promise.all(tabs.map(({ id }) => chrome.action.getTitle({ tabId: id })));
        if (titles.filter((title) => title !== 'Clean Copy').length >= ${waited} || Date.now() > until) return titles;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    })()`);
    for (const [at, tab] of tabs.entries()) {
      results.push({ opened: (await tab.$('clean-copy-reader')) !== null, said: said[at] ?? '' });
      await tab.close();
    }
  }
  return results;
}

describe('addresses', () => {
  // The site here speaks http, and so do its addresses; rules for https alone have nothing to say then.
  const rows = ADDRESSES.filter(
    ([url, { matches }, because]) =>
      because !== 'not-a-web-address' && URL.canParse(url) && !matches.some((pattern) => /^https|\[/.test(pattern)),
  ).map(([url, rule, because]) => [new URL(url.replace(/^https:/, 'http:')).href, rule, because] as const);
  const rules = new Map(rows.map(([, rule]) => [JSON.stringify(rule), rule]));

  test('are enough, and of every kind', () => {
    expect(rows.length).toBeGreaterThanOrEqual(30);
    expect(new Set(rows.map(([, , because]) => because))).toEqual(
      new Set(['matches', 'no-match', 'excluded', 'rule-off']),
    );
  });

  test('it acts where the rule holds, and nowhere else', async () => {
    const wrong: unknown[] = [];
    for (const [key, rule] of rules) {
      const group = rows.filter(([, own]) => JSON.stringify(own) === key);
      await choose(rule);
      const found = await visit(
        group.map(([url]) => url),
        group.map(([, , because]) => because === 'matches'),
      );
      for (const [at, [url, , because]] of group.entries()) {
        const acted = found[at]?.said !== 'Clean Copy' && found[at]?.said !== '';
        if (acted !== (because === 'matches')) wrong.push([url, because, found[at]]);
      }
    }
    expect(wrong).toEqual([]);
  }, 240_000);
});

describe('pages', () => {
  const visitShapes = async (pages: readonly PageShape[]): Promise<PageShape[]> => {
    const urls = [...SHAPES]
      .filter(([, page]) => pages.includes(page))
      .map(([host, { url }]) => {
        const { pathname, search } = new URL(url);
        return `http://${host}${pathname}${search}`;
      });
    const found = await visit(
      urls,
      pages.map(() => true),
    );
    expect(found.filter(({ said }) => said === 'Clean Copy')).toEqual([]);
    return pages.filter((_, at) => found[at]?.opened);
  };

  beforeAll(() => choose({ matches: ['*://*.shapes.test/*'], excludes: [], mode: 'reader' }));

  test('the reader opens over articles', async () => {
    const opened = await visitShapes(ARTICLE_PAGES);
    expect(ARTICLE_PAGES.length).toBeGreaterThanOrEqual(30);
    expect(opened.length).toBeGreaterThanOrEqual(28);
  }, 120_000);

  test('it leaves front pages, sections, search, videos and forms alone', async () => {
    const opened = await visitShapes(INDEX_PAGES);
    expect(INDEX_PAGES.length).toBeGreaterThanOrEqual(30);
    expect(opened.map(({ name }) => name).slice(1)).toEqual([]);
  }, 120_000);
});
