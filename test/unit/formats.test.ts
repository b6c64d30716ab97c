import { describe, expect, test } from '@jest/globals';
import DOMPurify from 'dompurify';
import { JSDOM } from 'jsdom';
import MarkdownIt from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import type { Article, Quote } from '../../src/core/article.ts';
import { indexText } from '../../src/core/text-index.ts';
import { type CopyScope, copyOf } from '../../src/formats/copying.ts';
import { toHtml } from '../../src/formats/html.ts';
import { toMarkdown } from '../../src/formats/markdown.ts';
import { type CopyOptions, type ParseSafely, TEXT_ONLY } from '../../src/formats/options.ts';
import { toPlainText } from '../../src/formats/plain-text.ts';

const { window } = new JSDOM('');
const purify = DOMPurify(window);
const parse: ParseSafely = (html) => purify.sanitize(html, { RETURN_DOM: true }) as unknown as Element;
const commonMark = new MarkdownIt({ html: true }).use(footnotes);

const ALL: CopyOptions = { title: true, byline: true, date: true, source: true, links: 'inline', images: true };
const WITH_LINKS: CopyOptions = { ...TEXT_ONLY, links: 'inline' };

function articleOf(html: string, more: Partial<Article> = {}): Article {
  const { text, blocks } = indexText(elementOf(html));
  return {
    url: 'https://news.example/a/bridge?page=2',
    title: 'The bridge',
    lang: 'en',
    dir: 'ltr',
    html,
    text,
    blocks,
    wordCount: 0,
    readingMinutes: 1,
    quotes: [],
    phrases: [],
    removals: [],
    coverage: 1,
    ...more,
  };
}

function elementOf(html: string): Element {
  return new JSDOM(html).window.document.body;
}

/** Words in their order; which white space stands between cells, lines and blocks is the renderer's. */
function wordsOf(html: string): string {
  return indexText(elementOf(html)).text.replace(/\s+/g, ' ').trim();
}

describe('toPlainText', () => {
  const article = articleOf('<p>One.</p><p>Two<br>lines.</p>', {
    byline: 'Ada Park',
    siteName: 'Example News',
    published: '2024-05-01T23:30:00-04:00',
  });

  test('is what is shown, character for character', () => {
    expect(toPlainText(article, TEXT_ONLY)).toBe(article.text);
  });

  test('adds what was asked for, with the date of the place of publication', () => {
    expect(toPlainText(article, ALL)).toBe(
      'The bridge\n\nAda Park\n\nMay 1, 2024\n\nOne.\n\nTwo\nlines.\n\nExample News, https://news.example/a/bridge?page=2',
    );
  });

  test('leaves no hole for what the article does not have', () => {
    expect(toPlainText(articleOf('<p>One.</p>', { title: '' }), { ...ALL, source: false })).toBe('One.');
  });

  test('gives a part of the text', () => {
    expect(toPlainText(article, TEXT_ONLY, { start: 6, end: 9 })).toBe('Two');
  });
});

