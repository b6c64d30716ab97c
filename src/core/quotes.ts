import type { SpeechRules } from '../rules/schema.ts';
import type { Block, Quote, QuotedPhrase } from './article.ts';
import { attribute } from './attribution.ts';

/** What quotes are looked for in: a text and its blocks. An `Article` and a `TextIndex` are both one. */
export interface QuoteSource {
  text: string;
  blocks: readonly Block[];
}

export interface QuoteFindings {
  quotes: Quote[];
  phrases: QuotedPhrase[];
}

/**
 * Finds every quotation of a text with its speaker.
 * @param source text and blocks; offsets of the result refer to `source.text`.
 */
export function findQuotes(source: QuoteSource, rules: SpeechRules): QuoteFindings {
  const quotes: Quote[] = [];
  for (const block of source.blocks) {
    const text = source.text.slice(block.start, block.end);
    for (const match of text.matchAll(/[“"]([^“”"]+)[”"]/g)) {
      const start = block.start + match.index + 1;
      const inner = match[1] ?? '';
      quotes.push({ text: inner, start, end: start + inner.length });
    }
  }
  return { quotes: attribute(quotes, source, rules), phrases: [] };
}
