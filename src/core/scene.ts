import { speakerOfClause } from './clause-subjects.ts';
import { Cue, findCues, isFiniteCue, isOneOf } from './cue-tokens.ts';
import { type Lexicon, Word } from './lexicon.ts';
import { findMentions, headOf, type Mention } from './mentions.ts';
import { insidePhrases, isAttribute } from './noun-phrases.ts';
import type { OwnFeatures } from './own-features.ts';
import { type Cast, castOf, GENDER, isPlace } from './persons.ts';
import type { Resolution } from './resolve.ts';
import { each, finish, type Steps } from './steps.ts';
import { isVerbKind, kindAt } from './token-kinds.ts';
import { type Token, type TokenSource, tokenize } from './tokens.ts';

/** Everything about a text that candidates are judged by; built once for a text. */
export interface Scene {
  text: string;
  tokens: readonly Token[];
  mentions: readonly Mention[];
  cast: Cast;
  lexicon: Lexicon;
  /** What each token is as a cue, see `Cue`. */
  cues: Uint8Array;
  /** Index of the mention a token belongs to, -1 outside. */
  mentionAt: Int32Array;
  /** Token that stands for each quotation, by quotation index. */
  quoteTokens: readonly number[];
  /** Mentions that stand as the subject right beside a reporting verb. */
  speakers: ReadonlySet<number>;
  /** For each mention whether a verb follows it, and how far off, see `predicateOf`. */
  predicates: Uint8Array;
  /** For each mention whether it only says more about another, see `insidePhrases`. */
  inside: Uint8Array;
  /** What `kindAt` and `gapBetween` found out about tokens; 0 where they were not asked. */
  kinds: Uint8Array;
  gapKinds: Uint8Array;
  /** What speaker-features.ts found out about mentions; empty where it was not asked. */
  described: (OwnFeatures | undefined)[];
}

/** What was decided about the quotations before; the speaker of one is evidence for the next. */
export interface Memory {
  /** Index into `mentions` of the speaker of the quotation before, -1 when unknown. */
  lastMention: number;
  /** Index into `persons`, -1 when unknown. */
  lastPerson: number;
  /** Quotations each person has spoken so far. */
  spoken: Map<number, number>;
  /** Who a pronoun of a gender last stood for as a speaker. */
  byPronoun: Map<number, number>;
  /** Who is behind mentions, as `personBehind` found it since then. */
  behind: Map<number, Resolution>;
}

/** Reads a text once for all its quotations. */
export function sceneOf(source: TokenSource, lexicon: Lexicon): Scene {
  return finish(sceneInSteps(source, lexicon));
}

/** The same, so that it can be laid down. */
export function* sceneInSteps(source: TokenSource, lexicon: Lexicon): Steps<Scene> {
  const tokens = yield* tokenize(source, lexicon);
  const mentions = yield* findMentions(tokens, source.text, lexicon);
  const mentionAt = mentionsAt(mentions, tokens.length);
  yield;
  const quoteTokens = quoteTokensOf(tokens);
  const cast = yield* castOf(mentions, tokens, lexicon);
  const cues = findCues(tokens, mentionAt, lexicon);
  yield;
  const speakers = subjectsOf(cues, tokens, mentions, mentionAt, lexicon);
  for (const id of speakers) {
    const person = cast.persons[cast.personOf[id] ?? -1];
    if (person) person.speaks++;
  }
  const inside = yield* insidePhrases({ tokens, mentions, mentionAt, cues, lexicon });
  const scene: Scene = {
    text: source.text,
    tokens,
    mentions,
    cast,
    lexicon,
    cues,
    mentionAt,
    quoteTokens,
    speakers,
    predicates: new Uint8Array(mentions.length),
    inside,
    kinds: new Uint8Array(tokens.length),
    gapKinds: new Uint8Array(tokens.length),
    described: [],
  };
  yield* each(mentions, (mention, id) => notePredicate(mention, id, scene));
  inferGenders(scene);
  return scene;
}

// Loops over all of a text stand in functions of their own: an engine makes those fast long before a generator.

function mentionsAt(mentions: readonly Mention[], length: number): Int32Array {
  const mentionAt = new Int32Array(length).fill(-1);
  for (let id = 0; id < mentions.length; id++) {
    const mention = mentions[id];
    if (mention) for (let at = mention.from; at < mention.to; at++) mentionAt[at] = id;
  }
  return mentionAt;
}

