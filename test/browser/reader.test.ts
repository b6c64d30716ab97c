import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import messages from '../../src/_locales/en/messages.json';
import { type Chromium, changedBuild, PATIENCE, type Site, serveWithSample, startChromium } from './harness.ts';

const WORDS = 'The harbour master counted the boats again in the evening, and this time there was one more. '.repeat(4);
const PAGE = `<!doctype html><html lang="en"><head><title>Boats</title><style>
  html { font-size: 40px } body { height: 5000px } * { color: red !important; font-family: cursive !important }
  clean-copy-reader, dialog { display: none !important }</style></head>
<body><input id="typed"><article><h1>Boats</h1><p>${WORDS}</p><h2>Later</h2><p>“There is one more boat than yesterday,” said Ann Lee.
${WORDS}</p><p>Advertisement</p><p>${WORDS}</p></article>
<script>
  heard = [];
  for (const type of ['keydown', 'click', 'popstate', 'scroll', 'focusin', 'input'])
    addEventListener(type, (event) => heard.push(type));
</script></body></html>`;

let chromium: Chromium;
let site: Site;
let build: Awaited<ReturnType<typeof changedBuild>>;
let page: Page;

/** Tests look into the reader's tree, which is closed to pages: this build opens it, and nothing else is different. */
beforeAll(async () => {
  const script = await readFile('dist/chrome/reader/in-page.js', 'utf8');
  const opened = script.replace(/mode:"closed"/, 'mode:"open"');
  expect(opened).not.toBe(script);
  build = await changedBuild('chrome', (manifest) => manifest, { 'reader/in-page.js': opened });
  site = await serveWithSample({ '/boats': PAGE });
  chromium = await startChromium(build.folder);
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
  await build?.remove();
});

beforeEach(async () => {
  page = await chromium.open(`${site.origin}/boats`);
  await page.type('#typed', 'half a wo');
  await page.evaluate(() => scrollTo(0, 40));
});

afterEach(() => page.close());

/** Clicks the toolbar button and, in the popup, on reading in the page. */
async function openReader(): Promise<void> {
  const popup = await chromium.click(page);
  await popup.waitForSelector('article h1', { timeout: PATIENCE });
  await popup.evaluate(
    (label) => document.querySelector<HTMLElement>(`[aria-label="${label}"]`)?.click(),
    messages.openReader.message,
  );
  await readerShown();
}

async function readerShown(): Promise<void> {
  const title = await page.waitForSelector('clean-copy-reader >>> article h1', { timeout: PATIENCE });
  // A handle keeps what it holds from being collected.
  await title?.dispose();
}
const readerGone = () =>
  page.waitForFunction(() => document.querySelector('clean-copy-reader') === null, { timeout: PATIENCE });

/** Opens it again without a popup, as the shortcut does. */
async function toggleReader(): Promise<void> {
  await chromium.evaluateInBackground(`(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    await chrome.scripting.executeScript({ target: { tabId: tab.id }, files: ['reader/in-page.js'] });
  })()`);
}

interface State {
  html: string;
  scroll: number;
  typed: string;
  focus: string | undefined;
  sheets: number;
}

function stateOfPage(): Promise<State> {
  return page.evaluate(() => ({
    html: document.documentElement.outerHTML,
    scroll: scrollY,
    typed: document.querySelector('input')?.value ?? '',
    focus: document.activeElement?.id,
    sheets: document.adoptedStyleSheets.length,
  }));
}

const heard = () => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.splice(0));
const inReader = <T>(expression: string) =>
  page.evaluate(
    `(() => { const root = document.querySelector('clean-copy-reader').shadowRoot; return ${expression}; })()`,
  ) as Promise<T>;

