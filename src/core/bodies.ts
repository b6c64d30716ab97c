import { NOUN, Word } from './lexicon.ts';
import type { Mention } from './mentions.ts';
import type { Scene } from './scene.ts';

/** How many sentences and paragraphs before a pronoun are looked through. */
const MAX_SENTENCES = 2;
const MAX_BLOCKS = 1;

/**
 * The group or document that "it" stands for, and the people that "they" does: the last one before it that is the subject of
 * a verb.
 * @param id index of the pronoun in `scene.mentions`.
 * @returns index of a mention, -1 when none is near.
 */
export function bodyBehind(id: number, scene: Scene): number {
  const { mentions, predicates, speakers } = scene;
  const pronoun = mentions[id];
  if (!pronoun) return -1;
  for (let at = id - 1; at >= 0; at--) {
    const mention = mentions[at];
    if (!mention || pronoun.block - mention.block > MAX_BLOCKS || pronoun.sentence - mention.sentence > MAX_SENTENCES)
      return -1;
    const isSubject = predicates[at] !== 0 || speakers.has(at);
    if (isSubject && (pronoun.flags & Word.plural ? arePeople(mention, scene) : isBody(mention, scene))) return at;
  }
  return -1;
}

function arePeople({ kind, head }: Mention, scene: Scene): boolean {
  const flags = scene.tokens[head]?.flags ?? 0;
  return kind !== 'pronoun' && (flags & (Word.person | Word.group)) !== 0 && isPlural(head, scene);
}

function isBody({ kind, head }: Mention, scene: Scene): boolean {
  const noun = (scene.tokens[head]?.flags ?? 0) & NOUN;
  return kind !== 'pronoun' && noun !== 0 && (noun & Word.person) === 0 && !isPlural(head, scene);
}

/** "Protesters" is in the list of groups as it is. */
function isPlural(at: number, { tokens, lexicon }: Scene): boolean {
  const { word = '', flags = 0 } = tokens[at] ?? {};
  if (flags & Word.plural) return true;
  return lexicon.rules.nounEndings.some(
    (ending) => word.endsWith(ending) && (lexicon.flagsOf(word.slice(0, -ending.length)) & NOUN) !== 0,
  );
}
