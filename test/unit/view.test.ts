import { describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { type Article, isFailure } from '../../src/core/article.ts';
import { readArticle } from '../../src/core/read-article.ts';
import { finish } from '../../src/core/steps.ts';
import { indexText } from '../../src/core/text-index.ts';
import { DEFAULT_TAKE_OPTIONS } from '../../src/formats/options.ts';
import { rulesFor } from '../../src/rules/index.ts';
import { articleBody, drawBody, renderArticle } from '../../src/view/article-view.ts';
import { copyOfArticle, copyOfQuotes } from '../../src/view/copying.ts';
import { applyEdits } from '../../src/view/edits.ts';
import { renderFirstLook } from '../../src/view/first-look.ts';
import { attachMarginMarks } from '../../src/view/margin-marks.ts';
import { filterQuotes, groupBySpeaker, quoteItems, wordsAround } from '../../src/view/quote-list.ts';
import { removalSummary } from '../../src/view/removals-view.ts';
import { createWorkspace } from '../../src/view/workspace.ts';
import { englishTexts } from './view-texts.ts';

const texts = englishTexts();

/** One for all tests: making a window costs more than what is tested with it. */
const shellDocument = new JSDOM('<!doctype html><title>Shell</title><body></body>', { url: 'https://shell.example/' })
  .window.document;

/** An article whose text is what the text index says of its HTML, as the pipeline makes it. */
function articleOf(html: string, more: Partial<Article> = {}): Article {
  const root = new JSDOM(`<article>${html}</article>`).window.document.querySelector('article');
  if (!root) throw new Error('no root');
  const { text, blocks } = indexText(root);
  return {
    url: 'https://news.example/2020/story',
    title: 'A story',
    lang: 'en',
    dir: 'ltr',
    html: root.innerHTML,
    text,
    wordCount: 10,
    readingMinutes: 1,
    blocks,
    quotes: [],
    phrases: [],
    removals: [],
    coverage: 1,
    ...more,
  };
}

function quoteAt(article: Article, words: string) {
  const start = article.text.indexOf(words);
  return { text: words, start, end: start + words.length };
}

const BODIES: Record<string, string> = {
  paragraphs: '<p>One <em>two</em> three.</p>\n<p>Four&nbsp;five <a href="/six">six</a>.<br>Seven.</p>',
  'nested boxes': '<div>Loose <span>words</span><div>in a box</div> and after</div><section><p>End</p></section>',
  lists: '<ul><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ul><ol start=3><li>d</li></ol>',
  'broken lists': '<ul>stray<li>a</li><div>b</div></ul><li>alone</li><dl><p>term</p><dd>what</dd></dl>',
  tables: '<table><caption>Of</caption><tr><th>x</th><td>1</td></tr><tr><td>y</td><td>2</td></tr></table>',
  forms: '<form><fieldset>Kept <button>press</button> <select><option>no</option></select></fieldset></form>',
  'closed boxes': '<details><summary>Sum</summary>Inside</details><dialog>Said</dialog><p hidden>not seen</p><p>x</p>',
  silent: '<p>a<svg><text>no</text></svg><math><mi>x</mi></math>b</p><noscript>no</noscript><p>c</p>',
  preformatted: '<pre>\n  two\n    lines</pre><blockquote>Said <p>twice</p></blockquote>',
  'soft breaks': '<p>in\u00adter\u200bna\u00adtional  \n space</p><figure><figcaption>cap</figcaption></figure>',
  'right to left': '<p>قال الوزير</p><p>Then in English, at some length</p>',
};

/** A workspace in a document of its own whose changes are drawn when the test says so, by the slices it is handed. */
function drawnWhenTold(article: Article) {
  const slices: (() => void)[] = [];
  const copies: string[] = [];
  const shell = new JSDOM().window.document;
  const workspace = createWorkspace(article, {
    document: shell,
    texts,
    images: false,
    inSlices: (steps) => new Promise((resolve) => slices.push(() => resolve(finish(steps)))),
    onImages: () => {},
    copy: async ({ plain }) => copies.push(plain) > 0,
    actions: [],
  });
  shell.body.append(workspace.root);
  return { shell, workspace, slices, copies };
}

describe('the article view', () => {
  test.each(Object.entries(BODIES))('shows exactly the text of the article: %s', (_, html) => {
    const article = articleOf(html);
    for (const images of [false, true]) {
      expect(indexText(articleBody(article, shellDocument, images)).text).toBe(article.text);
      const view = renderArticle(article, { document: shellDocument, texts, images });
      expect(indexText(view.body).text).toBe(article.text);
    }
  });

  test('still does when the HTML does not give the text again', () => {
    const article = articleOf('<p>One.</p><p>Two.</p>');
    const view = renderArticle({ ...article, html: '<p>One.' }, { document: shellDocument, texts, images: false });
    expect(indexText(view.body).text).toBe('One.\n\nTwo.');
  });

  test('gives the place of every span', () => {
    const article = articleOf(BODIES.paragraphs ?? '');
    const view = renderArticle(article, { document: shellDocument, texts, images: false });
    for (const block of article.blocks) {
      const range = view.rangeOf(block);
      expect(range?.toString().replace(/\s+/g, ' ')).toBe(
        article.text.slice(block.start, block.end).replace(/\n/g, ''),
      );
    }
    expect(view.rangeOf({ start: 10_000, end: 10_010 })).toBeUndefined();
  });

  test.each([
    '<p onclick="x()">a</p>',
    '<p>a<script>x()</script></p>',
    '<p>a<img src=x onerror="x()"></p>',
    '<p><a href="javascript:x()">a</a></p>',
    '<p><a href=" java\nscript:x()">a</a></p>',
    '<p><a href="data:text/html,<script>x()</script>">a</a></p>',
    '<p>a<iframe srcdoc="<script>x()</script>"></iframe></p>',
    '<p>a<svg><a xlink:href="javascript:x()"><text>b</text></a></svg></p>',
    '<p>a</p><style>*{display:none}</style><link rel=stylesheet href=//evil.example>',
    '<p style="position:fixed;inset:0" class="workspace" id="x">a</p>',
    '<form action="//evil.example"><input name=q><button formaction="javascript:x()">a</button></form>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=x()&gt;"></table></mtext></math><p>a</p>',
    '<p>a<template shadowrootmode=open><script>x()</script></template></p>',
    '<base href="//evil.example"><meta http-equiv=refresh content="0;url=//evil.example"><p>a</p>',
    '<p>a<a href="https://x.example" target="_self" rel="opener" ping="//evil.example">b</a></p>',
  ])('lets nothing through that runs, loads or covers: %s', (html) => {
    const view = renderArticle(articleOf(html), { document: shellDocument, texts, images: true });
    expect(
      view.body.querySelector(
        'script, style, link, iframe, form, input, button, svg, math, template, meta, base, object',
      ),
    ).toBeNull();
    for (const element of view.body.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        expect(name).not.toMatch(/^on|^style$|^id$|^ping$|^srcset$|^formaction$/);
        expect(value).not.toMatch(/^\s*(?:java\s*script|data:text)/i);
      }
    }
    for (const link of view.body.querySelectorAll('a[href]')) {
      expect(link.getAttribute('href')).toMatch(/^(https?|mailto|tel):/);
      expect(link.getAttribute('target')).toBe('_blank');
      expect(link.getAttribute('rel')).toBe('noopener noreferrer');
    }
  });

  test('is drawn in steps, and then shown as it is', () => {
    const article = articleOf('<div><p>One <b>two</b> <a href="https://x.example/">three</a>.</p></div>'.repeat(500));
    const drawing = drawBody(article, shellDocument, texts, false);
    let steps = 0;
    let step = drawing.next();
    for (; !step.done; step = drawing.next()) steps++;
    expect(steps).toBeGreaterThan(100);
    const options = { document: shellDocument, texts, images: false };
    const view = renderArticle(article, { ...options, drawn: step.value });
    expect(view.body).toBe(step.value.element);
    expect(view.root.outerHTML).toBe(renderArticle(article, options).root.outerHTML);
    expect(indexText(view.body).text).toBe(article.text);
  });

  test('loads images only when they are wanted, and only from where they may come', () => {
    const article = articleOf(
      '<p>a<img src="/b.jpg" srcset="/c.jpg 2x" alt="A boat"><img src="javascript:x()"><img src="data:image/svg+xml,<svg/>"></p>',
    );
    const render = (images: boolean) => renderArticle(article, { document: shellDocument, texts, images }).body;
    expect(render(false).querySelectorAll('img')).toHaveLength(0);
    const shown = [...render(true).querySelectorAll('img')];
    expect(shown.map((image) => [image.getAttribute('src'), image.getAttribute('alt')])).toEqual([
      ['https://news.example/b.jpg', 'A boat'],
    ]);
    expect(shown[0]?.getAttribute('referrerpolicy')).toBe('no-referrer');
  });

  test('says title, byline, site, date and reading time', () => {
    const article = articleOf('<p>x</p>', {
      byline: 'Ada Writer',
      siteName: 'The Courier',
      published: '2020-01-06',
      wordCount: 4 * 228,
    });
    const { root } = renderArticle(article, { document: shellDocument, texts, images: false });
    expect(root.querySelector('h1')?.textContent).toBe('A story');
    expect(root.querySelector('.article__facts')?.textContent).toBe('Ada WriterJanuary 6, 20204 min read');
    expect(root.querySelector('.article__source')?.textContent).toBe('The Courier');
  });

  test('warns when much of the page was left out', () => {
    const options = { document: shellDocument, texts, images: false };
    expect(renderArticle(articleOf('<p>x</p>', { coverage: 0.3 }), options).root.textContent).toContain(
      'may be missing',
    );
    expect(renderArticle(articleOf('<p>x</p>'), options).root.textContent).not.toContain('may be missing');
  });

  test('levels headings without a gap and sets foreign blocks in their own direction', () => {
    const article = articleOf('<h5>First</h5><p>x</p><h2>Second</h2><p>هذا نص عربي</p>');
    const view = renderArticle(article, { document: shellDocument, texts, images: false });
    expect(view.headings.map(({ text, level }) => [text, level])).toEqual([
      ['First', 2],
      ['Second', 2],
    ]);
    expect(view.body.querySelector('h5')?.getAttribute('aria-level')).toBe('2');
    expect(view.body.querySelectorAll('p')[1]?.dir).toBe('rtl');
    expect(view.body.querySelectorAll('p')[0]?.hasAttribute('dir')).toBe(false);
  });

  test('leaves a block its direction when it only quotes a long sentence in the other', () => {
    const article = articleOf('<p>كتبت الشركة: “The crews must have an answer by the end of this week.”</p>', {
      lang: 'ar',
      dir: 'rtl',
    });
    const { body } = renderArticle(article, { document: shellDocument, texts, images: false });
    expect(body.querySelector('p')?.hasAttribute('dir')).toBe(false);
  });
});

