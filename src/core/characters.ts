/**
 * Kinds of UTF-16 code units. Classes of a few ranges instead of Unicode properties: an engine takes longer to make ready one
 * pattern with `\p{L}` than to read an article, and most pages are read once.
 */

export const LETTER = 1;
export const DIGIT = 2;
/** A character of a script that puts no spaces between words: a word of its own. */
export const ALONE = 3;
export const NOTHING = 4;

// Insides of character classes. Letters are what is in none of them, combining marks included.
export const DIGITS = '0-9\\u0660-\\u0669\\u06f0-\\u06f9\\u0966-\\u096f\\uff10-\\uff19';
/** Chinese characters and kana. */
const ALONES =
  '\\u2e80-\\u2fdf\\u3005\\u3007\\u3021-\\u3029\\u3031-\\u3035\\u3038-\\u303b\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uff66-\\uff9d';
/** White space, punctuation, signs, controls and halves of surrogate pairs, without `'`, `-`, `.` and `’`. */
const BETWEEN =
  '\\u0000-&(-,/:-@\\[-`{-\\u00a9\\u00ab-\\u00b4\\u00b6-\\u00b9\\u00bb-\\u00bf\\u00d7\\u00f7\\u037e\\u0387\\u055a-\\u055f\\u0589\\u058a\\u05be\\u05c0\\u05c3\\u05c6\\u05f3\\u05f4\\u0600-\\u060f\\u061b-\\u061f\\u066a-\\u066d\\u06d4\\u0964\\u0965\\u0e3f\\u0e4f\\u0e5a\\u0e5b\\u1360-\\u1368\\u1680\\u2000-\\u2018\\u201a-\\u2bff\\u2e00-\\u2e7f\\u2ff0-\\u3004\\u3006\\u3008-\\u3020\\u3030\\u3036\\u3037\\u303d-\\u3040\\u30a0\\u30fb\\ud800-\\uf8ff\\ufd3e\\ufd3f\\ufe10-\\ufe1f\\ufe30-\\ufe6f\\ufeff-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65\\uffe0-\\uffff';
/** Apostrophe, full stop and hyphen hold a word together for who counts words. */
const JOINERS = "'’.\\-";

/** Combining marks of the scripts that have words in the rules. */
export const MARKS =
  '[\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20f0\\u3099\\u309a\\ufe20-\\ufe2f]';

/** Text of nothing but Latin letters, digits, marks and signs: most of what is read in most languages. */
const LATIN = /^[\0-\u036f\u2000-\u2bff]*$/;
const LATIN_LETTERS = 'A-Za-z\\u00aa\\u00b5\\u00ba\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u036f';

/** What a kind of word is made of, as a pattern for any text and as one for Latin text, which is read six times as fast. */
interface Words {
  any: string;
  latin: string;
}

/** One word, one number, or one character of a script without spaces. */
export const PIECES: Words = {
  any: `[^${BETWEEN}${JOINERS}${DIGITS}${ALONES}]+|[${DIGITS}]+|[${ALONES}]`,
  latin: `[${LATIN_LETTERS}]+|\\d+`,
};
/** A word as it is counted: "don't", "U.S." and "well-known" are one. */
export const COUNTED: Words = {
  any: `[^${BETWEEN}${JOINERS}${ALONES}][^${BETWEEN}${ALONES}]*`,
  latin: `[${LATIN_LETTERS}\\d][${LATIN_LETTERS}\\d${JOINERS}]*`,
};
/** Letters, numbers, and what joins them in one word: "rock'n'roll", "e-mail". */
export const HYPHENATED: Words = { any: `[^${BETWEEN}.’]+`, latin: `[${LATIN_LETTERS}\\d'\\-]+` };
/** Letters of any script with straight apostrophes between them: "aujourd'hui". */
export const WITH_APOSTROPHES: Words = {
  any: `[^${BETWEEN}${JOINERS}${DIGITS}][^${BETWEEN}’.\\-${DIGITS}]*`,
  latin: `[${LATIN_LETTERS}][${LATIN_LETTERS}']*`,
};
/** Letters with a straight apostrophe or a hyphen between them: "don't", "well-known". */
export const HINGED: Words = {
  any: `[^${BETWEEN}${JOINERS}${DIGITS}]+(?:['\\-][^${BETWEEN}${JOINERS}${DIGITS}]+)*`,
  latin: `[${LATIN_LETTERS}]+(?:['\\-][${LATIN_LETTERS}]+)*`,
};

/**
 * @param opens whether only words are meant that open a line; '' for a line that begins with none.
 * @returns a function that gives all words of a kind in a text.
 */
export function wordFinder(words: Words, opens = false): (text: string) => readonly string[] {
  const pattern = (kind: keyof Words): RegExp =>
    opens ? new RegExp(`^(?:${words[kind]}|)`, 'gm') : new RegExp(words[kind], 'g');
  let latin: RegExp | undefined;
  let any: RegExp | undefined;
  return (text) => {
    if (LATIN.test(text)) {
      latin ??= pattern('latin');
      return text.match(latin) ?? [];
    }
    any ??= pattern('any');
    return text.match(any) ?? [];
  };
}

const ALONE_CHARACTER = new RegExp(`[${ALONES}]`);
const DIGIT_CHARACTER = new RegExp(`[${DIGITS}]`);
const NO_CHARACTER = new RegExp(`[${BETWEEN}${JOINERS}]`);

/** The characters of scripts without spaces, one by one. */
export const ALONE_CHARACTERS: RegExp = new RegExp(`[${ALONES}]`, 'g');

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
  // Most characters of most pages are told without a pattern: what has a capital is a letter, punctuation is nothing.
  if (code < 0x80) {
    const small = code | 0x20;
    if (small >= 0x61 && small <= 0x7a) return LETTER;
    return code >= 0x30 && code <= 0x39 ? DIGIT : NOTHING;
  }
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba ? LETTER : NOTHING;
  if (code >= 0x2000 && code < 0x2070) return NOTHING;
  const char = String.fromCharCode(code);
  if (code < 0x2000 && char.toLowerCase() !== char.toUpperCase()) return LETTER;
  if (NO_CHARACTER.test(char)) return NOTHING;
  if (ALONE_CHARACTER.test(char)) return ALONE;
  return DIGIT_CHARACTER.test(char) ? DIGIT : LETTER;
}

/** @returns whether a UTF-16 code unit is an apostrophe, straight or not. */
export const isApostrophe = (code: number): boolean => code === 0x27 || code === 0x2019;

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

/** @returns whether a code unit is a syllable or a letter of Hangul. */
export function isHangul(code: number): boolean {
  return (
    (code >= 0xac00 && code < 0xd800) ||
    (code >= 0x1100 && code < 0x1200) ||
    (code >= 0x3130 && code < 0x3190) ||
    (code >= 0xa960 && code < 0xa980) ||
    (code >= 0xffa0 && code < 0xffdd)
  );
}
