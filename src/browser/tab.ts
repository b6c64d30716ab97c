/** A tab as something to read: why it cannot be, or its article. */
import type { Scripting, Tabs } from 'webextension-polyfill';
import type { CleanPage } from '../core/article.ts';
import {
  type Answer,
  type ErrorCode,
  type FontName,
  failure,
  isAnswer,
  isRecord,
  type ReadRequest,
  sendToTab,
  success,
  type TabCall,
  type TabRequest,
  type TabValue,
} from './messages.ts';
import { unreadableAddress } from './page-address.ts';
import { type PageSample, SAMPLE, wordFiles } from './page-words.ts';
import { openReadingTab } from './places.ts';
import { browser } from './polyfill.ts';
import { type Elsewhere, SHORT_ARTICLE, textElsewhere } from './text-elsewhere.ts';
import { stateAfter, type TabState } from './toolbar.ts';

declare global {
  /** What was asked when no script of ours was there to answer it; the next that can takes it. */
  var cleanCopyAsked: { call: string; request: unknown } | undefined;
  /** Set once all words that the page needs were put into it. */
  var cleanCopyHasWords: true | undefined;
}

/** The active tab of the window this page belongs to. */
export async function activeTab(): Promise<Tabs.Tab | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab;
}

/**
 * Reads the article in a tab; the content script is put there when it is not yet. Needs `activeTab` (a click on the
 * toolbar button) or access to the site. Its quotes are not looked for: see `quote-finder.ts`.
 * @param signal ends the reading, here and in the page: the answer is `stopped`.
 */
export async function readTab(
  tab: Tabs.Tab | undefined,
  asked: ReadRequest = { selection: false },
  signal?: AbortSignal,
): Promise<Answer<CleanPage>> {
  const id = crypto.randomUUID();
  const stopped = new Promise<Answer<CleanPage>>((resolve) => {
    signal?.addEventListener('abort', () => {
      resolve(failure('stopped'));
      // Where nobody is yet to be told, it takes the place of what waits there to be answered.
      if (tab?.id !== undefined) void askThere(tab.id, 'stop', { id }, true);
    });
  });
  return Promise.race([readThere(tab, { ...asked, id }, signal), stopped]);
}

async function readThere(
  tab: Tabs.Tab | undefined,
  asked: ReadRequest,
  signal: AbortSignal | undefined,
): Promise<Answer<CleanPage>> {
  const page = await askTab(tab, 'content.js', 'read', asked, signal);
  if (!page.ok) return NO_TEXT.includes(page.error.code) ? failure((await elsewhere(tab)) ?? page.error.code) : page;
  if (page.value.wordCount >= SHORT_ARTICLE) return page;
  return success({ ...page.value, forSubscribers: (await elsewhere(tab)) === 'for-subscribers' });
}

/** Failures of a page whose text may be elsewhere. */
const NO_TEXT: readonly ErrorCode[] = ['not-an-article', 'empty'];

async function elsewhere(tab: Tabs.Tab | undefined): Promise<Elsewhere | undefined> {
  if (tab?.id === undefined) return undefined;
  const [frame] = await browser.scripting
    .executeScript({ target: { tabId: tab.id }, injectImmediately: true, func: textElsewhere })
    .catch(() => []);
  return (frame?.result as Elsewhere | null | undefined) ?? undefined;
}

/**
 * Asks a script in a tab's page; it is put there when it is not yet.
 * @param script the file that answers the call.
 * @param signal keeps the call from being made, when it ends before the script is there.
 */
export async function askTab<C extends TabCall>(
  tab: Pick<Tabs.Tab, 'id' | 'url'> | undefined,
  script: PageScript,
  call: C,
  request: TabRequest<C>,
  signal?: AbortSignal,
): Promise<Answer<TabValue<C>>> {
  if (tab?.id === undefined) return failure('tab-gone');
  const closed = unreadableAddress(tab.url ?? '');
  if (closed) return failure(closed);

  const looking = askThere(tab.id, call, request, false);
  // What reads a page is on its way before it is known whether it is there and which other words it needs: each way there and
  // back takes its time, and nothing of it is done twice.
  const putting = script === 'content.js' ? run(tab.id, { files: READING }) : undefined;
  const there = await looking;
  if (there.ok && isAnswer<TabValue<C>>(there.value)) return there.value;
  if (!there.ok) {
    // Who was let in before may still be there, and answer.
    const known = await sendToTab(tab.id, call, request);
    return known.ok || known.error.code !== 'no-answer' ? known : there;
  }
  const files = await filesOf(script, there.value);
  const put = files.length > 0 ? await run(tab.id, { files }) : there;
  if (!put.ok) return put;
  // Before the script was there it could not be told to stop.
  if (signal?.aborted) return failure('stopped');
  const asked = await askThere(tab.id, call, request, true);
  if (asked.ok && isAnswer<TabValue<C>>(asked.value)) return asked.value;
  const answer = await putting;
  if (answer?.ok && isAnswer<TabValue<C>>(answer.value)) return answer.value;
  return answer?.ok === false ? answer : failure(await whyGone(tab));
}

