/** Put into a page when the reader cites it or copies from it without opening anything. It changes nothing in it. */
import { answerTab, CITE } from './browser/answering.ts';
import { copy } from './browser/clipboard.ts';
import { success } from './browser/messages.ts';
import { tidyByline } from './core/byline.ts';
import { selectedPassage } from './formats/find-passage.ts';
import { parseTakeOptions } from './formats/options.ts';
import { fragmentsFor } from './formats/page-fragments.ts';
import { picturesOf } from './page-pictures.ts';
import { copyOfPage } from './view/page-copy.ts';

declare global {
  /** Set once this has been put into the page. */
  var cleanCopyCiting: true | undefined;
}

// Injected twice, the first answers for both. An element of this name, which a page may have, is no field of the global object.
if (!Object.hasOwn(globalThis, 'cleanCopyCiting')) {
  globalThis.cleanCopyCiting = true;
  answerTab(CITE, {
    fragments: ({ passages }) => success(fragmentsFor(document, passages)),
    // The window's: on the document, an element of the page may stand in its place.
    selected: () => success(selectedPassage(document, getSelection()) ?? null),
    pictures: async ({ addresses }) => success(await picturesOf(document, addresses)),
    copy: async ({ page, what, options }) => {
      const byline = tidyByline(page.byline, page.lang);
      const content = copyOfPage(document, { ...page, byline }, what, parseTakeOptions(options));
      return success({ copied: content !== undefined && (await copy(content)).ok });
    },
  });
}
