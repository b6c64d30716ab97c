/** The background: answers messages. It keeps no state, the browser may end it at any time. */
import { handle, success } from './browser/messages.ts';
import { showCleaned } from './browser/toolbar.ts';

handle('background', {
  cleaned: async ({ removed }, sender) => {
    if (sender.tab?.id !== undefined) await showCleaned(sender.tab.id, removed);
    return success(undefined);
  },
});
