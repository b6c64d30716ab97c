import type { Span } from './article.ts';
import { isLower, isSpace, isUpper, isWordPart } from './characters.ts';
import { CUE, type Lexicon, Word } from './lexicon.ts';
import type { Steps } from './steps.ts';

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

/** One word, mark or whole quotation of a text. */
export interface Token extends Span {
  lexeme: Lexeme;
  /** As in its lexeme. */
  word: string;
  /** What the word can be, see `Word`. */
  flags: number;
  capital: boolean;
  /** A word or number, not a mark and not a quotation. */
  spelled: boolean;
  /** Index of the quotation this token stands for, -1 for a word or mark. */
  quote: number;
  sentence: number;
  block: number;
  /** Tokens this cue or frame of several words goes on for. */
  more: number;
}

/** What is tokenised: the text, where its blocks are, and where its quotations are (sorted, not overlapping). */
export interface TokenSource {
  text: string;
  blocks: readonly Span[];
  quotes: readonly Span[];
}

/** A word as the text writes it. */
interface Form {
  lexeme: Lexeme;
  capital: boolean;
  spelled: boolean;
}

/** One word or mark of what stands between two spaces: "Kowalska," has two. Worked out once, however often it stands there. */
interface Piece {
  /** Offsets into what stands between the spaces. */
  start: number;
  end: number;
  form: Form;
  /** May end a sentence. */
  stops: boolean;
  next: Piece | null;
}

/** So many UTF-16 units are read, and so many tokens made, between two places at which the work may be laid down. */
const LONG = 2000;
const MANY = 256;

