import type { Article, Quote } from '../core/article.ts';
import type { CitedQuote } from './citable.ts';

/** The fullest name known for a quote's speaker; undefined when nobody knows who spoke. */
export function speakerName(quote: Quote): string | undefined {
  return quote.speaker?.resolvedName ?? quote.speaker?.name;
}

/** @returns the speakers' names, each once, in the order in which they first speak. */
export function speakersOf(article: Article): string[] {
  return [...new Set(article.quotes.map(speakerName).filter((name) => name !== undefined))];
}

/** @returns one speaker's quotes in reading order. @param name as `speakerName` gives it; undefined: the unknown. */
export function quotesBy(article: Article, name: string | undefined): Quote[] {
  return article.quotes.filter((quote) => speakerName(quote) === name);
}

const OPENING = /[\p{Pi}\p{Ps}"']/u;
const CLOSING = /[\p{Pf}\p{Pe}\p{Pi}"']/u;
const MARKS: Readonly<Record<string, string>> = { '"': '“”', "'": '‘’' };

/**
 * A quote as it is cited: its words, and the marks the article puts around them (typewriter marks become round ones;
 * where the marks are missing or of an unknown kind, round ones are taken).
 */
export function citedQuote(article: Article, quote: Quote): CitedQuote {
  const speaker = speakerName(quote);
  const before =
    article.text
      .slice(Math.max(0, quote.start - 2), quote.start)
      .trimEnd()
      .at(-1) ?? '';
  const after =
    article.text
      .slice(quote.end, quote.end + 2)
      .trimStart()
      .at(0) ?? '';
  const own = OPENING.test(before) && CLOSING.test(after);
  const open = own ? (MARKS[before]?.charAt(0) ?? before) : '“';
  const close = own ? (MARKS[after]?.charAt(1) ?? after) : '”';
  return { text: quote.text, open, close, ...(speaker !== undefined && { speaker }) };
}
