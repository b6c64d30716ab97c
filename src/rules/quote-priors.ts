/**
 * Weights set by hand for what the training data, English and German, does not hold or hardly; they go before trained
 * ones. Log odds that a span is a quotation, beside the trained `QUOTE_WEIGHTS`.
 */
export const QUOTE_PRIORS: readonly (readonly [feature: string, weight: number])[] = [
  ['unspaced long', 2],
  ['unspaced middle', 0],
  ['unspaced short', -2],
  ['unspaced cue', 2.5],
  ['unspaced sentence', 2],
  ['title marks', -3.5],
  ['code', -6],
  // "In “Slow Hours”, her first novel, she tells": a sentence does not open so with what somebody said.
  ['lone preposition before', -4],
  // "No," said the mayor: too rare in the data to be learned in full.
  ['clause right after', 2.8],
];

/** For a language without training data: its titles and names are marked less often than English ones. */
export const OTHER_LANGUAGE = 1;
