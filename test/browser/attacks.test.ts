/** Hostile pages in a real browser, through every way their content goes. The canary tells when one thing gets through. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import type { Page } from 'puppeteer-core';
import messages from '../../src/_locales/en/messages.json';
import { type Reply, serve } from '../../src/build/serve.mjs';
import { type Attack, attacks, HOSTILE_HEAD } from '../fixtures/attacks.ts';
import { type Chromium, changedBuild, PATIENCE, type Site, startChromium } from './harness.ts';

const WORDS = 'The harbour master counted the boats again in the evening, and this time there was one more. '.repeat(4);
const IN_FRONT = `<p>${WORDS}</p><p>“There is one more boat than yesterday,” said Ann Lee. ${WORDS}</p>`;
const BEHIND = `<p>${WORDS}</p><p>${WORDS}</p>`;

/** What is put into every page before anything of its own runs. */
const CANARY = `globalThis.names = []; globalThis.fired = (name) => { names.push(name); };
// The policy also tells of handlers in trees that no page shows, while they are being cleaned; those are no elements of this document.
addEventListener('securitypolicyviolation', ({ target, violatedDirective, blockedURI }) => {
  if (target instanceof Element) names.push('policy ' + violatedDirective + ' ' + blockedURI);
});`;

/** What may be in what we show. Anything else is a hole, whether or not it fired. */
const FOREIGN = `(root) => {
  const bad = [];
  for (const element of root.querySelectorAll('*')) {
    if (!/^(?:a|abbr|article|aside|b|bdi|bdo|blockquote|br|caption|cite|code|dd|del|dfn|div|dl|dt|em|figcaption|figure|footer|h[1-6]|header|hr|i|img|ins|kbd|li|main|mark|nav|ol|p|pre|q|rb|rp|rt|ruby|s|samp|section|small|span|strong|sub|sup|table|tbody|td|tfoot|th|thead|time|tr|u|ul|var|wbr)$/.test(element.localName)) bad.push('<' + element.localName + '>');
    for (const { name, value } of element.attributes) {
      if (/^(?:on|style$|srcdoc|srcset|form|ping|http-equiv|background|poster|is$|xlink|popover|id$|name$)/.test(name)) bad.push(name + '=' + value);
      if (/^(?:href|src|cite|action)$/.test(name) && !/^(?:https?:|mailto:|data:image\\/(?!svg)|#)/.test(value)) bad.push(name + '=' + value);
    }
  }
  return [...new Set(bad)];
}`;

let chromium: Chromium;
let site: Site;
let opened: Awaited<ReturnType<typeof changedBuild>>;
let all: Attack[];
const hits: string[] = [];
const pages: Record<string, string | Reply> = {};

beforeAll(async () => {
  site = await serve((path) => {
    if (path.startsWith('/canary/')) {
      hits.push(path);
      return { body: '', headers: { 'access-control-allow-origin': '*' } };
    }
    const own = pages[path];
    return typeof own === 'string' ? { body: own } : own;
  });
  all = attacks(`${site.origin}/canary`);
  for (const kind of kinds()) {
    const own = all.filter((attack) => attack.kind === kind);
    // A page that leads away at once is not there to be read.
    const pieces = own.map(({ markup }) => `<p>${WORDS}</p>${markup.replace(/(content=["'])0;/, '$1900;')}`);
    pages[`/${kind}`] = `<!doctype html><html lang="en"><head>${HOSTILE_HEAD}</head>
<body><article><h1>Boats</h1>${IN_FRONT}${pieces.join('\n')}${BEHIND}</article></body></html>`;
  }
  pages['/blank'] = '<!doctype html><title>Blank</title><body>';
  // The reader's tree is closed to pages and to tests: this build opens it, and nothing else is different.
  const script = await readFile('dist/chrome/reader/in-page.js', 'utf8');
  opened = await changedBuild('chrome', (manifest) => manifest, {
    'reader/in-page.js': script.replace(/mode:"closed"/, 'mode:"open"'),
  });
  chromium = await startChromium(opened.folder);
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
  await opened?.remove();
});

