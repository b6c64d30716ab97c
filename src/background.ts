/** The background: answers messages. It keeps no state, the browser may end it at any time. */

import { arrive, forgetClosedTabs, setTidy } from './browser/auto.ts';
import { handle, success } from './browser/messages.ts';
import { keepInStep } from './browser/sites.ts';
import { showCleaned } from './browser/toolbar.ts';

handle('background', {
  cleaned: async ({ removed }, sender) => {
    if (sender.tab?.id !== undefined) await showCleaned(sender.tab.id, removed);
    return success(undefined);
  },
  arrived: async (arrival, sender) => {
    await arrive(arrival, sender, async (tabId) => void (await setTidy(tabId, true)));
    return success(undefined);
  },
});
keepInStep();
forgetClosedTabs();
