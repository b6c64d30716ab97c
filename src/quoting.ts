/** Put into a page when the reader copies its quotes without opening anything. It changes nothing in it. */
import { answerTab, QUOTE } from './browser/answering.ts';
import { copy } from './browser/clipboard.ts';
import { success } from './browser/messages.ts';
import { articleOf } from './browser/quote-finder.ts';
import { parseTakeOptions } from './formats/options.ts';
import { copyOfQuotes } from './view/copying.ts';
import { quoteItems } from './view/quote-list.ts';

declare global {
  /** Set once this has been put into the page. */
  var cleanCopyQuoting: true | undefined;
}

// Injected twice, the first answers for both. An element of this name, which a page may have, is no field of the global object.
if (!Object.hasOwn(globalThis, 'cleanCopyQuoting')) {
  globalThis.cleanCopyQuoting = true;
  answerTab(QUOTE, {
    copyQuotes: async ({ page, options }) => {
      const article = await articleOf(page);
      const quotes = quoteItems(article);
      if (quotes.length === 0) return success({ copied: false });
      const content = copyOfQuotes(article, quotes, document, parseTakeOptions(options));
      return success({ copied: (await copy(content)).ok });
    },
  });
}
