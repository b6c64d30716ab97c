import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import type { CleanPage } from '../../src/core/article.ts';
import { findPassage, passageOf } from '../../src/formats/find-passage.ts';
import { type TextFragment, withTextFragment } from '../../src/formats/text-fragment.ts';
import { CITING_PAGES } from '../fixtures/citing-pages.ts';
import { type Chromium, changedBuild, type Site, serveWithSample, startChromium } from './harness.ts';

// Some eighty pages are opened one after the other.
jest.setTimeout(600_000);

const VIEW = { width: 900, height: 700 };

let chromium: Chromium;
let site: Site;
let build: { folder: string; remove(): Promise<void> };
/** Turns screenshots into pixels. */
let eye: Page;

beforeAll(async () => {
  site = await serveWithSample({
    ...Object.fromEntries(CITING_PAGES.map(({ html }, at) => [`/citing/${at}`, html])),
    '/paste': '<!doctype html><title>Paste</title><textarea></textarea>',
    '/no-clipboard': {
      body: CITING_PAGES[0]?.html ?? '',
      headers: { 'permissions-policy': 'clipboard-write=(), clipboard-read=()' },
    },
  });
  build = await changedBuild('chrome', (manifest) => ({ ...manifest, host_permissions: [`${site.origin}/*`] }));
  chromium = await startChromium(build.folder);
  eye = await chromium.browser.newPage();
});

afterAll(async () => {
  await chromium?.close();
  await build?.remove();
  await site?.close();
});

/** What a script put into the tab in front answers. */
async function ask<Value>(script: string, call: string, request?: unknown): Promise<Value> {
  const files = script === 'content.js' ? ['words/en.js', script] : [script];
  const answer = await chromium.evaluateInBackground<{ ok: boolean; value: Value }>(`(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    await chrome.scripting.executeScript({ target: { tabId: tab.id }, files: ${JSON.stringify(files)} });
    return chrome.tabs.sendMessage(tab.id, ${JSON.stringify({ to: 'tab', call, request })}, { frameId: 0 });
  })()`);
  if (!answer.ok) throw new Error(`${call}: ${JSON.stringify(answer)}`);
  return answer.value;
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

/** Where the browser has painted a target text: the fixtures paint it in a colour nothing else has. */
async function paintedBox(page: Page): Promise<Box | undefined> {
  const png = await page.screenshot({ encoding: 'base64' });
  const box = await eye.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const pixels = context?.getImageData(0, 0, image.width, image.height).data ?? [];
    const found = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1, -1] as [number, number, number, number];
    for (let at = 0; at < pixels.length; at += 4) {
      if ((pixels[at] ?? 0) < 240 || (pixels[at + 1] ?? 255) > 20 || (pixels[at + 2] ?? 0) < 240) continue;
      const x = (at / 4) % image.width;
      const y = Math.floor(at / 4 / image.width);
      found[0] = Math.min(found[0], x);
      found[1] = Math.min(found[1], y);
      found[2] = Math.max(found[2], x);
      found[3] = Math.max(found[3], y);
    }
    return found;
  }, png);
  return box[2] < 0 ? undefined : box;
}

/** Where the passage stands: the text between its first and last words, which the fixtures mark by their order. */
async function passageBox(page: Page, passage: string, at: number): Promise<Box> {
  return page.evaluate(
    (passage, at) => {
      const fold = (text: string): string => text.replace(/[\s\u00ad\u200b]+/g, '');
      const wanted = fold(passage);
      // Every character of the visible article that is not white space, and where it stands.
      const places: { node: Text; offset: number }[] = [];
      let text = '';
      const walker = document.createTreeWalker(
        document.querySelector('article') ?? document.body,
        NodeFilter.SHOW_TEXT,
      );
      for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
        if (!node.parentElement?.checkVisibility() || node.parentElement.closest('.ad')) continue;
        [...node.data].reduce((offset, char) => {
          if (fold(char) !== '') {
            for (let unit = 0; unit < char.length; unit++) places.push({ node: node as Text, offset: offset + unit });
            text += char;
          }
          return offset + char.length;
        }, 0);
      }
      let start = text.indexOf(wanted);
      for (let skip = 0; skip < at; skip++) start = text.indexOf(wanted, start + 1);
      const first = places[start];
      const last = places[start + wanted.length - 1];
      if (start < 0 || !first || !last) throw new Error(`The page does not hold: ${passage}`);
      const range = document.createRange();
      range.setStart(first.node, first.offset);
      range.setEnd(last.node, last.offset + 1);
      const boxes = [...range.getClientRects()].filter(({ bottom, top }) => bottom > 0 && top < innerHeight);
      return [
        Math.min(...boxes.map(({ left }) => left)),
        Math.min(...boxes.map(({ top }) => top)),
        Math.max(...boxes.map(({ right }) => right)),
        Math.max(...boxes.map(({ bottom }) => bottom)),
      ] as const;
    },
    passage,
    at,
  );
}

/** Within a few pixels: a word boundary may take in a mark beside the passage. */
function covers(painted: Box, wanted: Box): boolean {
  const slack = 24;
  return (
    painted[1] >= wanted[1] - slack &&
    painted[3] <= wanted[3] + slack &&
    painted[3] >= wanted[3] - slack &&
    painted[1] <= wanted[1] + slack &&
    painted[0] >= wanted[0] - slack &&
    painted[2] <= wanted[2] + slack
  );
}

