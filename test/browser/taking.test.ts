import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import MarkdownIt from 'markdown-it';
import Papa from 'papaparse';
import type { Page } from 'puppeteer-core';
import { parse as parseYaml } from 'yaml';
import messages from '../../src/_locales/en/messages.json';
import type { Article } from '../../src/core/article.ts';
import { indexText } from '../../src/core/text-index.ts';
import { type Chromium, changedBuild, PATIENCE, type Site, serveWithSample, startChromium } from './harness.ts';

const WORDS = 'The harbour master counted the boats again in the evening, and this time there was one more. '.repeat(4);
const TITLE = 'Boats: "eleven" of 12?';
/** @param other a site that is not the page's. */
const picturePage = (other: string): string => `<!doctype html><html lang="en"><head><title>Boats</title>
<meta property="article:published_time" content="2026-03-11T06:30:00+01:00"></head><body><article><h1>${TITLE}</h1>
<p>${WORDS}</p><img src="/boat.png" width="400" height="300" alt="A boat"><p>“There is one more boat,” said Ann Lee. ${WORDS}</p>
<img src="${other}/boat.png" width="400" height="300" alt="Another"><p>${WORDS}</p></article></body></html>`;

let chromium: Chromium;
let site: Site;
let other: Site;
let build: Awaited<ReturnType<typeof changedBuild>>;
let page: Page;
let popup: Page;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clean-copy-'));
  const script = await readFile('dist/chrome/reader/in-page.js', 'utf8');
  build = await changedBuild('chrome', (manifest) => manifest, {
    'reader/in-page.js': script.replace(/mode:"closed"/, 'mode:"open"'),
  });
  const boat = { body: png(400, 300), type: 'image/png' };
  other = await serveWithSample({ '/boat.png': boat });
  site = await serveWithSample({ '/boats': picturePage(other.origin), '/boat.png': boat });
  chromium = await startChromium(build.folder);
  page = await chromium.open(`${site.origin}/`);
  popup = await opened(page);
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
  await other?.close();
  await build?.remove();
  await rm(folder, { recursive: true, force: true });
});

async function opened(page: Page): Promise<Page> {
  const popup = await chromium.click(page);
  await popup.waitForSelector('article h1', { timeout: PATIENCE });
  return popup;
}

/** A picture of one colour (PNG, RFC 2083). */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length);
    frame.writeUInt32BE(crc(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const rows = deflateSync(Buffer.alloc((width * 3 + 1) * height));
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

/** Clicks what has this name for those who do not see it. @param view a page with a view of ours in it. */
async function press(label: string, view = popup): Promise<void> {
  await view.evaluate((label) => {
    const root = document.querySelector('clean-copy-reader')?.shadowRoot ?? document;
    const all = [...root.querySelectorAll<HTMLElement>('button, [role=tab], label')];
    const named = all.find((one) => (one.ariaLabel ?? one.textContent ?? '').startsWith(label));
    if (!named) throw new Error(`Nothing is called ${label}.`);
    // What an earlier press was told must not be taken for the answer to this one.
    root.querySelector('.toast')?.replaceChildren();
    named.click();
  }, label);
}

async function told(message: string, view = popup): Promise<void> {
  await view.waitForFunction(
    (message) => {
      const root = document.querySelector('clean-copy-reader')?.shadowRoot ?? document;
      return root.querySelector('.toast')?.textContent?.includes(message);
    },
    { timeout: PATIENCE },
    message,
  );
}

/** What is downloaded while `act` runs: its name as the reader gets it, and what is in it. */
async function downloaded(act: () => Promise<void>): Promise<{ name: string; text: string }> {
  const session = await chromium.browser.target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allowAndName',
    downloadPath: folder,
    eventsEnabled: true,
  });
  const name = new Promise<string>((resolve) => {
    session.once('Browser.downloadWillBegin', ({ suggestedFilename }) => resolve(suggestedFilename));
  });
  const file = new Promise<string>((resolve) => {
    session.on('Browser.downloadProgress', ({ guid, state }) => state === 'completed' && resolve(guid));
  });
  await act();
  const text = await readFile(join(folder, await file), 'utf8');
  const result = { name: await name, text };
  await session.detach();
  return result;
}

/** What the popup itself wrote, without giving up its focus. */
async function clipboardText(): Promise<string> {
  await chromium.browser
    .defaultBrowserContext()
    .overridePermissions(`chrome-extension://${chromium.extensionId}`, ['clipboard-read']);
  return popup.evaluate(() => navigator.clipboard.readText());
}

test('a citation is copied in the style that was chosen', async () => {
  await press(messages.takeAlong.message);
  await press('APA');
  await told(messages.copied.message);
  expect(await clipboardText()).toBe(
    `Halloran, I. (2026, March 11). Norhaven keeps its night ferry after a winter of protest. The Norhaven Courier. ${site.origin}/`,
  );
});