describe('edits', () => {
  const article = articleOf('<p>One “said” here.</p><ul><li>Two.</li></ul><p>Three “again” end.</p>');
  const withRemovals: Article = {
    ...article,
    quotes: [
      quoteAt(article, 'said'),
      { ...quoteAt(article, 'again'), speaker: { name: 'Ann', via: 'cue', confidence: 1 } },
    ],
    removals: [
      { id: 'a', kind: 'ad-marker', rule: 'a', text: 'Advertisement', at: 0 },
      { id: 'b', kind: 'ad-marker', rule: 'b', text: '(photo)', at: 0, offset: article.text.indexOf('here') },
      { id: 'c', kind: 'caption', rule: 'c', text: 'A caption.', at: 1 },
      { id: 'd', kind: 'share', rule: 'd', text: 'Share this', at: 3 },
    ],
  };
  const edited = (putBack: number[], speakers: [number, string][] = []) =>
    finish(applyEdits(withRemovals, { putBack: new Set(putBack), speakers: new Map(speakers) }, shellDocument));

  test('put back what was removed, where it stood, and every span still fits', () => {
    const all = edited([0, 1, 2, 3]);
    expect(all.text).toBe(
      'Advertisement\n\nOne “said” (photo) here.\n\nA caption.\n\nTwo.\n\nThree “again” end.\n\nShare this',
    );
    expect(all.removals).toEqual([]);
    for (const putBack of [[], [0], [1], [2], [3], [0, 2], [1, 3], [0, 1, 2, 3]]) {
      const result = edited(putBack);
      for (const quote of result.quotes) expect(result.text.slice(quote.start, quote.end)).toBe(quote.text);
      expect(result.quotes.map(({ text }) => text)).toEqual(['said', 'again']);
      expect(result.removals).toHaveLength(4 - putBack.length);
      const view = renderArticle(result, { document: shellDocument, texts, images: false });
      expect(indexText(view.body).text).toBe(result.text);
    }
  });

  test('move the places of what stays removed', () => {
    const result = edited([0]);
    expect(result.removals.map(({ text, at }) => [text, at])).toEqual([
      ['(photo)', 1],
      ['A caption.', 2],
      ['Share this', 4],
    ]);
    expect(result.text.slice(result.removals[0]?.offset)).toMatch(/^here/);
  });

  test('correct a speaker, or take the name away', () => {
    const result = edited(
      [],
      [
        [0, 'Berta'],
        [1, ''],
      ],
    );
    expect(result.quotes.map((quote) => quote.speaker?.name)).toEqual(['Berta', undefined]);
    expect(withRemovals.quotes[1]?.speaker?.name).toBe('Ann');
  });
});