describe('toHtml', () => {
  const html = (source: string, options = { ...WITH_LINKS, images: true }): string =>
    toHtml(articleOf(source), options, parse);

  test.each([
    ['classes and styles go', '<p class="x" style="color:red" id="y" data-a="1">a</p>', '<p>a</p>'],
    ['boxes go, loose text becomes a paragraph', '<div>a<div><p>b</p></div>c</div>', '<p>a</p><p>b</p><p>c</p>'],
    ['spans go', '<p><span>a</span> <font>b</font></p>', '<p>a b</p>'],
    ['addresses become absolute', '<p><a href="../c">a</a></p>', '<p><a href="https://news.example/c">a</a></p>'],
    ['scripts in addresses go, words stay', '<p><a href="javascript:alert(1)">a</a></p>', '<p>a</p>'],
    [
      'a link around blocks goes inside',
      '<a href="/c"><h2>a</h2><p>b</p></a>',
      '<h2><a href="https://news.example/c">a</a></h2><p><a href="https://news.example/c">b</a></p>',
    ],
    [
      'handlers go',
      '<p onclick="x()">a<img src="x.png" onerror="y()" alt="z"></p>',
      '<p>a<img src="https://news.example/a/x.png" alt="z"></p>',
    ],
    [
      'a figure keeps its image and caption',
      '<figure><div><img src="/i.png" alt=""></div><figcaption>c</figcaption></figure>',
      '<figure><img src="https://news.example/i.png" alt=""><figcaption>c</figcaption></figure>',
    ],
    [
      'a list in a list belongs to the item',
      '<ul><li>a</li><ul><li>b</li></ul></ul>',
      '<ul><li>a<ul><li>b</li></ul></li></ul>',
    ],
    ['blocks in a heading become headings', '<h2><div>a</div><div>b</div></h2>', '<h2>a</h2><h2>b</h2>'],
    ['empty elements go', '<p>a</p><p> <em></em></p><ul><li></li></ul>', '<p>a</p>'],
    [
      'places in the article stay reachable',
      '<p>a<a href="#n">1</a></p><p id="n">b</p>',
      '<p>a<a href="#n">1</a></p><p id="n">b</p>',
    ],
  ])('%s', (_, source, expected) => {
    expect(html(source)).toBe(expected);
  });

  test('without images and links only words are left', () => {
    expect(html('<p><a href="/c">a</a> <img src="/i.png"></p><figure><img src="/j.png"></figure>', TEXT_ONLY)).toBe(
      '<p>a </p>',
    );
  });

  test('links as footnotes: words stay, addresses follow, one number for each address', () => {
    expect(
      html('<p><a href="/c">a</a> <a href="/d">b</a> <a href="/c">c</a></p>', { ...TEXT_ONLY, links: 'footnotes' }),
    ).toBe(
      '<p>a<sup>[1]</sup> b<sup>[2]</sup> c<sup>[1]</sup></p><hr><ol><li><a href="https://news.example/c">https://news.example/c</a></li><li><a href="https://news.example/d">https://news.example/d</a></li></ol>',
    );
  });

  test('a part keeps the elements around it and the numbers of its list', () => {
    const source = '<blockquote><p>one two</p></blockquote><ol><li>a</li><li><b>bold</b> b</li><li>c</li></ol>';
    const article = articleOf(source);
    const part = (from: string, to: string): string =>
      toHtml(article, TEXT_ONLY, parse, {
        start: article.text.indexOf(from),
        end: article.text.indexOf(to) + to.length,
      });
    expect(part('two', 'two')).toBe('<blockquote><p>two</p></blockquote>');
    expect(part('old', ' b')).toBe('<ol start="2"><li><b>old</b> b</li></ol>');
  });

  test('never loses a sentence: when the HTML does not give the text, the blocks do', () => {
    const article = { ...articleOf('<h2>A</h2><p>one</p><ul><li>b</li><li>c</li></ul>'), html: '<p>one</p>' };
    expect(toHtml(article, TEXT_ONLY, parse)).toBe('<h2>A</h2><p>one</p><ul><li>b</li><li>c</li></ul>');
  });

  test('title, byline, date and source', () => {
    const article = articleOf('<p>a</p>', { title: '<b>T</b>', byline: 'B', published: '2024-05-01', siteName: 'S' });
    expect(toHtml(article, ALL, parse)).toBe(
      '<h1>&lt;b&gt;T&lt;/b&gt;</h1><p>B</p><p><time datetime="2024-05-01">May 1, 2024</time></p><p>a</p><p>S, <a href="https://news.example/a/bridge?page=2">https://news.example/a/bridge?page=2</a></p>',
    );
  });
});

