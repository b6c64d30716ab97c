import { CUE, Word } from './lexicon.ts';
import type { Scene } from './scene.ts';
import type { Token } from './tokens.ts';

/** Two who are named side by side as one subject. */
export interface Pair {
  /** Indices of mentions. */
  first: number;
  second: number;
}

/**
 * "Gitte og Flemming Dam": the two names that a conjunction joins, one of which a mention is; nothing where a verb of his own
 * follows the second, as in "said Anna Holm and Peter laughed".
 * @param id index of a mention.
 * @param cue token of the verb that reports, -1 for none.
 */
export function pairOf(id: number, cue: number, scene: Scene): Pair | undefined {
  const { from = 0, to = 0 } = scene.mentions[id] ?? {};
  const { mentionAt, tokens } = scene;
  let next = to + 1;
  while (next <= to + MAX_ROLE && isOfRole(tokens[next])) next++;
  const forward = { first: id, second: mentionAt[next] ?? -1 };
  if (isPair(forward, cue, scene)) return forward;
  let before = from - 1;
  while (before >= from - MAX_ROLE && isOfRole(tokens[before])) before--;
  const backward = { first: mentionAt[before - 1] ?? -1, second: id };
  return isPair(backward, cue, scene) ? backward : undefined;
}

/** How many words tell what the second of two is, and its article. */
const MAX_ROLE = 3;

/** "Carlo Dini e | la vicepreside | Marta Fusi" */
const isOfRole = (token: Token | undefined): boolean =>
  token?.spelled === true && !token.capital && (token.flags & NO_ROLE) === 0;

const NO_ROLE = CUE | Word.auxiliary | Word.verb | Word.preposition | Word.conjunction | Word.pronoun | Word.relative;

function isPair({ first, second }: Pair, cue: number, { mentions, tokens, predicates }: Scene): boolean {
  const one = mentions[first];
  const other = mentions[second];
  if (one?.kind !== 'name' || other?.kind !== 'name' || first === second) return false;
  if (one.sentence !== other.sentence || other.from <= one.to) return false;
  if (((tokens[one.to]?.flags ?? 0) & Word.conjunction) === 0) return false;
  if (cue >= other.to && cue <= other.to + 1) return true;
  return predicates[second] === 0 && !mayHaveVerb(tokens[other.to], one.sentence);
}

/** "Kata Dewi Lestari dan Budi Santoso tertawa": what goes on behind the second of two, and in no list as what leads elsewhere, may be his own verb. */
const mayHaveVerb = (next: Token | undefined, sentence: number): boolean =>
  next?.sentence === sentence && next.spelled && !next.capital && (next.flags & ELSEWHERE) === 0;

const ELSEWHERE = Word.preposition | Word.conjunction | Word.adverb | Word.relative;
