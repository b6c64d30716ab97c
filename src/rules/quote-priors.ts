/**
 * Weights set by hand for what the training data, English and German, does not hold; log odds that a span is a
 * quotation, beside the trained `QUOTE_WEIGHTS`.
 */
export const QUOTE_PRIORS: readonly (readonly [feature: string, weight: number])[] = [
  ['unspaced long', 2],
  ['unspaced middle', 0],
  ['unspaced short', -2],
  ['unspaced cue', 2.5],
  ['unspaced sentence', 2],
  ['title marks', -3.5],
  ['code', -6],
];

/** For a language without training data: its titles and names are marked less often than English ones. */
export const OTHER_LANGUAGE = 1;
