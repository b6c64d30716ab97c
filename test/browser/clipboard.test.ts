import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import MarkdownIt from 'markdown-it';
import type { Page } from 'puppeteer-core';
import messages from '../../src/_locales/en/messages.json';
import { indexText } from '../../src/core/text-index.ts';
import {
  type Chromium,
  changedBuild,
  PATIENCE,
  type Site,
  serveWithSample,
  startChromium,
  untilTrue,
} from './harness.ts';

const PAGE = `<!doctype html><html lang="en"><head><title>The fleet is back</title>
<meta property="og:site_name" content="The Courier"></head><body>
<nav><a href="/news">News</a></nav>
<article><h1>The fleet is back</h1>
<p>All eleven boats of the harbour came back on Tuesday, the log of the <a href="/harbour?a=1&amp;b=2">harbour office</a>
says, and the last of them had been <em>given up</em> by nearly everybody who was waiting in the rain on the long quay.</p>
<p>“We counted the boats twice,” said Ann Lee, who keeps the log. Nobody else on the quay had counted at all, as far as
anybody can tell, and the lamps at the end of the quay had gone out an hour before. She was wet to the bone by then.</p>
<p>Advertisement</p>
<h2>What the log says</h2>
<ul><li>Eleven boats &amp; crews, *all* of them &lt;well&gt;</li><li>No&nbsp;lamp at the mole [yet]</li></ul>
<p>“Nobody wanted to wait for the morning,” said Bo Roe, the oldest of the skippers, on the steps of the office. The
others stood around him and nodded, and one of them laughed; it was the first time that night that anybody did so.</p>
<p>“There is one more boat than yesterday,” said Ann Lee. She closed the log and went home, while the skippers stayed on
the steps until the rain stopped, which it did not do before the church clock over the market had struck four.</p>
</article></body></html>`;

const ADDRESS = '/fleet';
const QUOTES = [
  ['We counted the boats twice,', 'Ann Lee'],
  ['There is one more boat than yesterday,', 'Ann Lee'],
  ['Nobody wanted to wait for the morning,', 'Bo Roe'],
] as const;
/** As the browser's protocol counts them. */
const ALT = 1;
const SHIFT = 8;
const FORMATS = ['rich', 'plain', 'markdown', 'html'] as const;
type Format = (typeof FORMATS)[number];

let chromium: Chromium;
let site: Site;
let build: Awaited<ReturnType<typeof changedBuild>>;

beforeAll(async () => {
  const script = await readFile('dist/chrome/reader/in-page.js', 'utf8');
  build = await changedBuild('chrome', (manifest) => manifest, {
    'reader/in-page.js': script.replace(/mode:"closed"/, 'mode:"open"'),
  });
  site = await serveWithSample({
    [ADDRESS]: PAGE,
    '/blocked': { body: PAGE, headers: { 'permissions-policy': 'clipboard-write=(), clipboard-read=()' } },
    '/paste': '<!doctype html><title>Paste</title><textarea></textarea>',
  });
  chromium = await startChromium(build.folder);
  for (const origin of [site.origin, `chrome-extension://${chromium.extensionId}`]) {
    await chromium.browser.defaultBrowserContext().overridePermissions(origin, ['clipboard-read']);
  }
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
  await build?.remove();
});

/** Where an article is read: a view of ours, whichever tree it stands in. */
interface Place {
  /** Runs with `root`, the tree our view stands in. */
  run<T>(body: string): Promise<T>;
  clipboard(): Promise<Record<string, string>>;
  close(): Promise<void>;
}

const ROOT = "const root = document.querySelector('clean-copy-reader')?.shadowRoot ?? document;";
const runIn =
  (page: Page) =>
  <T>(body: string): Promise<T> =>
    page.evaluate(`(() => { ${ROOT} ${body} })()`) as Promise<T>;

/** Both flavours as they were written, read where they were written: reading them elsewhere would close a popup. */
async function clipboardHere(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const read = navigator.clipboard.read.bind(navigator.clipboard) as (options: object) => Promise<ClipboardItem[]>;
    const [item] = await read({ unsanitized: ['text/html'] });
    const flavours = (item?.types ?? []).map(
      async (type) => [type, await (await item?.getType(type))?.text()] as const,
    );
    return Object.fromEntries(await Promise.all(flavours)) as Record<string, string>;
  });
}