test('a quote is copied with its source and an address that leads to it', async () => {
  await press(messages.tabQuotes.message);
  await popup.waitForSelector('.quote', { timeout: PATIENCE });
  await press(messages.copyQuote.message);
  await told(messages.copied.message);
  const text = await clipboardText();
  expect(text).toMatch(
    /^“.+” — .+, Norhaven keeps its night ferry after a winter of protest, The Norhaven Courier, March 11, 2026, http/s,
  );
  expect(text).toMatch(/#:~:text=\S+$/);
});

test('a kept quote stands on the shelf, and nothing is stored before', async () => {
  const shelf = `chrome-extension://${chromium.extensionId}/options/shelf.html`;
  expect(await popup.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  await press(messages.keepQuote.message);
  await told(messages.quoteKept.message);
  const words = await popup.$eval('.quote__words', (element) => element.textContent ?? '');
  const opened = await chromium.open(shelf);
  const kept = await opened.waitForSelector('.kept__words', { timeout: PATIENCE });
  expect(await kept?.evaluate((element) => element.textContent)).toContain(words.slice(0, 30));
  expect(await opened.$eval('.kept__source a', (link) => link.getAttribute('href'))).toContain(
    `${site.origin}/#:~:text=`,
  );
  await opened.close();
});

test('what is shared is the title, the clean text and the address', async () => {
  popup = await opened(page);
  await popup.evaluate(() => {
    navigator.share = async (data) => void Object.assign(window, { shared: data });
  });
  // The panel is made anew at each opening.
  await press(messages.takeAlong.message);
  await press(messages.takeShare.message);
  const shared = await popup.evaluate(() => (window as unknown as { shared: ShareData }).shared);
  expect(shared).toMatchObject({
    title: 'Norhaven keeps its night ferry after a winter of protest',
    url: `${site.origin}/`,
  });
  expect(shared.text).toMatch(/^NORHAVEN — The night ferry/);
  expect(shared.text).not.toContain('STORY CONTINUES BELOW');
  await popup.evaluate(() => {
    navigator.share = () => Promise.reject(new Error('no'));
  });
  await press(messages.takeShare.message);
  await told(messages.shareFailed.message);
});

describe('the reader’s own citation', () => {
  test('is written in the settings, with what is wrong and how it comes out', async () => {
    const options = await chromium.open(`chrome-extension://${chromium.extensionId}/options/options.html`);
    const field = await options.waitForSelector('textarea[aria-describedby~="citation-hint"]', { timeout: PATIENCE });
    const shown = () =>
      options.evaluate(() => [
        document.querySelector('.citation__preview')?.textContent,
        document.querySelector('#citation-error')?.textContent,
      ]);
    await field?.type('{words} [({speaker}, {yaer})');
    expect(await shown()).toEqual(['', messages.templateUnknownField.message.replace('$1', 'yaer')]);
    for (let key = 0; key < '{yaer})'.length; key++) await options.keyboard.press('Backspace');
    expect(await shown()).toEqual(['', messages.templateUnclosed.message.replace('$1', '[').replace('$2', '9')]);
    await options.evaluate(() =>
      [...document.querySelectorAll('button')].find(({ textContent }) => textContent === '{year}')?.click(),
    );
    await options.keyboard.type(')] {address}');
    expect(await shown()).toEqual([
      `${messages.citeSampleQuote.message} (Piet Lorentzen, 2026) https://courier.example/ferry#:~:text=…`,
      '',
    ]);
    await options.evaluate(() =>
      document
        .querySelector<HTMLElement>('.choice:has(+ :not(*)) input, section:has(#citation-heading) .choice input')
        ?.click(),
    );
    await options.waitForFunction(
      (message) => document.querySelector('.options__said')?.textContent === message,
      { timeout: PATIENCE, polling: 50 },
      messages.citeSaved.message,
    );
    await options.close();
  });

  test('is what a quote is copied as, and the article', async () => {
    const reading = await chromium.open(`${site.origin}/boats`);
    popup = await opened(reading);
    await press(messages.tabQuotes.message);
    await press(messages.copyQuote.message);
    await told(messages.copied.message);
    const address = `${site.origin}/boats#:~:text=There%20is%20one%20more%20boat%2C`;
    expect(await clipboardText()).toBe(`There is one more boat, (Ann Lee, 2026) ${address}`);
    await press(messages.takeAlong.message);
    await press(messages.takeOwn.message);
    await told(messages.copied.message);
    expect(await clipboardText()).toBe(`  ${site.origin}/boats`);
    // For the tests that follow: as it comes.
    await press(messages.takeByTemplate.message);
  });
});

describe.each(['popup', 'reader over the page'])('saved from the %s', (place) => {
  let reading: Page;
  let view: Page;

  beforeAll(async () => {
    reading = await chromium.open(`${site.origin}/boats`);
    view = popup = await opened(reading);
    if (place !== 'popup') {
      await press(messages.openReader.message);
      await reading.waitForSelector('clean-copy-reader >>> article h1', { timeout: PATIENCE });
      await reading.bringToFront();
      view = reading;
    }
    await press(messages.takeAlong.message, view);
  });
  afterAll(() => reading.close());

  const save = (label: string) =>
    downloaded(() =>
      view.evaluate((label) => {
        const root = document.querySelector('clean-copy-reader')?.shadowRoot ?? document;
        const groups = [...root.querySelectorAll('.take__group')];
        const saving = groups.find((group) =>
          [...group.querySelectorAll('button')].some(({ textContent }) => textContent === 'JSON'),
        );
        [...(saving?.querySelectorAll('button') ?? [])].find(({ textContent }) => textContent === label)?.click();
      }, label),
    );
  const textOf = (html: string): string => indexText(new JSDOM(html).window.document.body).text;
  const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();

  test('JSON is the article, under a name from date and title', async () => {
    const { name, text } = await save('JSON');
    expect(name).toBe('2026-03-11 Boats- -eleven- of 12.json');
    const article = JSON.parse(text) as Article;
    expect(article).toMatchObject({ title: TITLE, url: `${site.origin}/boats` });
    expect(article.quotes).toMatchObject([{ text: 'There is one more boat,' }]);
    expect(article.text).toContain(article.quotes[0]?.text);
  });

  test('text, Markdown and HTML hold the same text', async () => {
    const shown = (JSON.parse((await save('JSON')).text) as Article).text;
    expect((await save(messages.takeText.message)).text).toContain(shown);
    const markdown = await save('Markdown');
    expect(markdown.name).toMatch(/\.md$/);
    const [, front = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(markdown.text) ?? [];
    expect(parseYaml(front)).toMatchObject({ title: TITLE, source: `${site.origin}/boats` });
    expect(folded(textOf(new MarkdownIt({ html: true }).render(body)))).toContain(folded(shown));
    expect(textOf((await save('HTML')).text)).toContain(shown);
  });

  test('quotes are rows of CSV', async () => {
    const { text } = await save(messages.takeQuotesCsv.message);
    const { data } = Papa.parse<Record<string, string>>(text.replace(/^\ufeff/, ''), {
      header: true,
      skipEmptyLines: true,
    });
    expect(data).toMatchObject([
      { quote: 'There is one more boat,', speaker: 'Ann Lee', title: TITLE, published: '2026-03-11T06:30:00+01:00' },
    ]);
    expect(data[0]?.address).toBe(`${site.origin}/boats#:~:text=There%20is%20one%20more%20boat%2C`);
  });

  test('HTML holds the pictures the page may give away, and it is said how many are links', async () => {
    for (const box of [messages.images.message, messages.takeEmbed.message]) {
      await view.evaluate((label) => {
        const root = document.querySelector('clean-copy-reader')?.shadowRoot ?? document;
        const input = [...root.querySelectorAll('.take label')]
          .find(({ textContent }) => textContent === label)
          ?.querySelector('input');
        if (input && !input.checked) input.click();
      }, box);
    }
    const { text } = await save('HTML');
    await told(messages.savedWithLinks.message.replace('$1', '1').replace('$2', '2'), view);
    const saved = new JSDOM(text).window.document;
    const sources = [...saved.querySelectorAll('img')].map((image) => image.getAttribute('src') ?? '');
    expect(sources).toEqual([expect.stringMatching(/^data:image\/webp;base64,\w/), `${other.origin}/boat.png`]);
    const size = await reading.evaluate(async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    }, sources[0] ?? '');
    expect(size).toEqual([400, 300]);
    expect(saved.querySelectorAll('script, iframe, form')).toHaveLength(0);
  });
});

test('a quote kept in the reader over the page stands on the shelf', async () => {
  const reading = await chromium.open(`${site.origin}/boats`);
  popup = await opened(reading);
  await press(messages.openReader.message);
  await reading.waitForSelector('clean-copy-reader >>> article h1', { timeout: PATIENCE });
  await reading.bringToFront();
  await press(messages.tabQuotes.message, reading);
  await press(messages.keepQuote.message, reading);
  await told(messages.quoteKept.message, reading);
  expect(await reading.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  const shelf = chromium.browser.waitForTarget((target) => target.url().endsWith('options/shelf.html'), {
    timeout: PATIENCE,
  });
  await press(messages.takeAlong.message, reading);
  await press(messages.shelfTitle.message, reading);
  const page = await (await shelf).page();
  const kept = await page?.waitForSelector('.kept__words', { timeout: PATIENCE });
  expect(await kept?.evaluate((element) => element.textContent)).toBe('“There is one more boat,”');
});
