import { Cue, isFiniteCue } from './cue-tokens.ts';
import { NOUN, Word } from './lexicon.ts';
import { isOnePerson, type Mention } from './mentions.ts';
import { beforeRoles, isSpokenTo } from './own-features.ts';
import { isNameLike } from './quote-context.ts';
import { isObject, type Scene } from './scene.ts';
import type { Candidate } from './speaker-features.ts';
import { hasOwnModel } from './speaker-models.ts';
import { mainCue } from './surroundings.ts';
import type { Token } from './tokens.ts';
import { writingAround } from './writing.ts';

/** How many tokens behind a quotation a clause about it has before it names who spoke. */
const MAX_CLAUSE = 15;

/**
 * Whether the text ties a candidate to a quotation closely enough to show him as its speaker. Where a language has no
 * model of its own, the text itself has to tell.
 * @param quotes indices of the pieces of one utterance.
 */
export function isTied({ mention, link, cue }: Candidate, quotes: readonly number[], scene: Scene): boolean {
  if (hasOwnModel(scene.lexicon.rules.lang)) return true;
  if (isNobodys(mention, quotes, scene)) return false;
  if (quotes.every((quote) => isOvertaken(mention, cue, link, quote, scene))) return false;
  if (quotes.every((quote) => isLeftBehind(mention, quote, scene))) return false;
  const { mentions, tokens } = scene;
  if (quotes.some((quote) => isToldOf(mention, quote, scene))) return true;
  if (link === 'subject' && isBehindPreposition(mention, cue, scene)) return false;
  if (quotes.every((quote) => isOfAnother(mention, link, quote, scene))) return false;
  if (isSecond(mention, scene) || isImpersonal(mention, scene)) return false;
  if (link === 'context' && quotes.every((quote) => isTerm(quote, scene))) return false;
  if (link !== 'frame' && mentions[mention]?.kind === 'pronoun' && isObject(mentions[mention], tokens)) return false;
  if (link !== 'context') return cue < 0 || !isTalkBefore(mention, cue, quotes, scene);
  return (
    !isSpokenTo(mentions[mention], tokens) &&
    quotes.some((quote) => isIntroduced(quote, scene) || follows(mention, quote, scene))
  );
}

/** Whether what stands in marks is a name, written somewhere, or said by somebody who is not known. */
export function isNobodys(mention: number, quotes: readonly number[], scene: Scene): boolean {
  const [only = -1, ...others] = quotes;
  // The pieces of an utterance have a clause between them in which somebody speaks.
  if (others.length > 0) return false;
  return isNameInside(only, scene) || isSomebodys(only, scene) || isWritten(mention, only, scene);
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
  if (subject < 0) return !isLed || isElsewhere;
  // "Sur son carton, on peut lire : « … »"
  if ((mentions[subject]?.flags ?? 0) & Word.first) return true;
  const person = cast.personOf[mention] ?? -1;
  return mentions[subject]?.kind !== 'pronoun' && (person < 0 || cast.personOf[subject] !== person);
}

/** Whether nobody stands behind a quotation in its sentence who may be the subject of a verb there. */
function hasNoSubject(at: number, { tokens, mentions, mentionAt }: Scene): boolean {
  const sentence = tokens[at]?.sentence;
  for (let k = at + 1; tokens[k]?.sentence === sentence && k <= at + MAX_CLAUSE; k++) {
    const mention = mentions[mentionAt[k] ?? -1];
    if (mention && !isObject(mention, tokens)) return false;
  }
  return true;
}

/** "…, says Loïc Kerdoncuff, skipper of the « Petit Mousse »": few words with a capital, amid a sentence and beside no verb that reports. */
function isNameInside(quote: number, scene: Scene): boolean {
  const { tokens, quoteTokens, cues, text } = scene;
  const at = quoteTokens[quote] ?? -1;
  const { start = 0, end = 0, sentence } = tokens[at] ?? {};
  const before = tokens[at - 1];
  if (before?.sentence !== sentence || before?.word === ':' || !isNameLike(text.slice(start, end))) return false;
  // "The contractor, the company «Dorstroj», assured"
  if (((before?.flags ?? 0) & NOUN || before?.capital) && !cues[at - 1]) return true;
  return !cues[at - 1] && !(cues[at - 2] && before?.spelled) && !cues[at + 1] && !cues[at + 2];
}

