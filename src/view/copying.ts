import type { Article } from '../core/article.ts';
import type { Citable, CitedQuote } from '../formats/citable.ts';
import { citeQuote } from '../formats/citation.ts';
import { type Copyable, copyOf } from '../formats/copying.ts';
import { type CopyOptions, TEXT_ONLY } from '../formats/options.ts';
import { citedUtterance } from '../formats/quotes.ts';
import type { QuoteItem } from './quote-list.ts';
import { sanitize } from './sanitize.ts';

/** The article as it is shown, with what goes along. */
export function copyOfArticle(article: Article, document: Document, options: CopyOptions): Copyable {
  return copyOf(article, { kind: 'article' }, 'rich', options, (html) => sanitize(document, html));
}

/** Quotes with their speakers, in the order given, and where they were read. */
export function copyOfQuotes(article: Article, items: readonly QuoteItem[], document: Document): Copyable {
  const utterances = items.map(({ pieces, speaker }) => pieces.map(({ quote }) => ({ ...quote, speaker })));
  const options = { ...TEXT_ONLY, source: true };
  return copyOf(article, { kind: 'quotes', utterances }, 'rich', options, (html) => sanitize(document, html));
}

/** A quote with its source, as citations and the shelf take it. @param address leads to it; absent, the page's own. */
export function citableQuote(
  article: Article,
  item: QuoteItem,
  address = article.url,
): Citable & { quote: CitedQuote } {
  const pieces = item.pieces.map(({ quote }) => ({ ...quote, speaker: item.speaker }));
  const { title, byline, siteName, published, url, lang } = article;
  return {
    source: { title, byline, siteName, published, url, lang },
    quote: citedUtterance(article, pieces),
    address,
    accessed: new Date().toISOString(),
  };
}

/** One quote, its speaker, and where it was read. */
export function copyOfCitation(citable: Citable): Copyable {
  return { plain: citeQuote('plain', citable), html: citeQuote('html', citable) };
}
