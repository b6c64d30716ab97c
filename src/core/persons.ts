import type { SpeechRules } from '../rules/schema.ts';
import { apposition } from './appositions.ts';
import { isUpper } from './characters.ts';
import { FUNCTION, type Lexicon, NOUN, Word } from './lexicon.ts';
import type { Mention } from './mentions.ts';
import { isFramed, isSpokenTo } from './own-features.ts';
import { nominative } from './proper-names.ts';
import { each, type Steps } from './steps.ts';
import type { Token } from './tokens.ts';

/** One person, group or document through the article. */
export interface Person {
  /** Mention with the most complete name. */
  fullest: Mention;
  /** Name without titles, lower case, as complete as the article has it; empty for who is never named. */
  name: readonly string[];
  /** `Word.masculine`, `Word.feminine`, both when the article contradicts itself, 0 when nothing tells. */
  gender: number;
  /** Nouns and titles that stand for this person: "senator", "spokeswoman". */
  roles: Set<string>;
  mentions: number;
  /** Somewhere a title stands before the name. */
  titled: boolean;
  /** How often it stands as the subject beside a reporting verb. */
  speaks: number;
  /** How often it is the subject of any verb, and how often the object of a preposition, as places are. */
  subjects: number;
  objects: number;
}

export interface Cast {
  persons: readonly Person[];
  /** Index into `persons` for each mention, -1 for pronouns. */
  personOf: Int32Array;
}

export const GENDER = Word.masculine | Word.feminine;

/** More persons with one name no article keeps apart; the bound keeps the time linear. */
const MAX_NAMESAKES = 50;
const NOBODY: readonly number[] = [];

/**
 * Brings the mentions of an article together: "Anna Kowalska", "Ms. Kowalska" and "Kowalska" are one person, and so is
 * the noun in apposition ("Anna Kowalska, the minister") and that noun again later ("the minister").
 */
