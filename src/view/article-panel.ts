import type { Article, Span } from '../core/article.ts';
import { type ArticleView, type ArticleViewOptions, renderArticle } from './article-view.ts';
import { maker } from './dom.ts';
import { focusQuietly } from './focus.ts';
import { clearHighlights, highlight } from './highlight.ts';
import { attachMarginMarks } from './margin-marks.ts';
import { renderQuoteAppendix } from './quote-appendix.ts';
import type { Texts } from './texts.ts';

export interface ArticlePanelOptions {
  document: Document;
  texts: Texts;
  /** Told which block is the current one, by keys or by a click; -1 for none. */
  onBlock(at: number): void;
  /** The reader opened a mark in the margin and wants the removal with this index back. */
  putBack(removal: number): void;
}

/** What the panel shows. */
export interface ShownArticle {
  /** As it is shown. */
  article: Article;
  /** As it was read; removals are told by their index in it. */
  original: Article;
  /** Indexes of removals that are back in the text. */
  restored: ReadonlySet<number>;
  images: boolean;
  useSelection: ArticleViewOptions['useSelection'];
  drawn?: ArticleViewOptions['drawn'];
}

/** The article where it is read: it scrolls, shows how far, marks places and knows where the reader is. */
export interface ArticlePanel {
  root: HTMLElement;
  /** How far the article was read. */
  progress: HTMLElement;
  view(): ArticleView;
  /** Draws an article anew; the place stays in sight. */
  show(shown: ShownArticle): void;
  /** Marks places, scrolls to the first and puts the focus there. */
  mark(spans: readonly Span[]): void;
  /** Goes to the next (1) or previous (-1) block and marks it. */
  stepBlock(by: 1 | -1): void;
  /** Forgets the current block. */
  leaveBlock(): void;
  /** How far it is scrolled, in CSS pixels. @param to scrolls it there first. */
  scroll(to?: number): number;
  goTo(element: HTMLElement): void;
  /** Scrolls as little as it takes to show a place. */
  keepInSight(range: Range): void;
  /** The offset in the text of the first block that is in sight. */
  offsetInSight(): number;
  /** To be called when lines may have moved: another font, another width. */
  placeMarks(): void;
  close(): void;
}

export function createArticlePanel(first: ShownArticle, options: ArticlePanelOptions): ArticlePanel {
  const { document, texts } = options;
  const h = maker(document);
  let { article } = first;
  let view = draw(first);
  let current = -1;
  let placeMarks = (): void => {};

  const progress = h('div', {
    class: 'progress',
    role: 'progressbar',
    'aria-label': texts.text('progress'),
    'aria-valuenow': 0,
  });
  const root = h('div', {
    class: 'panel panel--article',
    scroll: showProgress,
    click: ({ target }) =>
      setBlock(article.blocks.findLastIndex((_, at) => view.blockElement(at)?.contains(target as Node))),
  });

  function draw({ article, images, useSelection, drawn }: ShownArticle): ArticleView {
    return renderArticle(article, { document, texts, images, useSelection, drawn });
  }

  function show(shown: ShownArticle): void {
    article = shown.article;
    view = draw(shown);
    place(shown);
  }

  function place(shown: ShownArticle): void {
    const { scrollTop } = root;
    root.replaceChildren(view.root, renderQuoteAppendix(article, document, texts) ?? '');
    placeMarks = attachMarginMarks({ ...shown, document, texts, view, putBack: options.putBack });
    root.scrollTop = scrollTop;
    markQuotes();
    placeMarks();
  }

  function markQuotes(): void {
    highlight(
      document,
      'clean-copy-quotes',
      article.quotes.flatMap((quote) => view.rangeOf(quote) ?? []),
    );
  }

  function showProgress(): void {
    const { scrollTop, scrollHeight, clientHeight } = root;
    const percent = scrollHeight > clientHeight ? Math.round((100 * scrollTop) / (scrollHeight - clientHeight)) : 100;
    progress.setAttribute('aria-valuenow', String(percent));
    progress.style.setProperty('--progress', `${percent}%`);
  }

  function setBlock(at: number): void {
    current = at;
    options.onBlock(at);
  }

  function mark(spans: readonly Span[]): void {
    const ranges = spans.flatMap((span) => view.rangeOf(span) ?? []);
    highlight(document, 'clean-copy-place', ranges);
    const first = ranges[0];
    if (!first) return;
    scrollTo(root, first.getBoundingClientRect());
    // Reading, and Tab, go on from here.
    const block = article.blocks.findIndex(({ end }) => end > (spans[0]?.start ?? 0));
    focusQuietly(view.blockElement(block));
  }

  // Fonts that arrive late, a narrower window, a larger text: whatever moves the lines moves the marks.
  const Observer = document.defaultView?.ResizeObserver;
  const resized = Observer && new Observer(() => placeMarks());
  // Firefox never paints a range that was marked before it was in the document.
  const entered =
    Observer &&
    new Observer(() => {
      markQuotes();
      entered?.disconnect();
    });
  place(first);
  entered?.observe(root);
  resized?.observe(root);
  resized?.observe(view.body);

  return {
    root,
    progress,
    view: () => view,
    show,
    mark,
    stepBlock: (by) => {
      setBlock(Math.min(Math.max(current + by, 0), article.blocks.length - 1));
      const block = article.blocks[current];
      if (block) mark([block]);
    },
    leaveBlock: () => setBlock(-1),
    scroll: (to) => {
      if (to !== undefined) root.scrollTop = to;
      return root.scrollTop;
    },
    goTo: (element) => {
      scrollTo(root, element.getBoundingClientRect());
      focusQuietly(element);
    },
    keepInSight: (range) => {
      const place = range.getBoundingClientRect();
      const frame = root.getBoundingClientRect();
      if (place.top < frame.top || place.bottom > frame.bottom) scrollTo(root, place);
    },
    offsetInSight: () => {
      const { top } = root.getBoundingClientRect();
      const block = article.blocks.find((_, at) => (view.blockElement(at)?.getBoundingClientRect().bottom ?? 0) > top);
      return block?.start ?? 0;
    },
    placeMarks: () => placeMarks(),
    close: () => {
      resized?.disconnect();
      clearHighlights(document);
    },
  };
}

/** Brings a place to the upper third of a scrolling panel. */
function scrollTo(panel: HTMLElement, place: DOMRect): void {
  const frame = panel.getBoundingClientRect();
  // What is laid out only when it is seen moves its place on the way there.
  const still =
    panel.querySelector('.prose--long') !== null ||
    panel.ownerDocument.defaultView?.matchMedia('(prefers-reduced-motion: reduce)').matches;
  panel.scrollBy({ top: place.top - frame.top - frame.height / 3, behavior: still ? 'instant' : 'smooth' });
}