const kinds = (): string[] => [...new Set(all.map(({ kind }) => kind))];
const firedIn = (page: Page): Promise<string[]> => page.evaluate('globalThis.names ?? []') as Promise<string[]>;

/** Long enough for what was put into a page to load, fail, animate and be told. */
const settle = (page: Page): Promise<unknown> =>
  page.evaluate(`new Promise((done) => requestIdleCallback(() => setTimeout(done, 150)))`);

describe('one piece at a time, in a page without any policy of its own', () => {
  let page: Page;

  /** The code that ships, to be called in a bare page: there nothing but the code itself stands in the way. */
  beforeAll(async () => {
    const { outputFiles } = await build({
      stdin: { contents: SHOWING, resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      write: false,
      format: 'iife',
      loader: { '.json': 'json' },
    });
    page = await chromium.browser.newPage();
    await page.evaluateOnNewDocument(CANARY);
    await page.goto(`${site.origin}/blank`);
    await page.evaluate(outputFiles[0]?.text ?? '');
  });

  afterAll(() => page.close());

  test('the pieces are live: put into a page as they are, many of them fire', async () => {
    const bare = await chromium.browser.newPage();
    await bare.evaluateOnNewDocument(CANARY);
    await bare.goto(`${site.origin}/blank`);
    hits.length = 0;
    const dangerous = all.filter(({ kind }) => ['handler', 'svg', 'mutation', 'frame', 'css'].includes(kind));
    await bare.evaluate(
      (markups) => {
        for (const markup of markups) {
          const box = document.createElement('div');
          document.body.append(box);
          box.innerHTML = markup;
        }
      },
      dangerous.map(({ markup }) => markup),
    );
    await settle(bare);
    const live = new Set([...(await firedIn(bare)), ...hits]).size;
    console.log(`${live} of ${dangerous.length} pieces fire in a bare page without us`);
    // Of the others some are scripts, which do not run when written in this way, and some wait for a click.
    expect(live).toBeGreaterThan(20);
    await bare.close();
    hits.length = 0;
  });

  test.each(['view', 'viewWithImages', 'clipboard', 'file', 'quotes', 'kept'] as const)(
    '%s: none fires',
    async (way) => {
      hits.length = 0;
      const foreign = await page.evaluate(
        async (way, pieces, front, check) => {
          const { show } = globalThis as unknown as { show: Record<string, (html: string) => HTMLElement> };
          const foreignIn = new Function(`return ${check}`)() as (root: HTMLElement) => string[];
          const found: string[] = [];
          for (const { name, markup } of pieces) {
            try {
              const began = performance.now();
              const shown = show[way]?.(`${front}${markup}<p>The last sentence of the page.</p>`);
              if (!shown) throw new Error('nothing shown');
              if (performance.now() - began > 20_000) found.push(`${name}: slow`);
              for (const bad of foreignIn(shown)) found.push(`${name}: ${bad}`);
              for (const clickable of shown.querySelectorAll<HTMLElement>('[onclick], [onfocus], details'))
                clickable.click();
            } catch (error) {
              found.push(`${name}: ${error}`);
            }
          }
          return found;
        },
        way,
        all,
        IN_FRONT,
        FOREIGN,
      );
      await settle(page);
      const fired = [...(await firedIn(page)), ...hits.filter(() => way !== 'viewWithImages')];
      console.log(`${way}: ${all.length} pieces, ${fired.length} fired`);
      expect({ foreign, fired }).toEqual({ foreign: [], fired: [] });
      expect(page.url()).toBe(`${site.origin}/blank`);
    },
  );

  test.each(['ownerDocument', 'matches', 'parentElement', 'parentNode', 'nextSibling'])(
    'a form in what is selected does not hide its %s',
    async (name) => {
      const article = await page.evaluate((html) => {
        const { readSelected } = globalThis as unknown as { readSelected: (html: string) => unknown };
        return readSelected(html);
      }, `<form><img name="${name}"><p>${WORDS}</p></form><img name="implementation">`);
      expect(article).toMatchObject({ text: WORDS.trim() });
    },
  );

  test('of file names nothing is left that turns, hides or leads elsewhere', async () => {
    const names = await page.evaluate(() => {
      const { fileName } = globalThis as unknown as {
        fileName: (article: { title: string }, extension: string) => string;
      };
      return [
        'report\u202egpj.exe',
        '../../etc/passwd',
        'a\u0000b',
        'CON',
        'x\u2066y\u2069',
        '\ud800',
        '..',
        'a/b\\c:d|e',
      ].map((title) => fileName({ title }, 'md'));
    });
    for (const name of names) {
      expect(name).toMatch(/^[^<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]+\.md$/u);
      expect(name).not.toMatch(/^\.|^con\./i);
    }
  });
});

describe('whole pages through the extension', () => {
  test('none fires in popup, panel and reader, and each page can be read', async () => {
    const results: Record<string, unknown> = {};
    for (const kind of kinds()) results[kind] = await throughAll(kind);
    expect(results).toEqual(
      Object.fromEntries(kinds().map((kind) => [kind, { popup: [], panel: [], reader: [], hits: [], polluted: [] }])),
    );
  }, 400_000);
});

describe('pages that take the names of the interface that extensions get', () => {
  test.each([
    '<iframe name=chrome></iframe>',
    '<iframe name=browser></iframe>',
    '<iframe name=chrome></iframe><iframe name=chrome></iframe>',
    '<a id=chrome></a><a id=chrome name=runtime></a>',
  ])('are read, and the reader opens in a tab of its own: %s', async (names) => {
    pages['/names'] =
      `<!doctype html><title>Boats</title><article><h1>Boats</h1>${IN_FRONT}${names}${BEHIND}</article>`;
    const page = await chromium.open(`${site.origin}/names`);
    const popup = await chromium.click(page);
    expect(await wrongIn(popup, 'document')).toEqual([]);
    const opened = chromium.browser.waitForTarget((target) => target.url().includes('/reader/panel.html?tab='), {
      timeout: PATIENCE,
    });
    await popup.evaluate((label) => {
      document.querySelector<HTMLElement>(`button[aria-label="${label}"]`)?.click();
    }, messages.openReader.message);
    const reader = await (await opened).asPage();
    expect(await wrongIn(reader, 'document')).toEqual([]);
    await reader.close();
    await page.close();
  });
});

/** What went wrong with the page of one kind in each place. */
async function throughAll(kind: string): Promise<Record<string, unknown>> {
  const page = await chromium.browser.newPage();
  await page.evaluateOnNewDocument(CANARY);
  await page.goto(`${site.origin}/${kind}`, { waitUntil: 'domcontentloaded' });
  await settle(page);
  const popup = await chromium.click(page);
  const popupWrong = await wrongIn(popup, 'document');
  hits.length = 0;
  const tabId = (await popup.evaluate(
    'chrome.tabs.query({ active: true, currentWindow: true }).then(([tab]) => tab.id)',
  )) as number;
  const polluted = [
    await popup.evaluate('({}).polluted'),
    await popup.evaluate(
      `chrome.scripting.executeScript({ target: { tabId: ${tabId} }, func: () => ({}).polluted ?? null }).then(([{ result }]) => result)`,
    ),
  ].filter((value) => value !== undefined && value !== null);

  const panel = await chromium.browser.newPage();
  await panel.evaluateOnNewDocument(CANARY);
  await panel.goto(`chrome-extension://${chromium.extensionId}/reader/panel.html?tab=${tabId}`);
  const panelWrong = await wrongIn(panel, 'document');
  panelWrong.push(...(await firedIn(panel)));
  await panel.close();

  await page.bringToFront();
  await page.evaluate('globalThis.names.length = 0');
  await chromium.evaluateInBackground(
    `chrome.scripting.executeScript({ target: { tabId: ${tabId} }, files: ['reader/in-page.js'] })`,
  );
  // Where our scripts get no interface the reader opens in a tab: a test of its own is below.
  const readerWrong =
    kind === 'naming'
      ? []
      : await wrongIn(page, "Document.prototype.querySelector.call(document, 'clean-copy-reader')?.shadowRoot");
  readerWrong.push(...(await firedIn(page)));
  if (!popup.isClosed()) await popup.close();
  await page.close();
  const leaked = hits.splice(0);
  return { popup: popupWrong, panel: panelWrong, reader: readerWrong, hits: leaked, polluted };
}

async function wrongIn(page: Page, root: string): Promise<string[]> {
  try {
    await page.waitForFunction(`${root}?.querySelector('article .prose, [role=alert]') != null`, { timeout: PATIENCE });
    await settle(page);
    const alert = (await page.evaluate(`${root}.querySelector('[role=alert]')?.textContent ?? ''`)) as string;
    if (alert !== '') return [`not read: ${alert}`];
    const text = (await page.evaluate(`${root}.querySelector('article').textContent`)) as string;
    const wrong = (await page.evaluate(`(${FOREIGN})(${root}.querySelector('article .prose'))`)) as string[];
    return text.includes('counted the boats again') ? wrong : [...wrong, `words lost: ${text.slice(0, 80)}`];
  } catch (error) {
    return [String(error).split('\n')[0] ?? ''];
  }
}

/** From a page's HTML through the code that ships to what each way shows or gives away. */
const SHOWING = `
import { readArticle } from './src/core/read-article.ts';
import { rulesFor } from './src/rules/index.ts';
import { articleBody } from './src/view/article-view.ts';
import { sanitize } from './src/view/sanitize.ts';
import { copyOf, DEFAULT_COPY_OPTIONS, fileName, toHtmlFile } from './src/formats/index.ts';
import { renderKeptQuote } from './src/view/kept-quote-view.ts';
import { makeTexts } from './src/view/texts.ts';
import { readShelf } from './src/formats/shelf-files.ts';

const parse = (html) => sanitize(document, html);
const options = { ...DEFAULT_COPY_OPTIONS, links: 'inline', images: false };
const known = new Map();
const read = (html) => {
  if (!known.has(html)) known.set(html, readAnew(html));
  return known.get(html);
};
const pageOf = (html) => new DOMParser().parseFromString('<!doctype html><html lang=en><title>T</title><body><article>' + html + '</article>', 'text/html');
const readAnew = (html) => {
  const page = pageOf(html);
  const article = readArticle(page, 'https://news.example/a', rulesFor('en'));
  if ('error' in article) throw new Error(article.error.code);
  return article;
};
// What a reader's pipeline would show were everything before the last step fooled: the page's own HTML, unread.
const raw = (html) => ({ ...read('<p>' + 'Some words of an article. '.repeat(30) + '</p>'), html });
const boxed = (node) => { const box = document.createElement('div'); document.body.append(box); box.append(node); return box; };
const pasted = (html) => { const box = document.createElement('div'); document.body.append(box); box.innerHTML = html; return box; };
const both = (make) => (html) => boxed(((a, b) => { const f = document.createElement('div'); f.append(a, b); return f; })(make(read(html)), make(raw(html))));

globalThis.fileName = fileName;
globalThis.readSelected = (html) => {
  const page = pageOf(html);
  const selection = page.createRange();
  selection.selectNodeContents(page.lastChild);
  return readArticle(page, 'https://news.example/a', rulesFor('en'), { selection });
};
globalThis.show = {
  view: both((article) => articleBody(article, document, false)),
  viewWithImages: both((article) => articleBody(article, document, true)),
  clipboard: (html) => pasted(['article'].map((kind) => copyOf(read(html), { kind }, 'rich', options, parse).html).join('') + copyOf(raw(html), { kind: 'article' }, 'rich', options, parse).html),
  file: (html) => {
    const whole = toHtmlFile({ ...read(html), title: html, byline: html, siteName: html, url: 'javascript:top.fired(1)' }, options, parse);
    const parsed = new DOMParser().parseFromString(whole, 'text/html');
    return pasted(parsed.querySelector('article').innerHTML);
  },
  quotes: (html) => {
    const article = read(html);
    const quotes = [{ text: html, start: 0, end: 0, speaker: { name: html, via: 'cue', confidence: 1 } }];
    return pasted(copyOf({ ...article, title: html, byline: html }, { kind: 'quotes', utterances: [quotes] }, 'rich', options, parse).html);
  },
  kept: (html) => {
    const time = '2026-01-01T00:00:00.000Z';
    const source = { title: html, byline: html, siteName: html, published: html, url: html, lang: html };
    const quotes = ['javascript:top.fired(2)', html].map((address, at) => (
      { id: 'id' + at, kept: time, changed: time, address, note: html, tags: [html], quote: { text: html, open: '“', close: '”', speaker: html }, source, __proto__: { polluted: 'yes' } }));
    const file = readShelf(JSON.stringify({ format: 'clean-copy-quotes', version: 1, quotes }), () => undefined);
    if (!file.ok) throw new Error(file.error.code);
    const texts = { ...makeTexts((key) => (key === 'locale' ? 'en' : 'words|words')), date: String };
    const shown = document.createElement('div');
    for (const kept of file.quotes) shown.append(renderKeptQuote(kept, { document, texts, copy() {}, remove() {}, change: async () => {} }));
    for (const button of shown.querySelectorAll('button')) button.remove();
    return boxed(shown);
  },
};
`;

test('a page that has changed what its own scripts work with is read and shown as any other', async () => {
  pages['/changed'] =
    `<!doctype html><html lang="en"><title>Boats</title><article><h1>Boats</h1>${IN_FRONT}${BEHIND}</article><script>
    const refuse = () => { throw new Error('changed'); };
    const lie = { configurable: true, get: refuse, set: refuse };
    for (const name of ['textContent', 'firstChild', 'nextSibling', 'childNodes', 'parentNode', 'ownerDocument'])
      Object.defineProperty(Node.prototype, name, lie);
    for (const name of ['innerHTML', 'attributes', 'tagName', 'shadowRoot', 'children']) Object.defineProperty(Element.prototype, name, lie);
    for (const [owner, names] of [
      [Element.prototype, ['querySelectorAll', 'getAttribute', 'matches', 'closest', 'attachShadow', 'append']],
      [Document.prototype, ['importNode', 'createTreeWalker', 'createElement', 'createRange', 'querySelector', 'adoptNode']],
      [DOMImplementation.prototype, ['createHTMLDocument']], [DOMParser.prototype, ['parseFromString']],
      [Array.prototype, ['push', 'map', 'filter', 'join', Symbol.iterator]], [String.prototype, ['replace', 'slice', 'trim', 'split']],
      [RegExp.prototype, ['exec', 'test']], [Promise.prototype, ['then']], [JSON, ['parse', 'stringify']], [Map.prototype, ['get', 'set']],
    ]) for (const name of names) owner[name] = refuse;
    for (const name of ['textContent', 'url', 'value', 'then', 'call']) Object.defineProperty(Object.prototype, name, lie);
  </script>`;
  const page = await chromium.open(`${site.origin}/changed`);
  const popup = await chromium.click(page);
  expect(await wrongIn(popup, 'document')).toEqual([]);
  await popup.evaluate((label) => {
    document.querySelector<HTMLElement>(`button[aria-label="${label}"]`)?.click();
  }, messages.openReader.message);
  await page.waitForSelector('clean-copy-reader', { timeout: PATIENCE });
  await page.close();
});
