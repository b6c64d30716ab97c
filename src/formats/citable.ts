import type { Article } from '../core/article.ts';

/** Where something was read; every article is one. */
export type Source = Pick<Article, 'title' | 'byline' | 'siteName' | 'published' | 'url' | 'lang'>;

export interface CitedQuote {
  /** The words inside the marks. */
  text: string;
  open: string;
  close: string;
  speaker?: string;
}

/** What a citation is made of. */
export interface Citable {
  source: Source;
  quote?: CitedQuote;
  /** The page's address, with a text fragment when one could be made. */
  address: string;
  /** The day it was read, ISO 8601. */
  accessed: string;
}
