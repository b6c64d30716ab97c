/** Scripts that put no spaces between words: they have no word edges to ask for, and their lines say more in fewer characters. */
export const UNSPACED = /[\u0e00-\u0e7f\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]/;

/** Whether a text has a Chinese character or kana. */
export function isSpaceless(text: string): boolean {
  return /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text);
}
