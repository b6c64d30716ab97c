import { isFiniteCue } from './cue-tokens.ts';
import { Word } from './lexicon.ts';
import { isObject, type Memory, type Scene } from './scene.ts';
import { type Candidate, candidatesFor } from './speaker-features.ts';
import { hasOwnModel } from './speaker-models.ts';

/** How many tokens stand between a quotation and the verb of its clause: a comma and an auxiliary, say. */
const MAX_BEFORE_VERB = 3;

/**
 * The candidates for the speaker of a quotation; who spoke before is none of them where the clause behind it has a subject
 * of its own. Where a language has a model of its own, that knows.
 */
export function candidatesBeside(quote: number, scene: Scene, memory: Memory): Candidate[] {
  const candidates = candidatesFor(quote, scene, memory);
  const subject = hasOwnModel(scene.lexicon.rules.lang) ? -1 : subjectBehind(scene.quoteTokens[quote] ?? -1, scene);
  if (subject < 0) return candidates;
  const { personOf } = scene.cast;
  const isSame = (mention: number): boolean =>
    mention === subject || ((personOf[subject] ?? -1) >= 0 && personOf[mention] === personOf[subject]);
  return candidates.filter(({ mention, link }) => link !== 'carried' || isSame(mention));
}

/** The verb of the clause behind a quotation that reports it; -1 for none. */
function verbBehind(at: number, { cues }: Scene): number {
  for (let verb = at + 1; verb <= at + MAX_BEFORE_VERB + 1; verb++) if (isFiniteCue(cues[verb])) return verb;
  return -1;
}

/** —… —contestó su hermano: who stands right behind the verb that follows a quotation; -1 for nobody, or a pronoun. */
function subjectBehind(at: number, scene: Scene): number {
  const { tokens, mentions, mentionAt } = scene;
  const sentence = tokens[at]?.sentence;
  const verb = verbBehind(at, scene);
  if (verb < 0 || tokens[verb]?.sentence !== sentence) return -1;
  const id = tokens[verb + 1]?.sentence === sentence ? (mentionAt[verb + 1] ?? -1) : -1;
  const mention = mentions[id];
  return mention && mention.kind !== 'pronoun' && !isObject(mention, tokens) ? id : -1;
}

/** "Rui Caldeira conosce il club. «…», spiega.": who a verb without a subject speaks of, in a language that leaves pronouns out; -1 for nobody. */
export function subjectLeftOut(quote: number, scene: Scene): number {
  const { tokens, mentions, mentionAt, quoteTokens, lexicon, inside } = scene;
  const at = quoteTokens[quote] ?? -1;
  const { sentence = -1, block } = tokens[at] ?? {};
  if (!lexicon.rules.dropsPronouns || tokens[at - 1]?.sentence === sentence) return -1;
  if (verbBehind(at, scene) < 0) return -1;
  for (let k = at + 1; tokens[k]?.sentence === sentence; k++) {
    const mention = mentions[mentionAt[k] ?? -1];
    if (mention && !isObject(mention, tokens)) return -1;
  }
  let subject = -1;
  for (let k = at - 1; tokens[k]?.sentence === sentence - 1 && tokens[k]?.block === block; k--) {
    if (tokens[k]?.quote !== -1) return -1;
    const id = mentionAt[k] ?? -1;
    const mention = mentions[id];
    if (!mention || id === subject || inside[id] || isObject(mention, tokens)) continue;
    if (mention.kind !== 'name' && (mention.kind !== 'noun' || (mention.flags & Word.person) === 0)) continue;
    if (subject >= 0) return -1;
    subject = id;
  }
  return subject;
}

/** "At the gate Anna Holm gathers her photographs: «…»": the only one whom a sentence with a colon names; -1 for nobody. */
export function namedBeforeColon(
  quote: number,
  { tokens, mentions, mentionAt, quoteTokens, cues, inside }: Scene,
): number {
  const at = quoteTokens[quote] ?? -1;
  const sentence = tokens[at]?.sentence;
  if (tokens[at - 1]?.word !== ':') return -1;
  let named = -1;
  for (let k = at - 1; tokens[k]?.sentence === sentence; k--) {
    if (cues[k] || tokens[k]?.quote !== -1) return -1;
    const id = mentionAt[k] ?? -1;
    const mention = mentions[id];
    if (!mention || id === named || inside[id]) continue;
    if (mention.kind === 'pronoun') return -1;
    if (mention.kind !== 'name') continue;
    if (named >= 0 || isObject(mention, tokens)) return -1;
    named = id;
  }
  return named;
}
