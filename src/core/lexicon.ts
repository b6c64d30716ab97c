import type { GenderedWords, SpeechRules } from '../rules/schema.ts';

/** What a word can be, as bits; one word can be several things. */
export const Word = {
  finite: 1 << 0,
  nonfinite: 1 << 1,
  weak: 1 << 2,
  addressee: 1 << 3,
  masculine: 1 << 4,
  feminine: 1 << 5,
  plural: 1 << 6,
  neuter: 1 << 7,
  first: 1 << 8,
  pronoun: 1 << 9,
  relative: 1 << 10,
  title: 1 << 11,
  person: 1 << 12,
  group: 1 << 13,
  document: 1 << 14,
  firstName: 1 << 15,
  particle: 1 << 16,
  connector: 1 << 17,
  determiner: 1 << 18,
  preposition: 1 << 19,
  conjunction: 1 << 20,
  subordinator: 1 << 21,
  auxiliary: 1 << 22,
  adverb: 1 << 23,
  never: 1 << 24,
  frameBefore: 1 << 25,
  frameAfter: 1 << 26,
  frameClosing: 1 << 27,
  reportive: 1 << 28,
  oblique: 1 << 30,
  verb: 1 << 29,
} as const;

/** A verb form in its reporting sense, finite or not. */
export const CUE = Word.finite | Word.nonfinite;
/** A noun that can speak. */
export const NOUN = Word.person | Word.group | Word.document;
const GENDER = Word.masculine | Word.feminine;
/** Words that are no part of a name, even with a capital. */
export const FUNCTION =
  Word.pronoun |
  Word.relative |
  Word.determiner |
  Word.preposition |
  Word.conjunction |
  Word.subordinator |
  Word.auxiliary |
  Word.adverb |
  Word.never;

/** The words of one language, ready to be looked up. */
export interface Lexicon {
  /** Bits of a single word (lower case, apostrophes straight); 0 when it is in no list. */
  flagsOf(word: string): number;
  /** The listed noun that a word (lower case) is a form or a compound of, else the word itself: "statsministern" is a "minister". */
  baseOf(word: string): string;
  /** `Word.masculine` or `Word.feminine` of a first name (lower case), 0 when nothing tells. */
  genderOf(firstName: string): number;
  /** Entries of several words by their first one, longest first. */
  phrases: ReadonlyMap<string, readonly { words: readonly string[]; flags: number }[]>;
  rules: SpeechRules;
}

/** What a word that is in no list turns out to be. */
interface Derived {
  base: string;
  flags: number;
}

const compiled = new WeakMap<SpeechRules, Lexicon>();

/** @returns the rules as one table, compiled once for each language. */
export function lexiconOf(rules: SpeechRules): Lexicon {
  let lexicon = compiled.get(rules);
  if (!lexicon) {
    lexicon = compile(rules);
    compiled.set(rules, lexicon);
  }
  return lexicon;
}

