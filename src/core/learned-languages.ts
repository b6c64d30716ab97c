/**
 * The languages with labelled articles: a model of their own has learned from these who speaks. The others share one that has
 * learned from them too, and rules ask more of a text before anybody is shown.
 */
export const LEARNED_LANGUAGES = ['en', 'de'] as const;

const learned: ReadonlySet<string> = new Set(LEARNED_LANGUAGES);

/** @param lang primary subtag. */
export function isLearned(lang: string): boolean {
  return learned.has(lang);
}
