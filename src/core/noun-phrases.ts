import { startOfCue } from './cue-tokens.ts';
import { CUE, type Lexicon, NOUN, Word } from './lexicon.ts';
import type { Mention } from './mentions.ts';
import { each, type Steps } from './steps.ts';
import { isClitic, type Token } from './tokens.ts';

/** What noun phrases are read from; a scene has it all. */
interface Words {
  tokens: readonly Token[];
  mentions: readonly Mention[];
  mentionAt: Int32Array;
  cues: Uint8Array;
  lexicon: Lexicon;
}

/** How many phrases are taken along: "a spokesman | for the office | of the mayor". */
const MAX_PHRASES = 4;
const MAX_ADJECTIVES = 3;

/** "A source familiar with the plan", "a man involved in it": an adjective or participle that belongs to the noun before it. */
export function isAttribute(at: number, tokens: readonly Token[]): boolean {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (!token?.spelled || token.capital || next?.sentence !== token.sentence) return false;
  return (token.flags & ~(Word.verb | Word.nonfinite | Word.weak)) === 0 && (next.flags & Word.preposition) !== 0;
}

/**
 * Where the whole noun phrase ends that begins with a mention: "a source familiar with the mayor's plans" for "a source".
 * @param id index of the mention.
 * @returns the token after its last; that of the mention itself when what follows may not belong to it.
 */
export function endOfPhrase(id: number, words: Words): number {
  const { tokens, mentions, cues, lexicon } = words;
  const mention = mentions[id];
  const { complements, complementsBeforeVerbs } = lexicon.rules;
  if (mention?.kind !== 'noun' || !complements) return mention?.to ?? 0;
  const attribute = isAttribute(mention.to, tokens);
  let to = mention.to;
  for (let phrases = 0; phrases < MAX_PHRASES; phrases++) {
    const described = phrases === 0 && attribute;
    const at = described ? to + 1 : to;
    const link = tokens[at];
    if (!link || !(link.flags & Word.preposition)) break;
    const isTied = described || complements.includes(link.word);
    if (!isTied && !complementsBeforeVerbs?.includes(link.word)) break;
    const object = mentions[ownedBy(mentionAfter(at + 1, words), words)];
    if (!object || object.kind === 'pronoun' || object.sentence !== mention.sentence) break;
    const end = endOfRow(mentions.indexOf(object, id), words);
    if (!isTied && !((tokens[end]?.flags ?? 0) & PREDICATE)) break;
    to = end;
  }
  if (to === mention.to || !attribute) return to;
  // "The office looked into it": what stands between a subject and its verb belongs to it, but else may be the verb.
  return (cues[mention.from - 1] ?? 0) > 0 || ((tokens[to]?.flags ?? 0) & PREDICATE) !== 0 ? to : mention.to;
}

/** "Committee | Democrats": the token after the last in a row of mentions that stand side by side. */
function endOfRow(id: number, { tokens, mentions, lexicon }: Words): number {
  let last = id;
  while (lexicon.rules.namesBeforeNouns) {
    const next = mentions[last + 1];
    const before = mentions[last];
    if (!before || next?.from !== before.to || next.sentence !== before.sentence || next.kind === 'pronoun') break;
    // "The law firm | Holm & Berg", but not "secretary of state | Anna Holm".
    if (hasDeterminer(next, tokens) || (next.name.length > 1 && !hasDeterminer(before, tokens))) break;
    last++;
  }
  return mentions[last]?.to ?? 0;
}

/** Whether a mention only tells what the one right behind it is: "Riverton | aides". */
function isAttributive(id: number, { tokens, mentions, lexicon }: Words): boolean {
  const mention = mentions[id];
  const next = mentions[id + 1];
  if (!lexicon.rules.namesBeforeNouns || mention?.kind !== 'name' || mention.possessive) return false;
  if (next?.kind !== 'noun' || next.from !== mention.to || next.sentence !== mention.sentence) return false;
  return !hasDeterminer(next, tokens);
}

/** "Oulun | yliopiston professori Marjatta Kivelä": a name only tells where somebody is what he is. */
function isWhere(id: number, { tokens, mentions, lexicon }: Words): boolean {
  const where = mentions[id];
  const named = mentions[id + 1];
  if (!lexicon.rules.ownersFirst || where?.kind !== 'name' || where.name.length > 1) return false;
  if (named?.kind !== 'name' || named.roles.length === 0 || named.sentence !== where.sentence) return false;
  if (named.from - where.to > MAX_OWNED) return false;
  return tokens.slice(where.to, named.from).every(({ spelled, flags }) => spelled && !(flags & NO_ADJECTIVE));
}

/** How many words stand between an owner and what it owns. */
const MAX_OWNED = 6;

