/** Reading a large page: the page goes on meanwhile, may change, and the reader can stop it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import messages from '../../src/_locales/en/messages.json';
import { type Chromium, PATIENCE, type Site, serveWithSample, startChromium } from './harness.ts';

const SENTENCE = 'The harbour master counted the boats again in the evening, and this time there was one more. ';
const LAST = 'These are the last words of it.';
/** Moved to the top of the article and back, again and again, while the page is read. */
const WANDERING =
  'The lamp on the pier was moved that night, and nobody could say who had done it or why it stood there.';

const parts = (elements: number): string =>
  Array.from(
    { length: elements / 4 },
    (_, n) => `<div class="part"><p>${n} ${SENTENCE}<b>a</b> <i>b</i></p></div>`,
  ).join('');
const pageOf = (elements: number, script = ''): string =>
  `<!doctype html><html lang="en"><title>Boats</title><style>.part { display: none }</style><h1>Boats</h1>
  <article>${parts(elements)}<p>${LAST}</p></article>
  <script>let heard; addEventListener('mousemove', () => { heard ??= Date.now(); });${script}</script>`;
/** A page that is never the same for long: a paragraph wanders, and another comes and goes. */
const RESTLESS = `
  const article = document.querySelector('article');
  const wandering = document.createElement('p');
  wandering.textContent = ${JSON.stringify(WANDERING)};
  const { port1, port2 } = new MessageChannel();
  let turn = 0;
  port1.onmessage = () => {
    if (turn++ % 2) article.append(wandering); else article.prepend(wandering);
    setTimeout(() => port2.postMessage(0), 3);
  };
  port2.postMessage(0);`;

/** Counts how often the page has had its turn, and has something to hide. */
const TICKING = `
  document.querySelector('article').lastChild.insertAdjacentHTML('beforebegin', '<p id="ad">Advertisement</p>');
  let ticks = 0;
  setInterval(() => ticks++, 1);`;

/** Notes in the popup when the first of the article is there. */
const NOTE_ARTICLE = `new MutationObserver(() => {
  if (document.querySelector('.prose')) globalThis.shown ??= Date.now();
}).observe(document, { subtree: true, childList: true })`;

/** Counts the popup's turns from the first parsing of the article to the article on show. */
const NOTE_TURNS = `
  let turns = 0, begun, drawn;
  const { parseFromString } = DOMParser.prototype;
  DOMParser.prototype.parseFromString = function (...given) {
    begun ??= turns;
    return parseFromString.apply(this, given);
  };
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    turns++;
    setTimeout(() => port2.postMessage(0));
  };
  port2.postMessage(0);
  new MutationObserver(() => {
    if (document.querySelector('article .prose')) drawn ??= turns;
  }).observe(document, { subtree: true, childList: true });`;

let chromium: Chromium;
let site: Site;

beforeAll(async () => {
  site = await serveWithSample({
    '/5000': pageOf(5000),
    '/60000': pageOf(60_000),
    '/10000': pageOf(10_000),
    '/restless': pageOf(10_000, RESTLESS),
    '/tidied': pageOf(10_000, TICKING),
  });
  chromium = await startChromium();
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
});

/** Opens a page on a machine that is so many times slower, and clicks on the toolbar button. */
async function readSlowly(path: string, times: number): Promise<{ page: Page; popup: Page }> {
  const page = await chromium.open(`${site.origin}/${path}`);
  await page.emulateCPUThrottling(times);
  const popup = await chromium.click(page);
  popup.setDefaultTimeout(PATIENCE * 3);
  return { page, popup };
}

const textIn = (popup: Page): Promise<string> => popup.$eval('article .prose', (prose) => prose.textContent ?? '');
const stopOf = (popup: Page) => popup.waitForSelector('.skeleton__stop');

test.each([
  ['5000', 20],
  ['60000', 3],
])('a page of %s elements hears the mouse before its article is there', async (path, times) => {
  const { page, popup } = await readSlowly(path, times);
  await stopOf(popup);
  await popup.evaluate(NOTE_ARTICLE);
  // A click on the page would close the popup.
  await page.mouse.move(20, 20);
  await page.emulateCPUThrottling(null);
  await popup.waitForSelector('article .prose');
  expect(await page.evaluate('heard')).toBeLessThan((await popup.evaluate('shown')) as number);
  expect(await textIn(popup)).toContain(LAST);
  await page.close();
});

test('reading is stopped, and begun again', async () => {
  const { page, popup } = await readSlowly('10000', 12);
  await (await stopOf(popup))?.click();
  await popup.waitForSelector('[role=alert] h1');
  expect(await popup.$eval('[role=alert] h1', (title) => title.textContent)).toBe(messages.errorStopped.message);
  await page.emulateCPUThrottling(null);
  await popup.click('[role=alert] .button--primary');
  await popup.waitForSelector('article .prose');
  expect(await textIn(popup)).toContain(LAST);
  await page.close();
});

test('the popup goes on while it draws a long article', async () => {
  const { page, popup } = await readSlowly('10000', 12);
  await stopOf(popup);
  await popup.evaluate(NOTE_TURNS);
  await page.emulateCPUThrottling(null);
  // For its first 100 ms the drawing lets nothing in but what is pressed; here it takes longer.
  await popup.emulateCPUThrottling(8);
  await popup.waitForSelector('article .prose');
  expect(await popup.evaluate('drawn - begun')).toBeGreaterThan(10);
  expect(await textIn(popup)).toContain(LAST);
  await page.close();
});

test('what moves in the page while it is read is in the article once', async () => {
  const { page, popup } = await readSlowly('restless', 3);
  await popup.waitForSelector('article .prose');
  const text = await textIn(popup);
  expect(text.split(WANDERING)).toHaveLength(2);
  expect(text.split('The harbour master')).toHaveLength(2501);
  await page.close();
});

test('a page goes on while it is looked at for what to hide in place, and that is called off', async () => {
  const page = await chromium.open(`${site.origin}/tidied`);
  const popup = await chromium.click(page);
  popup.setDefaultTimeout(PATIENCE * 3);
  await popup.waitForSelector('article .prose');
  const id = await popup.evaluate('chrome.tabs.query({ active: true, currentWindow: true }).then(([tab]) => tab.id)');
  await popup.evaluate(`chrome.scripting.executeScript({ target: { tabId: ${id} }, files: ['tidy.js'] })`);
  const tidy = (on: boolean): string =>
    `chrome.tabs.sendMessage(${id}, { to: 'tab', call: 'tidy', request: { on: ${on} } }, { frameId: 0 })`;
  const hidden = (): Promise<string[]> => page.$$eval('[data-clean-copy]', (all) => all.map((element) => element.id));
  await page.emulateCPUThrottling(12);

  await popup.evaluate(`Promise.all([${tidy(true)}, ${tidy(false)}])`);
  expect(await hidden()).toEqual([]);

  const before = (await page.evaluate('ticks')) as number;
  expect(await popup.evaluate(tidy(true))).toEqual({ ok: true, value: { hidden: 1 } });
  expect(((await page.evaluate('ticks')) as number) - before).toBeGreaterThan(10);
  expect(await hidden()).toEqual(['ad']);
  await page.close();
});
