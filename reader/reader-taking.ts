/** What the reader over a page lends for copying, citing, keeping and saving: the page is right behind it. */
import { FAILURES } from '../popup/failures.ts';
import { createTaking, keptWords, type Taking } from '../popup/taking.ts';
import { sendToBackground } from '../src/browser/messages.ts';
import { selectedPassage } from '../src/formats/find-passage.ts';
import { fragmentsFor } from '../src/formats/page-fragments.ts';
import { picturesOf } from '../src/page-pictures.ts';
import type { Texts } from '../src/view/texts.ts';

export function readerTaking(document: Document, texts: Texts): Taking {
  // What is selected before the reader covers it: afterwards the selection is the reader's own.
  const selected = selectedPassage(document, getSelection());
  return createTaking(
    {
      fragments: async (passages) => fragmentsFor(document, passages).map((fragment) => fragment ?? undefined),
      selected: async () => selected,
      pictures: async (addresses) => (await picturesOf(document, addresses)).map((picture) => picture ?? undefined),
      // The shelf is the extension's; a page's own database is not the place for it.
      keep: async (quote) => {
        const answer = await sendToBackground('keep', { quote });
        return answer.ok ? keptWords(answer.value) : FAILURES[answer.error.code].next;
      },
      openShelf: () => void sendToBackground('openShelf', undefined),
    },
    texts,
  );
}
