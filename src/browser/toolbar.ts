/** The toolbar button's state for one tab; the browser itself resets it when the tab goes to another page. */
import type { ErrorCode } from './messages.ts';
import { browser } from './polyfill.ts';

/** `off`: as on any page; `removed`: the page is cleaned, so many pieces were taken out or hidden. */
export type TabState = 'off' | 'not-an-article' | 'no-access' | { removed: number };

const PLAIN = { 16: '/icons/icon-16.png', 32: '/icons/icon-32.png' };
const CLEANED = { 16: '/icons/cleaned-16.png', 32: '/icons/cleaned-32.png' };

const LOOKS = {
  off: { icon: PLAIN, badge: '', colour: '#5f6368', title: 'extensionName' },
  cleaned: { icon: CLEANED, badge: '', colour: '#1a6b3c', title: 'toolbarCleaned' },
  'not-an-article': { icon: PLAIN, badge: '–', colour: '#5f6368', title: 'toolbarNotAnArticle' },
  'no-access': { icon: PLAIN, badge: '!', colour: '#a3341f', title: 'toolbarNoAccess' },
} as const;

/** Shows a tab's state by icon, badge and title. A tab that is gone by now has none. */
export async function showState(tabId: number, state: TabState): Promise<void> {
  const removed = typeof state === 'string' ? 0 : state.removed;
  const { icon, badge, colour, title } = LOOKS[typeof state === 'string' ? state : 'cleaned'];
  const { action } = browser;
  await Promise.all([
    action.setIcon({ tabId, path: icon }),
    action.setBadgeText({ tabId, text: removed > 0 ? String(removed) : badge }),
    action.setBadgeBackgroundColor({ tabId, color: colour }),
    action.setTitle({ tabId, title: browser.i18n.getMessage(title, String(removed)) }),
  ]).catch(() => undefined);
}

const NO_ACCESS: readonly ErrorCode[] = ['browser-page', 'store-page', 'pdf', 'local-file', 'error-page', 'blocked'];

/** What is shown of a page that could not be read. */
export const stateAfter = (code: ErrorCode): TabState => (NO_ACCESS.includes(code) ? 'no-access' : 'not-an-article');

/** How long the button confirms, in ms. */
const CONFIRMATION = 2000;

/** Shows for two seconds whether copying worked; the button's title says it in words, and keeps saying what failed. */
export async function showCopied(tabId: number, copied: boolean): Promise<void> {
  const { action } = browser;
  const [badge, title] = await Promise.all([action.getBadgeText({ tabId }), action.getTitle({ tabId })]);
  await action.setBadgeText({ tabId, text: copied ? '✓' : '!' });
  await action.setTitle({ tabId, title: browser.i18n.getMessage(copied ? 'copied' : 'copyFailed') });
  setTimeout(() => {
    void action.setBadgeText({ tabId, text: badge });
    if (copied) void action.setTitle({ tabId, title });
  }, CONFIRMATION);
}