describe('toMarkdown', () => {
  const markdown = (source: string, options = { ...WITH_LINKS, images: true }): string =>
    toMarkdown(articleOf(source), options, parse);

  test.each([
    [
      'nested lists',
      '<ul><li>a<ol start="3"><li>b</li><li>c</li></ol></li><li>d</li></ul>',
      '- a\n  3. b\n  4. c\n- d',
    ],
    ['two lists stay two', '<ul><li>a</li></ul><ul><li>b</li></ul>', '- a\n\n* b'],
    ['a list item of two paragraphs', '<ul><li><p>a</p><p>b</p></li></ul>', '- a\n\n  b'],
    ['code', '<p>Use <code>a|`b`</code></p><pre>x\n  y</pre>', 'Use `` a|`b` ``\n\n```\nx\n  y\n```'],
    ['a fence longer than the fences inside', '<pre>```\nx</pre>', '````\n```\nx\n````'],
    [
      'a table',
      '<table><tr><th>a</th><th>b</th></tr><tr><td>1||2</td><td>x<br>y</td></tr></table>',
      '| a | b |\n| --- | --- |\n| 1\\|\\|2 | x<br>y |',
    ],
    [
      'a table without a header',
      '<table><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></table>',
      '|  |  |\n| --- | --- |\n| a |  |\n| b | c |',
    ],
    [
      'a table over two rows',
      '<table><tr><th>a</th><th>b</th></tr><tr><td rowspan="2">1</td><td>2</td></tr><tr><td>3</td></tr></table>',
      '| a | b |\n| --- | --- |\n| 1 | 2 |\n|  | 3 |',
    ],
    ['raised figures', '<p>10<sup>2</sup> H<sub>2</sub>O</p>', '10<sup>2</sup> H<sub>2</sub>O'],
    ['emphasis', '<p>a <em>b</em> <strong>c <i>d</i></strong> <del>e</del></p>', 'a *b* **c *d*** ~~e~~'],
    ['emphasis that Markdown could not read is left out', '<p>x<b>“a”</b>b</p>', 'x“a”b'],
    ['a link', '<p><a href="/x_(y)">a_b</a></p>', '[a\\_b](https://news.example/x_\\(y\\))'],
    ['an image', '<p><img src="/i.png" alt="a [b]">c</p>', '![a \\[b\\]](https://news.example/i.png)c'],
    [
      'footnotes',
      '<p>a<sup><a href="#f1" id="r1">1</a></sup></p><ol><li id="f1">Note. <a href="#r1">↩</a></li></ol>',
      'a[^note-f1]\n\n[^note-f1]: Note.',
    ],
  ])('%s', (_, source, expected) => {
    expect(markdown(source)).toBe(expected);
  });

  test.each([
    '# a',
    '#',
    '1. a',
    '2) a',
    '- a',
    '-',
    '---',
    '+ a',
    '> a',
    '=== ',
    '* a *b* **c** _d_ __e__',
    '[a](b) ![c](d) [e]: f [^1]',
    '`a` ``b``',
    '<b>a</b> <!-- b --> &amp; &copy; AT&T &',
    'a \\ b \\* c',
    '~~a~~ ~b~',
    '| a | b |',
    'a <https://x.example> https://y.example/a_b_c',
    'C# #',
    '“a”*b*',
    '    four',
    'x *',
    '\\',
  ])('text that looks like Markdown reads back as itself: %s', (text) => {
    const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    for (const source of [
      `<p>${escaped}</p>`,
      `<p>a<br>${escaped}</p>`,
      `<h2>${escaped}</h2>`,
      `<ul><li>${escaped}</li></ul>`,
      `<p><b>${escaped}</b></p>`,
      `<p><a href="/x">${escaped}</a></p>`,
      `<p><b>1</b>${escaped}<i>x</i></p>`,
      `<table><tr><td>${escaped}</td><td>b</td></tr></table>`,
    ]) {
      expect([source, wordsOf(commonMark.render(markdown(source)))]).toEqual([source, wordsOf(source)]);
    }
  });

  test('links as footnotes', () => {
    const text = markdown('<p><a href="/c">a</a> <a href="/c">b</a></p>', { ...TEXT_ONLY, links: 'footnotes' });
    expect(text).toBe('a[^1] b[^1]\n\n[^1]: <https://news.example/c>');
  });

  test('title, byline, date and source', () => {
    const article = articleOf('<p>a</p>', { title: '1 * 2 #', byline: 'B_c', published: '2024-05', siteName: 'S' });
    expect(toMarkdown(article, ALL, parse)).toBe(
      '# 1 \\* 2 \\#\n\nB\\_c\n\nMay 2024\n\na\n\n[S](https://news.example/a/bridge?page=2)',
    );
  });
});

describe('copyOf', () => {
  const article = articleOf('<p>“One,” she said, “two.”</p><p>“<b>Three</b>.</p><p>Four.”</p>');
  const quote = (words: string, name?: string): Quote => {
    const start = article.text.indexOf(words);
    const speaker = name && ({ name, via: 'cue', confidence: 1 } as const);
    return { text: words, start, end: start + words.length, ...(speaker && { speaker }) };
  };
  const quotes: CopyScope = {
    kind: 'quotes',
    utterances: [[quote('One,', 'she'), quote('two.', 'she')], [quote('Three.\n\nFour.')]],
  };

  test.each([
    ['article', { kind: 'article' }, 'plain', { plain: article.text }],
    ['article', { kind: 'article' }, 'rich', { plain: article.text, html: article.html }],
    ['article', { kind: 'article' }, 'html', { plain: article.html }],
    ['article', { kind: 'article' }, 'markdown', { plain: '“One,” she said, “two.”\n\n“**Three**.\n\nFour.”' }],
    ['selection', { kind: 'selection', span: { start: 1, end: 4 } }, 'rich', { plain: 'One', html: '<p>One</p>' }],
    ['quotes', quotes, 'plain', { plain: '“One, … two.”\n— she\n\n“Three.\n\nFour.”' }],
    [
      'quotes',
      quotes,
      'html',
      {
        plain:
          '<blockquote><p>“One, … two.”<br>— she</p></blockquote><blockquote><p>“Three.</p><p>Four.”</p></blockquote>',
      },
    ],
    ['quotes', quotes, 'markdown', { plain: '> “One, … two.”  \n> — she\n\n> “Three.\n> \n> Four.”' }],
  ] as const)('%s %o as %s', (_, scope, format, expected) => {
    expect(copyOf(article, scope, format, TEXT_ONLY, parse)).toEqual(expected);
  });
});

test('a name that only looks like another is written in the letters of its address, wherever it is copied to', () => {
  // Cyrillic letters, which look like "apple".
  const article = articleOf(
    '<p>It is on <a href="https://\u0430\u0440\u0440\u04cf\u0435.example/a">apple.example</a>.</p>',
  );
  const own = 'https://xn--80ak6aa92e.example/a';
  expect(toMarkdown(article, WITH_LINKS, parse)).toContain(`[apple.example](${own})`);
  expect(toHtml(article, WITH_LINKS, parse)).toContain(`href="${own}"`);
  expect(toHtml(article, { ...TEXT_ONLY, links: 'footnotes' }, parse)).toContain(`>${own}<`);
});
