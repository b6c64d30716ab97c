/** What our own pages lend for copying, citing, keeping and saving: the page is in a tab. */
import type { Tabs } from 'webextension-polyfill';
import { openShelf } from '../src/browser/places.ts';
import { pageMemory } from '../src/browser/settings.ts';
import { putQuotes } from '../src/browser/shelf.ts';
import { askTab } from '../src/browser/tab.ts';
import type { Texts } from '../src/view/texts.ts';
import { createTaking, keptWords, type Taking } from './taking.ts';

/** @param source the tab whose page is shown. */
export function tabTaking(source: () => Promise<Tabs.Tab | undefined>, texts: Texts): Taking {
  return createTaking(
    {
      memory: pageMemory(),
      fragments: async (passages) => {
        const answer = await askTab(await source(), 'citing.js', 'fragments', { passages: [...passages] });
        return answer.ok ? answer.value.map((fragment) => fragment ?? undefined) : [];
      },
      selected: async () => {
        const answer = await askTab(await source(), 'citing.js', 'selected', undefined);
        return answer.ok ? (answer.value ?? undefined) : undefined;
      },
      pictures: async (addresses) => {
        const answer = await askTab(await source(), 'citing.js', 'pictures', { addresses: [...addresses] });
        return answer.ok ? answer.value.map((picture) => picture ?? undefined) : [];
      },
      keep: async (quote) => keptWords(await putQuotes([quote])),
      openShelf: () => void openShelf(),
    },
    texts,
  );
}
