import { afterAll, beforeAll, expect, test } from '@jest/globals';
import messages from '../../src/_locales/en/messages.json';
import { type Firefox, type Site, serveWithSample, startFirefoxWith, TELL, told } from './harness.ts';

/** Opens the popup, which then works as it ships, and presses what a person would press. */
const LOOK = `${TELL}
browser.tabs.onUpdated.addListener(async (id, { status }, { url }) => {
  if (status !== 'complete' || !url.startsWith('http://127.0.0.1')) return;
  await browser.action.openPopup();
  const seen = await look();
  let badge = '';
  while (badge === '') badge = await browser.action.getBadgeText({ tabId: id });
  await tell(id, { ...seen, badge });
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
    removed: document.querySelector('[role=tab][id$="-removed"] .tab__count').textContent,
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
  removed: string;
  /** On the toolbar button. */
  badge: string;
  width: number;
  frame: number;
}

let firefox: Firefox;
let site: Site;

beforeAll(async () => {
  site = await serveWithSample();
  firefox = await startFirefoxWith(LOOK);
});

afterAll(async () => {
  await firefox?.close();
  await site?.close();
});

test("Firefox's popup shows the article and its quotes", async () => {
  const page = await firefox.browser.newPage();
  await page.goto(`${site.origin}/`);
  const seen = await told<Seen>(page);
  expect(seen.text).toContain('The boat carries forty people on a good night and four on a bad one.');
  expect(seen.text).not.toContain('STORY CONTINUES BELOW');
  expect(seen.marked).toContain('We counted the passengers ourselves, every evening since November');
  expect(seen.speakers).toEqual(expect.arrayContaining([expect.stringContaining('Agnes Dahlberg')]));
  expect(Number(seen.removed)).toBeGreaterThanOrEqual(3);
  expect(seen.badge).toBe(seen.removed);
  expect(seen.frame).toBe(seen.width);
  expect(seen.width).toBeGreaterThanOrEqual(320);
});
