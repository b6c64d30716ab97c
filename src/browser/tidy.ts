/** Tidying the page of a tab in place. */
import type { Tabs } from 'webextension-polyfill';
import { sendToTab } from './messages.ts';
import { browser } from './polyfill.ts';
import { askTab } from './tab.ts';
import { TIDY_STYLE } from './tidy-page.ts';
import { showState, type TabState } from './toolbar.ts';

/** Hides clutter in the page in place, or shows it again. @returns how many elements are hidden. */
export async function setTidy(tabId: number, on: boolean): Promise<number> {
  const css = { target: { tabId }, css: TIDY_STYLE, origin: 'USER' as const };
  await (on ? browser.scripting.insertCSS(css) : browser.scripting.removeCSS(css));
  const answer = await (on ? askTab({ id: tabId }, 'tidy.js', 'tidy', { on }) : sendToTab(tabId, 'tidy', { on }));
  const removed = answer.ok ? answer.value.hidden : 0;
  await showState(tabId, on ? { removed } : 'off');
  return removed;
}

/** Tidies the page of a tab in place. @returns what to show of the tab. */
export async function tidyTab({ id }: Tabs.Tab): Promise<TabState> {
  return { removed: id === undefined ? 0 : await setTidy(id, true) };
}
