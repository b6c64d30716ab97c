import { Cue, isFiniteCue } from './cue-tokens.ts';
import { Word } from './lexicon.ts';
import { isOnePerson, type Mention } from './mentions.ts';
import { beforeRoles, isSpokenTo } from './own-features.ts';
import { GENDER } from './persons.ts';
import { isObject, type Scene } from './scene.ts';
import { isDash } from './sentence-ends.ts';
import type { Candidate } from './speaker-features.ts';
import { MAX_CLAUSE, mainCue } from './surroundings.ts';
import { REACH } from './token-kinds.ts';
import type { Token } from './tokens.ts';

/** Whether the text has turned to somebody else between a candidate and every piece of an utterance. */
export function isLeftBehind({ mention, cue, link }: Candidate, quotes: readonly number[], scene: Scene): boolean {
  return (
    quotes.every((quote) => isOvertaken(mention, cue, link, quote, scene)) ||
    quotes.every((quote) => isOutOfSight(mention, quote, scene))
  );
}

/**
 * "Selon Anne Martin, … . Les commerçants parlent de « … »": the sentence that leads to a quotation is about somebody else than
 * the one who was told of before, or another verb reports it.
 */
function isOvertaken(mention: number, cue: number, link: Candidate['link'], quote: number, scene: Scene): boolean {
  const { tokens, mentions, mentionAt, quoteTokens, cues, cast, lexicon } = scene;
  const at = quoteTokens[quote] ?? -1;
  const { sentence } = tokens[at] ?? {};
  if (mentions[mention]?.sentence === sentence) return false;
  if (isFramedByOther(at, scene) || isNamedBehind(at, mention, scene)) return true;
  if (tokens[at - 1]?.sentence !== sentence) {
    const goesOn = lexicon.rules.dropsPronouns && hasNoSubject(at, scene);
    return link === 'frame' && !goesOn && isFiniteCue(cues[mainCue(at, scene)]);
  }
  let subject = -1;
  let isLed = tokens[at - 1]?.word === ':';
  let isElsewhere = false;
  for (let k = at - 1; tokens[k]?.sentence === sentence && k !== cue; k--) {
    if (tokens[k]?.quote !== -1) return false;
    if (cues[k]) isLed = true;
    const id = mentionAt[k] ?? -1;
    const other = mentions[id];
    // "В министерстве говорят о «…»": it is said there, by nobody who was told of before.
    if (other && isObject(other, tokens) && other.flags & Word.group && lexicon.rules.dropsPronouns) isElsewhere = true;
    if (other && !isObject(other, tokens)) subject = id;
  }
  if (subject < 0) return !isLed || isElsewhere || opensWithOther(at, scene);
  // "Sur son carton, on peut lire : « … »"
  if ((mentions[subject]?.flags ?? 0) & Word.first) return true;
  const person = cast.personOf[mention] ?? -1;
  if (isOnePronoun(mentions[subject])) return isMany(mentions[mention]);
  return mentions[subject]?.kind !== 'pronoun' && (person < 0 || cast.personOf[subject] !== person);
}

/** "Horská služba varuje před „…“": what stands before the verb that leads to a quotation is in no list, and may well be its subject. */
function opensWithOther(at: number, { tokens, cues }: Scene): boolean {
  const sentence = tokens[at]?.sentence;
  let from = at;
  while (tokens[from - 1]?.sentence === sentence && at - from < MAX_CLAUSE) from--;
  const first = tokens[from];
  if (!first?.spelled || first.flags !== 0 || cues[from]) return false;
  return isFiniteCue(cues[from + 1]) || isFiniteCue(cues[from + 2]) || isFiniteCue(cues[from + 3]);
}

/** "Theo công an, … “…”": a frame before a quotation names who said it, be that in a list or not. */
function isFramedByOther(at: number, scene: Scene): boolean {
  const { tokens, cues } = scene;
  const frame = mainCue(at, scene);
  const isBehind = cues[frame] === Cue.frameAfter;
  const named = tokens[isBehind ? frame - 1 : frame + (tokens[frame]?.more ?? 0) + 1];
  if ((!isBehind && cues[frame] !== Cue.frame) || frame > at || !named?.spelled) return false;
  return (named.flags & (Word.pronoun | Word.oblique)) === 0;
}

/** «Не верю», — машет рукой Лаптев: somebody else is named in the clause behind a quotation that opens its sentence. */
function isNamedBehind(at: number, mention: number, scene: Scene): boolean {
  const { tokens, mentions, mentionAt, cast } = scene;
  const sentence = tokens[at]?.sentence;
  if (tokens[at - 1]?.sentence === sentence && !isDash(tokens[at - 1])) return false;
  const person = cast.personOf[mention] ?? -1;
  for (let k = at + 1; k <= at + MAX_CLAUSE && tokens[k]?.sentence === sentence; k++) {
    const id = mentionAt[k] ?? -1;
    const other = mentions[id];
    if (other?.kind !== 'name' || isObject(other, tokens) || isSpokenTo(other, tokens)) continue;
    return person < 0 || cast.personOf[id] !== person;
  }
  return false;
}

/** "He", "she" */
const isOnePronoun = (mention: Mention | undefined): boolean =>
  mention?.kind === 'pronoun' && (mention.flags & GENDER) !== 0 && (mention.flags & Word.plural) === 0;

/** "The engineers", "the ministry" */
const isMany = (mention: Mention | undefined): boolean =>
  mention?.kind === 'noun' && (mention.flags & (Word.plural | Word.group)) !== 0 && (mention.flags & Word.person) === 0;

/** Whether nobody stands behind a quotation in its sentence who may be the subject of a verb there. */
export function hasNoSubject(at: number, { tokens, mentions, mentionAt }: Scene): boolean {
  const sentence = tokens[at]?.sentence;
  for (let k = at + 1; tokens[k]?.sentence === sentence && k <= at + MAX_CLAUSE; k++) {
    const mention = mentions[mentionAt[k] ?? -1];
    if (mention && !isObject(mention, tokens)) return false;
  }
  return true;
}

/** Somebody else whom a later sentence before the quotation is about: who was told of before him has been left behind. */
function isOutOfSight(mention: number, quote: number, scene: Scene): boolean {
  const { tokens, mentions, quoteTokens, mentionAt, cast, predicates, inside } = scene;
  const at = quoteTokens[quote] ?? -1;
  const { to = at, sentence } = mentions[mention] ?? {};
  const person = cast.personOf[mention] ?? -1;
  for (let k = at - 1; k >= to && at - k < REACH; k--) {
    const id = mentionAt[k] ?? -1;
    const other = mentions[id];
    if (!other || other.sentence === sentence || inside[id] || !isOneself(other)) continue;
    if (person >= 0 && cast.personOf[id] === person) return false;
    if (isObject(other, tokens) || isSpokenTo(other, tokens)) continue;
    if ((other.kind === 'name' && predicates[id]) || isFirst(other, tokens)) return true;
  }
  return false;
}

/** A name, or a noun for one person. */
const isOneself = (mention: Mention): boolean => mention.kind === 'name' || isOnePerson(mention);

/** Whether a name opens its sentence, over what he is. */
function isFirst(name: Mention, tokens: readonly Token[]): boolean {
  let at = beforeRoles(name, tokens);
  if (name.kind === 'name' && (tokens[at]?.flags ?? 0) & Word.determiner) at--;
  return tokens[at]?.sentence !== name.sentence;
}
