import { OTHER_LANGUAGE, QUOTE_PRIORS } from '../rules/quote-priors.ts';
import { GERMAN_QUOTE_WEIGHTS, QUOTE_WEIGHTS } from './quote-weights.ts';

const WEIGHTS: ReadonlyMap<string, number> = new Map([...QUOTE_WEIGHTS, ...QUOTE_PRIORS]);
/** The languages that have weights of their own. */
const OWN_WEIGHTS: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map([
  ['de', new Map([...GERMAN_QUOTE_WEIGHTS, ...QUOTE_PRIORS])],
]);

/**
 * How likely what stands in marks was said or written by someone, rather than a title, a nickname or a word held at a
 * distance: a logistic model over named features (`featuresOf`), trained by `bench/train-quotes.mjs`.
 * @param lang primary subtag.
 * @returns log odds; above 0 it is a quotation.
 */
export function speechOdds(features: readonly string[], lang: string): number {
  const weights = OWN_WEIGHTS.get(lang) ?? WEIGHTS;
  let odds = weights.get('') ?? 0;
  for (const name of features) odds += weights.get(name) ?? (name.startsWith('lang ') ? OTHER_LANGUAGE : 0);
  return odds;
}
