import { beforeAll, describe, expect, test } from '@jest/globals';
import { Readability } from '@mozilla/readability';
import { build } from 'esbuild';
import { JSDOM } from 'jsdom';
import { generatedPages } from '../../bench/pages.mjs';
import { cutReadability, readabilityPlugin } from '../../src/build/readability-plugin.mjs';
import { runReadability } from '../../src/core/readability.ts';

const TEXT = 'The ferry crosses the bay twice a day, said the harbour master, and nobody has asked for more. ';

/** One page for each of Readability's habits that the faster run asks for in another way. */
const PAGES: Record<string, string> = {
  'hidden parts': `<div style="color:red; DISPLAY : none">${TEXT.repeat(4)}</div><div aria-hidden="true">${TEXT.repeat(4)}</div><div style="background:url(x)"><p>${TEXT.repeat(8)}</p></div><p hidden>${TEXT}</p>`,
  'an attempt that fails and starts again': `<div class="comment sidebar"><p>${TEXT}</p><font>${TEXT}</font>${TEXT}<br><br>${TEXT}</div>`,
  'a page too short for any attempt': '<div class="menu"><p>Only one short line, nothing more.</p></div>',
  'presentational attributes': `<div align="left"><table width="10" height="2" bgcolor="#fff"><tr><td width="3">${TEXT.repeat(3)}</td></tr></table><p style="color:red" align="right">${TEXT.repeat(6)}</p></div>`,
  'empty containers': `<div><div><span><br></span></div><div><br><hr></div><section> </section><h2></h2><p>${TEXT.repeat(7)}</p><div><div><div>x</div></div></div></div>`,
  'lazy images': `<div><p>${TEXT.repeat(7)}</p><img class="lazy"><noscript><img src="/real.jpg"></noscript></div>`,
  'relative addresses': `<div><p>${TEXT.repeat(7)} <a href="#note">1</a> <a href="../up">up</a> <a href="javascript:x()">js</a></p><img src="i.jpg" srcset="a.jpg 1x, b.jpg 2x"></div>`,
  'a byline': `<article><p class="byline">By Anna Kowalska</p><p rel="author"></p><p>${TEXT.repeat(8)}</p></article>`,
};

/** The same as it is in the extension's bundles: without Readability's unused methods. */
let runShipped: typeof runReadability;

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: ['src/core/readability.ts'],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    globalName: 'made',
    plugins: [readabilityPlugin],
  });
  runShipped = new Function(`${outputFiles[0]?.text}; return made.runReadability;`)();
});

function compare(html: string): Record<'swift' | 'shipped' | 'plain', string | undefined> {
  const { window } = new JSDOM(html, { url: 'https://news.example/a/b' });
  const plainPage = window.document.cloneNode(true) as Document;
  for (const element of plainPage.querySelectorAll('script,style,template,link,meta')) element.remove();
  Object.defineProperty(plainPage, 'documentURI', { value: window.document.documentURI });
  // Its types leave `linkDensityModifier` out.
  const options = { serializer: (node: Node) => node as Element, keepClasses: true, linkDensityModifier: 0.1 };
  const plain = new Readability<Element>(plainPage, options).parse();
  const before = window.document.documentElement.outerHTML;
  const swift = runReadability(window.document, plain?.title ?? '');
  expect(window.document.documentElement.outerHTML).toBe(before);
  const shipped = runShipped(window.document, plain?.title ?? '');
  return { swift: swift?.root.innerHTML, shipped: shipped?.root.innerHTML, plain: plain?.content?.innerHTML };
}

describe('runReadability gives what plain Readability gives', () => {
  test.each(Object.entries(PAGES))('%s', (_name, body) => {
    const { swift, shipped, plain } = compare(`<html lang="en"><title>Ferries</title><body>${body}</body></html>`);
    expect(swift).toBe(plain);
    expect(shipped).toBe(plain);
  });

  test.each(generatedPages(1000).map((page) => [page.id, page.html] as const))('generated page %s', (_id, html) => {
    const { swift, shipped, plain } = compare(html);
    expect(plain?.length).toBeGreaterThan(100);
    expect(swift).toBe(plain);
    expect(shipped).toBe(plain);
  });
});

test('a paragraph in a box of its own is not lost for the link that it ends in', () => {
  const card = (text: string): string => `<div class="card"><div class="card-text"><p>${text}</p></div></div>`;
  const linked = 'What it found was printed on Monday in the <a href="/j">Journal of Harbours</a>.';
  const body = [TEXT, TEXT, linked, TEXT, TEXT].map((text) => card(text)).join('');
  const { window } = new JSDOM(`<html lang="en"><title>Ferries</title><body><main>${body}</main></body></html>`);
  expect(runReadability(window.document, 'Ferries')?.root.textContent).toContain('Journal of Harbours');
});

test('another Readability, in which something cannot be cut, does not go unseen', () => {
  expect(() => cutReadability('Readability.prototype = { parse() {} };')).toThrow('Readability has no REGEXPS.');
});
