/** What happens on the chosen sites: the background's side of it. All it knows is in the browser's storage. */
import type { Runtime, Tabs } from 'webextension-polyfill';
import { judgePage, type PageVerdict } from '../core/article-page.ts';
import type { PageFacts } from '../core/page-facts.ts';
import { sendToTab } from './messages.ts';
import { browser } from './polyfill.ts';
import { type AutoMode, type Verdict, verdictFor } from './site-rules.ts';
import { autoMode, loadSites } from './sites.ts';
import { showState, type TabState } from './toolbar.ts';

/** What the watcher on a page saw when it settled. */
export interface Arrival {
  facts: PageFacts;
  /** The reader reloaded the page: what was closed there may open again. */
  reloaded: boolean;
}

/** What the watcher is told: whether the page is an article, is none, or may still become one. */
export type Heard = 'article' | 'none' | 'wait';

/** Cleans the page of a tab in one of the ways. @returns what became of it. */
export type Way = (tab: Tabs.Tab) => Promise<TabState>;

/** What is known of a tab, for the browser's session only. */
interface KnownTab {
  /** The address of the chosen site's page that is in it. */
  at?: string;
  /** Where the reader closed what had opened by itself. */
  closed: string[];
}

/** So many closed pages are remembered for a tab. */
const MOST_CLOSED = 100;
const MAY_BECOME_ARTICLE: readonly PageVerdict[] = ['little-text', 'listing'];

// One key for each tab: two tabs that change at the same time must not undo each other.
const keyOf = (tabId: number): string => `tab ${tabId}`;
const withoutFragment = (url: string): string => url.replace(/#.*$/, '');

/** A page's address now. The sender's own is the one that its scripts began at, in Chrome, wherever the page has gone since. */
export const addressOf = ({ tab, url }: Runtime.MessageSender): string | undefined => tab?.url ?? url;

/** One change of a tab after the other: what a reader closed is told while its page goes away. @returns what is known now. */
async function changeTab(tabId: number, change: (known: KnownTab) => KnownTab): Promise<KnownTab> {
  const key = keyOf(tabId);
  const known: KnownTab = await navigator.locks.request(key, async () => {
    const before = (await browser.storage.session.get(key))[key] as KnownTab | undefined;
    const after = change(before ?? { closed: [] });
    // A page says goodbye while its tab is closed: nothing may be remembered of a tab that is gone.
    if (await isOpen(tabId)) await browser.storage.session.set({ [key]: after });
    else await browser.storage.session.remove(key);
    return after;
  });
  return known;
}

const isOpen = async (tabId: number): Promise<boolean> => (await tabOf(tabId)) !== undefined;

const tabOf = (tabId: number): Promise<Tabs.Tab | undefined> => browser.tabs.get(tabId).catch(() => undefined);

/** Whether a tab still shows an address. Without access nobody tells us: then it is taken to, so that nothing stays hidden there. */
async function isStillAt(tabId: number, at: string): Promise<boolean> {
  const tab = await tabOf(tabId);
  if (!tab) return false;
  if (tab.url !== undefined) return withoutFragment(tab.url) === at;
  const { protocol, hostname } = new URL(at);
  return !(await browser.permissions.contains({ origins: [`${protocol}//${hostname}/*`] }));
}

/** The chosen site's page in a tab is gone, or is no longer of a chosen site. */
const forgetPage = ({ closed }: KnownTab): KnownTab => ({ closed });

/** Starts what the reader chose for this site, when there is an article and nothing speaks against it. */
export async function arrive(
  { facts, reloaded }: Arrival,
  sender: Runtime.MessageSender,
  ways: Readonly<Record<AutoMode, Way>>,
): Promise<Heard> {
  const { tab, frameId } = sender;
  const url = addressOf(sender);
  if (tab?.id === undefined || url === undefined || frameId !== 0) return 'none';
  const site = verdictFor(url, await loadSites());
  if (!site.cleaned) {
    await showState(tab.id, stateWithout(site));
    return 'none';
  }
  const at = withoutFragment(url);
  const { closed } = await changeTab(tab.id, (known) => ({
    at,
    closed: reloaded ? known.closed.filter((address) => address !== at) : known.closed,
  }));
  const stays = closed.includes(at);
  const verdict = judgePage(facts, url);
  if (verdict !== 'article') {
    await showState(tab.id, 'not-an-article');
    return MAY_BECOME_ARTICLE.includes(verdict) ? 'wait' : 'none';
  }
  if (stays) await showState(tab.id, 'off');
  else await showState(tab.id, await ways[site.rule.mode ?? (await autoMode.load())](tab));
  return 'article';
}

const stateWithout = (verdict: Verdict): TabState =>
  verdict.because === 'rule-off' && verdict.rule.off === 'no-access' ? 'no-access' : 'off';

/** The reader closed what had opened in a tab of a chosen site: there it stays closed until a reload. */
export async function stayClosed(tabId: number, url: string): Promise<void> {
  await showState(tabId, 'off');
  if (!verdictFor(url, await loadSites()).cleaned) return;
  const at = withoutFragment(url);
  await changeTab(tabId, (known) => ({
    ...known,
    closed: [...known.closed.filter((address) => address !== at), at].slice(-MOST_CLOSED),
  }));
}

/** The tab goes away from a page of a chosen site. */
export async function leave(tabId: number): Promise<void> {
  await changeTab(tabId, forgetPage);
}

/**
 * When the background starts and after a change of the rules: what is cleaned in open tabs and should be no longer is shown
 * again, and the button says so. A page that left while there was no background is forgotten: its goodbye wakes none.
 */
export async function letGo(): Promise<void> {
  const sites = await loadSites();
  const tabs = Object.entries(await browser.storage.session.get(null)) as [string, KnownTab][];
  for (const [key, { at }] of tabs.filter(([key]) => key.startsWith('tab '))) {
    if (at === undefined) continue;
    const tabId = Number(key.slice('tab '.length));
    const verdict = verdictFor(at, sites);
    const isThere = await isStillAt(tabId, at);
    if (isThere && verdict.cleaned) continue;
    if (isThere) {
      // Without access the style sheet stays in the page, but nothing there has its attribute any more.
      await sendToTab(tabId, 'tidy', { on: false });
      await showState(tabId, stateWithout(verdict));
    }
    // What has arrived there meanwhile stays.
    await changeTab(tabId, (known) => (known.at === at ? forgetPage(known) : known));
  }
}

/** A tab that is gone is forgotten. Called once, while the background starts. */
export function forgetClosedTabs(): void {
  browser.tabs.onRemoved.addListener((tabId) => {
    const key = keyOf(tabId);
    void navigator.locks.request(key, () => browser.storage.session.remove(key));
  });
}