/** How long is waited, in ms, before each next try to get into a page that a shortcut or the menu has just opened to us. */
const TRIES = [20, 40, 80, 160, 320];

/**
 * What is run in a page by a shortcut or from the menu counts there as a click for some seconds (Chromium), and without one no page
 * may be copied from: to be called first of all, while this is the reader's own doing. Chromium may tell us of a shortcut before
 * the page's own process knows that we may come in, and refuses what comes too early: then it is tried again.
 * @returns when the page has let us in, or will not.
 */
export async function enterPage(tab: Pick<Tabs.Tab, 'id' | 'url'> | undefined): Promise<void> {
  // Where nobody is ever let in, nothing is waited for.
  if (tab?.id === undefined || unreadableAddress(tab.url ?? '')) return;
  for (const wait of [...TRIES, undefined]) {
    const entered = await run(tab.id, { func: () => {} });
    if (entered.ok || entered.error.code !== 'blocked' || wait === undefined) return;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** What reads a page, in order. From the root: Firefox takes a file's name as relative to the page that asks. */
const READING = ['/words/en.js', '/articles.js', '/content.js'];

/** Files that answer calls in pages. */
type PageScript = 'content.js' | 'citing.js' | 'quoting.js' | 'pointing.js' | 'tidy.js';

/**
 * Asks what scripts of ours are in the page, without a message: in some pages they can get none.
 * @param complete what the answer needs is there or on its way: where nobody has one yet, the call waits there.
 * @returns the answer; what tells the page's language where nobody has one; why the page cannot be reached.
 */
function askThere<C extends TabCall>(
  tabId: number,
  call: C,
  request: TabRequest<C>,
  complete: boolean,
): Promise<Answer<unknown>> {
  return run(tabId, { func: askHere, args: [call, request ?? null, complete, SAMPLE] });
}

/** Runs in the page, put there as a function: it may use nothing from outside of it. */
function askHere(call: string, request: unknown, complete: boolean, length: number): unknown {
  if (complete && call === 'read') globalThis.cleanCopyHasWords = true;
  // An element of this name, which a page may have, is no field of the global object.
  const answers = Object.hasOwn(globalThis, 'cleanCopyAnswers') ? globalThis.cleanCopyAnswers : {};
  const answer = (answers as Record<string, ((request: unknown) => unknown) | undefined>)[call];
  // What reads may be there before the words of the page's language.
  if (answer && (call !== 'read' || Object.hasOwn(globalThis, 'cleanCopyHasWords'))) return answer(request);
  if (complete) globalThis.cleanCopyAsked = { call, request };
  const paragraphs = [...document.querySelectorAll('p')].slice(0, 50).map((paragraph) => paragraph.textContent);
  const text = paragraphs.join('\n').trim() || (document.body?.textContent ?? '');
  return { lang: document.documentElement?.lang ?? '', text: text.slice(0, length) };
}

/** Nobody answers in the tab: it went elsewhere, or the browser lets nobody in who was let in at first. */
async function whyGone({ id, url }: Pick<Tabs.Tab, 'id' | 'url'>): Promise<ErrorCode> {
  const now = await browser.tabs.get(id ?? browser.tabs.TAB_ID_NONE).catch(() => undefined);
  return now?.status === 'complete' && now.url === url ? 'blocked' : 'tab-gone';
}

/**
 * Opens the reader over the page in a tab, or closes it. Needs what `readTab` needs. Over a page in which our scripts get no
 * interface it cannot be; then it opens in a tab of its own.
 */
export async function toggleReader(tab: Tabs.Tab | undefined): Promise<Answer<undefined>> {
  const page = await askTab(tab, 'content.js', 'read', undefined);
  // A page that was reached but holds no article says so in the reader itself.
  if (tab?.id === undefined || (!page.ok && !REACHED.includes(page.error.code)))
    return page.ok ? failure('tab-gone') : page;
  if (!(await hasInterface(tab.id))) {
    await openReadingTab(tab);
    return success(undefined);
  }
  const put = await run(tab.id, { files: ['/reader/in-page.js'] });
  return put.ok ? success(undefined) : put;
}

async function hasInterface(tabId: number): Promise<boolean> {
  const [frame] = await browser.scripting.executeScript({
    target: { tabId },
    injectImmediately: true,
    // As the scripts themselves look for it: see native-api.ts.
    func: () =>
      Object.hasOwn(globalThis, 'chrome') &&
      (globalThis as { chrome?: Partial<typeof browser> }).chrome?.runtime !== undefined,
  });
  return frame?.result === true;
}

/**
 * Opens the reader over the page in a tab by itself, nobody having asked for this page; one that is open there shows the page as
 * it is now.
 * @returns what to show of the tab: off where something was typed that it would cover.
 */
export async function openReader(tab: Tabs.Tab): Promise<TabState> {
  const page = await askTab(tab, 'content.js', 'read', undefined);
  if (!page.ok) return stateAfter(page.error.code);
  const cleaned = { removed: page.value.removals.length };
  const tabId = tab.id ?? browser.tabs.TAB_ID_NONE;
  if (!(await hasInterface(tabId))) {
    await openReadingTab(tab);
    return cleaned;
  }
  const [prepared] = await browser.scripting.executeScript({ target: { tabId }, func: prepareReader });
  if (prepared?.result !== true) return 'off';
  const put = await run(tabId, { files: ['/reader/in-page.js'] });
  return put.ok ? cleaned : stateAfter(put.error.code);
}

/** Runs in the page. @returns false when something was typed there; otherwise the reader's script knows that it opens by itself. */
function prepareReader(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'input:not([type=hidden]), textarea',
  );
  for (const field of fields) if ('defaultValue' in field && field.value !== field.defaultValue) return false;
  if (document.activeElement?.closest('[contenteditable]')?.textContent?.trim()) return false;
  globalThis.cleanCopyOpensByItself = true;
  return true;
}

/** Puts a font into the page in a tab, for the reader over it. Without it the reader is set in the system's. */
export async function putFont(tabId: number, font: FontName): Promise<void> {
  await run(tabId, { files: [`/reader/fonts/${font}.js`] });
}

/** Failures that the content script itself answers. */
const REACHED: readonly ErrorCode[] = ['not-an-article', 'empty', 'too-large', 'unreadable', 'still-loading'];

/** @returns what is to be put into the page for a script, in order, that is not on its way yet. */
async function filesOf(script: PageScript, sample: unknown): Promise<string[]> {
  if (script !== 'content.js' && script !== 'tidy.js') return [`/${script}`];
  const { lang = '', text = '' } = (isRecord(sample) ? sample : {}) as Partial<PageSample>;
  const words = await wordFiles({ lang, text });
  return script === 'tidy.js' ? ['/words/en.js', ...words, '/tidy.js'] : words;
}

/** Runs scripts of ours in the page of a tab. @returns what it gives; why the browser does not let us. */
async function run(tabId: number, script: Omit<Scripting.ScriptInjection, 'target'>): Promise<Answer<unknown>> {
  try {
    // At once: the content script itself knows whether the page is far enough to be read.
    const [frame] = await browser.scripting.executeScript({ target: { tabId }, injectImmediately: true, ...script });
    // Firefox does not throw when the script fails: it says so here.
    return frame?.error === undefined ? success(frame?.result) : failure(refusalOf(String(frame.error)));
  } catch (error) {
    return failure(refusalOf(String(error)));
  }
}

/** Browsers give their reason as an English sentence only. */
function refusalOf(message: string): ErrorCode {
  if (/error page/i.test(message)) return 'error-page';
  if (/no tab with id|invalid tab id|frame .*(?:removed|navigated)|no frame with id/i.test(message)) return 'tab-gone';
  if (/extensions gallery/i.test(message)) return 'store-page';
  if (/"file:|file URL/i.test(message)) return 'local-file';
  if (/chrome:\/\/|about:|different extension/i.test(message)) return 'browser-page';
  return 'blocked';
}
