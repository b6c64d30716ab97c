/** Hides clutter in a live page by one attribute; the style sheet that hides it is inserted by the browser, outside the page. */
import type { InPlace } from '../core/in-place.ts';

export const TIDY_ATTRIBUTE = 'data-clean-copy';
export const TIDY_STYLE = `[${TIDY_ATTRIBUTE}]{display:none!important}`;

/** The page is looked at again when it has been still for this long, in ms; at most so many times. */
const STILL = 400;
const LOOKS = 50;

export interface TidyPage {
  /** Ends with the first look at the page. */
  looked: Promise<void>;
  /** How many elements are hidden now. */
  hidden(): number;
  /** Takes every attribute away again, from copies that the page made too. */
  undo(): void;
}

/**
 * Hides what `find` finds now, and what it finds after the page changed.
 * @param find gives the elements to hide; it changes nothing. The signal ends it.
 */
export function tidyPage(document: Document, find: (signal: AbortSignal) => Promise<readonly InPlace[]>): TidyPage {
  const ending = new AbortController();
  let looks = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async (): Promise<void> => {
    looks++;
    try {
      // Finding reads the page as it is with nothing hidden: what is hidden already is found again and keeps its attribute.
      const found = await find(ending.signal);
      if (ending.signal.aborted) return;
      for (const { element, kind } of found) {
        if (element.getAttribute(TIDY_ATTRIBUTE) !== kind) element.setAttribute(TIDY_ATTRIBUTE, kind);
      }
    } catch (error) {
      if (!ending.signal.aborted) throw error;
    }
  };
  let looked = Promise.resolve();
  const observer = new MutationObserver(() => {
    clearTimeout(timer);
    if (looks < LOOKS) timer = setTimeout(next, STILL);
    else observer.disconnect();
  });
  const next = (): void => {
    // A look that failed has been told; the next one is made all the same.
    looked = looked.catch(() => {}).then(look);
  };
  observer.observe(document, { subtree: true, childList: true, characterData: true });
  next();
  return {
    looked,
    hidden: () => document.querySelectorAll(`[${TIDY_ATTRIBUTE}]`).length,
    undo: () => {
      ending.abort();
      observer.disconnect();
      clearTimeout(timer);
      for (const element of document.querySelectorAll(`[${TIDY_ATTRIBUTE}]`)) element.removeAttribute(TIDY_ATTRIBUTE);
    },
  };
}
