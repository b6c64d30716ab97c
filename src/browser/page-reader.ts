/** When a page is read: not before it is there, and not twice while it stays the same. */
import type { CleanPage } from '../core/article.ts';
import type { Changed } from '../core/page-copy.ts';
import type { ReadOptions } from '../core/reader-choices.ts';
import { type Answer, failure, type ReadRequest } from './messages.ts';

/** How long a page that is still being parsed is waited for, in ms. */
const PATIENCE = 3000;

/** The page read as it is, or being read. */
interface Reading {
  /** The address and the choices it is for. */
  of: string;
  answer: Promise<Answer<CleanPage>>;
  /** How many wait for the answer. */
  waiting: number;
  stop: AbortController;
  /** Whether the page has changed since it began. */
  isOld(): boolean;
}

/**
 * @param document the live page.
 * @param choices what the reader has chosen for this page's address; asked each time.
 * @param read makes the article of the page as it is now, and lets the page go on meanwhile. It is told what of the page changes,
 *   and by the signal when nobody waits for the article any more.
 * @returns answers with the article, the same one again as long as address, choices and page are unchanged; with `stopped` when
 *   the signal it was given ends the waiting.
 */
export function pageReader(
  document: Document,
  choices: () => Promise<ReadOptions>,
  read: (options: ReadOptions, signal: AbortSignal, changed?: Changed) => Promise<Answer<CleanPage>>,
): (asked?: ReadRequest, signal?: AbortSignal) => Promise<Answer<CleanPage>> {
  let known: Reading | undefined;

  function begin(options: ReadOptions, of: string): Reading {
    let old = false;
    let done = false;
    /** Whether there is other text in the page than when this was last asked for. */
    let moved = false;
    const observer = new MutationObserver(note);
    function note(records: readonly MutationRecord[]): void {
      old ||= records.length > 0;
      moved ||= records.some(({ type }) => type !== 'attributes');
      if (!old || !done) return;
      observer.disconnect();
      if (known === reading) known = undefined;
    }
    // Changes made in this very task have not reached the observer yet.
    const look = (): void => note(observer.takeRecords());
    observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    const stop = new AbortController();
    const changed: Changed = () => {
      look();
      const before = moved;
      moved = false;
      return before;
    };
    const answer = read(options, stop.signal, changed).finally(() => {
      done = true;
      look();
    });
    const isOld = (): boolean => {
      look();
      return old;
    };
    const reading: Reading = { of, answer, waiting: 0, stop, isOld };
    return reading;
  }

  function wait(reading: Reading, signal: AbortSignal | undefined): Promise<Answer<CleanPage>> {
    reading.waiting++;
    return new Promise((resolve, reject) => {
      reading.answer.then(resolve, reject);
      signal?.addEventListener('abort', () => {
        resolve(failure('stopped'));
        if (--reading.waiting > 0) return;
        reading.stop.abort();
        if (known === reading) known = undefined;
      });
    });
  }

  return async function ask(asked?: ReadRequest, signal?: AbortSignal, again = true): Promise<Answer<CleanPage>> {
    if (document.contentType === 'application/pdf') return failure('pdf');
    if (document.readyState === 'loading' && !(await parsed(document, PATIENCE))) return failure('still-loading');
    const chosen = { ...(await choices()), ...(asked?.anyway && { anyway: true }) };
    if (signal?.aborted) return failure('stopped');
    if (asked?.selection) {
      const selection = selected();
      return selection
        ? read({ ...chosen, selection }, signal ?? new AbortController().signal)
        : failure('no-selection');
    }
    const address = document.URL;
    const of = `${address}\n${JSON.stringify(chosen)}`;
    if (known?.of !== of || known.isOld()) known = begin(chosen, of);
    const answer = await wait(known, signal);
    // A page that has gone elsewhere meanwhile may be half the one and half the other article. One that never rests is taken so.
    return again && document.URL !== address ? ask(asked, signal, false) : answer;
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
    setTimeout(() => resolve(false), patience);
    document.addEventListener('DOMContentLoaded', () => resolve(true));
  });
}
