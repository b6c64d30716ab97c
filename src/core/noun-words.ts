import { isSpace } from './characters.ts';
import { CUE, FUNCTION, type Lexicon, NOUN, Word } from './lexicon.ts';
import { isWord, type Token } from './tokens.ts';

/** What single words tell of noun phrases in a language where a name may stand before its noun; nothing in others. */
export interface NounWords {
  /** "White House | press secretary | Anna Kowalska": where the name begins that has the role; the token itself when none does. */
  afterRole(from: number): number;
  /** "The tall, 71-year-old diplomat": the noun that more adjectives behind a comma lead to, -1 when none does. */
  afterAdjectives(from: number): number;
  /** "The former first lady": an adverb right before a noun. */
  isOrdinal(at: number): boolean;
  /** "The green heavyweights wrote": the word before the verb is what is talked of, whatever known noun stands before it. */
  isHeadBefore(at: number): boolean;
  /** "One sweeping question asks": a verb has none behind it. */
  isBareBeforePredicate(at: number): boolean;
  /** "The White House | press | secretary": a verb's bare form that only tells what the person behind it is. */
  isFieldOfPerson(at: number): boolean;
}

/** No role before a name has more words that belong to no name. */
const MAX_ROLE = 4;
/** Adjectives behind a comma, with the noun. */
const MAX_ADJECTIVES = 4;
const BODY = Word.group | Word.document;

const NONE: NounWords = {
  afterRole: (from) => from,
  afterAdjectives: () => -1,
  isOrdinal: () => false,
  isHeadBefore: () => false,
  isBareBeforePredicate: () => false,
  isFieldOfPerson: () => false,
};

const endsIn = (word: string, endings: readonly string[]): boolean => endings.some((ending) => word.endsWith(ending));

/** Whether nothing but white space stands between two tokens. */
export function isSpaceBetween(before: Token | undefined, token: Token, text: string): boolean {
  if (!before) return false;
  for (let at = before.end; at < token.start; at++) if (!isSpace(text.charCodeAt(at))) return false;
  return true;
}

/** @param namePart see `ProperNames`. */
export function nounWords(
  tokens: readonly Token[],
  text: string,
  { flagsOf, rules }: Lexicon,
  namePart: (at: number) => boolean,
): NounWords {
  const ends = rules.wordEnds;
  if (!ends) return NONE;
  const flagsAt = (at: number): number => tokens[at]?.flags ?? 0;
  const isSmall = (token: Token | undefined): token is Token => isWord(token) && !token.capital;
  const isPlural = (word: string): boolean => endsIn(word, ends.plurals) && !endsIn(word, ends.singulars);
  const isInflected = (word: string): boolean => isPlural(word) || endsIn(word, ends.verbs);

  const isWeakBeforePerson = (at: number): boolean =>
    (flagsAt(at) & Word.weak) !== 0 && (flagsAt(at + 1) & Word.person) !== 0;

  const isRoleWord = (at: number): boolean => {
    const token = tokens[at];
    if (!isSmall(token) || !isSpaceBetween(tokens[at - 1], token, text)) return false;
    const { flags, word } = token;
    if (flags & (FUNCTION & ~Word.title)) return false;
    const isNoun = (flags & NOUN) !== 0;
    if (flags & CUE) return !isInflected(word) && (isNoun || isWeakBeforePerson(at));
    return isNoun || ((flags & Word.verb) === 0 && !isInflected(word));
  };

  /** A noun for a person, by its ending where it is in no list. */
  const isAgent = (at: number): boolean => {
    const { word = '' } = tokens[at] ?? {};
    const flags = flagsOf(word.slice(word.lastIndexOf('-') + 1));
    if (flags & (Word.person | Word.title)) return true;
    return (flags & BODY) === 0 && endsIn(word, ends.agents);
  };

  return {
    afterRole(from) {
      for (let at = from; at <= from + MAX_ROLE; at++) {
        const token = tokens[at];
        if (token && namePart(at)) {
          const isRole = isAgent(at - 1) || (token.flags & Word.title) !== 0;
          return at > from && isRole && isSpaceBetween(tokens[at - 1], token, text) ? at : from;
        }
        if (!isRoleWord(at)) return from;
      }
      return from;
    },
    afterAdjectives(from) {
      for (let at = from; at < from + MAX_ADJECTIVES; at++) {
        const token = tokens[at];
        if (!isSmall(token) || token.flags & (CUE | FUNCTION | Word.verb)) return -1;
        if (at > from && token.flags & NOUN) return at;
      }
      return -1;
    },
    isOrdinal(at) {
      if (flagsAt(at) !== Word.adverb || !isSmall(tokens[at + 1])) return false;
      return (flagsAt(at + 1) & NOUN) !== 0 && (flagsAt(at + 1) & CUE) === 0;
    },
    isHeadBefore(at) {
      const token = tokens[at - 1];
      if (!isSmall(token) || token.flags !== 0 || !isPlural(token.word)) return false;
      return (flagsAt(at) & (Word.finite | Word.weak)) === Word.finite;
    },
    isBareBeforePredicate(at) {
      const { word = '' } = tokens[at] ?? {};
      return !endsIn(word, ends.plurals) && !endsIn(word, ends.verbs) && (flagsAt(at + 1) & Word.finite) !== 0;
    },
    isFieldOfPerson(at) {
      const token = tokens[at];
      if (!isSmall(token) || isInflected(token.word) || !isSmall(tokens[at + 1]) || !isWeakBeforePerson(at))
        return false;
      // "The Democrats press officials"
      return isSpaceBetween(tokens[at - 1], token, text) && !isPlural(tokens[at - 1]?.word ?? '');
    },
  };
}
