/** Put into a page when the reader asks for it; reads the page and answers. It changes nothing in it. */
import { failure, handle, sendToBackground, success } from './browser/messages.ts';
import { pageReader } from './browser/page-reader.ts';
import { isFailure } from './core/article.ts';
import { readArticle } from './core/read-article.ts';
import { rulesFor } from './rules/index.ts';

declare global {
  /** Ends what an earlier injection into the same page left listening. */
  var cleanCopyStop: (() => void) | undefined;
}

globalThis.cleanCopyStop?.();

const read = pageReader(document, () => {
  const article = readArticle(document, location.href, rulesFor(document.documentElement.lang || 'en'));
  if (isFailure(article)) return failure(article.error.code);
  void sendToBackground('cleaned', { removed: article.removals.length });
  return success(article);
});

globalThis.cleanCopyStop = handle('tab', { read });