describe('quotes as they are listed', () => {
  const base = articleOf(
    '<p>“We will go on,” she said, “until it is done.” He: “Not so.” “Élan is what we need now,” said nobody.</p>',
  );
  const ann = { name: 'she', resolvedName: 'Ann Lee', via: 'cue' as const, confidence: 1 };
  const bob = { name: 'Bob', via: 'cue' as const, confidence: 1 };
  const article: Article = {
    ...base,
    quotes: [
      { ...quoteAt(base, 'We will go on,'), speaker: ann, group: 1 },
      { ...quoteAt(base, 'until it is done.'), speaker: ann, group: 1 },
      { ...quoteAt(base, 'Not so.'), speaker: bob },
      quoteAt(base, 'Élan is what we need now,'),
    ],
  };
  const items = quoteItems(article);

  test('pieces of one utterance are one item; fragments are told apart', () => {
    expect(items.map((item) => [item.pieces.length, item.fragment])).toEqual([
      [2, false],
      [1, true],
      [1, false],
    ]);
  });

  test('filter by speaker, by words without accents, and fragments', () => {
    const found = (filter: Partial<Parameters<typeof filterQuotes>[1]>) =>
      filterQuotes(items, { text: '', fragments: true, ...filter }).map((item) => item.at);
    expect(found({})).toEqual([0, 1, 2]);
    expect(found({ fragments: false })).toEqual([0, 2]);
    expect(found({ speaker: 'Bob' })).toEqual([1]);
    expect(found({ speaker: '' })).toEqual([2]);
    expect(found({ text: 'elan' })).toEqual([2]);
    expect(found({ text: 'ann' })).toEqual([0]);
  });

  test('group by the fullest name, the unknown last', () => {
    expect(groupBySpeaker([...items].reverse()).map((group) => group.name)).toEqual(['Bob', 'Ann Lee', '']);
  });

  test('a pronoun that may stand for anybody names nobody', () => {
    const he = { name: 'he', via: 'cue', confidence: 0.9, unresolved: true } as const;
    const quotes = article.quotes.map(({ text, start, end }) => ({ text, start, end, speaker: he }));
    const listed = quoteItems({ ...article, quotes });
    expect(groupBySpeaker(listed).map((group) => group.name)).toEqual(['']);
    expect(filterQuotes(listed, { text: '', fragments: true, speaker: 'he' })).toEqual([]);
  });

  test('words around stay in the paragraph', () => {
    const quote = article.quotes[2];
    if (!quote) throw new Error('no quote');
    expect(wordsAround(article, quote, 12)).toEqual({ before: '… He: “', after: '” “Élan is …' });
  });

  test('are copied with their names', () => {
    const copy = copyOfQuotes(article, items.slice(0, 2), shellDocument, DEFAULT_TAKE_OPTIONS);
    expect(copy.plain).toBe(`“We will go on, … until it is done.”\n— Ann Lee\n\n“Not so.”\n— Bob\n\n${article.url}`);
    expect(copy.html).toBe(
      `<blockquote><p>“We will go on, … until it is done.”<br>— Ann Lee</p></blockquote><blockquote><p>“Not so.”<br>— Bob</p></blockquote><p><a href="${article.url}">${article.url}</a></p>`,
    );
  });
});

