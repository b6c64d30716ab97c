import type { Article, Block, Span } from '../core/article.ts';
import { each, finish, type Steps } from '../core/steps.ts';
import { indexTextInSteps, type TextIndex } from '../core/text-index.ts';
import { cleanTreeInSteps } from '../formats/clean-tree.ts';
import { type HeadOptions, renderHead } from './article-head.ts';
import { type Make, maker } from './dom.ts';
import { sanitizeInSteps } from './sanitize.ts';
import type { Texts } from './texts.ts';

/** The document has a window. */
export interface ArticleViewOptions extends HeadOptions {
  /** False shows none and so loads none. */
  images: boolean;
  /** The body, when it is drawn already: by this view, of the same article with the same `images`. */
  drawn?: DrawnBody | undefined;
}

/** What of a view takes long to make. */
export interface DrawnBody {
  /** Whether it shows any. */
  images: boolean;
  element: HTMLElement;
  index: TextIndex;
  headings: ArticleView['headings'];
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

/** From so many UTF-16 units or blocks on an article is laid out piece by piece, as it is scrolled to: many times what news are. */
const LONG = { text: 60_000, blocks: 600 };

/** Draws an article. The same for every shell; the only way from an article's HTML into a page. */
export function renderArticle(article: Article, options: ArticleViewOptions): ArticleView {
  const { document, texts, images } = options;
  const h = maker(document);
  const { element: body, index, headings } = options.drawn ?? finish(drawBody(article, document, texts, images));
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

/** Draws the body of an article in steps: of a long one they take seconds, in which whoever shows it does other things. */
export function* drawBody(article: Article, document: Document, texts: Texts, images: boolean): Steps<DrawnBody> {
  const h = maker(document);
  const element = yield* articleBodyInSteps(article, document, images);
  const index = yield* indexTextInSteps(element);
  element.classList.toggle('prose--long', index.text.length > LONG.text || index.blocks.length > LONG.blocks);
  yield* markDirections(article, index);
  const headings = levelHeadings(index);
  yield* each(element.querySelectorAll('table'), (table) => wrapTable(table, h, texts));
  return { images, element, index, headings };
}

/** The safe body of an article in the given document, its text exactly `article.text`. */
export function articleBody(article: Article, document: Document, images: boolean): HTMLElement {
  return finish(articleBodyInSteps(article, document, images));
}

function* articleBodyInSteps(article: Article, document: Document, images: boolean): Steps<HTMLElement> {
  const source = yield* sanitizeInSteps(document, article.html);
  const tree = yield* cleanTreeInSteps(article, { links: true, images }, source);
  // Once more, last of all: whatever made the tree, nothing reaches the page but by the allow list.
  const safe = yield* sanitizeInSteps(document, tree);
  const body = maker(document)('div', { class: 'prose', lang: article.lang });
  yield* each(safe.querySelectorAll('img'), (image) => {
    image.setAttribute('loading', 'lazy');
    image.setAttribute('referrerpolicy', 'no-referrer');
    if (!image.hasAttribute('alt')) image.alt = '';
  });
  yield* each(safe.querySelectorAll<HTMLAnchorElement>('a[href]'), (link) => {
    // An address inside the article would move our own page; the words stay.
    if (link.getAttribute('href')?.startsWith('#')) {
      link.removeAttribute('href');
      return;
    }
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  });
  yield* each(safe.querySelectorAll('[id]'), (element) => element.removeAttribute('id'));
  yield* each([...safe.childNodes], (node) => body.append(document.importNode(node, true)));
  return body;
}

const RIGHT_TO_LEFT =
  /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}|\p{Script=Adlam}/gu;
const LETTERS = /\p{L}/gu;

/**
 * A block that begins in the other direction and is mostly written in it (a quotation in Arabic) is set that way; one that
 * begins in the article's own and quotes a longer foreign sentence is not. The page's own `dir` stays.
 */
function markDirections(article: Article, index: TextIndex): Steps<void> {
  return each(index.blocks, (block, at) => {
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