export function* castOf(mentions: readonly Mention[], tokens: readonly Token[], lexicon: Lexicon): Steps<Cast> {
  const persons: Person[] = [];
  const personOf = new Int32Array(mentions.length).fill(-1);
  const byWord = new Map<string, number[]>();
  const byRole = new Map<string, number>();
  /** The capitalised words before a noun that last stood for each person: "Vermont" in "the Vermont senator". */
  const qualifiers = new Map<number, readonly string[]>();

  /** "Kowalska" is Anna Kowalska and no "Kowalska Foundation", whichever of the two stands first. */
  const surnames = new Set<string>();
  for (const { kind, name, inHeadline } of mentions)
    if (kind === 'name' && name.length > 1 && !inHeadline) surnames.add(name.at(-1) ?? '');

  const remember = (word: string, person: number): void => {
    const known = byWord.get(word);
    if (!known) byWord.set(word, [person]);
    else if (known.length < MAX_NAMESAKES && !known.includes(person)) known.push(person);
  };
  const enter = (mention: Mention): number =>
    persons.push({
      fullest: mention,
      name: mention.name,
      gender: 0,
      roles: new Set(),
      mentions: 0,
      titled: false,
      speaks: 0,
      subjects: 0,
      objects: 0,
    }) - 1;

  /** Whom the article names more often, or whose first name is one ("Anna Kowalska" rather than "Calm Kowalska"). */
  const isMoreLikely = (one: Person, other: Person): boolean =>
    one.mentions === other.mentions ? other.gender === 0 && one.gender !== 0 : one.mentions > other.mentions;

  /** Of several who bear a name, the one the article is most about, or the first of them: others are named in full. */
  const mostMentioned = (known: readonly number[], mention: Mention): number | undefined => {
    const gender = titleGender(mention);
    const surname = mention.name.length === 1 ? (mention.name[0] ?? '') : '';
    let found: number | undefined;
    for (const id of known) {
      const person = persons[id];
      if (!person || !samePerson(person.name, mention.name)) continue;
      if (gender && person.gender && !(gender & person.gender)) continue;
      if (surnames.has(surname) && person.name.at(-1) !== surname) continue;
      const best = persons[found ?? -1];
      if (!best || isMoreLikely(person, best)) found = id;
    }
    return found;
  };

  const enterName = (mention: Mention, at: number): void => {
    const surname = mention.name.at(-1) ?? '';
    const namesakes = isTeam(mention) ? NOBODY : (byWord.get(surname) ?? NOBODY);
    const found = mostMentioned(namesakes, mention) ?? enter(mention);
    personOf[at] = found;
    const person = persons[found];
    if (!person) return;
    if (
      mention.name.length > person.name.length &&
      mention.name.length <= (mention.inHeadline ? 2 : 4) &&
      isName(mention)
    ) {
      person.fullest = mention;
      person.name = mention.name;
    }
    if (!isTeam(mention)) remember(surname, found);
    if (mention.name.length > 1) remember(mention.name[0] ?? '', found);
    person.mentions++;
    person.titled ||= mention.roles.length > 0;
    person.gender |= genderOf(mention, tokens, lexicon);
    const noun = apposition(mentions, at, tokens, lexicon);
    if (noun && (lexicon.rules.learned?.speakers || person.gender !== Word.feminine))
      person.gender |= noun.flags & GENDER;
    for (const role of noun ? [...mention.roles, ...noun.roles] : mention.roles) person.roles.add(role);
    if (mention.roles.length === 0 && !noun) return;
    const offices = officesOf(mention.roles);
    for (const office of noun ? [...offices, officeOf(noun)] : offices) {
      byRole.set(office, found);
      byRole.set(baseOf(office), found);
    }
    if (noun) personOf[mentions.indexOf(noun, Math.max(0, at - 5))] = found;
  };

  /** "Team Lindqvist" is not the person. */
  const isTeam = ({ name }: Mention): boolean => {
    const flags = lexicon.flagsOf(name[0] ?? '');
    return name.length > 1 && (flags & Word.group) !== 0 && (flags & (Word.firstName | Word.title)) === 0;
  };

  /** "Top Lindqvist" of a headline is none where the text has "top" for a word. */
  const isName = (mention: Mention): boolean => {
    if (!mention.inHeadline) return true;
    const first = tokens.slice(mention.from, mention.to).find(({ start }) => start >= mention.nameStart);
    return !first?.lexeme.small || (first.flags & Word.firstName) !== 0;
  };

  /** The office a noun phrase names, with what qualifies it: the "vice president" is no "president". */
  const officeOf = ({ from, head, roles }: Mention): string => {
    const before = head > from ? tokens[head - 1] : undefined;
    return before && isQualifier(before.flags) ? `${before.word} ${roles[0]}` : (roles[0] ?? '');
  };

  /** The offices that the roles before a name are. "The campaign" is not its manager. */
  const officesOf = (roles: readonly string[]): string[] => {
    const offices: string[] = [];
    let qualifier = '';
    roles.forEach((role, at) => {
      const flags = lexicon.flagsOf(role);
      if (isQualifier(flags) && at < roles.length - 1) {
        qualifier = `${role} `;
        return;
      }
      if (!isBody(flags)) offices.push(qualifier + role);
      qualifier = '';
    });
    return offices;
  };

  const baseOf = (office: string): string => {
    const space = office.lastIndexOf(' ') + 1;
    return office.slice(0, space) + lexicon.baseOf(office.slice(space));
  };

  const enterNoun = (mention: Mention, at: number): void => {
    const role = mention.roles[0] ?? '';
    const office = officeOf(mention);
    const definite = !lexicon.rules.indefinites?.includes(tokens[mention.from]?.word ?? '');
    const known = definite
      ? (byRole.get(office) ?? (mention.flags & Word.plural ? undefined : byRole.get(baseOf(office))))
      : undefined;
    const own = qualifiersOf(mention, tokens);
    const others = qualifiers.get(known ?? -1) ?? [];
    const isOther = own.length > 0 && others.length > 0 && !own.some((word) => others.includes(word));
    const found = known === undefined || isOther ? enter(mention) : known;
    if (own.length > 0) qualifiers.set(found, own);
    personOf[at] = found;
    byRole.set(office, found);
    const person = persons[found];
    if (!person) return;
    person.mentions++;
    if (mention.flags & Word.person) person.gender |= (tokens[mention.head]?.flags ?? 0) & GENDER;
    person.roles.add(role);
  };

  // Where every word has a capital a name has no end: "Club Drops Kowalska" tells nothing that the body does not.
  for (const inHeadlines of [false, true]) {
    yield* each(mentions, (mention, at) => {
      if (mention.inHeadline !== inHeadlines) return;
      if (mention.kind === 'name') enterName(mention, at);
      else if (mention.kind === 'noun' && personOf[at] === -1) enterNoun(mention, at);
    });
  }
  return { persons, personOf };
}

