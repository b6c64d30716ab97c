import { ALONE, kindOf, MARKS, NOTHING, PIECES, wordFinder } from './characters.ts';
import { finish, mapped, type Steps } from './steps.ts';
import type { TextIndex } from './text-index.ts';

/**
 * Phrases found in text by whole words, through a tree of words instead of a pattern: reading a line costs its length
 * whatever the list and the line hold. What most pages never need is not read: a page is split into words by the engine in
 * one go, and only where one of them opens a phrase is looked closer.
 */

/** One word, one number, or one character of a script that puts no spaces between words. Offsets are UTF-16 units. */
export interface Token {
  /** As compared: lower case, without accents. */
  word: string;
  start: number;
  end: number;
}

/** Text of these alone has no accents: ASCII, and the punctuation of Latin scripts. */
const PLAIN = /^[\0-\x7f\xa0-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\u2010-\u205e]*$/;
const ALL_MARKS = new RegExp(MARKS, 'g');
const pieces = wordFinder(PIECES);
const firstPieces = wordFinder(PIECES, true);

/**
 * How words are compared: lower case, compatibility forms unified, accents and vowel points dropped, because capitals
 * often stand without them ("PUBLICITE", "اعلان").
 */
function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(ALL_MARKS, '').toLowerCase().replaceAll('ı', 'i').replaceAll('ß', 'ss');
}

/** @returns the words of a text as they are compared, without where they stand. */
export function wordsOf(text: string): readonly string[] {
  return pieces(fold(text));
}

/** @returns the first word of each line; '' where it begins with none. */
export function firstWords(lines: readonly string[]): readonly string[] {
  const found = firstPieces(fold(lines.join('\n')));
  return lines.map((line, at) => (found.length === lines.length && found[at]) || (wordsOf(line)[0] ?? ''));
}

/**
 * @param from first offset to read.
 * @param to offset to stop before; both must lie on word boundaries, or the words there are cut.
 */
export function tokenize(text: string, from = 0, to = text.length): Token[] {
  const tokens: Token[] = [];
  for (let at = from; at < to; ) {
    const kind = kindOf(text.charCodeAt(at));
    const start = at++;
    if (kind === NOTHING) continue;
    if (kind !== ALONE) while (at < to && kindOf(text.charCodeAt(at)) === kind) at++;
    tokens.push({ word: fold(text.slice(start, at)), start, end: at });
  }
  return tokens;
}

interface Reading {
  words?: (readonly string[])[];
  tokens: (readonly Token[] | undefined)[];
}

const read = new WeakMap<TextIndex, Reading>();

function readingOf(index: TextIndex): Reading {
  const known = read.get(index);
  if (known) return known;
  const made: Reading = { tokens: [] };
  read.set(index, made);
  return made;
}

/** @returns the words of every block as they are compared; read once for all who ask. */
export function blockWords(index: TextIndex): readonly (readonly string[])[] {
  return finish(blockWordsInSteps(index));
}

/** The same, so that it can be laid down. */
export function* blockWordsInSteps(index: TextIndex): Steps<readonly (readonly string[])[]> {
  const reading = readingOf(index);
  reading.words ??= yield* mapped(index.blocks, ({ start, end }) => wordsOf(index.text.slice(start, end)));
  return reading.words;
}

/** @returns the tokens of a block; read once for all who ask. */
export function tokensOfBlock(index: TextIndex, at: number): readonly Token[] {
  const { tokens } = readingOf(index);
  const { start, end } = index.blocks[at] ?? { start: 0, end: 0 };
  tokens[at] ??= tokenize(index.text, start, end);
  return tokens[at];
}

interface Branch<Value> {
  next: Map<string, Branch<Value>>;
  value?: Value;
  /** Phrases that begin here and were not read further: most lists hold many that no page asks for. */
  unread?: { phrase: string; value: Value }[];
}

export interface PhraseMatch<Value> {
  /** How many tokens the phrase has. */
  length: number;
  value: Value;
}

/** Reads the phrases that begin with a branch's word. */
function grow<Value>(root: Branch<Value>): void {
  const unread = root.unread ?? [];
  root.unread = undefined;
  for (const { phrase, value } of unread) {
    let branch = root;
    for (const { word } of tokenize(phrase).slice(1)) {
      const next = branch.next.get(word) ?? { next: new Map() };
      branch.next.set(word, next);
      branch = next;
    }
    branch.value ??= value;
  }
}

/** Tells from the words of a text whether phrases can stand in it at all: by the first two words of each. */
export interface Openings {
  add(phrases: readonly string[]): void;
  /** @param from index of the first word that counts. */
  mayStandIn(words: readonly string[], from?: number): boolean;
}

export function openings(): Openings {
  const known = new Map<string, Set<string>>();
  return {
    add(phrases) {
      for (const phrase of phrases) {
        const [first = '', second = ''] = wordsOf(phrase);
        known.set(first, (known.get(first) ?? new Set()).add(second));
      }
    },
    mayStandIn(words, from = 0) {
      for (let at = Math.max(0, from); at < words.length; at++) {
        const seconds = known.get(words[at] ?? '');
        if (seconds && (seconds.has('') || seconds.has(words[at + 1] ?? ''))) return true;
      }
      return false;
    },
  };
}

/** A list of phrases made ready for matching. All are added before the first is asked for. */
export interface Phrases<Value> {
  /** Adds phrases; one that is already there keeps its first value. */
  add(phrases: readonly string[], value: Value): void;
  /** @returns whether any phrase begins with the word. */
  has(word: string | undefined): boolean;
  /** @returns the longest phrase that begins with the token `at`. */
  matchAt(tokens: readonly Token[], at: number): PhraseMatch<Value> | undefined;
}

export function phraseList<Value>(): Phrases<Value> {
  const root: Branch<Value> = { next: new Map() };
  const { next } = root;
  return {
    add(phrases, value) {
      firstWords(phrases).forEach((first, at) => {
        const phrase = phrases[at];
        if (first === '' || phrase === undefined) return;
        const unread = next.get(first)?.unread;
        if (unread) unread.push({ phrase, value });
        else next.set(first, { next: new Map(), unread: [{ phrase, value }] });
      });
    },
    has: (word) => word !== undefined && next.has(word),
    matchAt(tokens, at) {
      let branch: Branch<Value> | undefined = root;
      let found: PhraseMatch<Value> | undefined;
      for (let i = at; branch; i++) {
        if (branch.unread) grow(branch);
        if (branch.value !== undefined) found = { length: i - at, value: branch.value };
        const token = tokens[i];
        branch = token && branch.next.get(token.word);
      }
      return found;
    },
  };
}
