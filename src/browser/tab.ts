/** A tab as something to read: why it cannot be, or its article. */
import type { Tabs } from 'webextension-polyfill';
import type { CleanPage } from '../core/article.ts';
import {
  type Answer,
  callInTab,
  type ErrorCode,
  type FontName,
  failure,
  type ReadRequest,
  sendToTab,
  success,
  type TabCall,
  type TabRequest,
  type TabValue,
} from './messages.ts';
import { unreadableAddress } from './page-address.ts';
import { COMMON_WORDS, wordFiles } from './page-words.ts';
import { openReadingTab } from './places.ts';
import { browser } from './polyfill.ts';
import { type Elsewhere, SHORT_ARTICLE, textElsewhere } from './text-elsewhere.ts';
import { stateAfter, type TabState } from './toolbar.ts';

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
      if (tab?.id !== undefined) void sendToTab(tab.id, 'stop', { id });
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
  tab: Tabs.Tab | undefined,
  script: 'content.js' | 'citing.js' | 'quoting.js' | 'pointing.js',
  call: C,
  request: TabRequest<C>,
  signal?: AbortSignal,
): Promise<Answer<TabValue<C>>> {
  if (tab?.id === undefined) return failure('tab-gone');
  const closed = unreadableAddress(tab.url ?? '');
  if (closed) return failure(closed);

  // Which files it takes is found out while the script is asked for that may be there.
  const files = filesOf(script, tab.id);
  const known = await sendToTab(tab.id, call, request);
  if (known.ok || known.error.code !== 'no-answer') return known;
  const refused = await inject(tab.id, files);
  if (refused) return failure(refused);
  // Before the script was there it could not be told to stop.
  if (signal?.aborted) return failure('stopped');
  const answer = await sendToTab(tab.id, call, request);
  if (answer.ok || answer.error.code !== 'no-answer') return answer;
  const called = await callInTab(tab.id, call, request);
  return !called.ok && called.error.code === 'no-answer' ? failure(await whyGone(tab)) : called;
}

/** Nobody answers in the tab: it went elsewhere, or the browser lets nobody in who was let in at first. */
async function whyGone({ id, url }: Tabs.Tab): Promise<ErrorCode> {
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
  const refused = await inject(tab.id, ['/reader/in-page.js']);
  return refused ? failure(refused) : success(undefined);
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
  const refused = await inject(tabId, ['/reader/in-page.js']);
  return refused ? stateAfter(refused) : cleaned;
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
  await inject(tabId, [`/reader/fonts/${font}.js`]);
}

/** Failures that the content script itself answers. */
const REACHED: readonly ErrorCode[] = ['not-an-article', 'empty', 'too-large', 'unreadable', 'still-loading'];

/** @returns what is put into the page for a script, in order, from the extension's root; why that cannot be. */
async function filesOf(script: string, tabId: number): Promise<string[] | ErrorCode> {
  // From the root: Firefox takes a file's name as relative to the page that asks.
  if (script !== 'content.js') return [`/${script}`];
  try {
    return [COMMON_WORDS, ...(await wordFiles(tabId)), '/articles.js', '/content.js'];
  } catch (error) {
    return refusalOf(String(error));
  }
}

async function inject(tabId: number, wanted: string[] | Promise<string[] | ErrorCode>): Promise<ErrorCode | undefined> {
  const files = await wanted;
  if (!Array.isArray(files)) return files;
  try {
    // At once: the content script itself knows whether the page is far enough to be read.
    const [frame] = await browser.scripting.executeScript({ target: { tabId }, files, injectImmediately: true });
    // Firefox does not throw when the script fails: it says so here.
    return frame?.error === undefined ? undefined : refusalOf(String(frame.error));
  } catch (error) {
    return refusalOf(String(error));
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