test('what is copied is what is shown', () => {
  const article = articleOf('<p>One <b>two</b>.</p><p>Three<img src="/x.png" alt="">.</p>', { byline: 'Ada' });
  const copy = copyOfArticle(article, shellDocument, DEFAULT_TAKE_OPTIONS);
  expect(copy.plain).toContain(article.text);
  expect(copy.html).toContain('<p>One <b>two</b>.</p><p>Three.</p>');
});

test('the summary counts kinds, most first', () => {
  const removal = { id: 'r', rule: 'r', text: 't', at: 0 };
  expect(
    removalSummary(
      [
        { ...removal, kind: 'caption' },
        { ...removal, kind: 'ad-marker' },
        { ...removal, kind: 'ad-marker' },
        { ...removal, kind: 'ad-marker' },
      ],
      texts,
    ),
  ).toBe('Removed: 3 ad markers, 1 caption');
});

test('the first look is the beginning of the article, as text and nothing else', () => {
  const long = Array.from({ length: 400 }, (_, at) => `<p>Paragraph number ${at} of a long story.</p>`).join('');
  const article = articleOf(
    `<h2>Part one</h2><p>Ships <a href="/x">&amp;</a> <b>&lt;b&gt;oats</b></p><ul><li>a</li></ul>${long}`,
    {
      title: '<img src=x onerror=alert(1)>',
    },
  );
  const look = renderFirstLook(article, shellDocument, texts);
  expect(look.querySelector('h1')?.textContent).toBe(article.title);
  const body = look.querySelector('.prose');
  const { text } = indexText(body ?? look);
  expect(text).toMatch(/^Part one\n\nShips & <b>oats\n\na\n\nParagraph number 0 of a long story\./);
  expect(article.text.startsWith(text)).toBe(true);
  expect(text.length).toBeLessThan(article.text.length / 2);
  expect(new Set([...(body?.querySelectorAll('*') ?? [])].map(({ localName }) => localName))).toEqual(
    new Set(['h2', 'p', 'ul', 'li']),
  );
  expect(look.querySelectorAll('img, button, [onerror]')).toHaveLength(0);
});

