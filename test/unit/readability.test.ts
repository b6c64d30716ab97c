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
  'a body that is the best candidate of the first attempt and is none of the next': `<p>${TEXT}</p><form><h2>${TEXT}</h2></form>`,
  'images of which the address stands elsewhere': `<div><p>${TEXT.repeat(7)}</p><img alt="none"><span><img src="small.gif" data-old="a.jpg" data-src=""></span><noscript><b><img src="/real.jpg" data-old="b.png"></b></noscript><img src="data:image/gif;base64,R0lG" data-x="c.jpg 2x, d.jpg 3x"><img src="data:image/gif;base64,R0lG"><img src="data:image/svg+xml;base64,R0lG" data-x="e.png"><figure data-y=" f.webp "></figure><figure data-y="g.jpg"><img src="h.jpg" class="Lazy" data-z="i.jpg" alt="j.jpg"></figure><picture data-y="k.jpeg"><source srcset="l.jpg 1x"></picture></div>`,
  'several candidates with nearly the same score': `<main>${`<section><p>${TEXT.repeat(3)}</p></section>`.repeat(5)}</main><p>Beside it. </p>`,
  'paragraphs beside the article': `<main><div class="a"><div><p>${TEXT.repeat(3)}</p><p>${TEXT.repeat(3)}</p><blockquote>${TEXT}</blockquote></div></div><p>${TEXT}</p><p>Short.</p><p>No end</p><p><a href="/x">Linked.</a></p><span class="a">${TEXT}</span><form class="a"><p>${TEXT.repeat(5)}</p></form></main>`,
  headings: `<article><h1>Ferries, ferries, ferries</h1><h2>Ferries</h2><h1 class="footer-share">Gone</h1><h1>Kept</h1><p>${TEXT.repeat(8)}</p></article>`,
  'roles, dialogs and things to share': `<article><div role="menu"><p>${TEXT}</p></div><div role="dialog" aria-modal="true">${TEXT}</div><div aria-hidden="true" class="fallback-image">${TEXT}</div><p>${TEXT.repeat(8)}</p><div class="share-tools"><p>Share it.</p></div></article>`,
  tables: `<article><p>${TEXT.repeat(8)}</p><table><tr><td>${TEXT}</td></tr></table><table><tr><td><p>${TEXT}</p></td></tr></table><table summary="Ferries"><tr><td><ul><li><a href="/a">One</a></li></ul></td></tr></table><table class="comment"><tr><td><a href="/b">Two</a></td><td>3</td></tr></table><table>${'<tr><td>1</td><td>2</td></tr>'.repeat(10)}</table></article>`,
  'line breaks': `<p>${TEXT}<br> <!-- and --><br>${TEXT}<a href="#n"><div>${TEXT}</div></a><br><br></p><div>${TEXT}<br><br><br>${TEXT}<br>${TEXT}<br><p>${TEXT.repeat(4)}</p></div>`,
  'a link that runs a script': `<p>${TEXT.repeat(7)} <a href="javascript:x()">a <b>b</b></a><a href="javascript:y()"></a> <a href="http://">c</a></p>`,
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
