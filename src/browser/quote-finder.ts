/** The second part of the way, as a module of its own: it and its word lists are as large as the rest together. */
import type { Article, CleanPage } from '../core/article.ts';
import { withQuotes } from '../core/read-article.ts';
import { speechRulesFor } from '../rules/index.ts';

/** Finds the quotes of a page. In our own process and not in the page's, which stays free meanwhile. */
export function articleOf(page: CleanPage): Article {
  return withQuotes(page, speechRulesFor(page.lang));
}
