/** The command line's lighter tree: what is read in it is what is read in jsdom's, of pages as they are and of broken ones. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { JSDOM, VirtualConsole } from 'jsdom';
import { parsePage } from '../../src/cli/dom.ts';
import { readArticle } from '../../src/core/read-article.ts';
import { rulesFor } from '../../src/rules/index.ts';
import { ADDRESS, examine, generated, mutated } from '../fixtures/fuzz-pages.ts';

const PAGES = 'test/fixtures/pages';
const virtualConsole = new VirtualConsole();

const inJsdom = (html: string): Document => new JSDOM(html, { url: ADDRESS, virtualConsole }).window.document;

/** What is read, with the attributes of its HTML in one order: trees may keep them in any. */
function read(document: Document): object {
  const article = readArticle(document, ADDRESS, rulesFor(document.documentElement.lang));
  if (!('html' in article)) return article;
  const { body } = new JSDOM(article.html).window.document;
  for (const element of body.querySelectorAll('*')) {
    const attributes = [...element.attributes].sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const { name } of attributes) element.removeAttribute(name);
    for (const attribute of attributes) element.setAttributeNode(attribute);
  }
  return { ...article, html: body.innerHTML };
}

test.each(readdirSync(PAGES))('%s', (name) => {
  const html = readFileSync(`${PAGES}/${name}/page.html`, 'utf8');
  expect(read(parsePage(html, ADDRESS))).toEqual(read(inJsdom(html)));
});

describe.each([
  ['made of pieces', generated, 12],
  ['broken on purpose', mutated, 12],
] as const)('pages nobody wrote, %s', (_, pages, numRuns) => {
  test('are the same', () => {
    fc.assert(
      fc.property(pages, (page) => {
        const { html } = page;
        // What jsdom does with text between the rows of a table is not what browsers do.
        fc.pre(!html.includes('<table'));
        expect(read(parsePage(html, ADDRESS))).toEqual(read(inJsdom(html)));
        examine(page, (written) => parsePage(written, ADDRESS));
      }),
      { seed: 5, numRuns },
    );
  });
});
