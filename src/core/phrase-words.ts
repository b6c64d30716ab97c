import { CUE, FUNCTION, type Lexicon, NOUN, Word } from './lexicon.ts';
import { isAttribute } from './noun-phrases.ts';
import { isSpaceBetween } from './noun-words.ts';
import { isWord, type Token } from './tokens.ts';

const PREDICATE = CUE | Word.auxiliary | Word.verb;
/** In UTF-16 units. */
const MAX_ABBREVIATION = 4;
/** No cue has more words before a pronoun of its own. */
const MAX_BACK = 2;

export function isTitle(token: Token | undefined): boolean {
  return token !== undefined && (token.flags & (Word.title | Word.person)) !== 0 && !(token.flags & Word.firstName);
}

/**
 * What single words tell of the name or the noun phrase they may belong to.
 * @param namePart see `ProperNames`.
 * @param isFieldOfPerson see `NounWords`.
 */
export function phraseWords(
  tokens: readonly Token[],
  text: string,
  { rules, baseOf }: Lexicon,
  namePart: (at: number) => boolean,
  isFieldOfPerson: (at: number) => boolean,
) {
  const { capitalNouns, complements, complementsBeforeVerbs, indefinites, namesBeforeNouns, ownerEndings, wordEnds } =
    rules;
  return {
    isInPhrase,
    isBeforeDay,
    isOwnerOf,
    isBehindRole,
    isOwned,
    isFieldOf,
    isQualifier,
    areSomebodys,
    opensClause,
    continuation,
    bringsNew,
    isDegree,
    isPredicate,
    isNounNext,
    startsAnother,
    isLetters,
  };

  /** The "it" of "put it". */
  function isInPhrase(at: number): boolean {
    for (let back = 1; back <= MAX_BACK; back++) if ((tokens[at - back]?.more ?? 0) >= back) return true;
    return false;
  }

  /** "Este miércoles": not who, but when. */
  function isBeforeDay(at: number): boolean {
    return ((tokens[at]?.flags ?? 0) & Word.determiner) !== 0 && ((tokens[at + 1]?.flags ?? 0) & Word.never) !== 0;
  }

  /** "Prezydent Rwandy Paul Mugisha": what a role is of. */
  function isOwnerOf(at: number): boolean {
    return isBehindRole(at) && isOwned(at);
  }

  function isBehindRole(at: number): boolean {
    const role = tokens[at - 1];
    return role?.sentence === tokens[at]?.sentence && ((role?.flags ?? 0) & (NOUN | Word.title)) !== 0;
  }

  /** Whether a name has the ending that the name of a place has behind what is of it. */
  function isOwned(at: number): boolean {
    const { flags = 0, word = '' } = tokens[at] ?? {};
    return !(flags & Word.firstName) && (ownerEndings?.some((ending) => word.endsWith(ending)) ?? false);
  }

  /** "Then-Secretary of State Anna Kowalska": the first of the words is small. */
  function isFieldOf(at: number): boolean {
    const office = tokens[at - 1];
    return ((tokens[at]?.flags ?? 0) & Word.connector) !== 0 && isTitle(office) && office?.word.includes('-') === true;
  }

  /** "former President Kowalska" */
  function isQualifier(at: number): boolean {
    const token = tokens[at];
    return token !== undefined && (token.flags & (Word.title | NOUN | FUNCTION)) === Word.title && !token.capital;
  }

  /** "Aides to Mr. Kowalska", "People close to her": many at the start of a sentence, and whose they are. */
  function areSomebodys(at: number): boolean {
    const token = tokens[at];
    const next = tokens[at + 1];
    if (!wordEnds || !token || !next || next.sentence !== token.sentence) return false;
    if (tokens[at - 1]?.sentence === token.sentence) return false;
    if ((token.flags & (NOUN | Word.title | Word.firstName)) !== Word.group) return false;
    if (isAttribute(at + 1, tokens)) return true;
    const isLink = complements?.includes(next.word) || complementsBeforeVerbs?.includes(next.word);
    return isLink === true && wordEnds.plurals.some((ending) => token.word.endsWith(ending));
  }

  /** "He said that Kowalska left", "she said that critics": no determiner. */
  function opensClause(at: number): boolean {
    if (!((tokens[at]?.flags ?? 0) & Word.subordinator)) return false;
    return namePart(at + 1) || ((tokens[at - 1]?.flags ?? 0) & CUE) !== 0;
  }

  /**
   * How many words after a name go on with the noun phrase: "the Kowalska campaign", "the Green front-runner said",
   * "the Green convention committee", but not "the Daily News focuses" or "the Daily News reports".
   */
  function continuation(at: number, from: number): number {
    if (!namesBeforeNouns && !capitalNouns) return 0;
    const isNoun = (k: number): boolean =>
      isSmallNoun(k) && !(((tokens[k]?.flags ?? 0) & CUE) !== 0 && !isPredicate(k + 1));
    if (isNoun(at)) return 1;
    if (isFieldOfPerson(at)) return 2;
    const token = tokens[at];
    if (!isWord(token) || token.flags !== 0 || token.capital || !isSpaceBetween(tokens[at - 1], token, text)) return 0;
    if (isNoun(at + 1)) return 2;
    return isPredicate(at + 1) || (bringsNew(from) && endsPhrase(at + 1)) ? 1 : 0;
  }

  function bringsNew(at: number): boolean {
    return namesBeforeNouns === true && indefinites?.includes(tokens[at]?.word ?? '') === true;
  }

  /** "One Lindqvist confidant, who": what can only follow a whole noun phrase. */
  function endsPhrase(at: number): boolean {
    const token = tokens[at];
    return !isWord(token) || (token.flags & (Word.preposition | Word.relative)) !== 0;
  }

  /** "A previously undisclosed email": an adverb that belongs to the adjective after it. */
  function isDegree(at: number): boolean {
    const next = tokens[at + 1];
    return (
      ((tokens[at]?.flags ?? 0) & FUNCTION) === Word.adverb &&
      isWord(next) &&
      !next.capital &&
      (next.flags & ~Word.verb) === 0
    );
  }

  function isSmallNoun(at: number): boolean {
    const token = tokens[at];
    return (
      token !== undefined && (token.flags & NOUN) !== 0 && !token.capital && isSpaceBetween(tokens[at - 1], token, text)
    );
  }

  function isPredicate(at: number): boolean {
    return ((tokens[at]?.flags ?? 0) & PREDICATE) !== 0;
  }

  /** Whether what follows can only go on a noun phrase: "the recently released report". */
  function isNounNext(at: number): boolean {
    const next = tokens[at];
    if (!isWord(next) || capitalNouns) return isWord(next) && next.capital;
    return !next.capital && (next.flags === 0 || (next.flags & NOUN) !== 0);
  }

  /**
   * "Według policji kierowca": a person is no attribute of a body. "W oświadczeniu związek twierdzi": nor is what stands as the
   * list of nouns has it, since an attribute has an ending of its own; abbreviations have none.
   */
  function startsAnother(at: number, before: number): boolean {
    const owner = tokens[before]?.flags ?? 0;
    if (!(owner & NOUN) || owner & Word.person) return false;
    const { flags = 0, word = '' } = tokens[at] ?? {};
    return (flags & NOUN) === Word.person || (word.length > MAX_ABBREVIATION && baseOf(word) === word);
  }

  /** "ΔΕΗ": nothing but capitals. */
  function isLetters(token: Token | undefined): boolean {
    if (!token?.capital) return false;
    const word = text.slice(token.start, token.end);
    return word.length > 1 && word === word.toUpperCase();
  }
}
