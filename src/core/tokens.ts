import type { Span } from './article.ts';
import { CUE, type Lexicon, Word } from './lexicon.ts';
import { endsSentence, endsWithStop, startsSentence, startsWithDash } from './sentence-ends.ts';
import type { Steps } from './steps.ts';
import { type Form, type Lexeme, QUOTATION, Vocabulary } from './word-pieces.ts';

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

export const isWord = (token: Token | undefined): token is Token => token?.spelled === true;

/** "'s", or the apostrophe alone. */
export const isClitic = (token: Token | undefined): boolean => token?.word === "'s" || token?.word === "'";

/** What is tokenised: the text, where its blocks are, and where its quotations are (sorted, not overlapping). */
export interface TokenSource {
  text: string;
  blocks: readonly Span[];
  quotes: readonly Span[];
}

/** So many UTF-16 units are read, and so many tokens made, between two places at which the work may be laid down. */
const LONG = 2000;
const MANY = 256;

/** Reads a text as words, marks and quotations; what a quotation says is one token and not looked into. */
export function* tokenize({ text, blocks, quotes }: TokenSource, lexicon: Lexicon): Steps<Token[]> {
  const reader = new Reader(text, lexicon);
  let quote = 0;
  for (let block = 0; block < blocks.length; block++) {
    const span = blocks[block];
    if (!span) continue;
    let at = span.start;
    reader.openBlock(block);
    for (; quote < quotes.length; quote++) {
      const said = quotes[quote];
      if (!said || said.start >= span.end) break;
      if (said.start < at) continue;
      yield* readLong(reader, text, at, said.start);
      reader.addQuotation(said, quote);
      at = Math.min(said.end, span.end);
    }
    yield* readLong(reader, text, at, span.end);
  }
  reader.markPhrases();
  return reader.tokens;
}

/** Cuts between words, where nothing is lost, and leaves the work to be laid down there. */
function* readLong(reader: Reader, text: string, from: number, until: number): Steps<void> {
  let at = from;
  while (until - at > LONG) {
    const cut = text.indexOf(' ', at + LONG);
    if (cut < 0 || cut >= until) break;
    reader.readWords(at, cut);
    at = cut;
    yield;
  }
  reader.readWords(at, until);
  if (reader.isDue()) yield;
}

/** What has been read of a text. */
class Reader {
  readonly tokens: Token[] = [];
  readonly #text: string;
  readonly #lexicon: Lexicon;
  readonly #vocabulary: Vocabulary;
  /** Tokens that entries of several words may begin with. */
  readonly #openers: number[] = [];
  #block = 0;
  #sentence = 0;
  #due = MANY;

  constructor(text: string, lexicon: Lexicon) {
    this.#text = text;
    this.#lexicon = lexicon;
    this.#vocabulary = new Vocabulary(lexicon);
  }

  /** Whether many tokens were made since it was last asked. */
  isDue(): boolean {
    if (this.tokens.length < this.#due) return false;
    this.#due = this.tokens.length + MANY;
    return true;
  }

  openBlock(block: number): void {
    this.#block = block;
    this.#sentence++;
  }

  addQuotation(said: Span, quote: number): void {
    if (startsWithDash(this.tokens, this.#text, said.start)) {
      this.#sentence++;
      const dash = this.tokens.at(-1);
      if (dash) dash.sentence = this.#sentence;
    }
    this.#add(said.start, said.end, QUOTATION, quote);
    if (endsWithStop(this.#text, said) && startsSentence(this.#text, said.end)) this.#sentence++;
  }

  readWords(from: number, until: number): void {
    let at = from;
    for (const raw of this.#text.slice(from, until).split(' ')) {
      if (raw !== '') {
        for (let piece = this.#vocabulary.piecesOf(raw); piece; piece = piece.next) {
          this.#add(at + piece.start, at + piece.end, piece.form, -1);
          if (piece.stops && endsSentence(this.tokens, this.#text, at + piece.end)) this.#sentence++;
        }
      }
      at += raw.length + 1;
    }
  }

  #add(start: number, end: number, { lexeme, capital, spelled }: Form, quote: number): void {
    const { word, flags, opens } = lexeme;
    if (opens) this.#openers.push(this.tokens.length);
    const sentence = this.#sentence;
    const block = this.#block;
    this.tokens.push({ start, end, lexeme, word, flags, capital, spelled, quote, sentence, block, more: 0 });
  }

  /** What begins with several words is known when they have been read. */
  markPhrases(): void {
    for (const at of this.#openers) markPhrase(this.tokens, at, this.#lexicon);
  }
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
