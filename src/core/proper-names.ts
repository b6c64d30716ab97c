import type { SpeechRules } from '../rules/schema.ts';
import { isSmall } from './capitals.ts';
import { DIGIT, isApostrophe, isLetter, isSpace, isWordPart, kindOf } from './characters.ts';
import { CUE, FUNCTION, type Lexicon, NOUN, Word } from './lexicon.ts';
import { isWord, type Token } from './tokens.ts';

/** Where the names of a text are. */
export interface ProperNames {
  /** Whether the token there can be part of a name. */
  namePart(at: number): boolean;
  /** End of the run of name words from a token on. */
  nameEnd(at: number): number;
  /** End of a surname that opens with "von der" at a token, where the text also has it behind a first name; the token else. */
  surnameEnd(at: number): number;
  /** "Sanders' plan": an apostrophe alone behind the word. */
  isOwner(at: number): boolean;
  /** "Führer Irans", where the text also has "Iran": of what the role before it is, not the name of who has it. */
  isPlace(at: number): boolean;
}

/** @param headlines blocks in which capitals tell nothing. */
export function properNames(
  tokens: readonly Token[],
  text: string,
  {
    flagsOf,
    genderOf,
    rules: { capitalNouns, caseEndings, bodies, nameClosings, namesBeforeNouns, nounSuffixes = [] },
  }: Lexicon,
  headlines: ReadonlySet<number>,
): ProperNames {
  const namePart = (at: number): boolean => {
    const token = tokens[at];
    if (!isWord(token) || !token.capital || kindOf(token.word.charCodeAt(0)) === DIGIT) return false;
    const { lexeme } = token;
    const opens = opensSentence(tokens, at, text);
    if (token.flags & (FUNCTION & ~Word.title)) {
      // "Will Smith", "June Lee": a capital inside a sentence before another capital, but not "on Monday Smith".
      const next = tokens[at + 1];
      if (opens || headlines.has(token.block) || token.word.length < 3) return false;
      if (token.flags & Word.auxiliary) return true;
      // "USA Today"
      if (nameClosings?.includes(token.word) && tokens[at - 1]?.capital && tokens[at - 1]?.flags === 0) return true;
      // "Hans Holm": where "hans" is "his", too.
      const isFirst = token.flags & (Word.never | Word.determiner) && token.flags & Word.firstName;
      return Boolean(isFirst && next?.capital && !(next.flags & FUNCTION));
    }
    if (headlines.has(token.block)) return !isSmall(lexeme) && !(token.flags & CUE);
    if (opens && isSmall(lexeme) && !(token.flags & (Word.title | Word.firstName))) {
      const next = tokens[at + 1];
      return Boolean(next?.capital && isWord(next) && !(next.flags & FUNCTION) && !(token.flags & CUE));
    }
    // Where names stand before nouns it may be one.
    if (!namesBeforeNouns && isOffice(token, tokens[at + 1])) return false;
    if (opens && (token.flags & (CUE | Word.frameBefore) || (!lexeme.proper && !isNameLike(at)))) return false;
    return true;
  };

  /** Whether the first word of a sentence goes on as a name does: with another, a verb, a comma, a clitic. */
  const isNameLike = (at: number): boolean => {
    const token = tokens[at];
    const next = tokens[at + 1];
    if (!token || !next || token.flags & (Word.title | Word.firstName | NOUN)) return true;
    if (next.sentence !== token.sentence || !isWord(next) || next.capital) return true;
    if (capitalNouns && next.flags & Word.particle && !(next.flags & Word.determiner)) return isNobleman(at);
    return (
      (next.flags & (CUE | Word.auxiliary | Word.verb | Word.conjunction | Word.relative)) !== 0 || next.word === "'s"
    );
  };

  /** "Jan van der Velde", "Jutta von Maron sagte", but not "Kritik von Maron". */
  const isNobleman = (at: number): boolean => {
    let name = at + 1;
    while ((tokens[name]?.flags ?? 0) & Word.particle) name++;
    const first = tokens[at];
    if (!first || first.lexeme.common || !tokens[name]?.capital || tokens[name]?.sentence !== first.sentence)
      return false;
    const isOnlyOfNames = !((tokens[at + 1]?.flags ?? 0) & Word.preposition);
    if (isOnlyOfNames || (isNobiliary(at + 1) && isFirstNameAlone(at))) return true;
    return ((tokens[name + 1]?.flags ?? 0) & (CUE | Word.auxiliary | Word.verb)) !== 0;
  };

  const nameEnd = (at: number): number => {
    let end = at;
    let body = false;
    let office = false;
    while (end < tokens.length) {
      const token = tokens[end];
      const next = tokens[end + 1];
      if (!token || token.sentence !== tokens[at]?.sentence) break;
      if (end > at && (isOwner(end - 1) || isPlace(end))) break;
      if (namePart(end)) {
        body ||= (token.flags & (Word.group | Word.document)) !== 0 || bodies?.includes(token.word) === true;
        office ||= (token.flags & (Word.title | Word.person)) !== 0;
        end++;
      } else if (
        token.word === '.' &&
        isShortWord(tokens[end - 1]) &&
        namePart(end + 1) &&
        next?.sentence === token.sentence &&
        closeUp(end)
      ) {
        end++;
      } else if (token.flags & Word.particle && !(token.flags & Word.determiner && capitalNouns) && end > at) {
        // "Ursula von der Leyen", but not "Netanyahu den Angriff", and not "Sportchef von Bayer".
        if (capitalNouns && isPlainNoun(end - 1)) break;
        const name = (next?.flags ?? 0) & Word.particle && !namePart(end + 1) ? end + 2 : end + 1;
        if (!namePart(name) || tokens[name]?.sentence !== token.sentence) break;
        end = name;
      } else if (
        token.flags & Word.connector &&
        end > at &&
        (body || (office && (capitalsFrom(end + 1) > 2 || isBeforePerson(end + 1))))
      ) {
        let skip = end + 1;
        while ((tokens[skip]?.flags ?? 0) & Word.connector) skip++;
        if (skip - end > 2 || !namePart(skip)) break;
        end = skip;
      } else {
        const behind = capitalNouns && end > at ? overFigure(end) : end;
        if (behind === end) break;
        end = behind;
      }
    }
    return end;
  };
  let surnames: Set<string> | undefined;
  const surnameEnd = (at: number): number => {
    // "Die Fischer von der Küste" come from there.
    const isBehindNoun =
      ((tokens[at - 1]?.flags ?? 0) & NOUN) !== 0 && ((tokens[at - 2]?.flags ?? 0) & Word.determiner) !== 0;
    if (!capitalNouns || isBehindNoun || !isNobiliary(at)) return at;
    if (!surnames) {
      surnames = new Set();
      for (let k = 1; k < tokens.length; k++)
        if (isNobiliary(k) && isFirstNameAlone(k - 1)) surnames.add(wordAt(k + 2));
    }
    return surnames.has(wordAt(at + 2)) ? at + 3 : at;
  };
  const wordAt = (at: number): string => tokens[at]?.word ?? '';
  /** Whether "von der" or "van den" and what may be a name stand at a token. */
  const isNobiliary = (at: number): boolean => {
    const [first, second, name] = [tokens[at], tokens[at + 1], tokens[at + 2]];
    if (!first || !second || !name?.capital || name.sentence !== first.sentence) return false;
    if (!(first.flags & Word.particle) || first.flags & Word.determiner) return false;
    if (!(second.flags & Word.particle) || second.capital) return false;
    return !(name.flags & (NOUN | FUNCTION)) && !nounSuffixes.some((suffix) => name.word.endsWith(suffix));
  };
  /** "Ministerin Jutta", but not "Anna Schmidt": whose surname stands there comes from somewhere. */
  const isFirstNameAlone = (at: number): boolean => {
    const token = tokens[at];
    if (!token?.capital || token.flags & (NOUN | FUNCTION)) return false;
    if (token.sentence !== tokens[at + 1]?.sentence || genderOf(token.word) === 0) return false;
    const before = tokens[at - 1];
    const isName = before?.sentence === token.sentence && before.capital && isWord(before);
    return !isName || (before.flags & (NOUN | Word.title)) !== 0;
  };
  /** "Bayer 04 Leverkusen", "Bündnis 90/Die Grünen": @returns what comes behind the figure, and behind the article joined to it. */
  const overFigure = (at: number): number => {
    const figure = tokens[at];
    if (!figure || kindOf(figure.word.charCodeAt(0)) !== DIGIT || figure.sentence !== tokens[at - 1]?.sentence)
      return at;
    if (figure.word.length === 2 && figure.word.startsWith('0')) return at + 1;
    const next = tokens[at + 1];
    if (!next?.capital || text.slice(figure.end, next.start) !== '/') return at;
    const joined = next.flags & Word.determiner ? at + 2 : at + 1;
    return namePart(joined) ? joined + 1 : at;
  };
  const isPlainNoun = (at: number): boolean => {
    const flags = tokens[at]?.flags ?? 0;
    return (flags & NOUN) !== 0 && (flags & (Word.title | Word.firstName)) === 0;
  };
  const isOwner = (at: number): boolean => {
    const end = tokens[at]?.end ?? 0;
    return isApostrophe(text.charCodeAt(end)) && isSpace(text.charCodeAt(end + 1));
  };
  let written: Set<string> | undefined;
  const isPlace = (at: number): boolean => {
    const role = tokens[at - 1];
    const token = tokens[at];
    if (!capitalNouns || !caseEndings || !token?.capital || token.sentence !== role?.sentence) return false;
    if (!(role.flags & (NOUN | Word.title)) || role.flags & Word.firstName) return false;
    const { word } = token;
    return caseEndings.some((ending) => word.endsWith(ending) && isName(word.slice(0, -ending.length)));
  };
  const isName = (word: string): boolean => {
    if (!written) {
      written = new Set();
      for (const token of tokens) if (token.capital) written.add(token.word);
    }
    return written.has(word) && (flagsOf(word) & Word.firstName) === 0;
  };
  /** "Secretary of State Anna Kowalska": a place or field and a full name. */
  const capitalsFrom = (at: number): number => {
    let count = 0;
    while (count < 4 && namePart(at + count)) count++;
    return count;
  };
  /** "Speaker of | the House Rep. Anna Kowalska": a body with its article, then a title or a first name, and a name. */
  const isBeforePerson = (at: number): boolean => {
    if (!namesBeforeNouns || namePart(at) || !((tokens[at]?.flags ?? 0) & Word.connector) || !namePart(at + 1))
      return false;
    for (let k = at + 2; k < at + 2 + MAX_FIELD && namePart(k); k++) {
      const isShort = tokens[k + 1]?.word === '.' && ((tokens[k]?.flags ?? 0) & Word.title) !== 0;
      const isFirst = ((tokens[k]?.flags ?? 0) & Word.firstName) !== 0;
      if ((isShort && namePart(k + 2)) || (isFirst && namePart(k + 1))) return true;
    }
    return false;
  };
  const closeUp = (mark: number): boolean => tokens[mark - 1]?.end === tokens[mark]?.start;

  return { namePart, nameEnd, surnameEnd, isOwner, isPlace };
}

