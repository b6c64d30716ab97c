import { Cue } from './cue-tokens.ts';
import { NOUN, Word } from './lexicon.ts';
import { isNameLike } from './quote-context.ts';
import { isObject, type Scene } from './scene.ts';
import { isDash } from './sentence-ends.ts';
import { MAX_CLAUSE, mainCue } from './surroundings.ts';
import { writingAround } from './writing.ts';

/** Whether what stands in marks is a name, written somewhere, or said by somebody who is not known. */
export function isNobodys(mention: number, quotes: readonly number[], scene: Scene): boolean {
  const [only = -1, ...others] = quotes;
  // The pieces of an utterance have a clause between them in which somebody speaks.
  if (others.length > 0) return false;
  return isNameInside(only, scene) || isSomebodys(only, scene) || isWritten(mention, only, scene);
}

/** "…, says Loïc Kerdoncuff, skipper of the « Petit Mousse »": few words with a capital, amid a sentence and beside no verb that reports. */
function isNameInside(quote: number, scene: Scene): boolean {
  const { tokens, quoteTokens, cues, text } = scene;
  const at = quoteTokens[quote] ?? -1;
  const { start = 0, end = 0, sentence } = tokens[at] ?? {};
  const before = tokens[at - 1];
  // A dash opens speech alone.
  if (before?.sentence !== sentence || before?.word === ':' || isDash(before) || !isNameLike(text.slice(start, end)))
    return false;
  // "The contractor, the company «Dorstroj», assured"
  if (((before?.flags ?? 0) & NOUN || before?.capital) && !cues[at - 1]) return true;
  return !cues[at - 1] && !(cues[at - 2] && before?.spelled) && !cues[at + 1] && !cues[at + 2];
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

/** "Sur la grille, une pancarte : « … »": the words stand on something, and nobody beside it is said to speak them. */
function isWritten(mention: number, quote: number, scene: Scene): boolean {
  const at = scene.quoteTokens[quote] ?? -1;
  const writing = writingAround(at, scene);
  if (!writing) return false;
  const before = Math.max(writing.carrierBefore, writing.inscribedBefore);
  const main = mainCue(at, scene);
  const named = scene.mentions[mention];
  // "Sul muro della scuola si legge «…»": what a preposition leads to behind a word of writing tells where it stands, or whose it is.
  if (before >= 0 && named && named.from > before && named.to <= at && isObject(named, scene.tokens)) return true;
  // "On a board by the bridge it reads: «…»": a verb that reports now and then, and nobody named who does.
  if (before >= 0) return main <= before || (scene.cues[main] === Cue.weak && !isNamedBetween(before, main, scene));
  return writing.carrierAfter >= 0 && scene.mentions[mention]?.sentence !== scene.tokens[at]?.sentence;
}

function isNamedBetween(from: number, to: number, { mentions, mentionAt }: Scene): boolean {
  for (let k = from + 1; k < to; k++) if (mentions[mentionAt[k] ?? -1]?.kind === 'name') return true;
  return false;
}

/** "Asked about the « gilets noirs », the minister": a word or three behind an article or the like, no sentence of anybody's. */
export function isTerm(quote: number, scene: Scene): boolean {
  const { tokens, quoteTokens, text, cues } = scene;
  const at = quoteTokens[quote] ?? -1;
  const main = cues[mainCue(at, scene)];
  if (main === Cue.frame || main === Cue.frameAfter) return false;
  const { start = 0, end = 0, sentence } = tokens[at] ?? {};
  const before = tokens[at - 1];
  if (before?.sentence !== sentence || !((before?.flags ?? 0) & Word.determiner)) return false;
  return /^[^\s.,!?…:;]+(?:\s[^\s.,!?…:;]+){0,2}$/u.test(text.slice(start, end));
}
