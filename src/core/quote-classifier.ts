import { OTHER_LANGUAGE, QUOTE_PRIORS } from '../rules/quote-priors.ts';
import { QUOTE_WEIGHTS } from './quote-weights.ts';

const WEIGHTS = new Map([...QUOTE_WEIGHTS, ...QUOTE_PRIORS]);

/**
 * How likely what stands in marks was said or written by someone, rather than a title, a nickname or a word held at a
 * distance: a logistic model over named features (`featuresOf`), trained by `bench/train-quotes.mjs`.
 * @returns log odds; above 0 it is a quotation.
 */
export function speechOdds(features: readonly string[]): number {
  const weightOf = (name: string): number => WEIGHTS.get(name) ?? (name.startsWith('lang ') ? OTHER_LANGUAGE : 0);
  return features.reduce((sum, name) => sum + weightOf(name), WEIGHTS.get('') ?? 0);
}
