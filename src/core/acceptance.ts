import { AcceptanceRows, type Judged, UNKNOWN_ROW } from './acceptance-features.ts';
import type { Quote } from './article.ts';
import { probabilities } from './model.ts';
import { acceptanceModel } from './speaker-models.ts';

/** @returns whether a span is a quotation. */
export type Accept = (quote: number, judged: Judged) => boolean;

/** Below this a span is a phrase in quotation marks: whoever is taken for its speaker most likely is not. */
const ACCEPTED = 0.6;

/**
 * Judges again what the finder took for quotations, now that it is known who would speak: a title or a word held at a
 * distance has nobody who says it.
 * @param odds see `AcceptanceRows`.
 * @param lang primary subtag.
 * @returns nothing where no model has learned it.
 */
export function acceptance(quotes: readonly Quote[], odds: readonly number[], lang: string): Accept | undefined {
  const model = acceptanceModel(lang);
  if (!model) return undefined;
  const rows = new AcceptanceRows(quotes, odds);
  return (quote, judged) => {
    if (!rows.isOpen(quote)) return true;
    const [share = 0] = probabilities([rows.rowOf(quote, judged), UNKNOWN_ROW], model);
    return share >= ACCEPTED;
  };
}
