import type { Article, RemovalKind, Span } from '../core/article.ts';
import { finish, type Steps } from '../core/steps.ts';
import { createArticlePanel, type ShownArticle } from './article-panel.ts';
import { type ArticleView, type DrawnBody, drawBody } from './article-view.ts';
import { createCopyButton } from './copy-button.ts';
import { maker } from './dom.ts';
import { applyEdits, carryEdits } from './edits.ts';
import { focusQuietly } from './focus.ts';
import { type QuoteItem, quoteItems } from './quote-list.ts';
import { createQuotesView } from './quotes-view.ts';
import { renderRemovals } from './removals-view.ts';
import { selectedSpan } from './selected-span.ts';
import { createTabs } from './tabs.ts';
import type { MessageKey } from './texts.ts';
import { createWorkspaceFoot } from './workspace-foot.ts';
import type { WorkspaceShell } from './workspace-shell.ts';

export type WorkspaceTab = 'article' | 'quotes' | 'removed';

/**
 * Article, quotes and removals of one page under three tabs; what popup, reader and side panel put into their frame.
 * It has no landmarks of its own: in a page of ours it is the main part, in a dialog over another page it is not.
 */
export interface Workspace {
  root: HTMLElement;
  /** The row above the article; a shell may add its way out at the end. */
  head: HTMLElement;
  /** Where `addTools` puts its buttons. */
  tools: HTMLElement;
  /** The article with what the reader changed, as it is shown and copied. */
  article(): Article;
  view(): ArticleView;
  show(tab: WorkspaceTab): void;
  /** The part of the article's text that is selected in the article view. */
  selection(): Span | undefined;
  /** The quotes that are listed now, in the order shown. */
  listedQuotes(): QuoteItem[];
  /** Copies what is selected in the article, or what the shown tab shows. */
  copy(): Promise<void>;
  /** Marks the next (1) or previous (-1) quote in the article and scrolls to it. */
  stepQuote(by: 1 | -1): void;
  /** Goes to the next (1) or previous (-1) paragraph and marks it. */
  stepBlock(by: 1 | -1): void;
  /** How far the article is scrolled, in CSS pixels. @param to scrolls it there first. */
  scroll(to?: number): number;
  /** Puts the focus at the head of the article: space and arrow keys scroll it. */
  focus(): void;
  /** Scrolls to an element of the article and puts the focus there. */
  goTo(element: HTMLElement): void;
  /** Scrolls as little as it takes to show a place. */
  keepInSight(range: Range): void;
  /** The offset in the text of the first block that is in sight. */
  offsetInSight(): number;
  setImages(on: boolean): void;
  /** To be called when lines may have moved: another font, another width. */
  placeMarks(): void;
  /** Says something to those who do not see the screen, and shows it for a moment to those who do. */
  announce(message: string): void;
  close(): void;
}

let workspaces = 0;

