import { afterAll, beforeAll, expect, test } from '@jest/globals';
import messages from '../../src/_locales/en/messages.json';
import { changedBuild, type Firefox, PATIENCE, type Site, serveWithSample, startFirefox } from './harness.ts';

/**
 * Nobody can click Firefox's toolbar button from outside. So a second background script opens the popup, which then
 * works as it ships; the script looks into it, presses what a person would press, and writes what it saw into the
 * page's title.
 */
const LOOK = `
browser.tabs.onUpdated.addListener(async (id, { status }, { url }) => {
  if (status !== 'complete' || !url.startsWith('http://127.0.0.1')) return;
  await browser.action.openPopup();
  const seen = await look();
  await browser.scripting.executeScript({
    target: { tabId: id },
    func: (result) => { document.title = result; },
    args: ['seen ' + JSON.stringify(seen)],
  });
});
async function look() {
  const popup = await until(() => browser.extension.getViews({ type: 'popup' })[0]);
  const { document } = popup;
  const shown = await until(() => document.querySelector('article, [role=alert] h1'));
  if (!shown.matches('article')) return { text: shown.textContent, quotes: [], width: 0, frame: 0 };
  await until(() => popup.CSS.highlights.get('clean-copy-quotes'));
  const marked = [...popup.CSS.highlights.get('clean-copy-quotes')].map(String);
  [...document.querySelectorAll('[role=tab]')].find((tab) => tab.textContent.startsWith('${messages.tabQuotes.message}')).click();
  await until(() => document.querySelector('.quotes__group'));
  return {
    text: shown.textContent,
    marked,
    speakers: [...document.querySelectorAll('.quotes__group h2')].map((name) => name.textContent),
    width: popup.innerWidth,
    frame: document.documentElement.offsetWidth,
  };
}
async function until(find) {
  for (;;) {
    const found = find();
    if (found) return found;
    await new Promise((next) => setTimeout(next, 20));
  }
}
`;

interface Seen {
  text: string;
  marked: string[];
  speakers: string[];
  width: number;
  frame: number;
}

let firefox: Firefox;
let site: Site;
let build: Awaited<ReturnType<typeof changedBuild>>;

beforeAll(async () => {
  site = await serveWithSample();
  build = await changedBuild(
    'firefox',
    (manifest) => ({
      ...manifest,
      host_permissions: ['http://127.0.0.1/*'],
      background: { scripts: ['background.js', 'look.js'] },
    }),
    { 'look.js': LOOK },
  );
  firefox = await startFirefox(build.folder);
});

afterAll(async () => {
  await firefox?.close();
  await site?.close();
  await build?.remove();
});

test("Firefox's popup shows the article and its quotes", async () => {
  const page = await firefox.browser.newPage();
  await page.goto(`${site.origin}/`);
  await page.waitForFunction(() => document.title.startsWith('seen '), { timeout: PATIENCE });
  const seen = JSON.parse((await page.title()).slice('seen '.length)) as Seen;
  expect(seen.text).toContain('The boat carries forty people on a good night and four on a bad one.');
  expect(seen.text).not.toContain('STORY CONTINUES BELOW');
  expect(seen.marked).toContain('We counted the passengers ourselves, every evening since November');
  expect(seen.speakers).toEqual(expect.arrayContaining([expect.stringContaining('Agnes Dahlberg')]));
  expect(seen.frame).toBe(seen.width);
  expect(seen.width).toBeGreaterThanOrEqual(320);
});
