import type { Article } from '../core/article.ts';
import { type Copyable, copyOf } from '../formats/copying.ts';
import { DEFAULT_COPY_OPTIONS, TEXT_ONLY } from '../formats/options.ts';
import type { QuoteItem } from './quote-list.ts';
import { sanitize } from './sanitize.ts';

/** The article as it is shown: with images or without. */
export function copyOfArticle(article: Article, document: Document, images: boolean): Copyable {
  const options = { ...DEFAULT_COPY_OPTIONS, images };
  return copyOf(article, { kind: 'article' }, 'rich', options, (html) => sanitize(document, html));
}

/** Quotes with their speakers, in the order given, and where they were read. */
export function copyOfQuotes(article: Article, items: readonly QuoteItem[], document: Document): Copyable {
  const utterances = items.map(({ pieces, speaker }) => pieces.map(({ quote }) => ({ ...quote, speaker })));
  const options = { ...TEXT_ONLY, source: true };
  return copyOf(article, { kind: 'quotes', utterances }, 'rich', options, (html) => sanitize(document, html));
}
