/**
 * The popup's first act: its page is being read while the popup itself is on its way. A classic script at the head of the head,
 * because modules wait for each other and for the page.
 */
import type { Tabs } from 'webextension-polyfill';
import type { Answer } from '../src/browser/messages.ts';
import { activeTab, readTab } from '../src/browser/tab.ts';
import type { CleanPage } from '../src/core/article.ts';

declare global {
  var cleanCopyBegun: { tab: Promise<Tabs.Tab | undefined>; page: Promise<Answer<CleanPage>>; stop: AbortController };
}

const tab = activeTab();
const stop = new AbortController();
globalThis.cleanCopyBegun = { tab, page: tab.then((tab) => readTab(tab, undefined, stop.signal)), stop };