/** Where the page does not let its clipboard be read, another page takes the paste. */
async function clipboardElsewhere(page: Page): Promise<Record<string, string>> {
  const paste = await chromium.open(`${site.origin}/paste`);
  const flavours = await clipboardHere(paste);
  await paste.close();
  await page.bringToFront();
  return flavours;
}

async function openedPopup(page: Page): Promise<Page> {
  const popup = await chromium.click(page);
  await popup.waitForSelector('article h1', { timeout: PATIENCE });
  return popup;
}

/** Selects in the page itself, over the advertisement in its middle. */
async function selectInPage(page: Page): Promise<void> {
  await page.evaluate(() => {
    const start = document.querySelector('article em')?.firstChild;
    const end = document.querySelector('article li')?.firstChild;
    if (start && end) getSelection()?.setBaseAndExtent(start, 0, end, 'Eleven boats & crews'.length);
  });
}

async function inPopup(): Promise<Place> {
  const page = await chromium.open(`${site.origin}${ADDRESS}`);
  await selectInPage(page);
  const popup = await openedPopup(page);
  return { run: runIn(popup), clipboard: () => clipboardHere(popup), close: () => page.close() };
}

/** The tab of ours, which is the side panel's page. */
async function inPanel(): Promise<Place> {
  const page = await chromium.open(`${site.origin}${ADDRESS}`);
  await selectInPage(page);
  const popup = await openedPopup(page);
  const opened = chromium.browser.waitForTarget((target) => target.url().includes('panel.html'), { timeout: PATIENCE });
  await press(runIn(popup), messages.openTab.message);
  const panel = await (await opened).page();
  if (!panel) throw new Error('no tab');
  await panel.waitForSelector('article h1', { timeout: PATIENCE });
  await panel.bringToFront();
  return {
    run: runIn(panel),
    clipboard: () => clipboardHere(panel),
    close: async () => {
      await panel.close();
      await page.close();
    },
  };
}

const inReader = async (path: string, clipboard: (page: Page) => Promise<Record<string, string>>): Promise<Place> => {
  const page = await chromium.open(site.origin + path);
  await selectInPage(page);
  const popup = await openedPopup(page);
  await press(runIn(popup), messages.openReader.message);
  await page.waitForSelector('clean-copy-reader >>> article h1', { timeout: PATIENCE });
  await page.bringToFront();
  return { run: runIn(page), clipboard: () => clipboard(page), close: () => page.close() };
};

const PLACES: Record<string, () => Promise<Place>> = {
  popup: inPopup,
  panel: inPanel,
  'reader over the page': () => inReader(ADDRESS, clipboardHere),
  'reader over a page that blocks the clipboard': () => inReader('/blocked', clipboardElsewhere),
};

type Run = Place['run'];

/** Clicks what has this name for those who do not see it. */
async function press(run: Run, label: string, within = ''): Promise<void> {
  await run(`
    const all = [...root.querySelectorAll('${within} button, ${within} [role=tab]')];
    const named = all.find((one) => !one.closest('[hidden]') && (one.ariaLabel ?? one.textContent).startsWith(${JSON.stringify(label)}));
    if (!named) throw new Error('Nothing is called ${label}.');
    root.querySelector('.toast').replaceChildren();
    named.click();`);
}

async function told({ run }: Place): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  let words = '';
  while (!words.startsWith(messages.copied.message)) {
    if (Date.now() > deadline) throw new Error(`It said: ${words}`);
    words = await run<string>(
      `return new Promise((done) => setTimeout(() => done(root.querySelector('.toast').textContent), 20))`,
    );
  }
}

