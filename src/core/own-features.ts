import { Cue, isFiniteCue, isNonfiniteCue, startOfCue } from './cue-tokens.ts';
import { CUE, NOUN, Word } from './lexicon.ts';
import type { Mention } from './mentions.ts';
import { bucket, type Row } from './model.ts';
import { type Scene, subjectHint } from './scene.ts';
import { SPEAKER_FEATURES } from './speaker-columns.ts';
import { gapBetween, kindAt, REACH } from './token-kinds.ts';
import type { Token } from './tokens.ts';
import { isCarrier } from './writing.ts';

/** What tells about a mention whatever quotation it is asked about; worked out once for all that stand near it. */
export interface OwnFeatures {
  features: Row;
  /** Tokens, -1 where there is none: the cue to the right that the mention would be the subject of, and whether it likely is. */
  cue: number;
  isSubject: boolean;
  /** The participle before that cue. */
  clause: number;
  /** What stands right before the mention, and what cue it is. */
  inverted: number;
  invertedCue: number;
}

/** @param id index of a mention. */
export function ownFeatures(id: number, scene: Scene): OwnFeatures {
  let own = scene.described[id];
  if (!own) {
    own = describeMention(id, scene);
    scene.described[id] = own;
  }
  return own;
}

function describeMention(id: number, scene: Scene): OwnFeatures {
  const { tokens, mentions, cues, cast } = scene;
  const mention = mentions[id] as Mention;
  const { from, to, sentence } = mention;
  const features = SPEAKER_FEATURES.row();
  const set = SPEAKER_FEATURES.setter(features);
  set('kind', mentionKind(mention, id, scene));
  set('before', kindAt(scene, from - 1, sentence));
  set('after', kindAt(scene, to, sentence));
  set('before2', kindAt(scene, from - 2, sentence));
  set('after2', kindAt(scene, to + 1, sentence));
  set('predicate', scene.predicates[id] ?? 0);
  set('possessive', mention.possessive ? 1 : 0);
  set('count', bucket(cast.persons[cast.personOf[id] ?? -1]?.mentions ?? 0, [0, 1, 3]));
  set('subject', subjectHint(mention, scene));
  set('brackets', '(['.includes(tokens[from - 1]?.word || ' ') ? 1 : 0);

  // Place among the mentions of its sentence: subjects come early.
  let rank = 0;
  for (let k = id - 1; k >= 0 && mentions[k]?.sentence === sentence && rank < 5; k--) rank++;
  set('sentenceRank', rank);

  let cue = -1;
  let clause = -1;
  for (let k = to; k < to + REACH && tokens[k]?.sentence === sentence; k++) {
    if (isFiniteCue(cues[k])) {
      cue = k;
      break;
    }
    if (clause < 0 && isNonfiniteCue(cues[k])) clause = k;
  }
  let isSubject = false;
  if (cue >= 0) {
    const gap = gapBetween(scene, to, cue);
    const flags = tokens[cue]?.flags ?? 0;
    set('cueKind', (cues[cue] === Cue.weak ? 2 : 0) + (flags & Word.addressee ? 1 : 0) + (flags & NOUN ? 4 : 0));
    set('cueGap', bucket(gap.tokens, [0, 1, 2, 4, 8, 14, 25]));
    set('cueMentions', gap.mentions);
    set('cueCommas', gap.commas);
    set('cueUnknown', gap.unknown);
    set('cueStops', gap.stops);
    set('cuePrevious', kindAt(scene, cue - 1, sentence));
    set('cueNext', kindAt(scene, cue + 1, sentence));
    set('cueVerbs', gap.verbs);
    set('cueSubjects', gap.subjects);
    isSubject = gap.mentions === 0 || gap.commas > 0;
  } else set('cueKind', 7);

  // The cue right before it: "said Smith", "according to Smith".
  let inverted = from - 1;
  const { rolesBeforeNames, namesBeforeNouns } = scene.lexicon.rules;
  if (rolesBeforeNames || namesBeforeNouns)
    inverted = beforeRoles(mention, tokens, namesBeforeNouns ? mention.roles : []);
  const nearest = inverted - 3;
  while (inverted > nearest && isBetween(tokens[inverted], scene, inverted)) inverted--;
  inverted = startOfCue(inverted, tokens);
  const invertedCue = tokens[inverted]?.sentence === sentence ? (cues[inverted] ?? 0) : 0;
  set('inverted', invertedCue === Cue.frameAfter ? 0 : invertedCue);
  return { features, cue, isSubject, clause, inverted, invertedCue };
}