const MAX_ABBREVIATION = 5;
/** How many words the field of an office has behind its first one. */
const MAX_FIELD = 3;

/** "Le Premier ministre": a title before the noun for who bears it. */
const isOffice = ({ flags, sentence }: Token, next: Token | undefined): boolean =>
  (flags & (Word.title | Word.firstName | NOUN)) === Word.title &&
  next?.sentence === sentence &&
  !next.capital &&
  (next.flags & NOUN) === Word.person;

/** Letters alone, and few: what a full stop abbreviates. */
function isShortWord(token: Token | undefined): boolean {
  const word = token?.word ?? '';
  if (word.length === 0 || word.length > MAX_ABBREVIATION) return false;
  for (let at = 0; at < word.length; at++) if (!isLetter(word.charCodeAt(at))) return false;
  return true;
}

/** Whether a capital at this place tells nothing: the first word of a sentence, after a colon, inside marks. */
function opensSentence(tokens: readonly Token[], at: number, text: string): boolean {
  const token = tokens[at];
  const before = tokens[at - 1];
  if (!token || !before || before.sentence !== token.sentence) return true;
  if (before.quote >= 0) return !goesOnAfter(text, before.end - 2, token.start);
  return before.word === ':' || OPENING_MARKS.includes(text.charAt(token.start - 1));
}

const OPENING_MARKS = `"“„«‘'`;

/** Whether a comma stands in the stretch behind a quotation, and no letter or figure of ASCII after it. */
function goesOnAfter(text: string, from: number, to: number): boolean {
  for (let at = to - 1; at >= Math.max(0, from); at--) {
    const code = text.charCodeAt(at);
    if (code === 0x2c) return true;
    if (code < 0x80 && (isWordPart(code) || code === 0x5f)) return false;
  }
  return false;
}

/** In UTF-16 units: what is left of a word has to be a name. */
const LEAST_NAME = 2;

/** "Ayşe Tan'a": Ayşe Tan, without the ending of a case. */
export function nominative(name: string, forms: SpeechRules['nameForms']): string {
  const straight = name.replaceAll('’', "'");
  const last = name.length - (name.lastIndexOf(' ') + 1);
  const form = forms?.find(([ending]) => straight.endsWith(ending) && last >= ending.length + LEAST_NAME);
  return form ? name.slice(0, name.length - form[0].length) + form[1] : name;
}