function compile(rules: SpeechRules): Lexicon {
  const words = new Map<string, number>();
  const phrases = new Map<string, { words: string[]; flags: number }[]>();
  const add = (entry: string, flags: number): void => {
    const parts = entry.split(' ');
    const first = parts[0] ?? '';
    if (parts.length === 1) words.set(entry, (words.get(entry) ?? 0) | flags);
    else {
      const list = phrases.get(first) ?? [];
      list.push({ words: parts, flags });
      list.sort((a, b) => b.words.length - a.words.length);
      phrases.set(first, list);
    }
  };
  const addAll = (entries: readonly string[] | undefined, flags: number): void => {
    for (const entry of entries ?? []) add(entry, flags);
  };
  const addGendered = (entries: GenderedWords | undefined, flags: number): void => {
    addAll(entries?.masculine, flags | Word.masculine);
    addAll(entries?.feminine, flags | Word.feminine);
    addAll(entries?.any, flags);
  };

  for (const { stems, finite, nonfinite = [], weak, addressee } of rules.verbs) {
    const kind = (weak ? Word.weak : 0) | (addressee ? Word.addressee : 0);
    for (const stem of stems) {
      for (const ending of finite) add(stem + ending, Word.finite | kind);
      for (const ending of nonfinite) add(stem + ending, Word.nonfinite | kind);
    }
  }
  addAll(rules.frames.before, Word.frameBefore);
  addAll(rules.frames.after, Word.frameAfter);
  addAll(rules.frames.closing, Word.frameClosing);
  addAll(rules.pronouns.masculine, Word.pronoun | Word.masculine);
  addAll(rules.pronouns.feminine, Word.pronoun | Word.feminine);
  addAll(rules.pronouns.plural, Word.pronoun | Word.plural);
  addAll(rules.pronouns.neuter, Word.pronoun | Word.neuter);
  addAll(rules.pronouns.first, Word.pronoun | Word.first);
  addAll(rules.relatives, Word.relative);
  addGendered(rules.titles, Word.title);
  addGendered(rules.people, Word.person);
  for (const [man, woman] of rules.feminineForms ?? []) {
    for (const word of rules.people.masculine ?? []) {
      if (word.endsWith(man)) add(word.slice(0, word.length - man.length) + woman, Word.person | Word.feminine);
    }
  }
  addAll(rules.groups, Word.group);
  addAll(rules.documents, Word.document);
  addGendered(rules.firstNames, Word.firstName);
  addAll(rules.nameParticles, Word.particle);
  addAll(rules.nameConnectors, Word.connector);
  addAll(rules.determiners, Word.determiner);
  addAll(rules.prepositions, Word.preposition);
  addAll(rules.conjunctions, Word.conjunction);
  addAll(rules.subordinators, Word.subordinator);
  addAll(rules.auxiliaries, Word.auxiliary);
  addAll(rules.adverbs, Word.adverb);
  addAll(rules.reportive, Word.reportive);
  addAll(rules.obliques, Word.oblique);
  addAll(rules.neverSpeakers, Word.never);
  addAll(rules.otherVerbs, Word.verb);

  const endings = [
    ...['', ...(rules.caseEndings ?? [])].map((ending) => ({ ending, number: 0 })),
    ...rules.nounEndings.map((ending) => ({ ending, number: Word.plural })),
  ];
  /** The noun a word is, without its ending, or as the last part of a compound. */
  const nounIn = (word: string): Derived | undefined => {
    for (const { ending, number } of endings) {
      if (!word.endsWith(ending) || word.length < ending.length + 3) continue;
      const stem = word.slice(0, word.length - ending.length);
      for (let from = 0; from < stem.length - 2; from = from === 0 ? 3 : from + 1) {
        const base = stem.slice(from);
        const noun = (words.get(base) ?? 0) & (NOUN | GENDER);
        if (noun & NOUN) return { base, flags: noun | number };
        if (!rules.compounds) break;
      }
    }
    return undefined;
  };
  const isPast = (word: string): boolean =>
    rules.verbEndings?.some((ending) => word.endsWith(ending) && word.length > ending.length + 2) ?? false;
  const derived = new Map<string, Derived>();
  const derive = (word: string): Derived => {
    let found = derived.get(word);
    if (!found) {
      const adverb = rules.adverbEndings?.some((ending) => word.endsWith(ending) && word.length > ending.length + 2);
      found = nounIn(word) ?? { base: word, flags: adverb ? Word.adverb : isPast(word) ? Word.verb : 0 };
      derived.set(word, found);
    }
    return found;
  };
  const flagsOf = (word: string): number => words.get(word) ?? derive(word).flags;
  const baseOf = (word: string): string => (words.has(word) ? word : derive(word).base);
  const genderOf = (name: string): number => {
    const known = flagsOf(name) & GENDER;
    if (known || !rules.firstNameEndings) return known;
    const ends = (list: readonly string[] | undefined): boolean =>
      list?.some((ending) => name.endsWith(ending)) ?? false;
    if (ends(rules.firstNameEndings.feminine)) return Word.feminine;
    return ends(rules.firstNameEndings.masculine) ? Word.masculine : 0;
  };
  return { flagsOf, baseOf, genderOf, phrases, rules };
}