/** Titles that are part of an office of its own: "vice", "former", "prime". */
const isQualifier = (flags: number): boolean => (flags & (Word.title | GENDER)) === Word.title;

const isBody = (flags: number): boolean =>
  (flags & (Word.group | Word.document)) !== 0 && (flags & (Word.person | Word.title)) === 0;

function qualifiersOf({ from, head }: Mention, tokens: readonly Token[]): readonly string[] {
  return tokens.slice(from + 1, head).flatMap(({ capital, word }) => (capital ? word : []));
}

/** Gender that a title tells: "Mrs"; 0 when none does. */
function titleGender(mention: Mention): number {
  const titled = mention.flags & GENDER;
  return mention.roles.length > 0 && titled !== GENDER ? titled : 0;
}

function genderOf(mention: Mention, tokens: readonly Token[], lexicon: Lexicon): number {
  const titled = titleGender(mention);
  if (titled) return titled;
  const role = lexicon.rules.learned?.speakers ? 0 : roleGender(mention, lexicon);
  // "Ministrul Elena Dragu": a man's word for an office is said of a woman, too.
  const isHers = role === Word.masculine && lexicon.genderOf(mention.name[0] ?? '') === Word.feminine;
  if (role && !isHers) return role;
  // "Po slovách Zdeňka Vostrého": in another case than the list has it a man's name may end as a woman's.
  if (lexicon.rules.bareAttributes && (isSpokenTo(mention, tokens) || isFramed(mention, tokens))) return 0;
  return mention.name.length > 1 ? lexicon.genderOf(mention.name[0] ?? '') : 0;
}

/** Gender that a noun before a name tells: "su hija Rocío"; 0 when none does. */
function roleGender({ roles }: Mention, lexicon: Lexicon): number {
  const told = roles.reduce((flags, role) => flags | lexicon.flagsOf(role), 0) & GENDER;
  return told === GENDER ? 0 : told;
}

function samePerson(known: readonly string[], name: readonly string[]): boolean {
  if (known.length === 0 || name.length === 0) return false;
  const last = name.at(-1);
  if (name.length === 1) return known.at(-1) === last || (known.length > 1 && known[0] === last);
  if (known.length === 1) return known[0] === last || known[0] === name[0];
  if (known.at(-1) !== last) return false;
  const a = known[0] ?? '';
  const b = name[0] ?? '';
  return a === b || known.includes(b) || name.includes(a) || a.slice(0, 3) === b.slice(0, 3);
}

/** Whether a name is of common words ("Republicans", "White House") or an abbreviation ("CNN") rather than a person's. */
export function isUnlikelyPerson({ name, fullest }: Person, text: string, lexicon: Lexicon): boolean {
  if (isAbbreviation(text, fullest.nameStart, fullest.end)) return true;
  return name.some((word) => (lexicon.flagsOf(word) & (NOUN | FUNCTION)) !== 0);
}

/** Whether a name is that of a place, as far as the language's list goes. */
export const isPlace = ({ name }: Person, { places }: Lexicon): boolean =>
  places.size > 0 && places.has(name.join(' '));

/** Capitals, full stops and ampersands only, two at least. */
function isAbbreviation(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (!isUpper(code) && code !== 0x2e && code !== 0x26) return false;
  }
  return to - from > 1;
}

/** @returns the most complete name of a person as the article writes it, without titles, and without the ending of a case. */
export function fullestName({ fullest }: Person, text: string, { nameForms }: SpeechRules): string {
  return nominative(text.slice(fullest.nameStart, fullest.end), nameForms);
}
