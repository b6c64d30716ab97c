import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import type { Page } from 'puppeteer-core';
import { indexText } from '../../src/core/text-index.ts';
import { type Firefox, PATIENCE, type Site, serveWithSample, startFirefoxWith, TELL, told } from './harness.ts';

/**
 * No program can choose an entry of Firefox's menus or press a shortcut of its, so what the extension listens with is
 * kept here and called as the browser calls it; a page asks for it in its address.
 */
const CHOOSE = `${TELL}
const heard = {};
for (const [name, event] of Object.entries({ command: browser.commands.onCommand, menu: browser.contextMenus.onClicked })) {
  const addListener = event.addListener.bind(event);
  event.addListener = (listener) => {
    (heard[name] ??= []).push(listener);
    addListener(listener);
  };
}
browser.tabs.onUpdated.addListener(async (id, { url }, tab) => {
  const [, how, what] = /#(command|menu)-(.*)/.exec(url ?? '') ?? [];
  if (!how) return;
  for (const listener of heard[how]) listener(how === 'menu' ? { menuItemId: what } : what, tab);
  let badge = '';
  while (badge !== '✓' && badge !== '!') {
    await new Promise((done) => setTimeout(done, 20));
    badge = await browser.action.getBadgeText({ tabId: id });
  }
  await tell(id, badge);
});
`;
const WORDS = 'The harbour master counted the boats again in the evening, and this time there was one more. '.repeat(4);
const PAGE = `<!doctype html><html lang="en"><head><title>Boats</title></head><body><article><h1>Boats</h1>
<p>${WORDS}</p><p>Advertisement</p><p>“There is <em>one more</em> boat,” said Ann Lee in the <a href="/office">office</a>.
${WORDS}</p><p>${WORDS}</p></article></body></html>`;

let firefox: Firefox;
let site: Site;

beforeAll(async () => {
  site = await serveWithSample({
    '/boats': PAGE,
    '/blocked': { body: PAGE, headers: { 'permissions-policy': 'clipboard-write=(), clipboard-read=()' } },
    '/paste': '<!doctype html><title>Paste</title><textarea></textarea>',
  });
  firefox = await startFirefoxWith(CHOOSE);
});

afterAll(async () => {
  await firefox?.close();
  await site?.close();
});

/** What a paste brings, in both flavours, as it was written. */
async function pasted(): Promise<Record<string, string>> {
  const page = await firefox.browser.newPage();
  await page.goto(`${site.origin}/paste`);
  await page.evaluate(() => {
    document.addEventListener('paste', ({ clipboardData }) => {
      const types = clipboardData?.types ?? [];
      Object.assign(window, { pasted: Object.fromEntries(types.map((type) => [type, clipboardData?.getData(type)])) });
    });
  });
  await page.focus('textarea');
  await page.keyboard.down('Control');
  await page.keyboard.press('KeyV');
  await page.keyboard.up('Control');
  const flavours = await page.waitForFunction(() => (window as { pasted?: Record<string, string> }).pasted, {
    timeout: PATIENCE,
  });
  const result = await flavours.jsonValue();
  await page.close();
  return result ?? {};
}

/** @returns what the toolbar button shows for it. */
async function choose(page: Page, what: string): Promise<string> {
  await page.evaluate((what) => {
    location.hash = what.replace(' ', '-');
  }, what);
  return told<string>(page);
}

const textOf = (html: string): string => indexText(new JSDOM(html).window.document.body).text;

test.each([
  ['/boats', 'command copy-article'],
  ['/boats', 'menu copy-article'],
  ['/blocked', 'command copy-article'],
])('on %s, %s copies the clean article in both flavours', async (path, what) => {
  const page = await firefox.browser.newPage();
  await page.goto(site.origin + path);
  expect(await choose(page, what)).toBe('✓');
  const flavours = await pasted();
  const shown = textOf(PAGE.replace(/<h1>.*<\/h1>|<p>Advertisement<\/p>/g, ''));
  expect(flavours['text/plain']).toBe(`Boats\n\n${shown}\n\n${site.origin}${path}#${what.replace(' ', '-')}`);
  const html = flavours['text/html'] ?? '';
  expect(textOf(html)).toBe(flavours['text/plain']);
  expect(html).toContain(`<em>one more</em> boat,” said Ann Lee in the <a href="${site.origin}/office">office</a>`);
  expect(html).not.toMatch(/\b(?:class|style)=/);
  await page.close();
});

test.each(['/boats', '/blocked'])('on %s, the selection is copied as a quote with its source', async (path) => {
  const page = await firefox.browser.newPage();
  await page.goto(site.origin + path);
  await page.evaluate(() => {
    const quote = document.querySelector('em');
    if (quote) getSelection()?.selectAllChildren(quote);
  });
  expect(await choose(page, 'menu copy-selection')).toBe('✓');
  const flavours = await pasted();
  expect(flavours['text/plain']).toMatch(/^“one more” — Boats, http:\S+:~:text=\S*one%20more\S*$/);
  expect(flavours['text/html']).toContain('<p>“one more”</p></blockquote>');
  await page.close();
});

test('says so when nothing is selected', async () => {
  const page = await firefox.browser.newPage();
  await page.goto(`${site.origin}/boats`);
  expect(await choose(page, 'command copy-selection')).toBe('!');
  await page.close();
});
