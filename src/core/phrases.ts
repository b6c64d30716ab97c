import { ALONE, kindOf, NOTHING } from './characters.ts';
import type { TextIndex } from './text-index.ts';

/**
 * Phrases found in text by whole words, through a tree of words instead of a pattern: reading a line costs its length
 * whatever the list and the line hold.
 */

/** One word, one number, or one character of a script that puts no spaces between words. Offsets are UTF-16 units. */
export interface Token {
  /** As compared: lower case, without accents. */
  word: string;
  start: number;
  end: number;
}

/**
 * How words are compared: lower case, compatibility forms unified, accents and vowel points dropped, because capitals
 * often stand without them ("PUBLICITE", "اعلان").
 */
function fold(word: string): string {
  if (/^[A-Za-z0-9]*$/.test(word)) return word.toLowerCase();
  return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i').replaceAll('ß', 'ss');
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

const read = new WeakMap<TextIndex, Token[][]>();

/** @returns the tokens of every block, by block index; read once for all who ask. */
export function blockTokens(index: TextIndex): readonly Token[][] {
  const known = read.get(index);
  if (known) return known;
  const tokens = index.blocks.map((block) => tokenize(index.text, block.start, block.end));
  read.set(index, tokens);
  return tokens;
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

function firstWord(phrase: string): string {
  for (let at = 0; at < phrase.length; at++) {
    const kind = kindOf(phrase.charCodeAt(at));
    if (kind === NOTHING) continue;
    let end = at + 1;
    if (kind !== ALONE) while (end < phrase.length && kindOf(phrase.charCodeAt(end)) === kind) end++;
    return fold(phrase.slice(at, end));
  }
  return '';
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

/** A list of phrases made ready for matching. All are added before the first is asked for. */
export class Phrases<Value> {
  readonly #root: Branch<Value> = { next: new Map() };

  /** Adds a phrase; one that is already there keeps its first value. */
  add(phrase: string, value: Value): void {
    const first = firstWord(phrase);
    if (first === '') return;
    const unread = this.#root.next.get(first)?.unread;
    if (unread) unread.push({ phrase, value });
    else this.#root.next.set(first, { next: new Map(), unread: [{ phrase, value }] });
  }

  /** @returns whether any phrase begins with the first token. */
  canBegin([first]: readonly Token[]): boolean {
    return first !== undefined && this.#root.next.has(first.word);
  }

  /** @returns the longest phrase that begins with the token `at`. */
  matchAt(tokens: readonly Token[], at: number): PhraseMatch<Value> | undefined {
    let branch: Branch<Value> | undefined = this.#root;
    let found: PhraseMatch<Value> | undefined;
    for (let i = at; branch; i++) {
      if (branch.unread) grow(branch);
      if (branch.value !== undefined) found = { length: i - at, value: branch.value };
      const token = tokens[i];
      branch = token && branch.next.get(token.word);
    }
    return found;
  }
}
