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
  return citedUtterance(article, [quote]);
}

/** @param pieces at least one quote; what stands between two pieces is shown as an omission. */
export function citedUtterance(article: Article, pieces: readonly Quote[]): CitedQuote {
  const first = pieces[0];
  const last = pieces.at(-1);
  const before =
    article.text
      .slice(Math.max(0, (first?.start ?? 0) - 2), first?.start)
      .trimEnd()
      .at(-1) ?? '';
  const after =
    article.text
      .slice(last?.end ?? 0, (last?.end ?? 0) + 2)
      .trimStart()
      .at(0) ?? '';
  const own = OPENING.test(before) && CLOSING.test(after);
  const speaker = pieces.map(speakerName).find((name) => name !== undefined);
  return {
    text: pieces.map(({ text }) => text).join(' … '),
    open: own ? (MARKS[before]?.charAt(0) ?? before) : '“',
    close: own ? (MARKS[after]?.charAt(1) ?? after) : '”',
    ...(speaker !== undefined && { speaker }),
  };
}