/** Chooses the form of every copy, and that nothing goes along with the text. */
async function choose({ run }: Place, format: Format): Promise<void> {
  await press(run, messages.takeAlong.message);
  await run(`
    const panel = root.querySelector('.take');
    for (const box of panel.querySelectorAll('input:checked')) box.click();
    const format = [...panel.querySelectorAll('select')].find((one) => [...one.options].some(({ value }) => value === 'markdown'));
    format.value = '${format}';
    format.dispatchEvent(new Event('change', { bubbles: true }));
    const links = [...panel.querySelectorAll('select')].find((one) => one !== format);
    links.value = 'inline';
    links.dispatchEvent(new Event('change', { bubbles: true }));
    root.querySelector('.sheet:popover-open')?.hidePopover();`);
}

const commonMark = new MarkdownIt({ html: true });
const bodyOf = (html: string): HTMLElement => new JSDOM(html).window.document.body;
const words = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What every copy has to be, whatever was copied: the shown text in each flavour, in the form that was chosen. */
function expectText(flavours: Record<string, string>, format: Format, shown: string): void {
  const plain = flavours['text/plain'] ?? '';
  const html = format === 'rich' ? (flavours['text/html'] ?? '') : plain;
  expect(Object.keys(flavours).sort()).toEqual(format === 'rich' ? ['text/html', 'text/plain'] : ['text/plain']);
  if (format === 'rich' || format === 'plain') expect(plain).toBe(shown);
  if (format === 'markdown') expect(words(indexText(bodyOf(commonMark.render(plain))).text)).toBe(words(shown));
  if (format === 'rich' || format === 'html') {
    expect(indexText(bodyOf(html)).text).toBe(shown);
    expect(html).not.toMatch(/\b(?:class|style|id)=|<(?:div|span|html|body|meta)\b/);
    for (const link of bodyOf(html).querySelectorAll('a')) expect(link.getAttribute('href')).toMatch(/^https?:/);
  }
}

