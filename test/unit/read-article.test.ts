import { describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { isFailure } from '../../src/core/article.ts';
import { readArticle } from '../../src/core/read-article.ts';
import { indexText } from '../../src/core/text-index.ts';
import { rulesFor } from '../../src/rules/index.ts';

const PARAGRAPH =
  'The council met on Tuesday to discuss the new bridge over the river, which has been planned for ten years. ';

describe('readArticle', () => {
  test('gives text, blocks and removals, and leaves the page as it was', () => {
    const { window } = new JSDOM(
      `<html lang="en"><head><title>Bridge - Example</title></head><body><article><h1>Bridge</h1><p>${PARAGRAPH.repeat(3)}</p><p>Advertisement</p><p>${PARAGRAPH.repeat(3)}</p></article></body></html>`,
      { url: 'https://news.example/bridge' },
    );
    const before = window.document.documentElement.outerHTML;
    const article = readArticle(window.document, 'https://news.example/bridge', rulesFor('en'));
    if (isFailure(article)) throw new Error(article.error.message);
    expect(article.text).not.toMatch(/advertisement/i);
    expect(article.removals).toMatchObject([{ kind: 'ad-marker', rule: 'ad-words:en', text: 'Advertisement', at: 1 }]);
    expect(article.blocks.map((block) => article.text.slice(block.start, block.end))).toEqual([
      PARAGRAPH.repeat(3).trim(),
      PARAGRAPH.repeat(3).trim(),
    ]);
    expect(window.document.documentElement.outerHTML).toBe(before);
  });
});

test.each([
  ['table', '<table>', '</table>'],
  ['section of one', '<div><table><tbody>', '</tbody></table></div>'],
])('an article that is the cells of a %s is the same text when its HTML is parsed', (_, before, after) => {
  const rows = ['ferries', 'boats'].map((what) => `<tr><td>Of ${what}</td><td>${PARAGRAPH}</td></tr>`).join('');
  const { window } = new JSDOM(
    `<html lang="en"><title>Boats</title><body><article>${before}${rows}${after}</article></body></html>`,
  );
  const article = readArticle(window.document, 'https://news.example/boats', rulesFor('en'));
  if (isFailure(article)) throw new Error(article.error.message);
  const { body } = new JSDOM(article.html).window.document;
  expect(body.querySelector('table td')).not.toBeNull();
  expect(indexText(body).text).toBe(article.text);
  expect(article.text).toContain('Of ferries\tThe council');
});

describe('the text a page declares in its structured data', () => {
  const sentences = (count: number, what: string): string[] =>
    Array.from(
      { length: count },
      (_, i) =>
        `The ${what} number ${i + 1} crossed the strait on a calm day, and about ${i + 20} people who live on the far shore were waiting for it at the dock.`,
    );
  const article = sentences(12, 'ferry');
  const other = sentences(30, 'letter');
  // What is named like a side bar is passed over by the extraction, and the page has a longer text beside it.
  const read = (declared: string) => {
    const data = JSON.stringify({ '@type': 'NewsArticle', headline: 'Ferry stops', articleBody: declared });
    const { window } = new JSDOM(
      `<html lang="en"><head><title>Ferry stops</title><script type="application/ld+json">${data}</script></head><body><h1>Ferry stops</h1><div class="sidebar-popup">${article.map((line) => `<div><span>${line}</span></div>`).join('')}</div><div class="article-body">${other.map((line) => `<p>${line}</p>`).join('')}</div></body></html>`,
    );
    const page = readArticle(window.document, 'https://news.example/ferry', rulesFor('en'));
    if (isFailure(page)) throw new Error(page.error.message);
    return page;
  };

  test('is found on the page where the extraction looked elsewhere', () => {
    const page = read(article.join('\n\n'));
    expect(page.text).toBe(article.join('\n\n'));
    expect(page.coverage).toBe(1);
  });

  test('tells that text is missing when it is not what was read', () => {
    expect(read(article.slice(0, 6).join(' ')).coverage).toBe(0);
  });

  test('counts for nothing where the page does not show it', () => {
    const page = read('Words that stand nowhere on the page. '.repeat(60));
    expect(page.text).toContain(other[0]);
    expect(page.coverage).toBeGreaterThan(0);
  });
});

describe('a page that lists others', () => {
  const line = 'The harbour master counted the boats again in the evening, and this time there was one more of them. ';
  const headline = (at: number) => `<h3><a href="/boats/${at}">Boat number ${at} is back in the harbour</a></h3>`;
  const list = (teaser: string, count = 12) =>
    Array.from({ length: count }, (_, at) => `${headline(at)}<p>${teaser}</p>`).join('');
  const read = (body: string, head = '', anyway = false) => {
    const { window } = new JSDOM(`<html lang="en"><head><title>Boats</title>${head}</head><body>${body}</body></html>`);
    return readArticle(window.document, 'https://news.example/boats', rulesFor('en'), { anyway });
  };
  const codeOf = (page: ReturnType<typeof read>) => (isFailure(page) ? page.error.code : 'article');

  test.each([
    ['a headline and a sentence for each', list(line)],
    [
      'links, and one line of text',
      `<main><ul>${'<li><a href="/">All the boats of the harbour</a></li>'.repeat(30)}</ul><p>${line}</p></main>`,
    ],
  ])('has no article: %s', (_, body) => {
    expect(codeOf(read(body))).toBe('not-an-article');
    expect(codeOf(read(body, '', true))).toBe('article');
  });

  test.each([
    ['each headline has a long text', list(line.repeat(8)), ''],
    ['the headlines stand below an article', `<p>${line.repeat(40)}</p>${list(line, 5)}`, ''],
    ['one long paragraph stands above the headlines', `<p>${line.repeat(6)}</p>${list(line, 8)}`, ''],
    ['it says when it was published', list(line), '<meta property="article:published_time" content="2026-03-11">'],
  ])('is read when %s', (_, body, head) => {
    expect(codeOf(read(`<article>${body}</article>`, head))).toBe('article');
  });
});
