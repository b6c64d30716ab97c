import type { Article, Span } from '../core/article.ts';
import type { Citable, CitedQuote } from '../formats/citable.ts';
import { citeByTemplate, citeQuote } from '../formats/citation.ts';
import { type Copyable, copyOf } from '../formats/copying.ts';
import { type TakeOptions, TEXT_ONLY } from '../formats/options.ts';
import { citedUtterance } from '../formats/quotes.ts';
import type { QuoteItem } from './quote-list.ts';
import { sanitize } from './sanitize.ts';

/** The article as it is shown, with what goes along. */
export function copyOfArticle(article: Article, document: Document, options: TakeOptions): Copyable {
  return copyOf(article, { kind: 'article' }, options.format, options, (html) => sanitize(document, html));
}

/** A part of the article, and nothing with it. */
export function copyOfSelection(article: Article, span: Span, document: Document, options: TakeOptions): Copyable {
  const { links, images } = options;
  const bare = { ...TEXT_ONLY, links, images };
  return copyOf(article, { kind: 'selection', span }, options.format, bare, (html) => sanitize(document, html));
}

/** Quotes with their speakers, in the order given, and where they were read. */
export function copyOfQuotes(
  article: Article,
  items: readonly QuoteItem[],
  document: Document,
  options: TakeOptions,
): Copyable {
  const utterances = items.map(({ pieces, speaker }) => pieces.map(({ quote }) => ({ ...quote, speaker })));
  const bare = { ...TEXT_ONLY, source: true };
  return copyOf(article, { kind: 'quotes', utterances }, options.format, bare, (html) => sanitize(document, html));
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

/** One quote, its speaker, and where it was read: by the reader's own template when that is wished, else in the chosen format. */
export function copyOfCitation(citable: Citable, options: TakeOptions): Copyable {
  if (options.citeByTemplate && options.template !== '') {
    const own = citeByTemplate(options.template, citable);
    // A template that is no longer understood must not stand in the way of the quote.
    if (own.ok) return { plain: own.text };
  }
  if (options.format === 'markdown' || options.format === 'html') return { plain: citeQuote(options.format, citable) };
  const plain = citeQuote('plain', citable);
  return options.format === 'plain' ? { plain } : { plain, html: citeQuote('html', citable) };
}
