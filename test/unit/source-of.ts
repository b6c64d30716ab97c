import type { QuoteSource } from '../../src/core/quotes.ts';

/** @returns a text whose lines are paragraphs; lines with nothing on them are none. */
export function sourceOf(text: string): QuoteSource {
  const blocks = [...text.matchAll(/[^\n]*\S[^\n]*/g)].map((match) => ({
    kind: 'paragraph' as const,
    start: match.index,
    end: match.index + match[0].length,
  }));
  return { text, blocks };
}
