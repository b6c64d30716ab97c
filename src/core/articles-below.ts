/** Pages that put the next article below the one that was read: each is an article of its own. */

/** An article with less text, in UTF-16 units, is a teaser or a comment. */
const LONG = 600;

/** @returns the articles of a page that have a headline of the page's first order each; none when there is only one. */
export function articlesOn(document: Document): Element[] {
  const all = [...document.querySelectorAll('article')].filter(
    (article) =>
      !article.parentElement?.closest('article') &&
      article.querySelector('h1') &&
      (article.textContent?.length ?? 0) > LONG,
  );
  return all.length > 1 ? all : [];
}

/** @returns a copy of a page without its other articles, and without what it says of its first where that is one of them. */
export function withOneArticle(document: Document, at: number): Document {
  const copy = document.cloneNode(true) as Document;
  for (const [i, article] of articlesOn(copy).entries()) {
    if (i !== at) article.remove();
    else if (at > 0) {
      for (const fact of copy.head.querySelectorAll('meta, script')) fact.remove();
      copy.title = article.querySelector('h1')?.textContent?.trim() ?? '';
    }
  }
  return copy;
}
