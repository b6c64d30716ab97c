/** Kinds of UTF-16 code units, told from a table: asking a pattern for every character is slow, and so is making one. */

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
  const kind = tell(code);
  kinds[code] = kind;
  return kind;
}

function tell(code: number): number {
  const char = String.fromCharCode(code);
  // Most characters of most pages are told without a pattern: what has a capital is a letter, punctuation is nothing.
  if (code < 0x2000 && char.toLowerCase() !== char.toUpperCase()) return LETTER;
  if (code < 0x80) return code >= 0x30 && code <= 0x39 ? DIGIT : NOTHING;
  if (code >= 0x2000 && code < 0x2070) return NOTHING;
  if (/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(char)) return ALONE;
  if (/[\p{L}\p{M}]/u.test(char)) return LETTER;
  return /\p{N}/u.test(char) ? DIGIT : NOTHING;
}

/** @returns whether a UTF-16 code unit stands for a letter or a combining mark, of any script. */
export function isLetter(code: number): boolean {
  const kind = kindOf(code);
  return kind === LETTER || kind === ALONE;
}

/** @returns whether a code unit stands for a letter, a combining mark or a digit. False for NaN, which is no character. */
export function isWordPart(code: number): boolean {
  return code >= 0 && kindOf(code) !== NOTHING;
}

/** @returns whether a code unit is white space, as `\s` is. */
export function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 9 && code <= 13);
  if (code < 0xa0) return false;
  return (
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000 ||
    code === 0xfeff
  );
}

/** @returns whether a code unit is a capital letter. */
export function isUpper(code: number): boolean {
  if (code < 0x80) return code >= 0x41 && code <= 0x5a;
  if (!(code >= 0x80)) return false;
  const char = String.fromCharCode(code);
  return char.toLowerCase() !== char;
}

/** @returns whether a code unit is a small letter that has a capital. */
export function isLower(code: number): boolean {
  if (code < 0x80) return code >= 0x61 && code <= 0x7a;
  if (!(code >= 0x80)) return false;
  const char = String.fromCharCode(code);
  return char.toUpperCase() !== char;
}
