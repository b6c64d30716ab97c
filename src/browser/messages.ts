/**
 * Messages between the parts of the extension. One map for each direction; a new call is one row in its map and
 * one in the checks of `answering.ts`. Errors are values; a caller never has to catch.
 */
import type { CleanPage, ReadErrorCode } from '../core/article.ts';
import type { Passage } from '../formats/find-passage.ts';
import type { TextFragment } from '../formats/text-fragment.ts';
import type { PageCopy } from '../view/page-copy.ts';
import type { Arrival, Heard } from './auto.ts';
import { browser } from './polyfill.ts';
import type { ShelfAnswer } from './shelf.ts';

/** How a page is to be read this time, beside what the reader has chosen for good. */
export interface ReadRequest {
  /** The article is made from what is selected in the page. */
  selection: boolean;
  /** Whatever the page is, what there is to read on it. */
  anyway?: boolean;
  /** What this reading can be stopped by. */
  id?: string;
}

/** What extension pages and the background may ask the content script of a tab. */
export interface ToTab {
  /** The page as it is now, clean; the same one again as long as the page has not changed. */
  read: { request: ReadRequest | undefined; value: CleanPage };
  /** Ends the reading of this id, if it goes on: it is answered with `stopped`. */
  stop: { request: { id: string }; value: undefined };
  /** Hides clutter in the page in place, or shows it again. */
  tidy: { request: { on: boolean }; value: { hidden: number } };
  /** Scrolls to passages of the article in the live page and marks them. */
  point: { request: { passages: Passage[] }; value: { found: number } };
  /** Text fragments that lead to passages of the page; null where none can be made. */
  fragments: { request: { passages: Passage[] }; value: (TextFragment | null)[] };
  /** What is selected in the page; null for nothing. */
  selected: { request: undefined; value: Passage | null };
  /** The page's pictures of these addresses as data: addresses; null for those it does not give away. */
  pictures: { request: { addresses: string[] }; value: (string | null)[] };
  /** Puts the clean page, or what is selected in it, on the clipboard. `options` are the reader's, still to be checked. */
  copy: { request: { page: CleanPage; what: PageCopy; options: object }; value: { copied: boolean } };
  /** Puts the quotes of the clean page on the clipboard, with their speakers. */
  copyQuotes: { request: { page: CleanPage; options: object }; value: { copied: boolean } };
}

/** What content scripts and extension pages may ask the background. */
export interface ToBackground {
  /**
   * The page in the sender's tab, or in this one when a page of ours says it, was read and `removed` pieces were taken out: the
   * toolbar button shows it.
   */
  cleaned: { request: { removed: number; tabId?: number | undefined }; value: undefined };
  /** The reader over the page in the sender's tab is set in a font of ours: puts it there. */
  font: { request: { font: FontName }; value: undefined };
  /** The watcher on a chosen site saw what kind of page it is on. */
  arrived: { request: Arrival; value: Heard };
  /** The page of the watcher goes away. */
  left: { request: undefined; value: undefined };
  /** The reader closed what was open over the page in the sender's tab. */
  readerClosed: { request: undefined; value: undefined };
  /** The reader is not to open by itself any more, on this page or on its site. */
  leaveOut: { request: { what: LeftOut }; value: undefined };
  /** The reader over a page keeps a quote: puts it on the shelf. `quote` is still to be checked. */
  keep: { request: { quote: object }; value: ShelfAnswer<void> };
  /** The reader over a page asks for the page of kept quotes. */
  openShelf: { request: undefined; value: undefined };
}

export type LeftOut = 'page' | 'site';

/** Fonts that come with us; the others are the system's. */
export const FONT_NAMES = ['serif', 'dyslexic'] as const;
export type FontName = (typeof FONT_NAMES)[number];

/** What can go wrong between the parts; each code has one translated sentence and a next step in `_locales`. */
export type ErrorCode =
  | ReadErrorCode
  | 'browser-page' // the browser's own pages: settings, new tab, other extensions
  | 'store-page' // extension stores, closed to every extension
  | 'pdf'
  | 'local-file' // file: pages, when access to them is not switched on
  | 'error-page' // the page did not load and the browser shows its error in its place
  | 'blocked' // the browser or its policy refuses access to this page
  | 'in-frame' // the page has no text of its own, a frame of another page has
  | 'for-subscribers'
  | 'still-loading'
  | 'no-selection' // the article was to be made from what is selected, and nothing is
  | 'stopped' // by the reader, before the article was there
  | 'tab-gone' // closed or navigated while it was read
  | 'no-answer'; // nobody listens at the other end

export type Answer<Value> = { ok: true; value: Value } | { ok: false; error: { code: ErrorCode } };

export function success<Value>(value: Value): Answer<Value> {
  return { ok: true, value };
}

export function failure(code: ErrorCode): { ok: false; error: { code: ErrorCode } } {
  return { ok: false, error: { code } };
}

interface Maps {
  tab: ToTab;
  background: ToBackground;
}
export type Direction = keyof Maps;
export type Call<D extends Direction> = keyof Maps[D] & string;
export type RequestOf<D extends Direction, C extends Call<D>> = Maps[D][C] extends { request: infer R } ? R : never;
export type ValueOf<D extends Direction, C extends Call<D>> = Maps[D][C] extends { value: infer V } ? V : never;

export type TabCall = Call<'tab'>;
export type TabRequest<C extends TabCall> = RequestOf<'tab', C>;
export type TabValue<C extends TabCall> = ValueOf<'tab', C>;

/** A message of ours as it travels. */
export interface Envelope {
  to: Direction;
  call: string;
  request?: unknown;
}

/**
 * Asks the content script in a tab's top frame.
 * @returns its answer; `no-answer` when no content script of ours is there.
 */
export function sendToTab<C extends Call<'tab'>>(
  tabId: number,
  call: C,
  request: RequestOf<'tab', C>,
): Promise<Answer<ValueOf<'tab', C>>> {
  return answered(() =>
    browser.tabs.sendMessage(tabId, { to: 'tab', call, request } satisfies Envelope, { frameId: 0 }),
  );
}

declare global {
  /** What scripts of ours in this page answer, by call. */
  var cleanCopyAnswers: object | undefined;
}

/** Asks the background. @returns its answer; `no-answer` when it cannot be reached. */
export function sendToBackground<C extends Call<'background'>>(
  call: C,
  request: RequestOf<'background', C>,
): Promise<Answer<ValueOf<'background', C>>> {
  return answered(() => browser.runtime.sendMessage({ to: 'background', call, request } satisfies Envelope));
}

async function answered<Value>(send: () => Promise<unknown>): Promise<Answer<Value>> {
  let answer: unknown;
  try {
    // After an update the old script's interface throws at once.
    answer = await send();
  } catch {
    // Nobody is there to answer.
  }
  return isAnswer<Value>(answer) ? answer : failure('no-answer');
}

/** Whether what came from elsewhere is an answer of ours. */
export function isAnswer<Value>(value: unknown): value is Answer<Value> {
  return isRecord(value) && typeof value.ok === 'boolean';
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