test('97 of 100 links lead to their passage, and none to another', async () => {
  const missed: string[] = [];
  const astray: string[] = [];
  let asked = 0;
  for (const [number, { name, passages }] of CITING_PAGES.entries()) {
    const address = `${site.origin}/citing/${number}`;
    const page = await chromium.open(address);
    const { text } = await ask<CleanPage>('content.js', 'read');
    // Of a passage that comes again, the second.
    const places = passages.map((passage) => {
      const spans = findPassage(text, { text: passage, before: '', after: '' }).sort((a, b) => a.start - b.start);
      const span = spans[1] ?? spans[0];
      if (!span) throw new Error(`${name}: not in the article: ${passage}`);
      return { passage, span, at: spans.length > 1 ? 1 : 0 };
    });
    const request = { passages: places.map(({ span }) => passageOf({ text }, span)) };
    const fragments = await ask<(TextFragment | null)[]>('citing.js', 'fragments', request);
    await page.close();
    for (const [at, { passage, at: nth }] of places.entries()) {
      asked++;
      const fragment = fragments[at];
      const what = `${name}: ${passage.slice(0, 40)} ${JSON.stringify(fragment)}`;
      if (!fragment) {
        missed.push(what);
        continue;
      }
      const cited = await chromium.browser.newPage();
      await cited.setViewport(VIEW);
      await cited.goto(withTextFragment(address, fragment));
      const wanted = await passageBox(cited, passage, nth);
      const painted = await paintedBox(cited);
      if (!painted) missed.push(what);
      else if (!covers(painted, wanted))
        astray.push(`${what} ${painted.map(Math.round)} for ${wanted.map(Math.round)}`);
      await cited.close();
    }
  }
  console.log(`links that lead to their passage: ${asked - missed.length - astray.length} of ${asked}`, missed);
  expect(astray).toEqual([]);
  expect(asked).toBeGreaterThanOrEqual(60);
  if (missed.length > asked * 0.03) expect(missed).toEqual([]);
});

/** What a paste brings, in both flavours, as it was written. */
async function pasted(): Promise<Record<string, string>> {
  const page = await chromium.open(`${site.origin}/paste`);
  const flavours = page.evaluate(
    () =>
      new Promise<Record<string, string>>((resolve) => {
        document.addEventListener('paste', ({ clipboardData }) => {
          const types = clipboardData?.types ?? [];
          resolve(Object.fromEntries(types.map((type) => [type, clipboardData?.getData(type) ?? ''])));
        });
      }),
  );
  await page.focus('textarea');
  const session = await page.createCDPSession();
  const key = { key: 'v', code: 'KeyV', modifiers: 2, windowsVirtualKeyCode: 86 };
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, commands: ['paste'] });
  const result = await flavours;
  await page.close();
  return result;
}

/**
 * Chooses an entry of the context menu. No program can click one, so the event is sent; the page has to have been
 * clicked before, as it is when the menu opens.
 * @returns what the toolbar button shows for it.
 */
async function chooseEntry(id: string): Promise<string> {
  return chromium.evaluateInBackground<string>(`(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    const done = new Promise((resolve) => {
      const { setBadgeText } = chrome.action;
      chrome.action.setBadgeText = (details) => {
        if (details.text === '✓' || details.text === '!') {
          chrome.action.setBadgeText = setBadgeText;
          resolve(details.text);
        }
        return setBadgeText.call(chrome.action, details);
      };
    });
    chrome.contextMenus.onClicked.dispatch({ menuItemId: ${JSON.stringify(id)} }, tab);
    return done;
  })()`);
}

describe.each(['/citing/0', '/no-clipboard'])('without opening anything, %s', (path) => {
  test('copies the clean article in both flavours', async () => {
    const page = await chromium.open(site.origin + path);
    await page.mouse.click(5, 5, { button: 'right' });
    const { text } = await ask<CleanPage>('content.js', 'read');
    expect(await chooseEntry('copy-article')).toBe('✓');
    const flavours = await pasted();
    expect(flavours['text/plain']).toContain(text);
    expect(flavours['text/html']).toMatch(/^<h1>.*<p>.*“We counted the boats twice.*<\/p>/s);
    expect(flavours['text/html']).not.toMatch(/class=|style=|<nav|<html/);
    await page.close();
  });

  test('copies the quotes with their speakers', async () => {
    const page = await chromium.open(site.origin + path);
    await page.mouse.click(5, 5, { button: 'right' });
    expect(await chooseEntry('copy-quotes')).toBe('✓');
    const flavours = await pasted();
    expect(flavours['text/plain']).toContain('“We counted the boats twice');
    expect(flavours['text/plain']).toContain(`${site.origin}${path}`);
    expect(flavours['text/html']).toContain('<blockquote');
    await page.close();
  });

  test('copies the selection as a quote with its source', async () => {
    const page = await chromium.open(site.origin + path);
    await page.mouse.click(5, 5, { button: 'right' });
    await page.evaluate(() => {
      const text = document.querySelector('article p')?.firstChild as Text;
      const start = text.data.indexOf('We counted');
      getSelection()?.setBaseAndExtent(text, start, text, start + 'We counted the boats twice'.length);
    });
    expect(await chooseEntry('copy-selection')).toBe('✓');
    const address = `${site.origin}${path}#:~:text=We%20counted%20the%20boats%20twice`;
    const flavours = await pasted();
    expect(flavours['text/plain']).toBe(`“We counted the boats twice” — plain, ${address}`);
    expect(flavours['text/html']).toContain(
      `<blockquote cite="${address}"><p>“We counted the boats twice”</p></blockquote>`,
    );
    await page.close();
  });
});

test('says so when nothing is selected', async () => {
  const page = await chromium.open(`${site.origin}/citing/0`);
  expect(await chooseEntry('copy-selection')).toBe('!');
  await page.close();
});
