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

const TOKEN = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[\p{L}\p{M}]+|\p{N}+/gu;

/**
 * How words are compared: lower case, compatibility forms unified, accents and vowel points dropped, because capitals
 * often stand without them ("PUBLICITE", "اعلان").
 */
export function fold(word: string): string {
  if (/^[a-z]*$/.test(word)) return word;
  return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i').replaceAll('ß', 'ss');
}

/**
 * @param from first offset to read.
 * @param to offset to stop before; both must lie on word boundaries, or the words there are cut.
 */
export function tokenize(text: string, from = 0, to = text.length): Token[] {
  const tokens: Token[] = [];
  for (const match of text.slice(from, to).matchAll(TOKEN)) {
    const start = from + match.index;
    tokens.push({ word: fold(match[0]), start, end: start + match[0].length });
  }
  return tokens;
}

interface Branch<Value> {
  next: Map<string, Branch<Value>>;
  value?: Value;
}

export interface PhraseMatch<Value> {
  /** How many tokens the phrase has. */
  length: number;
  value: Value;
}

/** A list of phrases made ready for matching. */
export class Phrases<Value> {
  readonly #root: Branch<Value> = { next: new Map() };

  /** Adds a phrase; one that is already there keeps its first value. */
  add(phrase: string, value: Value): void {
    let branch: Branch<Value> = this.#root;
    for (const { word } of tokenize(phrase)) {
      const next = branch.next.get(word) ?? { next: new Map() };
      branch.next.set(word, next);
      branch = next;
    }
    if (branch !== this.#root) branch.value ??= value;
  }

  /** @returns the longest phrase that begins with the token `at`. */
  matchAt(tokens: readonly Token[], at: number): PhraseMatch<Value> | undefined {
    let branch: Branch<Value> | undefined = this.#root;
    let found: PhraseMatch<Value> | undefined;
    for (let i = at; branch; i++) {
      if (branch.value !== undefined) found = { length: i - at, value: branch.value };
      const token = tokens[i];
      branch = token && branch.next.get(token.word);
    }
    return found;
  }
}
