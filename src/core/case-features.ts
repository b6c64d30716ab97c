import { speakerOfClause } from './clause-subjects.ts';
import { Cue, isFiniteCue, isOneOf } from './cue-tokens.ts';
import { Word } from './lexicon.ts';
import type { Mention } from './mentions.ts';
import { bucket } from './model.ts';
import type { Scene } from './scene.ts';
import { REACH } from './token-kinds.ts';

/** What tells about a candidate where articles tell cases; the values have no order. Not set in other languages. */
export const CASE_FEATURES = {
  article: 16,
  preposition: 10,
  noun: 5,
  pauses: 6,
  speaking: 3,
  role: 3,
  aside: 4,
  doer: 5,
  otherDoer: 5,
} as const;

type Setter = (name: keyof typeof CASE_FEATURES, value: number) => void;

/** Who does what the verbs beside a quotation say: indices of mentions, -1 where the clause does not tell. */
export interface Doers {
  /** The subject of the cue. */
  main: number;
  /** The subject of the nearest other verb before the quotation that reports in any case. */
  other: number;
  /** Token of that verb, -1 when there is none. */
  otherCue: number;
}

/** There is no such verb. */
const NO_VERB = -2;

/**
 * @param at token of a quotation.
 * @param main token of its cue, -1 when it has none.
 * @returns nothing where articles tell no cases.
 */
export function doersAt(at: number, main: number, scene: Scene): Doers | undefined {
  if (!scene.lexicon.rules.cases) return undefined;
  const second = otherCue(at, main, scene);
  return { main: doerOf(main, scene), other: doerOf(second, scene), otherCue: second };
}

const doerOf = (cue: number, scene: Scene): number =>
  cue >= 0 && (isFiniteCue(scene.cues[cue]) || scene.cues[cue] === Cue.frameAfter)
    ? speakerOfClause(cue, scene)
    : NO_VERB;

function otherCue(at: number, main: number, { tokens, cues }: Scene): number {
  const sentence = tokens[at]?.sentence;
  for (let k = at - 1; k > at - REACH && tokens[k]?.sentence === sentence; k--)
    if (k !== main && cues[k] === Cue.finite) return k;
  return -1;
}

type Groups = readonly (readonly string[])[];

const numbered = new WeakMap<Groups, ReadonlyMap<string, number>>();

/** Where in a list of groups a word stands, from 1; 0 when it is in none. */
function groupOf(word: string, groups: Groups): number {
  let numbers = numbered.get(groups);
  if (!numbers) {
    numbers = new Map(groups.flatMap((group, at) => group.map((each) => [each, at + 1] as const)));
    numbered.set(groups, numbers);
  }
  return numbers.get(word) ?? 0;
}

const OTHER_ARTICLE = 12;
const PRONOUN = 15;
const OTHER_PREPOSITION = 9;

/** Sets what the case of a mention, its noun and its place among the clauses tell. */
export function setCaseFeatures(set: Setter, id: number, at: number, doers: Doers, scene: Scene): void {
  const { tokens, mentions, cast, lexicon } = scene;
  const { cases } = lexicon.rules;
  const mention = mentions[id];
  const first = tokens[mention?.from ?? -1];
  if (!cases || !mention || !first) return;
  const article = groupOf(first.word, cases.articles) || (first.flags & Word.determiner ? OTHER_ARTICLE : 0);
  set('article', mention.kind === 'pronoun' ? PRONOUN : article);
  const before = tokens[mention.from - 1];
  const inSentence = before?.sentence === mention.sentence;
  const isPreposition = inSentence && (before.flags & Word.preposition) !== 0;
  set(
    'preposition',
    (inSentence && groupOf(before.word, cases.prepositions)) || (isPreposition ? OTHER_PREPOSITION : 0),
  );
  set('noun', nounKind(mention, scene));
  set('pauses', mention.from < at ? pausesIn(mention.to, at, scene) : pausesIn(at + 1, mention.from, scene));
  const person = cast.persons[cast.personOf[id] ?? -1];
  set('speaking', bucket(person?.speaks ?? 0, [0, 1]));
  set('role', !person ? 0 : person.objects > person.subjects ? 1 : person.subjects > 0 ? 2 : 0);
  set('aside', (before?.word === ',' ? 1 : 0) + (tokens[mention.to]?.word === ',' ? 2 : 0));
  set('doer', relationTo(doers.main, id, scene));
  set('otherDoer', relationTo(doers.other, id, scene));
}

function nounKind({ head }: Mention, { tokens, lexicon }: Scene): number {
  const token = tokens[head];
  if (!token) return 0;
  if (token.flags & Word.person) return 1;
  if (token.flags & (Word.group | Word.document)) return 2;
  if (!token.lexeme.common) return 0;
  return lexicon.rules.nounSuffixes?.some((suffix) => token.word.endsWith(suffix)) ? 3 : 4;
}

function pausesIn(from: number, to: number, { tokens }: Scene): number {
  let pauses = 0;
  for (let at = from; at < to && at < from + REACH; at++) if (isOneOf(tokens[at]?.word ?? '', ',:;')) pauses++;
  return pauses;
}

/** 0 no verb, 1 nobody does what it says, 2 the mention itself, 3 another, 4 the same person as the mention. */
function relationTo(doer: number, id: number, { cast }: Scene): number {
  if (doer === NO_VERB) return 0;
  if (doer < 0) return 1;
  if (doer === id) return 2;
  const person = cast.personOf[id] ?? -1;
  return person >= 0 && cast.personOf[doer] === person ? 4 : 3;
}