function quoteTokensOf(tokens: readonly Token[]): number[] {
  const quoteTokens: number[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const quote = tokens[at]?.quote ?? -1;
    if (quote >= 0) quoteTokens[quote] = at;
  }
  return quoteTokens;
}

function notePredicate(mention: Mention, id: number, scene: Scene): void {
  const predicate = predicateOf(mention, scene);
  scene.predicates[id] = predicate;
  const person = scene.cast.persons[scene.cast.personOf[id] ?? -1];
  if (!person) return;
  if (predicate) person.subjects++;
  else if ((scene.tokens[mention.from - 1]?.flags ?? 0) & Word.preposition) person.objects++;
}

/**
 * "Kowalska said she would resign": a subject and the first pronoun after it in the same sentence are mostly one
 * person, and where they mostly agree through the article they tell the gender of a name that does not.
 */
function inferGenders({ mentions, cast, predicates, lexicon }: Scene): void {
  const votes = new Map<number, number>();
  for (let id = 0; id + 1 < mentions.length; id++) {
    const mention = mentions[id];
    const next = mentions[id + 1];
    if (mention?.kind !== 'name' || next?.kind !== 'pronoun' || !predicates[id]) continue;
    const person = cast.personOf[id] ?? -1;
    if (next.sentence !== mention.sentence || !(next.flags & GENDER) || cast.persons[person]?.gender) continue;
    votes.set(person, (votes.get(person) ?? 0) + (next.flags & Word.feminine ? 1 : -1));
  }
  for (const [id, vote] of votes) {
    const person = cast.persons[id];
    if (person && vote !== 0 && !isPlace(person, lexicon)) person.gender = vote > 0 ? Word.feminine : Word.masculine;
  }
}

const MAX_INSERTION = 25;

/**
 * Whether a mention is the subject of a verb, any verb: 1 right before it, 2 over a prepositional phrase, 3 over an
 * insertion between commas, 4 through a relative pronoun; 0 when no verb is found.
 */
function predicateOf({ to, sentence }: Mention, scene: Scene): number {
  const { tokens, mentionAt } = scene;
  let at = overAdverbs(to, sentence, scene);
  if (isVerbAt(at, sentence, scene)) return 1;
  if (isAttribute(at, tokens)) at++;
  if ((tokens[at]?.flags ?? 0) & Word.relative && isVerbAt(overAdverbs(at + 1, sentence, scene), sentence, scene))
    return 4;
  let phrases = 0;
  while (phrases < 3 && (tokens[at]?.flags ?? 0) & Word.preposition && tokens[at]?.sentence === sentence) {
    at++;
    while ((tokens[at]?.flags ?? 0) & Word.determiner) at++;
    let object = scene.mentions[mentionAt[at] ?? -1];
    // "Of the council's plans": what is owned is the object.
    while (object?.possessive && mentionAt[object.to + 1] === (mentionAt[object.from] ?? -1) + 1)
      object = scene.mentions[mentionAt[object.to + 1] ?? -1];
    at = object ? object.to : at + 1;
    phrases++;
    if (isVerbAt(overAdverbs(at, sentence, scene), sentence, scene)) return 2;
  }
  if (tokens[at]?.word !== ',') return 0;
  for (let k = at + 1; k < at + MAX_INSERTION && tokens[k]?.sentence === sentence; k++) {
    if (tokens[k]?.word === ',' && isVerbAt(overAdverbs(k + 1, sentence, scene), sentence, scene)) return 3;
  }
  return 0;
}

const isVerbAt = (at: number, sentence: number, scene: Scene): boolean => isVerbKind(kindAt(scene, at, sentence));

function overAdverbs(from: number, sentence: number, scene: Scene): number {
  let at = from;
  while ((scene.tokens[at]?.flags ?? 0) & Word.adverb && !isVerbAt(at, sentence, scene)) at++;
  return at;
}

/**
 * The mentions that are subjects of a reporting verb: right before it or its auxiliary, or right after one that follows
 * a quotation. Where the verb stands second ("Gestern sagte die Ministerin"), also right after one that has something
 * else before it.
 */
