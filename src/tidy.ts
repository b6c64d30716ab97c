/** Put into a page that is to be tidied: hides ad markers, ad boxes and captions where they stand, and shows them again. */
import { answerTab, TIDY } from './browser/answering.ts';
import { choicesFor } from './browser/choices.ts';
import { success } from './browser/messages.ts';
import { inSlices } from './browser/slices.ts';
import { type TidyPage, tidyPage } from './browser/tidy-page.ts';
import { findInPlace } from './core/in-place.ts';
import { rulesHere } from './page-words.ts';

declare global {
  /** What an earlier injection into the same page hides. */
  var cleanCopyTidy: { page: TidyPage | undefined } | undefined;
}

// Injected twice, the first answers for both. An element of this name, which a page may have, is no field of the global object.
if (!Object.hasOwn(globalThis, 'cleanCopyTidy')) {
  const state: { page: TidyPage | undefined } = { page: undefined };
  globalThis.cleanCopyTidy = state;
  let asked = 0;
  answerTab(TIDY, {
    tidy: async ({ on }) => {
      const mine = ++asked;
      const choices = on ? await choicesFor(location.hostname) : {};
      // It was asked for once more meanwhile: what was asked last holds.
      if (mine !== asked) return success({ hidden: state.page?.hidden() ?? 0 });
      state.page?.undo();
      const page = on
        ? tidyPage(document, (signal) => inSlices(findInPlace(document, rulesHere(), choices), signal))
        : undefined;
      state.page = page;
      await page?.looked;
      return success({ hidden: page?.hidden() ?? 0 });
    },
  });
}
