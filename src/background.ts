/** The background: answers messages. It keeps no state, the browser may end it at any time. */

import type { Tabs } from 'webextension-polyfill';
import { answerBackground } from './browser/answering.ts';
import { arrive, forgetClosedTabs, setTidy, stayClosed } from './browser/auto.ts';
import { offerCopying } from './browser/copy-commands.ts';
import { failure, success } from './browser/messages.ts';
import { openShelf, welcomeOnInstall } from './browser/places.ts';
import { browser } from './browser/polyfill.ts';
import { putQuotes } from './browser/shelf.ts';
import { keepInStep } from './browser/sites.ts';
import { openReader, putFont, toggleReader } from './browser/tab.ts';
import { showCleaned } from './browser/toolbar.ts';
import { toKeptQuote } from './formats/kept-quote.ts';

answerBackground({
  cleaned: async ({ removed }, sender) => {
    if (sender.tab?.id !== undefined) await showCleaned(sender.tab.id, removed);
    return success(undefined);
  },
  font: async ({ font }, sender) => {
    if (sender.tab?.id !== undefined) await putFont(sender.tab.id, font);
    return success(undefined);
  },
  arrived: async (arrival, sender) => {
    await arrive(arrival, sender, {
      reader: openReader,
      tidy: async ({ id }) => void (id !== undefined && (await setTidy(id, true))),
    });
    return success(undefined);
  },
  readerClosed: async (_, { tab, url }) => {
    if (tab?.id !== undefined && url !== undefined) await stayClosed(tab.id, url);
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
keepInStep();
forgetClosedTabs();
offerCopying();

/** Where the page cannot be reached the popup says why. */
async function showReader(tab: Tabs.Tab | undefined): Promise<void> {
  const shown = await toggleReader(tab);
  if (!shown.ok) await browser.action.openPopup();
}