function subjectsOf(
  cues: Uint8Array,
  tokens: readonly Token[],
  mentions: readonly Mention[],
  mentionAt: Int32Array,
  lexicon: Lexicon,
): Set<number> {
  const { rules } = lexicon;
  const subjects = new Set<number>();
  const isOblique = (id: number): boolean => ((tokens[mentions[id]?.from ?? 0]?.flags ?? 0) & Word.oblique) !== 0;
  for (let at = 0; at < cues.length; at++) {
    const cue = cues[at];
    if (!isFiniteCue(cue)) continue;
    if (rules.cases && cue === Cue.finite) {
      const subject = speakerOfClause(at, { tokens, mentions, mentionAt, lexicon });
      if (subject >= 0) subjects.add(subject);
      continue;
    }
    const verb = rules.verbSecond ? auxiliaryOf(at, tokens) : at;
    const before = mentionAt[verb - 1] ?? -1;
    const after = mentionAt[verb + 1] ?? -1;
    // A weak cue reports words now and then: only a pronoun beside it is sure to be its subject.
    if (cue === Cue.weak && !(rules.verbSecond && mentions[after]?.kind === 'pronoun')) continue;
    const first = before >= 0 && !isOblique(before) && opensClause(headOf(before, mentions, tokens), tokens, mentions);
    if (before >= 0 && !(rules.verbSecond && after >= 0 && !first)) subjects.add(headOf(before, mentions, tokens));
    else if (after >= 0 && (rules.verbSecond || (tokens[at - 1]?.quote ?? -1) >= 0 || tokens[at - 1]?.word === ','))
      subjects.add(after);
  }
  return subjects;
}

/** The auxiliary of a participle at the end of its clause, or the verb itself: "hat" in "hat gestern im Rat gesagt". */
function auxiliaryOf(verb: number, tokens: readonly Token[]): number {
  for (let at = verb - 1; at > verb - 15; at--) {
    const token = tokens[at];
    if (!token || token.sentence !== tokens[verb]?.sentence || token.quote >= 0 || token.word === ',') break;
    if (token.flags & Word.auxiliary) return at;
  }
  return verb;
}

/** Whether a mention is the first thing in its clause. */
function opensClause(mention: number, tokens: readonly Token[], mentions: readonly Mention[]): boolean {
  const from = mentions[mention]?.from ?? 0;
  const before = tokens[from - 1];
  return !before || before.sentence !== tokens[from]?.sentence || isOneOf(before.word, ',:;—–-');
}

export function newMemory(): Memory {
  return { lastMention: -1, lastPerson: -1, spoken: new Map(), byPronoun: new Map(), behind: new Map() };
}

/**
 * Notes who spoke a quotation.
 * @param mention index into `scene.mentions`.
 * @param person index into the cast's persons, -1 when unknown.
 */
export function remember(memory: Memory, mention: number, person: number, scene: Scene): void {
  memory.lastMention = mention;
  memory.lastPerson = person;
  memory.behind.clear();
  if (person < 0) return;
  memory.spoken.set(person, (memory.spoken.get(person) ?? 0) + 1);
  const found = scene.mentions[mention];
  if (found?.kind === 'pronoun') memory.byPronoun.set(found.flags & GENDER, person);
}

/** Notes that it is not known who spoke a quotation. */
export function forget(memory: Memory): void {
  memory.lastMention = -1;
  memory.lastPerson = -1;
  memory.behind.clear();
}

/** Whether a mention is in a case that no subject has, or the object of a preposition. */
export function isObject({ from, sentence }: Mention, tokens: readonly Token[]): boolean {
  if ((tokens[from]?.flags ?? 0) & Word.oblique) return true;
  const before = tokens[from - 1];
  return before?.sentence === sentence && (before.flags & Word.preposition) !== 0;
}

/** "The mayor's brother's plan" has two. */
const MAX_OWNERS = 8;

/** 0 object of a preposition, 1 first in its sentence, 2 first after a comma or conjunction, 3 anything else. */
export function subjectHint(mention: Mention, { tokens, mentions, mentionAt }: Scene): number {
  let first = mention;
  for (let owners = 0; owners < MAX_OWNERS; owners++) {
    const { word } = tokens[first.from - 1] ?? {};
    // "Familiar with the minister's thinking": what is owned stands where its owner does.
    const owner = word === "'s" || word === "'" ? mentions[mentionAt[first.from - 2] ?? -1] : undefined;
    if (!owner) break;
    first = owner;
  }
  if (isObject(first, tokens)) return 0;
  const before = tokens[first.from - 1];
  if (!before || before.sentence !== first.sentence) return 1;
  if (before.word === ',' || before.flags & (Word.conjunction | Word.subordinator)) return 2;
  return 3;
}
