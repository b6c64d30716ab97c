/** When a page is read: not before it is there, and not twice while it stays the same. */
import type { CleanPage } from '../core/article.ts';
import { type Answer, failure } from './messages.ts';

/** How long a page that is still being parsed is waited for, in ms. */
const PATIENCE = 3000;

/**
 * @param document the live page.
 * @param read makes the article of the page as it is now.
 * @returns answers with the article, the same one again as long as address and page are unchanged.
 */
export function pageReader(document: Document, read: () => Answer<CleanPage>): () => Promise<Answer<CleanPage>> {
  let kept: { answer: Answer<CleanPage>; address: string } | undefined;
  const observer = new MutationObserver(forget);
  function forget(): void {
    observer.disconnect();
    kept = undefined;
  }

  return async () => {
    if (document.contentType === 'application/pdf') return failure('pdf');
    if (document.readyState === 'loading' && !(await parsed(document, PATIENCE))) return failure('still-loading');
    // Changes made in this very task have not reached the observer yet.
    if (observer.takeRecords().length > 0) forget();
    if (kept?.address === document.URL) return kept.answer;
    forget();
    const answer = read();
    kept = { answer, address: document.URL };
    observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    return answer;
  };
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
