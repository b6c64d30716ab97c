import { Cue, isFiniteCue } from './cue-tokens.ts';
import { hasNoSubject, isLeftBehind } from './left-behind.ts';
import { Word } from './lexicon.ts';
import { isNobodys, isTerm } from './nobodys.ts';
import { hasOtherPart } from './other-parts.ts';
import { isSpokenTo } from './own-features.ts';
import type { Scene } from './scene.ts';
import type { Candidate } from './speaker-features.ts';
import { MAX_CLAUSE, mainCue } from './surroundings.ts';

/**
 * Whether the text ties a candidate to a quotation closely enough to show him as its speaker. Where no model has learned a
 * language's speakers, the text itself has to tell.
 * @param quotes indices of the pieces of one utterance.
 */
export function isTied(candidate: Candidate, quotes: readonly number[], scene: Scene): boolean {
  if (scene.lexicon.rules.learned?.speakers) return true;
  const { mention, link, cue } = candidate;
  if (isNobodys(mention, quotes, scene) || isLeftBehind(candidate, quotes, scene)) return false;
  if (quotes.some((quote) => isToldOf(mention, quote, scene))) return true;
  if (hasOtherPart(candidate, quotes, scene)) return false;
  if (link !== 'context') return cue < 0 || !isTalkBefore(mention, cue, quotes, scene);
  if (quotes.every((quote) => isTerm(quote, scene)) || isSpokenTo(scene.mentions[mention], scene.tokens)) return false;
  return quotes.some((quote) => isIntroduced(quote, scene) || follows(mention, quote, scene));
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

/** "They talked for long. «…»": a verb that reports now and then, or many who speak, in a sentence of its own. */
function isTalkBefore(mention: number, cue: number, quotes: readonly number[], scene: Scene): boolean {
  const { quoteTokens, tokens, mentions, cues } = scene;
  const { sentence } = tokens[cue] ?? {};
  if (quotes.some((quote) => tokens[quoteTokens[quote] ?? -1]?.sentence === sentence)) return false;
  if (quotes.some((quote) => goesOn(quote, scene))) return false;
  const isMany = mentions[mention]?.kind === 'pronoun' && ((mentions[mention]?.flags ?? 0) & Word.plural) !== 0;
  return isMany || cues[cue] === Cue.weak || cues[cue] === Cue.weakNonfinite;
}

/** „…“, vyhlásil na tlačovej besede: a verb without a subject behind a quotation goes on with who was told of before. */
function goesOn(quote: number, scene: Scene): boolean {
  const at = scene.quoteTokens[quote] ?? -1;
  const verb = mainCue(at, scene);
  return (
    scene.lexicon.rules.dropsPronouns === true && verb > at && isFiniteCue(scene.cues[verb]) && hasNoSubject(at, scene)
  );
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
