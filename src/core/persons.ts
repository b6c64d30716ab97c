import { type Lexicon, Word } from './lexicon.ts';
import type { Mention } from './mentions.ts';
import type { Token } from './tokens.ts';

/** One person, group or document through the article. */
export interface Person {
  /** Mention with the most complete name. */
  fullest: Mention;
  /** Name without titles, lower case, as complete as the article has it. */
  name: readonly string[];
  /** `Word.masculine`, `Word.feminine`, both when the article contradicts itself, 0 when nothing tells. */
  gender: number;
  /** Nouns and titles that stand for this person: "senator", "spokeswoman". */
  roles: Set<string>;
  mentions: number;
}

export interface Cast {
  persons: readonly Person[];
  /** Index into `persons` for each mention, -1 for pronouns and nouns nobody is known for. */
  personOf: Int32Array;
}

const GENDER = Word.masculine | Word.feminine;

/**
 * Brings the names of an article together: "Anna Kowalska", "Ms. Kowalska" and "Kowalska" are one person, and so is
 * the noun in apposition ("Anna Kowalska, the minister").
 */
export function castOf(mentions: readonly Mention[], tokens: readonly Token[], lexicon: Lexicon): Cast {
  const persons: Person[] = [];
  const personOf = new Int32Array(mentions.length).fill(-1);
  const byWord = new Map<string, number[]>();

  const remember = (word: string, person: number): void => {
    const known = byWord.get(word);
    if (!known) byWord.set(word, [person]);
    else if (!known.includes(person)) known.push(person);
  };

  mentions.forEach((mention, at) => {
    if (mention.kind !== 'name') return;
    const known = byWord.get(mention.name.at(-1) ?? '') ?? [];
    let found = known.findLast((id) => samePerson(persons[id]?.name ?? [], mention.name)) ?? -1;
    if (found < 0) {
      found = persons.push({ fullest: mention, name: mention.name, gender: 0, roles: new Set(), mentions: 0 }) - 1;
      remember(mention.name.at(-1) ?? '', found);
      if (mention.name.length > 1) remember(mention.name[0] ?? '', found);
    }
    const person = persons[found];
    if (!person) return;
    if (mention.name.length > person.name.length && mention.name.length <= 4) {
      person.fullest = mention;
      person.name = mention.name;
      remember(mention.name.at(-1) ?? '', found);
      remember(mention.name[0] ?? '', found);
    }
    person.mentions++;
    for (const role of mention.roles) person.roles.add(role);
    person.gender |= genderOf(mention, lexicon);
    const noun = apposition(mentions, at, tokens);
    if (noun) {
      for (const role of noun.roles) person.roles.add(role);
      person.gender |= noun.flags & GENDER;
    }
    personOf[at] = found;
  });

  return { persons, personOf };
}

/** The noun phrase right beside a name, after or before a comma. */
function apposition(mentions: readonly Mention[], at: number, tokens: readonly Token[]): Mention | undefined {
  const name = mentions[at];
  const next = mentions[at + 1];
  if (name && next?.kind === 'noun' && next.from === name.to + 1 && tokens[name.to]?.word === ',') return next;
  const before = mentions[at - 1];
  if (name && before?.kind === 'noun' && before.to >= name.from - 1 && before.flags & Word.person) {
    if (before.to === name.from || tokens[before.to]?.word === ',') return before;
  }
  return undefined;
}

function genderOf(mention: Mention, lexicon: Lexicon): number {
  const first = mention.name[0] ?? '';
  const titled = mention.flags & GENDER;
  if (mention.roles.length > 0 && titled) return titled;
  return mention.name.length > 1 ? lexicon.flagsOf(first) & GENDER : 0;
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

/** @returns the person a mention stands for: by name, or for a pronoun by who was named before. */
export function personBehind(id: number, cast: Cast, mentions: readonly Mention[]): Person | undefined {
  const own = cast.persons[cast.personOf[id] ?? -1];
  const mention = mentions[id];
  if (own || mention?.kind !== 'pronoun') return own;
  const gender = mention.flags & GENDER;
  if (!gender) return undefined;
  for (let k = id - 1; k >= 0 && k > id - 40; k--) {
    const person = cast.persons[cast.personOf[k] ?? -1];
    if (person && (person.gender === 0 || person.gender & gender)) return person;
  }
  return undefined;
}

/** @returns the most complete name of a person as the article writes it, without titles. */
export function fullestName({ fullest }: Person, text: string): string {
  return text.slice(fullest.nameStart, fullest.end);
}
