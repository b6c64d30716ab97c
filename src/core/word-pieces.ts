import { isApostrophe, isLower, isUpper, isWordPart } from './characters.ts';
import type { Lexicon } from './lexicon.ts';
import { isStop } from './sentence-ends.ts';

/** A word with all the places it stands at; one object for each word of a text. */
export interface Lexeme {
  /** Lower case, apostrophes straight, no full stop; the mark itself; '' for a quotation. */
  word: string;
  /** What the word can be by itself, see `Word`. */
  flags: number;
  /** Entries of several words begin with it. */
  opens: boolean;
  /** Stands somewhere with a small letter. */
  small: boolean;
  /** Stands somewhere inside a sentence with a capital; headlines do not count. */
  proper: boolean;
  /** Is a common noun in spite of its capital, where all nouns have one. */
  common: boolean;
}

/** A word as the text writes it. */
export interface Form {
  lexeme: Lexeme;
  capital: boolean;
  /** A word or number, not a mark. */
  spelled: boolean;
}

/** One word or mark of what stands between two spaces: "Kowalska," has two. */
export interface Piece {
  /** Offsets into what stands between the spaces. */
  start: number;
  end: number;
  form: Form;
  /** May end a sentence. */
  stops: boolean;
  next: Piece | null;
}

/**
 * The words of one text, each worked out once, however often it stands there. A class, as all that is asked for every word is: an
 * engine forgets how to run a function fast that is made anew for each text.
 */
export class Vocabulary {
  readonly #lexicon: Lexicon;
  readonly #pieces = new Map<string, Piece | null>();
  readonly #lexemes = new Map<string, Lexeme>();

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  /** The words and marks of what stands between two spaces; the first of them. */
  piecesOf(raw: string): Piece | null {
    let piece = this.#pieces.get(raw);
    if (piece === undefined) {
      piece = this.#read(raw);
      this.#pieces.set(raw, piece);
    }
    return piece;
  }

  #read(raw: string): Piece | null {
    let first: Piece | null = null;
    let last: Piece | null = null;
    for (let at = 0; at < raw.length; ) {
      const piece = this.#pieceAt(raw, at);
      if (!piece) {
        at++;
        continue;
      }
      if (last) last.next = piece;
      else first = piece;
      last = piece.next ?? piece;
      at = last.end;
    }
    return first;
  }

  /** The word or mark that begins at an offset, with the one it is cut from if it is cut. */
  #pieceAt(raw: string, at: number): Piece | null {
    const code = raw.charCodeAt(at);
    if (isWordPart(code) || isSign(code)) {
      const end = endOfWord(raw, at, raw.length);
      const word = end - at === raw.length ? raw : raw.slice(at, end);
      const cut = word.length > 1 ? cutOf(word, this.#lexicon) : undefined;
      if (!cut) return { start: at, end, form: this.#formOf(word), stops: false, next: null };
      const form = this.#formOf(word.slice(cut.next));
      const next = { start: at + cut.next, end, form, stops: false, next: null };
      return { start: at, end: at + cut.end, form: this.#formOf(word.slice(0, cut.end)), stops: false, next };
    }
    if (!isMark(code)) return null;
    return { start: at, end: at + 1, form: this.#formOf(raw.charAt(at)), stops: isStop(code), next: null };
  }

  #formOf(raw: string): Form {
    // A word that stands between spaces somewhere is known from there, if it is one.
    const piece = this.#pieces.get(raw);
    if (piece && piece.next === null && piece.end === raw.length) return piece.form;
    const lower = raw.toLowerCase();
    const word = raw.length > 1 ? plain(lower) : lower;
    let lexeme = this.#lexemes.get(word);
    if (!lexeme) {
      lexeme = lexemeOf(word, this.#lexicon);
      this.#lexemes.set(word, lexeme);
    }
    const first = raw.charCodeAt(0);
    return {
      lexeme,
      capital: raw.charAt(0) !== lower.charAt(0) || (first === AT && raw.length > 1),
      spelled: isWordPart(first) || (raw.length > 1 && isWordPart(raw.charCodeAt(1))),
    };
  }
}

function lexemeOf(word: string, lexicon: Lexicon): Lexeme {
  const flags = lexicon.flagsOf(word);
  return { word, flags, opens: lexicon.phrases.has(word), small: false, proper: false, common: false };
}

const NO_WORD: Lexeme = { word: '', flags: 0, opens: false, small: false, proper: false, common: false };
export const QUOTATION: Form = { lexeme: NO_WORD, capital: false, spelled: false };

/** Apostrophes straight, no full stops. */
function plain(lower: string): string {
  const straight = lower.includes('’') ? lower.replaceAll('’', "'") : lower;
  return straight.includes('.') ? straight.replaceAll('.', '') : straight;
}

const AT = 0x40;
/** @ # $ */
const isSign = (code: number): boolean => code === AT || code === 0x23 || code === 0x24;
/** Hyphen and ampersand hold words together, as apostrophes do. */
const isJoiner = (code: number): boolean => isApostrophe(code) || code === 0x2d || code === 0x26;
const UNDERSCORE = 0x5f;
const FULL_STOP = 0x2e;

const MARKS: ReadonlySet<string> = new Set('.,;:!?…()[]—–-\n');
const isMark = (code: number): boolean => MARKS.has(String.fromCharCode(code));
/** Where the word ends that begins at `at`; "U.S.-backed" and "o'clock" are one, "end.The" is two. */
function endOfWord(text: string, at: number, until: number): number {
  const end = endOfLetters(text, at + 1, until);
  let next = end;
  for (;;) {
    const code = text.charCodeAt(next);
    const joined =
      isJoiner(code) ||
      (code === FULL_STOP && !(isUpper(text.charCodeAt(next + 1)) && isLower(text.charCodeAt(next + 2))));
    if (!joined || next + 1 >= until || !isWordPart(text.charCodeAt(next + 1))) return next;
    next = endOfLetters(text, next + 2, until);
  }
}

function endOfLetters(text: string, from: number, until: number): number {
  let at = from;
  for (; at < until; at++) {
    const code = text.charCodeAt(at);
    if (!isWordPart(code) && code !== UNDERSCORE) break;
  }
  return at;
}

const CLITICS: ReadonlySet<string> = new Set(['s', 'd', 'll', 're', 've', 'm']);

/**
 * "Trump's" is a name and a clitic, "l'avocate" an article and a noun, "dit-il" a verb and a pronoun: where the first ends and
 * the second begins.
 */
function cutOf(raw: string, { rules, flagsOf }: Lexicon): { end: number; next: number } | undefined {
  const apostrophe = Math.max(raw.lastIndexOf("'"), raw.lastIndexOf('’'));
  if (apostrophe > 0 && CLITICS.has(raw.slice(apostrophe + 1).toLowerCase())) {
    return { end: apostrophe, next: apostrophe };
  }
  if (!rules.elisions && !rules.enclitics) return undefined;
  const word = raw.toLowerCase().replaceAll('’', "'");
  if (flagsOf(word)) return undefined;
  const elision = rules.elisions?.find((each) => word.startsWith(each) && word.length > each.length);
  if (elision) return { end: elision.length, next: elision.length };
  const enclitic = rules.enclitics?.find((each) => word.endsWith(each) && word.length > each.length);
  return enclitic ? { end: raw.length - enclitic.length, next: raw.lastIndexOf('-') + 1 } : undefined;
}
