import type { Span } from './article.ts';
import { endOfPhrase, firstOwner } from './noun-phrases.ts';
import { isObject, type Scene } from './scene.ts';

/** How many attributes are followed, and how many mentions stand between a role and the name it goes with. */
const MAX_ATTRIBUTES = 4;
const MAX_BETWEEN = 5;

/**
 * What a mention is called in its place with all that belongs to it:
 * "die Moderatorin eines Lokalsenders", "der Direktor des Hilfswerks, Anthony Lake".
 * @param id index of a mention.
 */
export function designationOf(id: number, scene: Scene): Span {
  const mention = scene.mentions[id];
  if (!mention) return { start: 0, end: 0 };
  if (mention.kind === 'pronoun') return mention;
  if (scene.lexicon.attributes.size === 0)
    return {
      start: scene.mentions[firstOwner(id, scene)]?.start ?? mention.start,
      end: scene.tokens[endOfPhrase(id, scene) - 1]?.end ?? mention.end,
    };
  const role = mention.kind === 'noun' ? id : roleBefore(id, scene);
  const start = scene.mentions[role]?.start ?? mention.start;
  return { start, end: mention.kind === 'noun' ? endOfNoun(id, scene) : mention.end };
}

/** The noun that a name stands behind in apposition, or the name itself. */
function roleBefore(id: number, { mentions, tokens, cast }: Scene): number {
  const name = mentions[id];
  if (!name || tokens[name.from - 1]?.word !== ',') return id;
  for (let at = id - 1; at >= id - MAX_BETWEEN; at--) {
    const mention = mentions[at];
    if (mention?.sentence !== name.sentence) break;
    if (mention.kind === 'noun' && cast.personOf[at] === cast.personOf[id]) {
      return isObject(mention, tokens) ? id : at;
    }
  }
  return id;
}

function endOfNoun(id: number, scene: Scene): number {
  const { mentions, tokens, cast } = scene;
  const noun = mentions[id];
  if (!noun) return 0;
  for (let at = id + 1; at <= id + MAX_BETWEEN; at++) {
    const mention = mentions[at];
    if (mention?.sentence !== noun.sentence) break;
    const isName = mention.kind === 'name' && cast.personOf[at] === cast.personOf[id];
    if (isName && tokens[mention.from - 1]?.word === ',') return mention.end;
  }
  let last = noun;
  for (let at = id + 1; at <= id + MAX_ATTRIBUTES; at++) {
    const next = mentions[at];
    if (!next || next.sentence !== noun.sentence || next.kind === 'pronoun') break;
    const word = tokens[last.to]?.word ?? '';
    if (next.from > last.to + 1 || !scene.lexicon.attributes.has(word)) break;
    last = next;
  }
  return last.end;
}
