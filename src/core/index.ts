/** The core as one module for other programs: no browser API, no I/O. Bundled to `dist/core.js`. */
export { rulesFor } from '../rules/index.ts';
export type * from './article.ts';
export { isFailure } from './article.ts';
export { findQuotes } from './quotes.ts';
export { readArticle } from './read-article.ts';
