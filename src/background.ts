/** The background: answers messages. It keeps no state, the browser may end it at any time. */

import type { Tabs } from 'webextension-polyfill';
import { answerBackground, tabMeant } from './browser/answering.ts';
import { addressOf, arrive, forgetClosedTabs, leave, letGo, stayClosed } from './browser/auto.ts';
import { offerCopying } from './browser/copy-commands.ts';
import { failure, success } from './browser/messages.ts';
import { openShelf, welcomeOnInstall } from './browser/places.ts';
import { browser } from './browser/polyfill.ts';
import { putQuotes } from './browser/shelf.ts';
import { keepInStep, leaveOut } from './browser/sites.ts';
import { enterPage, openReader, putFont, toggleReader } from './browser/tab.ts';
import { tidyTab } from './browser/tidy.ts';
import { showState } from './browser/toolbar.ts';
import { offerActions, showActions } from './browser/toolbar-menu.ts';
import { toKeptQuote } from './formats/kept-quote.ts';

const WAYS = { reader: openReader, tidy: tidyTab };

answerBackground({
  cleaned: async (request, sender) => {
    const cleaned = tabMeant(request, sender);
    if (cleaned !== undefined) await showState(cleaned, { removed: request.removed });
    return success(undefined);
  },
  font: async ({ font }, sender) => {
    if (sender.tab?.id !== undefined) await putFont(sender.tab.id, font);
    return success(undefined);
  },
  arrived: async (arrival, sender) => {
    const heard = await arrive(arrival, sender, WAYS);
    await showActions(sender.tab);
    return success(heard);
  },
  left: async (_, { tab }) => {
    if (tab?.id !== undefined) await leave(tab.id);
    await showActions(tab && { ...tab, url: '' });
    return success(undefined);
  },
  leaveOut: async ({ what }, sender) => {
    const url = addressOf(sender);
    if (url !== undefined) await leaveOut(url, what);
    return success(undefined);
  },
  readerClosed: async (_, sender) => {
    const url = addressOf(sender);
    if (sender.tab?.id !== undefined && url !== undefined) await stayClosed(sender.tab.id, url);
    return success(undefined);
  },
  keep: async ({ quote }) => {
    const checked = toKeptQuote(quote);
    return checked ? success(await putQuotes([checked])) : failure('no-answer');
  },
  openShelf: async () => {
    await openShelf();
    return success(undefined);
  },
});
browser.commands.onCommand.addListener((command, tab) => {
  if (command === 'toggle-reader') void showReader(tab);
});
welcomeOnInstall();
keepInStep(async () => {
  await letGo();
  await showActions();
});
forgetClosedTabs();
offerCopying();
offerActions(async (tab, mode) => {
  await enterPage(tab);
  const state = await WAYS[mode](tab);
  if (tab.id !== undefined) await showState(tab.id, state);
  // The popup says why, and what to do.
  if (state === 'no-access' || state === 'not-an-article') await browser.action.openPopup();
});

/** Where the page cannot be reached the popup says why. */
async function showReader(tab: Tabs.Tab | undefined): Promise<void> {
  await enterPage(tab);
  const shown = await toggleReader(tab);
  if (!shown.ok) await browser.action.openPopup();
}
