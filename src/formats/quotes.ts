import type { Article, Quote, Speaker } from '../core/article.ts';
import type { CitedQuote } from './citable.ts';

/** The fullest name known for a speaker, '' for none: "he" names nobody, and the next "he" may be another. */
export function speakerName(speaker: Speaker | undefined): string {
  return speaker?.unresolved ? '' : (speaker?.resolvedName ?? speaker?.name ?? '');
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
  const speaker = pieces.map((piece) => speakerName(piece.speaker)).find((name) => name !== '');
  return {
    text: pieces.map(({ text }) => text).join(' … '),
    open: own ? (MARKS[before]?.charAt(0) ?? before) : '“',
    close: own ? (MARKS[after]?.charAt(1) ?? after) : '”',
    ...(speaker !== undefined && { speaker }),
  };
}
