/** What is shown is parsed from an article's HTML, so its HTML has to give the tree again whose text was read. */
import { describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { isFailure } from '../../src/core/article.ts';
import { readArticle } from '../../src/core/read-article.ts';
import { mendBlocks, mendTables } from '../../src/core/round-trip.ts';
import { finish } from '../../src/core/steps.ts';
import { indexText } from '../../src/core/text-index.ts';
import { rulesFor } from '../../src/rules/index.ts';

const { DOMParser, document } = new JSDOM('').window;

interface Tree {
  tag: string;
  inside: readonly (string | Tree)[];
}

/** An element as scripts can make it, whatever a parser says. */
const of = (tag: string, ...inside: Tree['inside']): Tree => ({ tag, inside });

function made({ tag, inside }: Tree): Element {
  const element = document.createElement(tag);
  element.append(...inside.map((one) => (typeof one === 'string' ? one : made(one))));
  return element;
}

function textOfHtml(html: string): string {
  const { body } = new DOMParser().parseFromString(`<!doctype html>${html}`, 'text/html');
  return indexText(body).text;
}

/** @returns the text that was read between the two. */
function mend(root: Element): string {
  finish(mendTables(root));
  const { text } = indexText(root);
  finish(mendBlocks(root));
  return text;
}

const MISPLACED: [what: string, tree: Tree][] = [
  ['a form in a strong word of a paragraph', of('p', of('strong', 'One', of('form', 'two'), 'three'), 'four')],
  ['a heading in a heading', of('div', of('h2', 'One', of('h3', 'two'), 'three'), 'four')],
  ['a form in a form', of('form', 'One', of('form', 'two'), 'three')],
  ['bare text in a table', of('table', 'One', of('tr', of('td', 'two')), 'three')],
  [
    'a paragraph between rows',
    of('table', of('tbody', of('tr', of('td', 'One')), of('p', 'two'), of('tr', of('td', 'three')))),
  ],
  [
    'a form around the cells of a row',
    of('table', of('tr', of('form', of('td', 'One'), of('td', 'two')), of('td', 'three'))),
  ],
  [
    'rows in no table',
    of('section', 'One', of('tr', of('td', 'two'), of('td', 'three')), of('tr', of('td', 'four')), 'five'),
  ],
  ['a cell in a list item', of('ul', of('li', 'One', of('td', 'two'), ' ', of('td', 'three')), of('li', 'four'))],
  ['plain text that never ends', of('div', 'One', of('plaintext', 'two < three'), of('p', 'four'))],
  ['white space that two text nodes begin with', of('pre', '  ', 'One', '\n', '  two')],
];

describe('a tree that no parser makes', () => {
  test.each(MISPLACED)('%s has the same text when its HTML is parsed', (_, tree) => {
    const root = made(of('div', of('p', 'Before'), tree, of('p', 'After')));
    const words = (root.textContent ?? '').replace(/\s+/g, '');
    // Each of them is here because it would not be the same.
    expect(textOfHtml(root.innerHTML)).not.toBe(indexText(root).text);
    const read = mend(root);
    expect(textOfHtml(root.innerHTML)).toBe(read);
    expect((root.textContent ?? '').replace(/\s+/g, '')).toBe(words);
  });

  test('keeps the names of what is made another element', () => {
    const root = made(of('div', of('p', of('div', 'One'))));
    root.firstElementChild?.setAttribute('class', 'caption');
    mend(root);
    expect(root.innerHTML).toBe('<section class="caption"><div>One</div></section>');
  });

  test('has no item that ends the one around it', () => {
    const root = made(of('div', of('dd', of('h3', of('dt', 'One'), of('h3', 'two'))), of('p', 'three')));
    mend(root);
    expect(new DOMParser().parseFromString(root.innerHTML, 'text/html').body.innerHTML).toBe(root.innerHTML);
  });
});

test.each([
  '<p>One <a href="/x">two <b>three</b></a><br>four</p><pre>\n  five\n six</pre>',
  '<table><caption>One<p>two</p></caption><colgroup><col><col></colgroup><thead><tr><th>three</th><th>four</th></tr></thead>\n<tbody><!-- a row -->\n<tr><td><p>five</p></td><td><table><tbody><tr><td>six</td></tr></tbody></table></td></tr></tbody></table>',
  '<ul><li>three<ul><li>four</li></ul></li></ul><dl><dt>five</dt><dd>six</dd></dl>',
])('a tree that a parser makes is left as it is: %#', (html) => {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const before = body.innerHTML;
  mend(body);
  expect(body.innerHTML).toBe(before);
});

const PARAGRAPH = `<p>${'The council met on Tuesday to discuss the bridge, which has been planned for ten years. '.repeat(4)}</p>`;

test.each([
  // Extraction makes a paragraph of the `div`: it does not count a form among the blocks.
  ['a form in a strong word', '<div><strong>Story<form>The end</form>The</strong>last</div>'],
  ['an empty paragraph that leaves', '<pre>   <p></p>The last   words</pre>'],
  ['an ad word that leaves', '<pre>   <span>Advertisement</span>\nThe last   words</pre>'],
])('%s: the clean article has the same text when it is read', (_, html) => {
  const read = (inside: string) => {
    const page = `<html lang="en"><title>Bridge</title><body><article>${inside}</article>`;
    const article = readArticle(
      new DOMParser().parseFromString(page, 'text/html'),
      'https://news.example/bridge',
      rulesFor('en'),
    );
    if (isFailure(article)) throw new Error(article.error.message);
    return article;
  };
  const article = read(`${PARAGRAPH}${html}${PARAGRAPH}`);
  expect(article.text).toContain('last');
  expect(read(article.html).text).toBe(article.text);
});
