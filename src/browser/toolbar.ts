/** The toolbar button's state for one tab; the browser itself resets it when the tab goes to another page. */
import { browser } from './polyfill.ts';

const CLEANED = { 16: '/icons/cleaned-16.png', 32: '/icons/cleaned-32.png' };

/** Shows that the page in a tab was cleaned. @param removed how many pieces were taken out. */
export async function showCleaned(tabId: number, removed: number): Promise<void> {
  await Promise.all([
    browser.action.setIcon({ tabId, path: CLEANED }),
    browser.action.setBadgeText({ tabId, text: removed > 0 ? String(removed) : '' }),
  ]);
}

/** Shows that a page on a chosen site was left alone because it is not an article. */
export async function showNotAnArticle(tabId: number): Promise<void> {
  await browser.action.setBadgeText({ tabId, text: '' });
  await browser.action.setTitle({ tabId, title: browser.i18n.getMessage('toolbarNotAnArticle') });
}

/** How long the button confirms, in ms. */
const CONFIRMATION = 2000;

/** Shows for two seconds whether copying worked; the button's title says it in words, and keeps saying what failed. */
export async function showCopied(tabId: number, copied: boolean): Promise<void> {
  const before = await browser.action.getBadgeText({ tabId });
  await browser.action.setBadgeText({ tabId, text: copied ? '✓' : '!' });
  await browser.action.setTitle({ tabId, title: browser.i18n.getMessage(copied ? 'copied' : 'copyFailed') });
  setTimeout(() => {
    void browser.action.setBadgeText({ tabId, text: before });
    if (copied) void browser.action.setTitle({ tabId, title: browser.i18n.getMessage('extensionName') });
  }, CONFIRMATION);
}