describe('the reader over a page', () => {
  test('shows the clean article above everything, untouched by the style of the site', async () => {
    await openReader();
    const text = await inReader<string>("root.querySelector('article').textContent");
    expect(text).toContain('one more boat than yesterday');
    expect(text).not.toContain('Advertisement');
    const look = await inReader<{ color: string; size: string; font: string; top: boolean }>(`(() => {
      const title = root.querySelector('h1'), style = getComputedStyle(title), dialog = root.querySelector('dialog');
      return { color: style.color, size: getComputedStyle(root.querySelector('.prose')).fontSize, font: style.fontFamily, top: dialog.matches(':modal') };
    })()`);
    expect(look).toMatchObject({ color: expect.not.stringContaining('255, 0, 0'), size: '18px', top: true });
    expect(look.font).not.toContain('cursive');
    expect(await page.evaluate(() => document.elementFromPoint(200, 200)?.localName)).toBe('clean-copy-reader');
  });

  test.each<[string, () => Promise<unknown>]>([
    ['Esc', () => page.keyboard.press('Escape')],
    ['the button', () => inReader(`root.querySelector('[aria-label="${messages.close.message}"]').click()`)],
    ['the shortcut', () => toggleReader()],
    ['Back', () => page.goBack()],
  ])('leaves the page as it was: closed by %s', async (_, close) => {
    const before = await stateOfPage();
    const { href, length } = await page.evaluate(() => ({ href: location.href, length: history.length }));
    await openReader();
    await page.evaluate(() => new Promise(requestAnimationFrame));
    await close();
    await readerGone();
    await page.waitForFunction((length) => history.length >= length, {}, length);
    expect(await stateOfPage()).toEqual(before);
    expect(page.url()).toBe(href);
  });

  test('keeps keys, clicks and the focus to itself', async () => {
    await openReader();
    await heard();
    for (const key of ['j', 'k', 'n', 'p', 'Space', 'ArrowDown', 'a'] as const) await page.keyboard.press(key);
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.localName)).not.toBe('input');
    }
    await page.mouse.click(400, 300);
    expect(await heard()).toEqual([]);
    expect(await page.$eval('#typed', (input) => (input as HTMLInputElement).value)).toBe('half a wo');
  });

  test('n marks a quote, j a paragraph, ? lists the keys, c copies', async () => {
    await openReader();
    const marked = () => page.evaluate(() => [...(CSS.highlights.get('clean-copy-place') ?? [])].map(String));
    await page.keyboard.press('n');
    expect(await marked()).toEqual(['There is one more boat than yesterday,']);
    await page.keyboard.press('j');
    expect((await marked()).join()).toContain('The harbour master counted');
    await page.keyboard.type('?');
    expect(await inReader("root.querySelector('.keys').checkVisibility()")).toBe(true);
    await page.keyboard.press('Escape');
    expect(await inReader("root.querySelector('.keys').checkVisibility()")).toBe(false);
    await page.keyboard.press('c');
    await page.waitForFunction(
      (copied) =>
        document.querySelector('clean-copy-reader')?.shadowRoot?.querySelector('.toast')?.textContent === copied,
      { timeout: PATIENCE },
      messages.copied.message,
    );
  });

  test('a margin mark opens what was removed, and puts it back', async () => {
    await openReader();
    await inReader("root.querySelector('.margin__mark').click()");
    expect(await inReader("root.querySelector('.margin__note').textContent")).toContain('Advertisement');
    await inReader("root.querySelector('.margin__note button').click()");
    expect(await inReader("root.querySelector('.prose').textContent")).toContain('Advertisement');
  });

  test('remembers the look, and opens with it', async () => {
    await openReader();
    await inReader(`root.querySelector('[aria-label="${messages.look.message}"]').click()`);
    await inReader("root.querySelector('input[value=sepia]').click()");
    expect(await inReader("root.querySelector('dialog').dataset.theme")).toBe('sepia');
    await chromium.evaluateInBackground(`(async () => {
      for (let tries = 0; tries < 100; tries++) {
        const { appearance } = await chrome.storage.sync.get('appearance');
        if (appearance?.value.theme === 'sepia') return true;
      }
      throw new Error('not stored');
    })()`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await readerGone();
    await toggleReader();
    await readerShown();
    expect(await inReader("root.querySelector('dialog').dataset.theme")).toBe('sepia');
    await chromium.evaluateInBackground('chrome.storage.sync.clear()');
  });

  test('is set in our own face, which leaves the page with the reader', async () => {
    await openReader();
    const faces = () => page.evaluate(() => [...document.fonts].map(({ family }) => family));
    await page.waitForFunction(() => document.fonts.size > 0, { timeout: PATIENCE });
    expect(await faces()).toContain('Clean Copy Serif');
    expect(await inReader("getComputedStyle(root.querySelector('.prose')).fontFamily")).toContain('Clean Copy Serif');
    await page.keyboard.press('Escape');
    await readerGone();
    expect(await faces()).toEqual([]);
  });

  /**
   * The fewest DOM nodes and listeners over some collections of garbage, in all worlds of the page: what was closed last may
   * still be held by a frame that is being drawn.
   */
  async function kept(): Promise<{ nodes: number; listeners: number }> {
    const session = await page.createCDPSession();
    const fewest = { nodes: Number.POSITIVE_INFINITY, listeners: Number.POSITIVE_INFINITY };
    for (let collection = 0; collection < 20; collection++) {
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))));
      await session.send('HeapProfiler.collectGarbage');
      const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
      fewest.nodes = Math.min(fewest.nodes, nodes);
      fewest.listeners = Math.min(fewest.listeners, jsEventListeners);
    }
    await session.detach();
    return fewest;
  }

  test('opened and closed fifty times the page is the same, and memory is level', async () => {
    const before = await stateOfPage();
    await openReader();
    await page.keyboard.press('Escape');
    await readerGone();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const used: Awaited<ReturnType<typeof kept>>[] = [];
    for (let round = 0; round < 50; round++) {
      await toggleReader();
      await readerShown();
      // What is counted is seen: while it is open it listens.
      if (round === 0) used.push(await kept());
      await page.keyboard.press('Escape');
      await readerGone();
      if (round === 9 || round === 49) used.push(await kept());
    }
    expect(await stateOfPage()).toEqual(before);
    expect(asked).toEqual([]);
    const [open, early, late] = used;
    console.log('kept while open, after 10 and after 50 rounds:', JSON.stringify(used));
    expect(open?.listeners).toBeGreaterThan((early?.listeners ?? 0) + 20);
    expect(late?.listeners).toBeLessThanOrEqual(early?.listeners ?? 0);
    expect(late?.nodes).toBeLessThan((early?.nodes ?? 0) * 1.2);
  });

  test('pauses what plays, in shadow trees too, and what begins to play by itself', async () => {
    await page.evaluate(async () => {
      const box = document.createElement('div');
      document.body.append(box);
      for (const root of [document.body, box.attachShadow({ mode: 'open' })]) {
        const video = document.createElement('video');
        video.muted = true;
        video.srcObject = document.createElement('canvas').captureStream(5);
        root.append(video);
        const playing = new Promise((resolve) => video.addEventListener('play', resolve));
        void video.play().catch(() => undefined);
        await playing;
      }
      Object.assign(globalThis, {
        videos: () => [document.querySelector('video'), box.shadowRoot?.querySelector('video')],
      });
    });
    const paused = () => page.evaluate('videos().map(({ paused }) => paused)');
    expect(await paused()).toEqual([false, false]);
    await openReader();
    expect(await paused()).toEqual([true, true]);
    await page.evaluate('void videos()[0].play().catch(() => undefined)');
    await page.waitForFunction('videos()[0].paused', { timeout: PATIENCE });

    await page.keyboard.press('Escape');
    await readerGone();
    expect(await paused()).toEqual([true, true]);
    await page.evaluate('void videos()[0].play().catch(() => undefined)');
    expect(await paused()).toEqual([false, true]);
  });

  test('its words are found in the page and selected; those behind it are not', async () => {
    await page.evaluate(() => {
      const aside = document.createElement('aside');
      aside.textContent = 'Weather behind';
      document.body.prepend(aside);
    });
    await openReader();
    const found = (words: string) => page.evaluate(`find(${JSON.stringify(words)}, false, false, true)`);
    expect(await found('one more boat than yesterday')).toBe(true);
    expect(await found('Weather behind')).toBe(false);

    // Three clicks select a paragraph, as everywhere.
    const place = await inReader<{ x: number; y: number }>(`(() => {
      const [, paragraph] = root.querySelectorAll('.prose p');
      paragraph.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { left, top } = paragraph.getBoundingClientRect();
      return { x: left + 30, y: top + 10 };
    })()`);
    await page.mouse.click(place.x, place.y, { count: 3 });
    expect(await inReader<string>('String(root.getSelection())')).toContain('one more boat than yesterday');
  });

  test('prints the article and not the page', async () => {
    await openReader();
    await page.emulateMediaType('print');
    expect(await page.$eval('body', (body) => getComputedStyle(body).display)).toBe('none');
    expect(await inReader("getComputedStyle(root.querySelector('.workspace__head')).display")).toBe('none');
    expect(await inReader("getComputedStyle(root.querySelector('dialog')).overflow")).toBe('visible');
    await page.emulateMediaType();
  });
});
