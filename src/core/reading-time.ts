/**
 * Words a minute, silent reading of texts: Trauzettel-Klosinski & Dietz, "Standardized Assessment of Reading Performance" (IReST),
 * IOVS 2012. Chinese and Japanese from its characters a minute, two to a word, as `countWords` has them.
 */
const WORDS_A_MINUTE: Readonly<Record<string, number>> = {
  ar: 138,
  de: 179,
  en: 228,
  es: 218,
  fi: 161,
  fr: 195,
  he: 187,
  it: 188,
  ja: 178,
  nl: 202,
  pl: 166,
  pt: 181,
  ru: 184,
  sv: 199,
  tr: 166,
  zh: 128,
};
/** The mean of the above, for other languages. */
const MEAN = 181;

/** @param lang BCP 47 tag. @returns whole minutes, at least 1. */
export function readingMinutes(wordCount: number, lang: string): number {
  const speed = WORDS_A_MINUTE[lang.toLowerCase().split(/[-_]/)[0] ?? ''] ?? MEAN;
  return Math.max(1, Math.round(wordCount / speed));
}
