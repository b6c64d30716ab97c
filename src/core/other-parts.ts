import { isObject, type Scene } from './scene.ts';
import type { Candidate } from './speaker-features.ts';
import { MAX_CLAUSE } from './surroundings.ts';
import { REACH } from './token-kinds.ts';

/** Whether a candidate has another part in his sentence than that of the one who speaks the quotation. */
export function hasOtherPart({ mention, link, cue }: Candidate, quotes: readonly number[], scene: Scene): boolean {
  if (isImpersonal(mention, scene) || isObjectPronoun(mention, link, scene)) return true;
  if (quotes.every((quote) => isBeforeAnother(mention, quote, scene))) return true;
  if (link !== 'subject') return false;
  return isBehindPreposition(mention, cue, scene) || quotes.every((quote) => isOfAnother(mention, quote, scene));
}

/** "Bad henne": a pronoun that something leads to, other than the frame that names the speaker. */
function isObjectPronoun(mention: number, link: Candidate['link'], { mentions, tokens }: Scene): boolean {
  const pronoun = mentions[mention];
  return link !== 'frame' && pronoun?.kind === 'pronoun' && isObject(pronoun, tokens);
}

/** "Alicja Bem pisze o „arcydziele”, zaś Robert Suchy o „wydmuszce”": behind a quotation of his own another is named. */
function isBeforeAnother(
  mention: number,
  quote: number,
  { tokens, mentions, mentionAt, quoteTokens, cast }: Scene,
): boolean {
  const at = quoteTokens[quote] ?? -1;
  const { to = at, sentence } = mentions[mention] ?? {};
  if (sentence !== tokens[at]?.sentence) return false;
  let isNamed = false;
  for (let k = at - 1; k >= to && at - k < REACH; k--) {
    if (tokens[k]?.quote !== -1) return isNamed;
    const other = mentions[mentionAt[k] ?? -1];
    const isSame = (cast.personOf[mention] ?? -1) >= 0 && cast.personOf[mentionAt[k] ?? -1] === cast.personOf[mention];
    if (other?.kind === 'name' && !isSame && !isObject(other, tokens)) isNamed = true;
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
function isOfAnother(mention: number, quote: number, scene: Scene): boolean {
  const { tokens, mentions, quoteTokens } = scene;
  const at = quoteTokens[quote] ?? -1;
  const { from = at, sentence } = mentions[mention] ?? {};
  if (from < at || sentence === tokens[at]?.sentence) return false;
  for (let k = from; k < from + MAX_CLAUSE && tokens[k]?.sentence === sentence; k++)
    if (tokens[k]?.quote !== -1) return true;
  return false;
}

/** "On assure que le texte est « équilibré »": nobody in particular. */
const isImpersonal = (mention: number, { mentions, tokens, lexicon }: Scene): boolean =>
  lexicon.rules.impersonal?.includes(tokens[mentions[mention]?.head ?? -1]?.word ?? '') === true;
