/**
 * Pages larger than any article: read, or refused in a clear sentence with what to do instead, and the page moves again soon.
 * `npm run bounds` also reads what is only just small enough.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import messages from '../../src/_locales/en/messages.json';
import { serve } from '../../src/build/serve.mjs';
import { type Chromium, type Site, startChromium } from './harness.ts';
import { press } from './open-reader.ts';

/** Longest wait, in ms: these pages take long to load, whoever reads them. */
const PATIENCE = 120_000;
const SENTENCE = 'The harbour master counted the boats again in the evening, and this time there was one more. ';
const PARAGRAPH = `<p>${SENTENCE.repeat(4)}</p>`;
const TOO_LARGE = messages.errorTooLarge.message;

interface Bound {
  name: string;
  inside: () => string;
  /** What is told: a refusal, or how the article ends. */
  told: string;
  /** Only in the long form. */
  long?: true;
}

const BOUNDS: Bound[] = [
  { name: '50 MB of paragraphs', inside: () => PARAGRAPH.repeat(50e6 / PARAGRAPH.length), told: TOO_LARGE },
  {
    name: '50 MB in ten elements',
    inside: () => `<p>${SENTENCE.repeat(5e6 / SENTENCE.length)}</p>`.repeat(10),
    told: TOO_LARGE,
  },
  { name: '1,000,000 elements', inside: () => '<p>a <b>b</b></p>'.repeat(500_000), told: TOO_LARGE },
  {
    name: 'elements 100,000 deep',
    // In pieces: to put one element into a deep tree, or a deep tree into an element, takes the browser as long as it is deep.
    inside: () => `<script>
      addEventListener('load', () => {
        const piece = document.createElement('div');
        for (let depth = 1, at = piece; depth < 1000; depth++) at = at.appendChild(document.createElement('div'));
        let place = document.querySelector('article');
        for (let count = 0; count < 100; count++) {
          const copy = piece.cloneNode(true);
          const inner = copy.querySelector(':not(:has(*))');
          place.append(copy);
          place = inner;
        }
      });</script>`,
    told: TOO_LARGE,
  },
  { name: 'one text of 20 MB', inside: () => `<p>${'x '.repeat(10e6)}</p>`, told: TOO_LARGE },
  {
    name: '1 MB of text',
    inside: () =>
      `${PARAGRAPH.repeat(1e6 / PARAGRAPH.length)}<p>“There is one boat more,” said Ann Lee.</p>${PARAGRAPH.repeat(20)}`,
    told: 'the last words',
  },
  {
    name: '100,000 quotation marks',
    inside: () =>
      `<p>“There is one boat,” said Ann Lee of the harbour. “And there are two,” she said in the evening.</p>`.repeat(
        25_000,
      ),
    told: 'the last words',
    long: true,
  },
  {
    name: '100,000 quotation marks that open and never close',
    inside: () => `<p>${'“ '.repeat(100_000)}</p>`,
    told: 'the last words',
    long: true,
  },
  {
    name: '100,000 straight quotation marks',
    inside: () => `<p>${'" a '.repeat(100_000)}</p>`,
    told: 'the last words',
    long: true,
  },
  {
    name: 'a table of 10,000 cells',
    inside: () => `<table>${`<tr>${'<td>a boat</td>'.repeat(100)}</tr>`.repeat(100)}</table>`,
    told: 'the last words',
    long: true,
  },
  {
    name: 'a row of 10,000 cells',
    inside: () => `<table><tr>${'<td>a boat</td>'.repeat(10_000)}</tr></table>`,
    told: 'the last words',
    long: true,
  },
  {
    name: 'boxes 500 deep',
    inside: () => `${'<div>'.repeat(490)}${SENTENCE}${'</div>'.repeat(490)}`,
    told: 'the last words',
    long: true,
  },
  { name: '99,000 elements', inside: () => '<p>a <b>b</b></p>'.repeat(49_500), told: 'the last words', long: true },
  {
    name: '4.9 MB of text',
    inside: () => PARAGRAPH.repeat(4.9e6 / PARAGRAPH.length),
    told: 'the last words',
    long: true,
  },
];
const WANTED = BOUNDS.filter(({ long }) => !long || process.env.BOUNDS === 'long');

let chromium: Chromium;
let site: Site;
const lines: string[] = [];