/** "Lindqvist | 's top aide", "the board | 's Peter Voss": who is owned by somebody speaks for himself. */
function isOwner(id: number, words: Words): boolean {
  const { tokens, mentions } = words;
  const owned = mentions[id + 1];
  if (!owned || !owns(id, words)) return false;
  // "According to Lindqvist's memoir"
  const frame = (tokens[startOfCue((mentions[id]?.from ?? 0) - 1, tokens)]?.flags ?? 0) & Word.frameBefore;
  const speaks = Word.person | Word.group | (frame ? Word.document : 0);
  return owned.kind === 'name' || ((tokens[owned.head]?.flags ?? 0) & speaks) !== 0;
}

/** Whether a mention owns the one behind it, with adjectives at most between. */
function owns(id: number, { tokens, mentions, lexicon }: Words): boolean {
  const owner = mentions[id];
  const owned = mentions[id + 1];
  if (!lexicon.rules.namesBeforeNouns || !owner?.possessive || owned?.sentence !== owner.sentence) return false;
  if (owned.from - owner.to > MAX_OWNED || owned.kind === 'pronoun') return false;
  const between = tokens.slice(owner.to + (isClitic(tokens[owner.to]) ? 1 : 0), owned.from);
  return between.every(
    ({ spelled, capital, flags }) => spelled && !capital && !(flags & (Word.preposition | Word.auxiliary)),
  );
}

/** "The mayor's brother's | lawyer": the first of the owners of a noun, or the noun itself. */
export function firstOwner(id: number, words: Words): number {
  let first = id;
  if (words.mentions[id]?.kind !== 'noun') return first;
  while (id - first < MAX_PHRASES && owns(first - 1, words)) first--;
  return first;
}

const hasDeterminer = ({ from }: Mention, tokens: readonly Token[]): boolean =>
  ((tokens[from]?.flags ?? 0) & Word.determiner) !== 0;

/** "Of Riverton, Ohio": a listed place behind a comma, after what a preposition leads to. */
function isStateOf(id: number, { tokens, mentions, lexicon }: Words): boolean {
  const mention = mentions[id];
  const before = mentions[id - 1];
  if (!lexicon.rules.namesBeforeNouns || mention?.kind !== 'name' || !before || before.kind === 'pronoun') return false;
  if (before.to + 1 !== mention.from || tokens[before.to]?.word !== ',' || before.sentence !== mention.sentence)
    return false;
  return ((tokens[before.from - 1]?.flags ?? 0) & Word.preposition) !== 0 && lexicon.places.has(mention.name.join(' '));
}

/** "The mayor's plans": the last in a row of owners and what they own. */
function ownedBy(owner: number, words: Words): number {
  const { mentions, tokens } = words;
  let last = owner;
  for (let steps = 0; steps < MAX_PHRASES && mentions[last]?.possessive; steps++) {
    const end = mentions[last]?.to ?? 0;
    const next = mentionAfter(tokens[end]?.word === "'s" ? end + 1 : end, words);
    if (next < 0) break;
    last = next;
  }
  return last;
}

/** The mention that begins at a token, or behind adjectives that belong to none; -1 when there is none. */
function mentionAfter(at: number, { tokens, mentionAt }: Words): number {
  let next = at;
  while (next < at + MAX_ADJECTIVES && (mentionAt[next] ?? -1) < 0 && isAdjective(tokens[next])) next++;
  return mentionAt[next] ?? -1;
}

const isAdjective = (token: Token | undefined): boolean => token?.spelled === true && !(token.flags & NO_ADJECTIVE);

const PREDICATE = Word.finite | Word.auxiliary;
const NO_ADJECTIVE =
  CUE | Word.auxiliary | Word.conjunction | Word.relative | Word.subordinator | Word.pronoun | Word.preposition;

/**
 * For each mention whether it only says more about the speaker before it, as "the mayor" does in "a friend of the mayor".
 * Who a relative pronoun stands for is not among them.
 */
export function* insidePhrases(words: Words): Steps<Uint8Array> {
  const { tokens, mentions } = words;
  const inside = new Uint8Array(mentions.length);
  const isRelative = (at: number): boolean => ((tokens[at]?.flags ?? 0) & Word.relative) !== 0;
  yield* each(mentions, ({ kind, head, to }, id) => {
    if (isAttributive(id, words) || isOwner(id, words) || isStateOf(id, words) || isWhere(id, words)) inside[id] = 1;
    if (kind !== 'noun' || inside[id] || !((tokens[head]?.flags ?? 0) & NOUN)) return;
    const end = endOfPhrase(id, words);
    if (end === to || isRelative(end) || (tokens[end]?.word === ',' && isRelative(end + 1))) return;
    for (let next = id + 1; (mentions[next]?.from ?? end) < end; next++) inside[next] = 1;
  });
  return inside;
}