describe.each(Object.entries(PLACES))('in the %s', (name, open) => {
  let place: Place;
  let address: string;

  beforeAll(async () => {
    place = await open();
    address = `${site.origin}${name.includes('blocks') ? '/blocked' : ADDRESS}`;
  });
  afterAll(() => place?.close());

  describe.each(FORMATS)('as %s', (format) => {
    beforeEach(() => choose(place, format));

    test('the whole article is what is shown', async () => {
      const { run } = place;
      await press(run, messages.tabArticle.message, '.tabs');
      await press(run, messages.copyArticle.message);
      await told(place);
      const shown = indexText(bodyOf(await run<string>("return root.querySelector('.prose').innerHTML"))).text;
      expect(shown).toContain('Eleven boats & crews, *all* of them <well>\n\nNo lamp at the mole [yet]');
      const flavours = await place.clipboard();
      expectText(flavours, format, shown);
      const link = `${site.origin}/harbour?a=1&b=2`;
      if (format === 'markdown') expect(flavours['text/plain']).toContain(`[harbour office](${link})`);
      if (format === 'rich') expect(flavours['text/html']).toContain(`<a href="${link.replace('&', '&amp;')}">`);
    });

    test('a selection is what is selected', async () => {
      const { run } = place;
      await press(run, messages.tabArticle.message, '.tabs');
      await run(`
        const [start] = root.querySelector('.prose em').childNodes;
        const end = root.querySelector('.prose li').firstChild;
        (root.getSelection?.() ?? getSelection()).setBaseAndExtent(start, 0, end, 'Eleven boats & crews'.length);`);
      await press(run, messages.copySelection.message);
      await told(place);
      const flavours = await place.clipboard();
      const all = indexText(bodyOf(PAGE.replace(/<p>Advertisement<\/p>|<nav.*<\/nav>/g, ''))).text;
      const from = all.indexOf('given up');
      expectText(flavours, format, all.slice(from, all.indexOf('& crews') + '& crews'.length));
      if (format === 'rich') expect(flavours['text/html']).toMatch(/^<p><em>given up<\/em>/);
      await run('getSelection().removeAllRanges()');
    });

    test('what is selected in the page is copied from the clean article', async () => {
      const { run } = place;
      await press(run, messages.takeAlong.message);
      await run(`return new Promise((resolve, reject) => {
        const deadline = Date.now() + ${PATIENCE};
        const look = () => {
          const names = [...root.querySelectorAll('.take button')].map((one) => one.textContent);
          if (names.includes('${messages.takePageSelection.message}')) resolve();
          else if (Date.now() > deadline) reject(new Error(names.join()));
          else setTimeout(look, 20);
        };
        look();
      })`);
      await press(run, messages.takePageSelection.message);
      await told(place);
      const all = indexText(bodyOf(PAGE.replace(/<p>Advertisement<\/p>|<nav.*<\/nav>/g, ''))).text;
      const flavours = await place.clipboard();
      expectText(flavours, format, all.slice(all.indexOf('given up'), all.indexOf('& crews') + '& crews'.length));
      await run("root.querySelector('.sheet:popover-open')?.hidePopover()");
    });

    test('a quote comes with its speaker, its source and an address that leads to it', async () => {
      const { run } = place;
      await press(run, messages.tabQuotes.message, '.tabs');
      await press(run, messages.copyQuote.message);
      await told(place);
      const flavours = await place.clipboard();
      const link = `${address}#:~:text=We%20counted%20the%20boats%20twice%2C`;
      const quote = '“We counted the boats twice,”';
      const html = `<blockquote cite="${link}"><p>${quote}</p></blockquote><p>— Ann Lee, <cite><a href="${link}">The fleet is back</a></cite>, The Courier</p>`;
      const plain = {
        rich: `${quote} — Ann Lee, The fleet is back, The Courier, ${link}`,
        plain: `${quote} — Ann Lee, The fleet is back, The Courier, ${link}`,
        markdown: `> ${quote}\n>\n> — Ann Lee, [The fleet is back](${link}), The Courier`,
        html,
      }[format];
      expect(flavours).toEqual({ 'text/plain': plain, ...(format === 'rich' && { 'text/html': html }) });
    });

    test.each([
      ['one speaker’s quotes', () => messages.copySpeaker.message.replace('$1', 'Ann Lee'), QUOTES.slice(0, 2)],
      ['all quotes', () => messages.copyQuotes.message, QUOTES],
    ] as const)('%s come with the names and where they were read', async (_, label, quotes) => {
      const { run } = place;
      await press(run, messages.tabQuotes.message, '.tabs');
      await press(run, label());
      await told(place);
      const shown = quotes.map(([text, name]) => `“${text}”\n— ${name}`);
      const flavours = await place.clipboard();
      const source = format === 'markdown' ? 'The Courier' : `The Courier, ${address}`;
      expectText(flavours, format, [...shown, source].join('\n\n'));
      if (format === 'markdown') expect(flavours['text/plain']).toContain(`[The Courier](${address})`);
      if (format === 'rich') {
        expect(bodyOf(flavours['text/html'] ?? '').querySelectorAll('blockquote')).toHaveLength(quotes.length);
      }
    });
  });
});

test.each([ADDRESS, '/blocked'])(
  'the keys on the keyboard copy the clean article of %s, and open nothing',
  async (path) => {
    const page = await chromium.open(site.origin + path);
    // Not in the form that was chosen last.
    await chromium.evaluateInBackground('chrome.storage.sync.clear()');
    await page.bringToFront();
    // A page that has not been painted yet is given no keys.
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    const keyboard = await page.createCDPSession();
    // With a native code the key goes on to the browser when the page leaves it, as a person's does; puppeteer's own have none.
    const key = { modifiers: ALT + SHIFT, key: 'E', code: 'KeyE', windowsVirtualKeyCode: 69, nativeVirtualKeyCode: 69 };
    await keyboard.send('Input.dispatchKeyEvent', { ...key, type: 'rawKeyDown' });
    await keyboard.send('Input.dispatchKeyEvent', { ...key, type: 'keyUp' });
    const tab = '(await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0]';
    await chromium.evaluateInBackground(untilTrue(`await chrome.action.getBadgeText({ tabId: ${tab}.id }) === '✓'`));
    expect(chromium.browser.targets().filter((target) => target.url().includes('popup.html'))).toEqual([]);
    const flavours = await clipboardElsewhere(page);
    expect(flavours['text/plain']).toContain('Eleven boats & crews, *all* of them <well>');
    expect(flavours['text/plain']).not.toContain('Advertisement');
    expect(flavours['text/html']).toContain('<h2>What the log says</h2>');
    await page.close();
  },
);
