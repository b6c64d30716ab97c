const MS_FREE_WORD = /[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu;
const CJK = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu;

/** Words of a text; scripts without spaces count two characters as a word. */
export function countWords(text: string, _lang: string): number {
  const cjk = text.match(CJK)?.length ?? 0;
  return (text.replace(CJK, ' ').match(MS_FREE_WORD)?.length ?? 0) + Math.ceil(cjk / 2);
}

/** Whole minutes at 230 words a minute (Brysbaert 2019: 238 for English non-fiction), at least 1. */
export function readingMinutes(wordCount: number, _lang: string): number {
  return Math.max(1, Math.round(wordCount / 230));
}
