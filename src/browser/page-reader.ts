/** When a page is read: not before it is there, and not twice while it stays the same. */
import type { CleanPage } from '../core/article.ts';
import type { ReadOptions } from '../core/reader-choices.ts';
import { type Answer, failure, type ReadRequest } from './messages.ts';

/** How long a page that is still being parsed is waited for, in ms. */
const PATIENCE = 3000;

/**
 * @param document the live page.
 * @param choices what the reader has chosen for this page's address; asked each time.
 * @param read makes the article of the page as it is now.
 * @returns answers with the article, the same one again as long as address, choices and page are unchanged.
 */
export function pageReader(
  document: Document,
  choices: () => Promise<ReadOptions>,
  read: (options: ReadOptions) => Answer<CleanPage>,
): (asked?: ReadRequest) => Promise<Answer<CleanPage>> {
  let kept: { answer: Answer<CleanPage>; of: string } | undefined;
  const observer = new MutationObserver(forget);
  function forget(): void {
    observer.disconnect();
    kept = undefined;
  }

  return async (asked) => {
    if (document.contentType === 'application/pdf') return failure('pdf');
    if (document.readyState === 'loading' && !(await parsed(document, PATIENCE))) return failure('still-loading');
    const chosen = { ...(await choices()), ...(asked?.anyway && { anyway: true }) };
    if (asked?.selection) {
      const selection = selected();
      return selection ? read({ ...chosen, selection }) : failure('no-selection');
    }
    // Changes made in this very task have not reached the observer yet.
    if (observer.takeRecords().length > 0) forget();
    const of = `${document.URL}\n${JSON.stringify(chosen)}`;
    if (kept?.of === of) return kept.answer;
    forget();
    const answer = read(chosen);
    kept = { answer, of };
    observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    return answer;
  };
}

/** What is selected in the page; undefined when that is no text. */
function selected(): Range | undefined {
  // The window's: on the document, an element of the page may stand in its place.
  const selection = getSelection();
  return selection && selection.rangeCount > 0 && selection.toString().trim() !== ''
    ? selection.getRangeAt(0)
    : undefined;
}

function parsed(document: Document, patience: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), patience);
    document.addEventListener(
      'DOMContentLoaded',
      () => {
        clearTimeout(timer);
        resolve(true);
      },
      { once: true },
    );
  });
}
