/** The languages whose speakers a model of their own has learned to tell; the others' has learned from these. */
export const LEARNED_LANGUAGES = ['en', 'de'] as const;

const learned: ReadonlySet<string> = new Set(LEARNED_LANGUAGES);

/** @param lang primary subtag. */
export function isLearned(lang: string): boolean {
  return learned.has(lang);
}
