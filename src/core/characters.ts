/** Kinds of UTF-16 code units, told from a table: asking a pattern for every character is slow. */

export const LETTER = 1;
export const DIGIT = 2;
/** A character of a script that puts no spaces between words: a word of its own. */
export const ALONE = 3;
export const NOTHING = 4;

/** Filled as they are met; 0 is not known yet. */
const kinds = new Uint8Array(0x10000);

/** @returns one of the kinds above; combining marks are letters, halves of surrogate pairs nothing. */
export function kindOf(code: number): number {
  const known = kinds[code];
  if (known) return known;
  const char = String.fromCharCode(code);
  const kind = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(char)
    ? ALONE
    : /[\p{L}\p{M}]/u.test(char)
      ? LETTER
      : /\p{N}/u.test(char)
        ? DIGIT
        : NOTHING;
  kinds[code] = kind;
  return kind;
}