beforeAll(async () => {
  // Made when they are asked for: together they are hundreds of megabytes. Not shown: laying them out takes the browser far
  // longer than reading takes us.
  site = await serve((path) => {
    const bound = WANTED[Number(path.slice(1))];
    return (
      bound && {
        body: `<!doctype html><html lang="en"><title>Boats</title><style>article > :not(#last) { display: none }</style><article><h1>Boats</h1>${PARAGRAPH.repeat(4)}${bound.inside()}${PARAGRAPH}<p id="last">${SENTENCE}These are the last words of it.</p></article>`,
      }
    );
  });
  chromium = await startChromium();
});

afterAll(async () => {
  console.log(lines.join('\n'));
  await chromium?.close();
  await site?.close();
});

/** Notes the longest time in which the page could do nothing, in ms. */
const NOTE_STILLNESS = `(() => {
  let last = performance.now();
  globalThis.still = 0;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const now = performance.now();
    globalThis.still = Math.max(globalThis.still, now - last);
    last = now;
    setTimeout(() => port2.postMessage(0), 20);
  };
  port2.postMessage(0);
})()`;

async function click(page: Page): Promise<Page> {
  const popup = await chromium.click(page);
  popup.setDefaultTimeout(PATIENCE);
  return popup;
}

test.each(WANTED.map(({ name, told }, at) => ({ name, told, at })))(
  '$name: $told',
  async ({ name, told, at }) => {
    const page = await chromium.browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`${site.origin}/${at}`, { timeout: PATIENCE });
    await page.evaluate(NOTE_STILLNESS);
    const began = performance.now();
    const popup = await click(page);
    await popup.evaluate(NOTE_STILLNESS);
    await popup.waitForSelector('article h1, [role=alert] h1');
    const shown = performance.now() - began;
    // The whole way to the next picture, with all quotes found.
    if (told !== TOO_LARGE)
      await popup.waitForFunction(`!document.querySelector('[role=status] progress, [aria-busy=true]')`);
    const still = (await page.evaluate('globalThis.still')) as number;
    const text = await popup.evaluate(() => document.querySelector('[role=alert], article .prose')?.textContent ?? '');
    const popupStill = (await popup.evaluate('globalThis.still')) as number;
    lines.push(
      `${name}: ${told === TOO_LARGE ? 'refused' : 'read'} after ${Math.round(shown)} ms, the page stood still for ${Math.round(still)} ms, the popup for ${Math.round(popupStill)} ms`,
    );
    expect(text).toContain(told);
    if (told === TOO_LARGE) {
      expect(text).toContain(messages.errorTooLargeNext.message);
      expect(text).toContain(messages.useSelection.message);
    }
    await page.close();
  },
  PATIENCE * 2,
);

test(
  'of a page that is too large what is selected is read',
  async () => {
    const page = await chromium.browser.newPage();
    await page.goto(`${site.origin}/0`, { timeout: PATIENCE });
    await page.evaluate(() => {
      const last = document.querySelector('#last');
      if (last) getSelection()?.selectAllChildren(last);
    });
    const popup = await click(page);
    await popup.waitForSelector('[role=alert] h1');
    await popup.evaluate((label) => {
      for (const button of document.querySelectorAll('button')) if (button.textContent === label) button.click();
    }, messages.useSelection.message);
    await popup.waitForSelector('article .prose');
    expect(await popup.$eval('article .prose', (prose) => prose.textContent?.trim())).toBe(
      `${SENTENCE}These are the last words of it.`,
    );
    await page.close();
  },
  PATIENCE * 2,
);

test(
  'in a text as long as a book, of which only what is seen is laid out, a quote is led to',
  async () => {
    const page = await chromium.browser.newPage();
    await page.goto(`${site.origin}/${WANTED.findIndex(({ name }) => name === '1 MB of text')}`, { timeout: PATIENCE });
    const popup = await click(page);
    await popup.waitForSelector('article .prose--long');
    await press(popup, messages.tabQuotes.message);
    await press(popup, messages.showInArticle.message);
    await popup.waitForFunction(
      () => {
        const said = [...document.querySelectorAll('article .prose p')].find(({ textContent }) =>
          textContent?.includes('one boat more'),
        );
        const { top = -1, bottom = Infinity } = said?.getBoundingClientRect() ?? {};
        return top >= 0 && bottom <= innerHeight;
      },
      { polling: 100, timeout: 20_000 },
    );
    await page.close();
  },
  PATIENCE * 2,
);
