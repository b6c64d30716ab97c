import { isFiniteCue } from './cue-tokens.ts';
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

/** —… —contestó su hermano: who stands right behind the verb that follows a quotation; -1 for nobody, or a pronoun. */
function subjectBehind(at: number, { tokens, mentions, mentionAt, cues }: Scene): number {
  const sentence = tokens[at]?.sentence;
  let verb = at + 1;
  while (verb <= at + MAX_BEFORE_VERB && !isFiniteCue(cues[verb])) verb++;
  if (!isFiniteCue(cues[verb]) || tokens[verb]?.sentence !== sentence) return -1;
  const id = tokens[verb + 1]?.sentence === sentence ? (mentionAt[verb + 1] ?? -1) : -1;
  const mention = mentions[id];
  return mention && mention.kind !== 'pronoun' && !isObject(mention, tokens) ? id : -1;
}
