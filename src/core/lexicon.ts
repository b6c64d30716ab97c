import type { GenderedWords, SpeechRules } from '../rules/schema.ts';

/**
 * What a word can be, as bits; one word can be several things. As many as a browser keeps in a number without putting that on its
 * heap: 30, and the two highest together.
 */
export const Word = {
  finite: 1 << 0,
  nonfinite: 1 << 1,
  weak: 1 << 2,
  addressee: 1 << 3,
  masculine: 1 << 4,
  feminine: 1 << 5,
  plural: 1 << 6,
  /** Of a pronoun that it stands for things; of any other word, see `isReportive`. */
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
  verb: 1 << 28,
  written: 1 << 29,
  oblique: -1 << 30,
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

/** Whether a word (its bits) is a verb in the mood of reported speech. */
export const isReportive = (flags: number): boolean => (flags & (Word.neuter | Word.pronoun)) === Word.neuter;

/** The words of one language, ready to be looked up. */
export interface Lexicon {
  /** Bits of a single word (lower case, apostrophes straight); 0 when it is in no list. */
  flagsOf(word: string): number;
  /** The listed noun that a word (lower case) is a form or a compound of, else the word itself: "statsministern" is a "minister". */
  baseOf(word: string): string;
  /** `Word.masculine` or `Word.feminine` of a first name (lower case), 0 when nothing tells. */
  genderOf(firstName: string): number;
  /** Names that are a place's, lower case. */
  places: ReadonlySet<string>;
  /** Entries of several words by their first one, longest first. */
  phrases: ReadonlyMap<string, readonly { words: readonly string[]; flags: number }[]>;
  /** Open an attribute of the noun before them; lower case. */
  attributes: ReadonlySet<string>;
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

interface Phrase {
  words: readonly string[];
  flags: number;
}

/** The lists of some rules as tables: single words, and entries of several words by their first one. */
class Entries {
  readonly words = new Map<string, number>();
  readonly phrases = new Map<string, Phrase[]>();

  /** Written for its first run, as all here: one loop, no calls but those of the table. */
  addAll(entries: readonly string[] | undefined, flags: number): void {
    if (!entries) return;
    const { words } = this;
    for (const entry of entries) {
      const known = words.get(entry);
      if (known !== undefined) words.set(entry, known | flags);
      else if (entry.indexOf(' ') < 0) words.set(entry, flags);
      else this.addPhrase(entry, flags);
    }
  }

  addForms(stems: readonly string[], endings: readonly string[], flags: number): void {
    const { words } = this;
    for (const ending of endings) {
      for (const stem of stems) {
        const form = ending === '' ? stem : stem + ending;
        const known = words.get(form);
        if (known !== undefined) words.set(form, known | flags);
        else if (form.indexOf(' ') < 0) words.set(form, flags);
        else this.addPhrase(form, flags);
      }
    }
  }

  addPhrase(entry: string, flags: number): void {
    const words = entry.split(' ');
    const first = words[0] ?? '';
    const list = this.phrases.get(first) ?? [];
    list.push({ words, flags });
    list.sort((a, b) => b.words.length - a.words.length);
    this.phrases.set(first, list);
  }

  addGendered(entries: GenderedWords | undefined, flags: number): void {
    this.addAll(entries?.masculine, flags | Word.masculine);
    this.addAll(entries?.feminine, flags | Word.feminine);
    this.addAll(entries?.any, flags);
  }
}

function entriesOf(rules: SpeechRules): Entries {
  const entries = new Entries();
  for (const { stems, finite, nonfinite, weak, addressee } of rules.verbs) {
    const kind = (weak ? Word.weak : 0) | (addressee ? Word.addressee : 0);
    entries.addForms(stems, finite, Word.finite | kind);
    if (nonfinite) entries.addForms(stems, nonfinite, Word.nonfinite | kind);
  }
  entries.addAll(rules.frames.before, Word.frameBefore);
  entries.addAll(rules.frames.after, Word.frameAfter);
  entries.addAll(rules.frames.closing, Word.frameClosing);
  entries.addAll(rules.pronouns.masculine, Word.pronoun | Word.masculine);
  entries.addAll(rules.pronouns.feminine, Word.pronoun | Word.feminine);
  entries.addAll(rules.pronouns.plural, Word.pronoun | Word.plural);
  entries.addAll(rules.pronouns.neuter, Word.pronoun | Word.neuter);
  entries.addAll(rules.pronouns.first, Word.pronoun | Word.first);
  entries.addAll(rules.relatives, Word.relative);
  entries.addGendered(rules.titles, Word.title);
  entries.addGendered(rules.people, Word.person);
  for (const [man, woman] of rules.feminineForms ?? []) {
    const men = (rules.people.masculine ?? []).filter((word) => word.endsWith(man));
    const women = men.map((word) => word.slice(0, word.length - man.length) + woman);
    entries.addAll(women, Word.person | Word.feminine);
  }
  entries.addAll(rules.groups, Word.group);
  entries.addAll(rules.documents, Word.document);
  entries.addGendered(rules.firstNames, Word.firstName);
  entries.addAll(rules.nameParticles, Word.particle);
  entries.addAll(rules.nameConnectors, Word.connector);
  entries.addAll(rules.determiners, Word.determiner);
  entries.addAll(rules.prepositions, Word.preposition);
  entries.addAll(rules.conjunctions, Word.conjunction);
  entries.addAll(rules.subordinators, Word.subordinator);
  entries.addAll(rules.auxiliaries, Word.auxiliary);
  entries.addAll(rules.adverbs, Word.adverb);
  entries.addAll(rules.reportive, Word.neuter);
  entries.addAll(rules.obliques, Word.oblique);
  entries.addAll(rules.neverSpeakers, Word.never);
  entries.addAll(rules.otherVerbs, Word.verb);
  entries.addAll(rules.writing?.carriers, Word.written);
  entries.addAll(rules.writing?.verbs, Word.written | Word.verb);
  return entries;
}

const lastOf = (word: string): number => word.charCodeAt(word.length - 1);

/** Lists by the last code unit of each item's ending: most words end as few endings do. */
function byLast<Item>(items: readonly Item[], endingOf: (item: Item) => string): ReadonlyMap<number, readonly Item[]> {
  const lists = new Map<number, Item[]>();
  for (const item of items) {
    const last = lastOf(endingOf(item));
    const list = lists.get(last);
    if (list) list.push(item);
    else lists.set(last, [item]);
  }
  return lists;
}

function compile(rules: SpeechRules): Lexicon {
  const { words, phrases } = entriesOf(rules);
  const endings = [
    ...(rules.caseEndings ?? []).map((ending) => ({ ending, number: 0 })),
    ...rules.nounEndings.map((ending) => ({ ending, number: Word.plural })),
  ];
  const nounEndings = byLast(endings, ({ ending }) => ending);
  const verbEndings = byLast(rules.verbEndings ?? [], (ending) => ending);
  const adverbEndings = byLast(rules.adverbEndings ?? [], (ending) => ending);
  /** The noun a word is, without its ending, or as the last part of a compound. */
  const nounIn = (word: string): Derived | undefined => {
    const whole = rules.compounds && word.length > 2 ? nounAtEnd(word, 0) : undefined;
    if (whole) return whole;
    for (const { ending, number } of nounEndings.get(lastOf(word)) ?? []) {
      if (!word.endsWith(ending) || word.length < ending.length + 3) continue;
      const noun = nounAtEnd(word.slice(0, word.length - ending.length), number);
      if (noun) return noun;
    }
    return undefined;
  };
  const nounAtEnd = (stem: string, number: number): Derived | undefined => {
    for (let from = 0; from < stem.length - 2; from = from === 0 ? 3 : from + 1) {
      const base = stem.slice(from);
      const noun = (words.get(base) ?? 0) & (NOUN | GENDER | Word.written);
      if (noun & (NOUN | Word.written)) return { base, flags: noun | number };
      if (!rules.compounds) break;
    }
    return undefined;
  };
  const endsInOne = (word: string, some: ReadonlyMap<number, readonly string[]>): boolean =>
    some.get(lastOf(word))?.some((ending) => word.endsWith(ending) && word.length > ending.length + 2) ?? false;
  const derived = new Map<string, Derived>();
  const derive = (word: string): Derived => {
    let found = derived.get(word);
    if (!found) {
      found = nounIn(word);
      if (!found) {
        const flags = endsInOne(word, adverbEndings) ? Word.adverb : endsInOne(word, verbEndings) ? Word.verb : 0;
        found = { base: word, flags };
      }
      derived.set(word, found);
    }
    return found;
  };
  const flagsOf = (word: string): number => words.get(word) ?? derive(word).flags;
  const baseOf = (word: string): string => (words.has(word) ? word : derive(word).base);
  const places = new Set(rules.places);
  const genderOf = (name: string): number => {
    if (places.has(name)) return 0;
    const known = flagsOf(name) & GENDER;
    if (known || !rules.firstNameEndings) return known;
    const ends = (list: readonly string[] | undefined): boolean =>
      list?.some((ending) => name.endsWith(ending)) ?? false;
    if (ends(rules.firstNameEndings.feminine)) return Word.feminine;
    return ends(rules.firstNameEndings.masculine) ? Word.masculine : 0;
  };
  return { flagsOf, baseOf, genderOf, places, phrases, attributes: new Set(rules.attributes), rules };
}
