/** Put into a page before what reads it: of several articles below each other the one that is looked at is read. */
import { articlesOn, withOneArticle } from './core/articles-below.ts';

declare global {
  /** @returns the page with that one alone; undefined where there are not several. */
  var cleanCopyArticle: (() => Document | undefined) | undefined;
}

globalThis.cleanCopyArticle = () => {
  const at = articlesOn(document).findIndex((article) => article.getBoundingClientRect().bottom > innerHeight / 2);
  return at < 0 ? undefined : withOneArticle(document, at);
};