export function createWorkspace(read: Article, shell: WorkspaceShell): Workspace {
  const { document, texts } = shell;
  const h = maker(document);
  let edits = { putBack: new Set<number>(), speakers: new Map<number, string>() };
  let { images } = shell;
  let original = read;
  let fromSelection = shell.selection ?? false;
  let article = original;
  let currentQuote = -1;
  let turn = 0;
  /** What the article that is shown was read as: not `original` while a new one is being drawn. */
  let readAs = read;
  /** The drawing of what was changed last, while it goes on. */
  let drawing: Promise<void> | undefined;

  const quotesPanel = h('div', { class: 'panel panel--quotes' });
  const removedPanel = h('div', { class: 'panel panel--removed' });
  const toast = h('p', { class: 'toast', role: 'status' });
  const foot = createWorkspaceFoot(shell, {
    showRemovals: () => tabs.select('removed'),
    switchImages: () => shell.onImages(!images),
    removeLine: (line) => void (shell.choices && decide(shell.choices.removeLine(line))),
  });

  const copying = createCopyButton(shell, {
    now: () => ({ article, original: readAs, images }),
    changing: () => drawing && changed(),
    chosen: () => (tabs.selected() === 'quotes' ? quotes.listed() : selection()),
    announce,
  });
  const tools = h('div', { class: 'actions workspace__tools' });
  const panel = createArticlePanel(
    { ...shown(), drawn: shell.drawn },
    { document, texts, onBlock: setBlock, putBack: (at) => putBack(at, true) },
  );

  const tabs = createTabs(
    document,
    `clean-copy-${++workspaces}`,
    texts.text('views'),
    [
      { id: 'article', label: texts.text('tabArticle'), panel: panel.root },
      { id: 'quotes', label: texts.text('tabQuotes'), panel: quotesPanel },
      { id: 'removed', label: texts.text('tabRemoved'), panel: removedPanel },
    ],
    (id) => {
      drawList(id);
      copying.name();
    },
  );

  const quotes = createQuotesView({
    document,
    texts,
    showInArticle,
    showInPage: shell.showInPage && ((item) => void showInPage(item)),
    copy: (items) => void copying.copyQuotes(items),
    keep: shell.keep && ((item) => void copying.keep(item)),
    correct: (items, name) => {
      for (const item of items) for (const { index } of item.pieces) edits.speakers.set(index, name);
      redraw(() => {
        announce(texts.text('speakerCorrected', name || texts.text('speakerUnknown')));
        quotesPanel.focus();
      });
    },
  });
  quotesPanel.append(h('h1', { class: 'visually-hidden' }, texts.text('tabQuotes')), quotes.root);

  function shown(): ShownArticle {
    const useSelection = shell.readAgain && ((): void => void readAgain(true, 'selectionUsed'));
    return { article, original, restored: edits.putBack, images, useSelection };
  }

  const decisions = shell.choices && {
    site: shell.choices.site,
    keepKind: (kind: RemovalKind) => void (shell.choices && decide(shell.choices.keepKind(kind))),
    allowLine: (line: string) => void (shell.choices && decide(shell.choices.allowLine(line))),
  };

  /** What was decided shows at once: the page is read anew. */
  async function decide(remembering: Promise<void>): Promise<void> {
    const remembered = await remembering.then(
      () => true,
      () => false,
    );
    if (remembered) await readAgain(fromSelection, 'siteChoiceKept');
    else announce(texts.text('optionsNotSaved'));
  }

  async function readAgain(selection: boolean, done: MessageKey): Promise<void> {
    const read = await shell.readAgain?.(selection);
    if (read === undefined || typeof read === 'string') {
      if (read) announce(texts.text(read));
      return;
    }
    edits = carryEdits(edits, original, read);
    original = read;
    fromSelection = selection;
    currentQuote = -1;
    panel.leaveBlock();
    redraw(() => {
      announce(texts.text(done, shell.choices?.site ?? ''));
      focusQuietly(tabs.selected() === 'removed' ? removedPanel : panel.view().body);
    });
  }

  function setBlock(at: number): void {
    const block = article.blocks[at];
    foot.setLine(block ? article.text.slice(block.start, block.end) : '');
  }

  /** Draws the article as it is to be now. What was asked for last is what is shown. @param then once it is. */
  function redraw(then: () => void): void {
    const mine = ++turn;
    const done = ([edited, drawn]: [Article, DrawnBody]): void => {
      if (mine !== turn) return;
      article = edited;
      readAs = original;
      panel.show({ ...shown(), drawn });
      list();
      then();
    };
    if (!shell.inSlices) {
      done(finish(drawEdited()));
      return;
    }
    drawing = shell
      .inSlices(drawEdited())
      .then(done)
      .finally(() => {
        if (mine === turn) drawing = undefined;
      });
  }

  /** What could not be drawn is not waited for: what is shown is as it was. */
  async function changed(): Promise<void> {
    while (drawing) await drawing.catch(() => {});
  }

  function* drawEdited(): Steps<[Article, DrawnBody]> {
    const edited = yield* applyEdits(original, edits, document);
    return [edited, yield* drawBody(edited, document, texts, images)];
  }

  /** Everything beside the article that tells of it. */
  function list(): void {
    foot.show(article.removals, images);
    quotes.show(article);
    removedPanel.replaceChildren();
    for (const id of shell.listsAtOnce ? ['quotes', 'removed'] : [tabs.selected()]) drawList(id);
    tabs.setCount('quotes', texts.number(quoteItems(article).length));
    tabs.setCount('removed', texts.number(article.removals.length));
  }

  /** Makes what is listed under a tab once it is looked at: of a long article that is more than the article itself. */
  function drawList(id: string): void {
    if (id === 'quotes') quotes.draw();
    if (id !== 'removed' || removedPanel.firstChild) return;
    removedPanel.append(
      h('h1', { class: 'visually-hidden' }, texts.text('tabRemoved')),
      renderRemovals(original, edits.putBack, { document, texts, showPlace, putBack, decisions }),
    );
  }

  function mark(spans: readonly Span[]): void {
    tabs.select('article');
    panel.mark(spans);
  }

  function showInArticle(item: QuoteItem): void {
    currentQuote = item.at;
    mark(item.pieces.map(({ quote }) => quote));
    announce(texts.text('quoteMarked', texts.number(item.at + 1), texts.number(quoteItems(article).length)));
  }

  async function showInPage(item: QuoteItem): Promise<void> {
    const spans = item.pieces.flatMap(({ index }) => original.quotes[index] ?? []);
    const found = await shell.showInPage?.(spans, original);
    announce(texts.text(found ? 'shownInPage' : 'notInPage'));
  }

  function showPlace(at: number): void {
    const removal = original.removals[at];
    if (!removal) return;
    const left = [...edits.putBack].filter((other) => other < at).length;
    const now = edits.putBack.has(at) ? removal : (article.removals[at - left] ?? removal);
    const block = article.blocks[now.at] ?? article.blocks.at(-1);
    const offset = now.offset;
    mark(block ? [offset === undefined ? block : { start: Math.max(block.start, offset - 1), end: offset + 1 }] : []);
  }

  function putBack(at: number, back: boolean): void {
    if (back) edits.putBack.add(at);
    else edits.putBack.delete(at);
    redraw(() => {
      announce(texts.text(back ? 'wasPutBack' : 'wasTakenOut'));
      if (tabs.selected() === 'removed') removedPanel.querySelector<HTMLElement>(`[data-removal="${at}"]`)?.focus();
      else focusQuietly(panel.view().body);
    });
  }

  function selection(): Span | undefined {
    return tabs.selected() === 'article' ? selectedSpan(panel.view(), article.text) : undefined;
  }

  function announce(message: string): void {
    // The same words twice are said twice only when the node is new.
    toast.replaceChildren(h('span', { class: 'toast__words' }, message));
  }

  const head = h('div', { class: 'workspace__head' }, tabs.list, tools, copying.button);
  const root = h(
    'div',
    { class: 'workspace', lang: texts.locale, dir: texts.dir },
    head,
    h('div', { class: 'workspace__main' }, panel.progress, panel.root, quotesPanel, removedPanel),
    foot.root,
    toast,
  );
  tabs.select('article');
  list();
  document.addEventListener('selectionchange', copying.name);

  return {
    root,
    head,
    tools,
    article: () => article,
    view: panel.view,
    show: (tab) => tabs.select(tab),
    selection,
    listedQuotes: quotes.listed,
    copy: copying.copy,
    stepQuote: (by) => {
      const items = quoteItems(article);
      const next = items[Math.min(Math.max(currentQuote + by, 0), items.length - 1)];
      if (next) showInArticle(next);
      else announce(texts.text('quotesNone'));
    },
    stepBlock: (by) => {
      tabs.select('article');
      panel.stepBlock(by);
    },
    scroll: panel.scroll,
    focus: () => focusQuietly(panel.view().root.querySelector('h1') ?? panel.view().root),
    goTo: (element) => {
      tabs.select('article');
      panel.goTo(element);
    },
    keepInSight: panel.keepInSight,
    offsetInSight: panel.offsetInSight,
    placeMarks: panel.placeMarks,
    setImages: (on) => {
      images = on;
      redraw(() => announce(texts.text(on ? 'imagesOn' : 'imagesOff')));
    },
    announce,
    close: () => {
      turn++;
      drawing = undefined;
      document.removeEventListener('selectionchange', copying.name);
      panel.close();
      root.remove();
    },
  };
}