/** "Asked about the « gilets noirs », the minister": a word or three behind an article or the like, no sentence of anybody's. */
function isTerm(quote: number, scene: Scene): boolean {
  const { tokens, quoteTokens, text, cues } = scene;
  const at = quoteTokens[quote] ?? -1;
  const main = cues[mainCue(at, scene)];
  if (main === Cue.frame || main === Cue.frameAfter) return false;
  const { start = 0, end = 0, sentence } = tokens[at] ?? {};
  const before = tokens[at - 1];
  if (before?.sentence !== sentence || !((before?.flags ?? 0) & Word.determiner)) return false;
  return /^[^\s.,!?…:;]+(?:\s[^\s.,!?…:;]+){0,2}$/u.test(text.slice(start, end));
}

/** Somebody else whom a later sentence before the quotation is about: who was told of before him has been left behind. */
function isLeftBehind(mention: number, quote: number, scene: Scene): boolean {
  const { tokens, mentions, quoteTokens, mentionAt, cast, predicates, inside } = scene;
  const at = quoteTokens[quote] ?? -1;
  const { to = at, sentence } = mentions[mention] ?? {};
  const person = cast.personOf[mention] ?? -1;
  for (let k = at - 1; k >= to && at - k < FAR; k--) {
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

/** In tokens. */
const FAR = 60;

/** Whether a name opens its sentence, over what he is. */
function isFirst(name: Mention, tokens: readonly Token[]): boolean {
  let at = beforeRoles(name, tokens);
  if (name.kind === 'name' && (tokens[at]?.flags ?? 0) & Word.determiner) at--;
  return tokens[at]?.sentence !== name.sentence;
}

/** "He shook hands with Gianni Testa, a delegate, who remarked: «…»": a clause about him reports it, whatever he is in his own. */
function isToldOf(mention: number, quote: number, { tokens, mentions, mentionAt, quoteTokens, cues }: Scene): boolean {
  const at = quoteTokens[quote] ?? -1;
  const { to = at, sentence } = mentions[mention] ?? {};
  if (tokens[at]?.sentence !== sentence) return false;
  for (let k = at - 1; k >= to && at - k < MAX_CLAUSE; k--) {
    if (tokens[k]?.quote !== -1 || mentions[mentionAt[k] ?? -1]?.kind === 'name') return false;
    if ((tokens[k]?.flags ?? 0) & Word.relative)
      return isFiniteCue(cues[k + 1]) || isFiniteCue(cues[k + 2]) || isFiniteCue(cues[k + 3]);
  }
  return false;
}

/** "In a statement the union says": what a preposition leads to is no subject where another stands between it and the verb. */
function isBehindPreposition(mention: number, cue: number, { mentions, mentionAt, tokens }: Scene): boolean {
  const object = mentions[mention];
  if (!object || cue < object.to || !isObject(object, tokens)) return false;
  for (let k = object.to; k < cue; k++) {
    const other = mentions[mentionAt[k] ?? -1];
    if (other && !isObject(other, tokens)) return true;
  }
  return false;
}

/** "«…». The traders speak of «…»": a verb in a later sentence that has a quotation of its own. */
function isOfAnother(mention: number, link: Candidate['link'], quote: number, scene: Scene): boolean {
  const { tokens, mentions, quoteTokens } = scene;
  const at = quoteTokens[quote] ?? -1;
  const { from = at, sentence } = mentions[mention] ?? {};
  if (link !== 'subject' || from < at || sentence === tokens[at]?.sentence) return false;
  for (let k = from; k < from + MAX_CLAUSE && tokens[k]?.sentence === sentence; k++)
    if (tokens[k]?.quote !== -1) return true;
  return false;
}

/** "Sur la grille, une pancarte : « … »": the words stand on something, and nobody beside it is said to speak them. */
function isWritten(mention: number, quote: number, scene: Scene): boolean {
  const at = scene.quoteTokens[quote] ?? -1;
  const writing = writingAround(at, scene);
  if (!writing) return false;
  const before = Math.max(writing.carrierBefore, writing.inscribedBefore);
  const main = mainCue(at, scene);
  const named = scene.mentions[mention];
  // "Sul muro della scuola si legge «…»": the school is whose wall it is.
  if (
    writing.carrierBefore >= 0 &&
    named &&
    named.from > writing.carrierBefore &&
    named.to <= at &&
    isObject(named, scene.tokens)
  )
    return true;
  // "On a board by the bridge it reads: «…»": a verb that reports now and then, and nobody named who does.
  if (before >= 0) return main <= before || (scene.cues[main] === Cue.weak && !isNamedBetween(before, main, scene));
  return writing.carrierAfter >= 0 && scene.mentions[mention]?.sentence !== scene.tokens[at]?.sentence;
}

function isNamedBetween(from: number, to: number, { mentions, mentionAt }: Scene): boolean {
  for (let k = from + 1; k < to; k++) if (mentions[mentionAt[k] ?? -1]?.kind === 'name') return true;
  return false;
}

/** "On assure que le texte est « équilibré »": nobody in particular. */
const isImpersonal = (mention: number, { mentions, tokens, lexicon }: Scene): boolean =>
  lexicon.rules.impersonal?.includes(tokens[mentions[mention]?.head ?? -1]?.word ?? '') === true;

/** "Gitte og Flemming Dam": one of two who speak together is not shown for both. */
function isSecond(mention: number, { mentions, mentionAt, tokens }: Scene): boolean {
  const { kind, from = 0 } = mentions[mention] ?? {};
  if (kind !== 'name' || !((tokens[from - 1]?.flags ?? 0) & Word.conjunction)) return false;
  return mentions[mentionAt[from - 2] ?? -1]?.kind === 'name';
}

/** "On the wall somebody has written «…»". */
function isSomebodys(quote: number, { tokens, quoteTokens, cues, lexicon }: Scene): boolean {
  const { somebody } = lexicon.rules;
  const at = quoteTokens[quote] ?? -1;
  const sentence = tokens[at]?.sentence;
  for (let k = at - 1; somebody && k > at - MAX_CLAUSE && tokens[k]?.sentence === sentence; k--)
    if (somebody.includes(tokens[k]?.word ?? '')) return true;
  // "«…», somebody shouted", "«…», shouted somebody"
  for (let k = at + 1; somebody && k <= at + MAX_SOMEBODY && tokens[k]?.sentence === sentence; k++)
    if (somebody.includes(tokens[k]?.word ?? '')) return cues[k - 1] !== 0 || cues[k + 1] !== 0;
  return false;
}
const MAX_SOMEBODY = 5;

/** "They talked for long. «…»": a verb that reports now and then, or many who speak, in a sentence of its own. */
function isTalkBefore(
  mention: number,
  cue: number,
  quotes: readonly number[],
  { quoteTokens, tokens, mentions, cues }: Scene,
): boolean {
  const { sentence } = tokens[cue] ?? {};
  if (quotes.some((quote) => tokens[quoteTokens[quote] ?? -1]?.sentence === sentence)) return false;
  const isMany = mentions[mention]?.kind === 'pronoun' && ((mentions[mention]?.flags ?? 0) & Word.plural) !== 0;
  return isMany || cues[cue] === Cue.weak || cues[cue] === Cue.weakNonfinite;
}

/** Whether anything beside a quotation says that somebody speaks: a reporting word in its sentence, a colon before it. */
function isIntroduced(quote: number, scene: Scene): boolean {
  const at = scene.quoteTokens[quote] ?? -1;
  return mainCue(at, scene) >= 0 || scene.tokens[at - 1]?.word === ':';
}

/** "…", klagade Anna Holm: a name is the first that the sentence goes on with behind the quotation it began with, whatever the verb. */
function follows(mention: number, quote: number, { quoteTokens, tokens, mentions, mentionAt }: Scene): boolean {
  const at = quoteTokens[quote] ?? -1;
  const name = mentions[mention];
  const sentence = tokens[at]?.sentence;
  if (name?.kind !== 'name' || name.from <= at || name.sentence !== sentence) return false;
  if (tokens[at - 1]?.sentence === sentence || name.from - at > MAX_CLAUSE) return false;
  for (let k = at + 1; k < name.from; k++) if (mentions[mentionAt[k] ?? -1]?.kind === 'name') return false;
  return true;
}