const CARRIER = 17;
function mentionKind(mention: Mention, id: number, scene: Scene): number {
  const { flags } = mention;
  if (mention.kind === 'pronoun') {
    if (flags & Word.first) return 0;
    if (flags & Word.neuter) return 1;
    if (flags & Word.plural) return 2;
    return 3;
  }
  if (mention.kind === 'name') {
    if (flags & (Word.group | Word.document)) return 4;
    if (mention.nameStart > mention.start) return 5;
    if (mention.name.length > 1) return flags & Word.firstName ? 6 : 7;
    const person = scene.cast.persons[scene.cast.personOf[id] ?? -1];
    return person && person.name.length > 1 ? 8 : 9;
  }
  const head = scene.tokens[mention.head]?.flags ?? 0;
  const definite = (scene.tokens[mention.from]?.flags ?? 0) & Word.determiner ? 0 : 1;
  if (head & Word.person) return 10 + definite;
  if (isCarrier(head)) return CARRIER;
  if (head & Word.group) return 12;
  if (head & Word.document) return 13;
  return head & NOUN ? 14 : 15;
}

const MAX_ROLE_WORDS = 3;

/**
 * "Said director | Anna Holm": the token before the words for what somebody is that lead to a name.
 * @param roles words that are such, whatever list they are in.
 */
export function beforeRoles({ kind, from }: Mention, tokens: readonly Token[], roles: readonly string[] = []): number {
  let at = from - 1;
  if (kind !== 'name') return at;
  for (let words = 0; words < MAX_ROLE_WORDS; words++, at--) {
    const token = tokens[at];
    if (!token || token.flags & (CUE | Word.determiner)) break;
    if ((token.flags & (NOUN | Word.title)) === 0 && !roles.includes(token.word)) break;
  }
  return at;
}

/** "Disse à ministra Júlia Ramos": whom a preposition leads to, over what he is. */
export function isSpokenTo(named: Mention | undefined, tokens: readonly Token[]): boolean {
  if (named?.kind !== 'name') return false;
  let at = beforeRoles(named, tokens);
  if ((tokens[at]?.flags ?? 0) & Word.determiner && !((tokens[at]?.flags ?? 0) & Word.preposition)) at--;
  return tokens[at]?.sentence === named.sentence && ((tokens[at]?.flags ?? 0) & Word.preposition) !== 0;
}

/** How many words tell what somebody is between a frame and his name. */
const MAX_FRAMED = 6;

/** "По словам мэра Глеба Старцева", "Pekka Lahtisen mukaan": whom a frame names, over what he is. */
export function isFramed(named: Mention, tokens: readonly Token[]): boolean {
  if ((tokens[named.to]?.flags ?? 0) & Word.frameAfter) return true;
  for (let at = named.from - 1; at >= named.from - MAX_FRAMED; at--) {
    const token = tokens[at];
    if (!token?.spelled || token.sentence !== named.sentence) return false;
    if ((tokens[startOfCue(at, tokens)]?.flags ?? 0) & Word.frameBefore) return true;
    if (token.capital || token.flags & (CUE | Word.auxiliary | Word.preposition)) return false;
  }
  return false;
}

/** Words that may stand between a cue and the subject after it. */
function isBetween(token: Token | undefined, scene: Scene, at: number): boolean {
  if (!token || token.quote >= 0 || scene.cues[at]) return false;
  return (token.flags & (Word.adverb | Word.auxiliary | Word.determiner)) !== 0;
}
