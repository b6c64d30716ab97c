import { type Lexicon, Word } from './lexicon.ts';
import type { Token } from './tokens.ts';
import type { Lexeme } from './word-pieces.ts';

/** What capitals tell in a text: names, unless the whole line has them, or all nouns. */

/** Capitalised words that follow an article or an adjective somewhere, or end as no name does: common nouns where all nouns have a capital. */
export function noteCommonNouns(tokens: readonly Token[], { rules: { nounSuffixes = [] } }: Lexicon): void {
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token?.capital || token.lexeme.common) continue;
    const before = tokens[at - 1];
    const described = before && before.sentence === token.sentence && before.flags & Word.determiner;
    const alone = !tokens[at + 1]?.spelled || !tokens[at + 1]?.capital;
    token.lexeme.common = Boolean(described && alone) || nounSuffixes.some((suffix) => token.word.endsWith(suffix));
  }
}

/**
 * Notes for each word whether it stands with a small letter, and whether with a capital inside a sentence.
 * @returns the blocks written with every word capitalised, as headlines are: capitals tell nothing there.
 */
export function noteLetters(tokens: readonly Token[]): ReadonlySet<number> {
  const headlines = new Set<number>();
  for (let from = 0, to = 0; from < tokens.length; from = to) {
    const block = tokens[from]?.block ?? 0;
    let words = 0;
    let capitals = 0;
    // Headlines give their verbs a capital.
    let said = false;
    for (; to < tokens.length; to++) {
      const token = tokens[to];
      if (!token || token.block !== block) break;
      if (!token.capital && token.quote < 0) token.lexeme.small = true;
      if (!token.capital && (token.flags & (Word.finite | Word.weak)) === Word.finite) said = true;
      if (!token.spelled || token.word.length < 4) continue;
      words++;
      if (token.capital) capitals++;
    }
    if (words > 2 && capitals > 0.8 * words && !said) headlines.add(block);
    else
      for (let at = from; at < to; at++) {
        const token = tokens[at];
        if (token?.capital && tokens[at - 1]?.sentence === token.sentence) token.lexeme.proper = true;
      }
  }
  return headlines;
}

/** Seen with a small letter, and never with a capital inside a sentence: a capital at its start makes it no name. */
export const isSmall = ({ small, proper }: Lexeme): boolean => small && !proper;