test('the marks in the margin are placed without laying the article out for each', () => {
  const html = Array.from({ length: 9 }, (_, at) => `<p>Paragraph ${at}.</p>`).join('');
  const removals = [1, 4, 7].map((at) => ({ id: `r${at}`, kind: 'ad-marker', rule: 'r', text: 'Ad', at }) as const);
  const article = articleOf(html, { removals });
  const view = renderArticle(article, { document: shellDocument, texts, images: false });
  const place = attachMarginMarks({
    ...{ document: shellDocument, texts, original: article, restored: new Set(), article, view },
    putBack: () => {},
  });
  const places = [...view.root.querySelectorAll<HTMLElement>('.margin__place')];
  const setWhenAsked: number[] = [];
  for (const element of view.root.querySelectorAll<HTMLElement>('*')) {
    element.getBoundingClientRect = () => {
      setWhenAsked.push(places.filter(({ style }) => style.insetBlockStart).length);
      return { top: 5, bottom: 9 } as DOMRect;
    };
  }
  place();
  expect(places.map(({ style }) => style.insetBlockStart)).toEqual(['5px', '5px', '5px']);
  expect(setWhenAsked).toEqual([0, 0, 0]);
});

describe('the workspace', () => {
  test('reads, lists, puts back and copies', async () => {
    const { document } = new JSDOM(readPage()).window;
    const article = readArticle(document, 'https://news.example/bridge', rulesFor('en'));
    if (isFailure(article)) throw new Error(article.error.message);
    const copies: string[] = [];
    const shell = shellDocument;
    const workspace = createWorkspace(article, {
      document: shell,
      texts,
      images: false,
      onImages: () => {},
      copy: async ({ plain }) => copies.push(plain) > 0,
      actions: [],
    });
    shell.body.append(workspace.root);
    const button = (name: string) =>
      [...shell.querySelectorAll('button')].find((one) => one.textContent?.includes(name) || one.ariaLabel === name);

    expect(shell.querySelector('.summary')?.textContent).toBe('Removed: 1 ad marker');
    button('Removed: 1')?.click();
    expect(shell.querySelector('.panel--removed')?.hasAttribute('hidden')).toBe(false);
    // Of what nobody has looked at yet nothing is made.
    expect(shell.querySelector('.quotes__results')?.childElementCount).toBe(0);
    workspace.show('quotes');
    expect(shell.querySelector('.quotes__results')?.childElementCount).toBe(1);
    workspace.show('removed');
    button('Put back')?.click();
    expect(workspace.article().text).toContain('Advertisement');
    await workspace.copy();
    expect(copies.at(-1)).toContain('Advertisement');
    expect(shell.querySelector('[role=status].toast')?.textContent).toBe('Copied');
    button('Take out again')?.click();
    expect(workspace.article().text).not.toContain('Advertisement');
  });

  test('what was changed a moment ago is copied as it is going to be shown', async () => {
    const { document } = new JSDOM(readPage()).window;
    const article = readArticle(document, 'https://news.example/bridge', rulesFor('en'));
    if (isFailure(article)) throw new Error(article.error.message);
    const { shell, workspace, slices, copies } = drawnWhenTold(article);
    workspace.show('removed');
    const removal = shell.querySelector<HTMLElement>('[data-removal="0"]');
    workspace.show('article');
    removal?.click();
    const copied = workspace.copy();
    // And once more while that is waited for.
    workspace.setImages(true);
    expect(copies).toEqual([]);
    for (const slice of slices) slice();
    await copied;
    expect(copies).toHaveLength(1);
    expect(copies[0]).toContain('Advertisement');
    await workspace.copy();
    expect(copies).toHaveLength(2);
  });

  test('a drawing that fails or that nobody waits for any more holds no copy up', async () => {
    const article = articleOf('<p>One.</p>');
    const drawings: ((why: Error) => void)[] = [];
    const copies: string[] = [];
    const workspace = createWorkspace(article, {
      document: shellDocument,
      texts,
      images: false,
      inSlices: () => new Promise((_, reject) => drawings.push(reject)),
      onImages: () => {},
      copy: async ({ plain }) => copies.push(plain) > 0,
      actions: [],
    });
    workspace.setImages(true);
    const copied = workspace.copy();
    drawings[0]?.(new Error('broken'));
    await copied;
    expect(copies).toHaveLength(1);
    workspace.setImages(false);
    workspace.close();
    await workspace.copy();
    expect(copies).toHaveLength(2);
  });

  test('a quote is copied with the name it was given a moment ago', async () => {
    const read = articleOf('<p>“We begin again on Monday,” he said.</p>');
    const candidates = [{ name: 'Ada Moss', via: 'context' as const, confidence: 0.4 }];
    const article = { ...read, quotes: [{ ...quoteAt(read, 'We begin again on Monday,'), candidates }] };
    const { shell, workspace, slices, copies } = drawnWhenTold(article);
    workspace.show('quotes');
    const copyQuote = shell.querySelector<HTMLElement>(`[aria-label="${texts.text('copyQuote')}"]`);
    shell.querySelector<HTMLElement>('.quote__candidates button')?.click();
    copyQuote?.click();
    const copied = workspace.copy();
    for (const slice of slices) slice();
    await copied;
    expect(copies).toEqual([expect.stringContaining('Ada Moss'), expect.stringContaining('Ada Moss')]);
    workspace.close();
  });

  test('is drawn anew in slices: what was asked for last is shown, and only that', async () => {
    const { document } = new JSDOM(readPage()).window;
    const article = readArticle(document, 'https://news.example/bridge', rulesFor('en'));
    if (isFailure(article)) throw new Error(article.error.message);
    const { shell, workspace, slices } = drawnWhenTold(article);
    const said = () => shell.querySelector('.toast')?.textContent;
    workspace.show('removed');
    shell.querySelector<HTMLElement>('[data-removal="0"]')?.click();
    workspace.setImages(true);
    expect(workspace.article().text).not.toContain('Advertisement');
    expect(slices).toHaveLength(2);
    const [first, last] = slices;
    last?.();
    await Promise.resolve();
    // The later one has both changes.
    expect(workspace.article().text).toContain('Advertisement');
    expect(said()).toBe('Images are shown');
    const { root } = workspace.view();
    first?.();
    await Promise.resolve();
    expect(workspace.view().root).toBe(root);
    expect(said()).toBe('Images are shown');
    workspace.setImages(false);
    workspace.close();
    slices.at(-1)?.();
    await Promise.resolve();
    expect(workspace.view().root).toBe(root);
  });

  function readPage(): string {
    const words = 'The council met on Tuesday to discuss the new bridge over the river, planned for ten years. '.repeat(
      4,
    );
    return `<html lang="en"><head><title>Bridge</title></head><body><article><h1>Bridge</h1><p>${words}</p><p>Advertisement</p><p>${words}</p></article></body></html>`;
  }
});
