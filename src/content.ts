/** Put into a page when the reader asks for it; reads the page and answers. It changes nothing in it. */
import { type Answer, failure, handle, sendToBackground, success } from './browser/messages.ts';
import { pageReader } from './browser/page-reader.ts';
import { type CleanPage, isFailure } from './core/article.ts';
import { readPage } from './core/read-article.ts';
import { rulesHere } from './page-words.ts';

declare global {
  /** Ends what an earlier injection into the same page left listening. */
  var cleanCopyStop: (() => void) | undefined;
  /** Reads the page; for the in-page reader, which is put in beside this when it is wanted. */
  var cleanCopyRead: (() => Promise<Answer<CleanPage>>) | undefined;
}

globalThis.cleanCopyStop?.();

const read = pageReader(document, () => {
  const page = readPage(document, location.href, rulesHere());
  if (isFailure(page)) return failure(page.error.code);
  void sendToBackground('cleaned', { removed: page.removals.length });
  return success(page);
});

globalThis.cleanCopyRead = read;
globalThis.cleanCopyStop = handle('tab', { read });
