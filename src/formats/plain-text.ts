import type { Article, Span } from '../core/article.ts';
import { longDate } from './dates.ts';
import type { CopyOptions } from './options.ts';

/**
 * The article as plain text. With nothing asked for beside it this is `article.text`, character for character.
 * @param span the part of `article.text` that is wanted; all of it when absent. UTF-16 offsets.
 * @returns paragraphs separated by a blank line, without a line break at the end.
 */
export function toPlainText(article: Article, options: CopyOptions, span?: Span): string {
  const text = span ? article.text.slice(span.start, span.end) : article.text;
  return [...headLines(article, options), text, ...(options.source ? [sourceLine(article)] : [])]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Title, byline and date, as far as they are asked for and the article has them. */
export function headLines(article: Article, options: CopyOptions): string[] {
  return [
    options.title ? article.title : '',
    options.byline ? (article.byline ?? '') : '',
    options.date ? longDate(article.published, article.lang) : '',
  ].filter((line) => line !== '');
}

/** The site's name when there is one, and the address. */
export function sourceLine(article: Article): string {
  return [article.siteName ?? '', article.url].filter((part) => part !== '').join(', ');
}
