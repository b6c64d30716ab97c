/** The places outside of the popup where an article can be read. */
import type { Tabs } from 'webextension-polyfill';
import { browser } from './polyfill.ts';

/** Chrome's side panel, which the polyfill does not know. */
interface SidePanel {
  open(options: { windowId: number }): Promise<void>;
}

function sidePanel(): SidePanel | undefined {
  return (globalThis as { chrome?: { sidePanel?: SidePanel } }).chrome?.sidePanel;
}

/** Whether this browser has a side panel or a sidebar; phones have none. */
export function panelAvailable(): boolean {
  return sidePanel() !== undefined || browser.sidebarAction !== undefined;
}

/** Opens the panel beside a tab's page. Must be called in answer to a click, before anything is awaited. */
export async function openPanel(tab: Tabs.Tab): Promise<void> {
  const panel = sidePanel();
  if (!panel) await browser.sidebarAction.open();
  else if (tab.windowId !== undefined) await panel.open({ windowId: tab.windowId });
}

/** Opens the article of a tab in a new tab of ours beside it. */
export async function openReadingTab(tab: Tabs.Tab): Promise<void> {
  const url = browser.runtime.getURL(`reader/panel.html?tab=${tab.id}`);
  await browser.tabs.create({ url, index: tab.index + 1 });
}

/** Opens the page of kept quotes in a new tab. */
export async function openShelf(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL('options/shelf.html') });
}

/** Opens the first-run page once: after installation, and not after updates of this or the browser. */
export function welcomeOnInstall(): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL('options/welcome.html') });
  });
}

export async function openOptions(): Promise<void> {
  await browser.runtime.openOptionsPage();
}

/** Told when another tab comes to the front of this window, or the front one goes to another page. */
export function onOtherPage(windowId: number, listener: () => void): void {
  browser.tabs.onActivated.addListener((info) => {
    if (info.windowId === windowId) listener();
  });
  browser.tabs.onUpdated.addListener((_, change, tab) => {
    if (tab.active && tab.windowId === windowId && change.status === 'complete') listener();
  });
}