/** Reads a text as words, marks and quotations; what a quotation says is one token and not looked into. */
export function* tokenize({ text, blocks, quotes }: TokenSource, lexicon: Lexicon): Steps<Token[]> {
  const tokens: Token[] = [];
  const pieces = new Map<string, Piece | null>();
  const lexemes = new Map<string, Lexeme>();
  /** Tokens that entries of several words may begin with. */
  const openers: number[] = [];
  let quote = 0;
  let sentence = 0;
  let due = MANY;
  for (let block = 0; block < blocks.length; block++) {
    const span = blocks[block];
    if (!span) continue;
    let at = span.start;
    sentence++;
    for (; quote < quotes.length; quote++) {
      const said = quotes[quote];
      if (!said || said.start >= span.end) break;
      if (said.start < at) continue;
      yield* readLong(at, said.start, block);
      if (startsWithDash(tokens, text, said.start)) {
        sentence++;
        const dash = tokens.at(-1);
        if (dash) dash.sentence = sentence;
      }
      add(said.start, said.end, QUOTATION, block, quote);
      at = Math.min(said.end, span.end);
      if (endsWithStop(text, said) && startsSentence(text, said.end)) sentence++;
    }
    yield* readLong(at, span.end, block);
  }
  for (const at of openers) markPhrase(tokens, at, lexicon);
  return tokens;

  /** Cuts between words, where nothing is lost, and leaves the work to be laid down there. */
  function* readLong(from: number, until: number, block: number): Steps<void> {
    let at = from;
    while (until - at > LONG) {
      const cut = text.indexOf(' ', at + LONG);
      if (cut < 0 || cut >= until) break;
      readWords(at, cut, block);
      at = cut;
      yield;
    }
    readWords(at, until, block);
    if (tokens.length < due) return;
    due = tokens.length + MANY;
    yield;
  }

  function readWords(from: number, until: number, block: number): void {
    let at = from;
    for (const raw of text.slice(from, until).split(' ')) {
      if (raw !== '') {
        let piece = pieces.get(raw);
        if (piece === undefined) {
          piece = piecesOf(raw);
          pieces.set(raw, piece);
        }
        for (; piece; piece = piece.next) {
          add(at + piece.start, at + piece.end, piece.form, block, -1);
          if (piece.stops && endsSentence(tokens, text, at + piece.end)) sentence++;
        }
      }
      at += raw.length + 1;
    }
  }

  /** The words and marks of what stands between two spaces. */
  function piecesOf(raw: string): Piece | null {
    let first: Piece | null = null;
    let last: Piece | null = null;
    const push = (start: number, end: number, form: Form, stops: boolean): void => {
      const piece: Piece = { start, end, form, stops, next: null };
      if (last) last.next = piece;
      else first = piece;
      last = piece;
    };
    for (let at = 0; at < raw.length; at++) {
      const code = raw.charCodeAt(at);
      if (isWordPart(code) || isSign(code)) {
        const end = endOfWord(raw, at, raw.length);
        const word = raw.slice(at, end);
        const cut = word.length > 1 ? cutOf(word, lexicon) : undefined;
        if (cut) {
          push(at, at + cut.end, formOf(word.slice(0, cut.end)), false);
          push(at + cut.next, end, formOf(word.slice(cut.next)), false);
        } else push(at, end, formOf(word), false);
        at = end - 1;
      } else if (isMark(code)) push(at, at + 1, formOf(raw.charAt(at)), isStop(code));
    }
    return first;
  }

  function add(start: number, end: number, form: Form, block: number, said: number): void {
    const { lexeme, capital, spelled } = form;
    const { word, flags, opens } = lexeme;
    if (opens) openers.push(tokens.length);
    tokens.push({ start, end, lexeme, word, flags, capital, spelled, quote: said, sentence, block, more: 0 });
  }

  function formOf(raw: string): Form {
    // A word that stands between spaces somewhere is known from there, if it is one.
    const piece = pieces.get(raw);
    if (piece && piece.next === null && piece.end === raw.length) return piece.form;
    const lower = raw.toLowerCase();
    const word = raw.length > 1 ? plain(lower) : lower;
    let lexeme = lexemes.get(word);
    if (!lexeme) {
      lexeme = lexemeOf(word, lexicon);
      lexemes.set(word, lexeme);
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
const QUOTATION: Form = { lexeme: NO_WORD, capital: false, spelled: false };

/** Apostrophes straight, no full stops. */
function plain(lower: string): string {
  const straight = lower.includes('’') ? lower.replaceAll('’', "'") : lower;
  return straight.includes('.') ? straight.replaceAll('.', '') : straight;
}

const isApostrophe = (code: number): boolean => code === 0x27 || code === 0x2019;
const AT = 0x40;
/** @ # $ */
const isSign = (code: number): boolean => code === AT || code === 0x23 || code === 0x24;
/** Hyphen and ampersand hold words together, as apostrophes do. */
const isJoiner = (code: number): boolean => isApostrophe(code) || code === 0x2d || code === 0x26;
const UNDERSCORE = 0x5f;
const FULL_STOP = 0x2e;

const MARKS: ReadonlySet<string> = new Set('.,;:!?…()[]—–-\n');
const isMark = (code: number): boolean => MARKS.has(String.fromCharCode(code));
/** . ! ? … and a line break */
const isStop = (code: number): boolean =>
  code === FULL_STOP || code === 0x21 || code === 0x3f || code === 0x2026 || code === 0x0a;

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

const CLOSING = `'"’”»“„`;

/** Whether a quotation ends a sentence: with a full stop or the like, marks of inner quotations after it. */
function endsWithStop(text: string, { start, end }: Span): boolean {
  const from = Math.max(start, end - 4);
  let at = end;
  while (at > from && isSpace(text.charCodeAt(at - 1))) at--;
  while (at > from && CLOSING.includes(text.charAt(at - 1))) at--;
  return at > from && text.charCodeAt(at - 1) !== 0x0a && isStop(text.charCodeAt(at - 1));
}

/** "He will not guess. – It is for the police, he says.": a dash opens speech, without marks, behind a sentence. */
function startsWithDash(tokens: readonly Token[], text: string, start: number): boolean {
  const dash = tokens.at(-1);
  const stop = tokens.at(-2);
  if (!dash || !stop || dash.block !== stop.block || !DASHES.includes(dash.word) || dash.sentence !== stop.sentence)
    return false;
  if (text.slice(dash.end, start).trim() !== '') return false;
  return stop.quote >= 0 ? endsWithStop(text, stop) : isStop(text.charCodeAt(stop.end - 1));
}
const DASHES = '—–―-';

/** A full stop after a title, an initial or an abbreviation does not end a sentence; nor does one before a small letter. */
function endsSentence(tokens: readonly Token[], text: string, end: number): boolean {
  const mark = tokens.at(-1);
  const before = tokens.at(-2);
  if (mark?.word !== '.') return true;
  if (before && before.end === mark.start) {
    if (before.flags & Word.title && !(before.flags & (Word.person | Word.group))) return false;
    if (before.capital && before.word.length === 1) return false;
    if (before.capital && before.word.length <= 3 && text.slice(before.start, before.end).includes('.')) {
      return startsSentence(text, end, true);
    }
    if (before.flags & Word.title && before.capital) return false;
  }
  return startsSentence(text, end);
}

const LOOK_THROUGH = `"'“”„‟«»‹›「」『』‘’‚‛)]`;
const GOES_ON = ',;:—–-';

/** Whether what follows can open a sentence: not a small letter, a comma or the like. */
function startsSentence(text: string, at: number, wordOnly = false): boolean {
  const until = Math.min(at + 12, text.length);
  for (let next = at; next < until; next++) {
    const code = text.charCodeAt(next);
    const char = text.charAt(next);
    if (isSpace(code) || LOOK_THROUGH.includes(char)) continue;
    return !wordOnly && !GOES_ON.includes(char) && char === char.toUpperCase();
  }
  return true;
}

/** Finds cues and frames of several words ("pointed out") and gives their first word what the whole is. */
function markPhrase(tokens: Token[], at: number, lexicon: Lexicon): void {
  const token = tokens[at];
  if (!token) return;
  for (const { words, flags } of lexicon.phrases.get(token.word) ?? []) {
    if (!words.every((word, k) => tokens[at + k]?.word === word)) continue;
    token.flags = flags | (flags & CUE ? 0 : token.flags);
    token.more = words.length - 1;
    for (let k = 1; k < words.length; k++) {
      const part = tokens[at + k];
      if (part) part.flags = flags & Word.frameBefore && part.capital ? Word.preposition : part.flags & ~CUE;
    }
    return;
  }
}
