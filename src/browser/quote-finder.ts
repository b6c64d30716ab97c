/** The second part of the way, as a module of its own: it and its word lists are as large as the rest together. */
export { withQuotes } from '../core/read-article.ts';
export { speechRulesFor } from '../rules/index.ts';
