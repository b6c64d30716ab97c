/** What happens on the chosen sites: the background's side of it. All it knows is in the browser's storage. */
import type { Runtime, Tabs } from 'webextension-polyfill';
import type { PageVerdict } from '../core/article-page.ts';
import { sendToTab } from './messages.ts';
import { wordFiles } from './page-words.ts';
import { browser } from './polyfill.ts';
import { type AutoMode, verdictFor } from './site-rules.ts';
import { autoMode, loadSites } from './sites.ts';
import { TIDY_STYLE } from './tidy-page.ts';
import { showCleaned, showNotAnArticle } from './toolbar.ts';

/** What the watcher on a page saw when it settled. */
export interface Arrival {
  verdict: PageVerdict;
  /** The reader reloaded the page: what was closed there may open again. */
  reloaded: boolean;
  /** Something was typed into the page. */
  typed: boolean;
}

/** Where the reader closed what had opened by itself: tab id → address. For the browser's session only. */
const CLOSED = 'closedByReader';

const withoutFragment = (url: string): string => url.replace(/#.*$/, '');

async function closedAddresses(): Promise<Record<string, string>> {
  const stored: unknown = (await browser.storage.session.get(CLOSED))[CLOSED];
  return typeof stored === 'object' && stored !== null ? (stored as Record<string, string>) : {};
}

/** The reader closed what had opened in a tab of a chosen site: there it stays closed until a reload or another article. */
export async function stayClosed(tabId: number, url: string): Promise<void> {
  if (!verdictFor(url, await loadSites()).cleaned) return;
  await browser.storage.session.set({ [CLOSED]: { ...(await closedAddresses()), [tabId]: withoutFragment(url) } });
}

async function forgetClosed(tabId: number): Promise<void> {
  const { [tabId]: gone, ...rest } = await closedAddresses();
  if (gone !== undefined) await browser.storage.session.set({ [CLOSED]: rest });
}

/** Starts what the reader chose for this site, when there is an article and nothing speaks against it. */
export async function arrive(
  arrival: Arrival,
  sender: Runtime.MessageSender,
  ways: Readonly<Record<AutoMode, (tab: Tabs.Tab) => Promise<void>>>,
): Promise<void> {
  const { tab, url, frameId } = sender;
  if (tab?.id === undefined || url === undefined || frameId !== 0) return;
  const verdict = verdictFor(url, await loadSites());
  if (!verdict.cleaned) return;
  if (arrival.verdict !== 'article') return showNotAnArticle(tab.id);
  if (arrival.reloaded) await forgetClosed(tab.id);
  else if ((await closedAddresses())[tab.id] === withoutFragment(url)) return;
  const mode = verdict.rule.mode ?? (await autoMode.load());
  if (arrival.typed && mode === 'reader') return;
  await ways[mode](tab);
}

/** Hides clutter in the page in place, or shows it again. @returns how many elements are hidden. */
export async function setTidy(tabId: number, on: boolean): Promise<number> {
  const css = { target: { tabId }, css: TIDY_STYLE, origin: 'USER' as const };
  if (on) {
    await browser.scripting.executeScript({ target: { tabId }, files: [...(await wordFiles(tabId)), '/tidy.js'] });
    await browser.scripting.insertCSS(css);
  } else await browser.scripting.removeCSS(css);
  const answer = await sendToTab(tabId, 'tidy', { on });
  const hidden = answer.ok ? answer.value.hidden : 0;
  await showCleaned(tabId, hidden);
  return hidden;
}

/** A tab that is gone is forgotten. Called once, while the background starts. */
export function forgetClosedTabs(): void {
  browser.tabs.onRemoved.addListener((tabId) => void forgetClosed(tabId));
}
