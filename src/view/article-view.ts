import type { Article, Block, Span } from '../core/article.ts';
import { indexText, type TextIndex } from '../core/text-index.ts';
import { cleanTree } from '../formats/clean-tree.ts';
import { type HeadOptions, renderHead } from './article-head.ts';
import { type Make, maker } from './dom.ts';
import { sanitize } from './sanitize.ts';
import type { Texts } from './texts.ts';

/** The document has a window. */
export interface ArticleViewOptions extends HeadOptions {
  /** False shows none and so loads none. */
  images: boolean;
}

/** An article drawn as elements. Nothing in it is wrapped or marked: places are ranges over `article.text`. */
export interface ArticleView {
  /** Head and body: what a shell puts into its page. */
  root: HTMLElement;
  /** The body alone: `indexText(body).text` is `article.text`. */
  body: HTMLElement;
  headings: { element: HTMLElement; text: string; level: number }[];
  /** @returns the place of a span of `article.text`, or undefined when it is outside of the text. */
  rangeOf(span: Span): Range | undefined;
  /** The element of a block by its index; the last one for the place after all blocks. */
  blockElement(at: number): Element | undefined;
}

/** From so many UTF-16 units on an article is laid out piece by piece, as it is scrolled to: a book, not what news are. */
const LONG = 300_000;

/** Draws an article. The same for every shell; the only way from an article's HTML into a page. */
export function renderArticle(article: Article, options: ArticleViewOptions): ArticleView {
  const { document, texts, images } = options;
  const h = maker(document);
  const body = articleBody(article, document, images);
  const index = indexText(body);
  body.classList.toggle('prose--long', article.text.length > LONG);
  markDirections(article, index);
  const headings = levelHeadings(index);
  for (const table of body.querySelectorAll('table')) wrapTable(table, h, texts);

  const root = h(
    'article',
    { class: 'article', lang: article.lang, dir: article.dir },
    renderHead(article, options),
    body,
  );
  return {
    root,
    body,
    headings,
    rangeOf: (span) => index.rangeOf(span),
    blockElement: (at) => index.elements[at] ?? index.elements.at(-1),
  };
}

/** The safe body of an article in the given document, its text exactly `article.text`. */
export function articleBody(article: Article, document: Document, images: boolean): HTMLElement {
  const tree = cleanTree(article, { links: true, images }, (html) => sanitize(document, html));
  // Once more, last of all: whatever made the tree, nothing reaches the page but by the allow list.
  const safe = sanitize(document, tree);
  const body = maker(document)('div', { class: 'prose', lang: article.lang });
  for (const image of safe.querySelectorAll('img')) {
    image.setAttribute('loading', 'lazy');
    image.setAttribute('referrerpolicy', 'no-referrer');
    if (!image.hasAttribute('alt')) image.alt = '';
  }
  for (const link of safe.querySelectorAll<HTMLAnchorElement>('a[href]')) {
    // An address inside the article would move our own page; the words stay.
    if (link.getAttribute('href')?.startsWith('#')) {
      link.removeAttribute('href');
      continue;
    }
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  for (const element of safe.querySelectorAll('[id]')) element.removeAttribute('id');
  const inner = safe.querySelector(':scope > div') ?? safe;
  body.append(...[...inner.childNodes].map((node) => document.importNode(node, true)));
  return body;
}

const RIGHT_TO_LEFT =
  /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}|\p{Script=Adlam}/gu;
const LETTERS = /\p{L}/gu;

/**
 * A block that begins in the other direction and is mostly written in it (a quotation in Arabic) is set that way; one that
 * begins in the article's own and quotes a longer foreign sentence is not. The page's own `dir` stays.
 */
function markDirections(article: Article, index: TextIndex): void {
  index.blocks.forEach((block, at) => {
    const element = index.elements[at];
    const text = index.text.slice(block.start, block.end);
    const letters = text.match(LETTERS) ?? [];
    if (!element || letters.length === 0 || element.hasAttribute('dir')) return;
    const own = (text.match(RIGHT_TO_LEFT)?.length ?? 0) * 2 > letters.length ? 'rtl' : 'ltr';
    const begins = letters[0]?.match(RIGHT_TO_LEFT) ? 'rtl' : 'ltr';
    if (own === begins && own !== article.dir && element.localName !== 'tr') element.setAttribute('dir', own);
  });
}

/** Pages skip heading levels as they like; an outline may not. The look stays that of the element. */
function levelHeadings(index: TextIndex): ArticleView['headings'] {
  let before = 1;
  return index.blocks.flatMap((block: Block, at) => {
    const element = index.elements[at];
    if (block.kind !== 'heading' || !element?.matches('h1, h2, h3, h4, h5, h6')) return [];
    const level = Math.min(Math.max(block.level ?? 2, 2), before + 1);
    before = level;
    if (element.localName !== `h${level}`) element.setAttribute('aria-level', String(level));
    return [{ element: element as HTMLElement, text: index.text.slice(block.start, block.end), level }];
  });
}

function wrapTable(table: Element, h: Make, texts: Texts): void {
  if (table.parentElement?.closest('table')) return;
  const scroller = h('div', { class: 'table-scroll', role: 'region', tabindex: 0, 'aria-label': texts.text('table') });
  table.replaceWith(scroller);
  scroller.append(table);
}
