import { CUE, type Lexicon, NOUN, Word } from './lexicon.ts';
import { headOf, isOnePerson, type Mention } from './mentions.ts';
import { beforeRoles } from './own-features.ts';
import type { Token } from './tokens.ts';

/** The noun phrase right beside a name: "Anna Kowalska, the minister", "the minister, Anna Kowalska,". */
export function apposition(
  mentions: readonly Mention[],
  at: number,
  tokens: readonly Token[],
  { rules }: Lexicon,
): Mention | undefined {
  const name = mentions[at];
  const next = mentions[at + 1];
  if (name && next && isPerson(next) && next.from === name.to + 1 && tokens[name.to]?.word === ',') {
    // "In Riverton, a woman asked", "Kowalska, an aide said": the subject of a verb of its own.
    return (tokens[next.to]?.flags ?? 0) & VERB ? undefined : next;
  }
  // "Kovács Tibor katasztrófavédelmi szóvivő"
  if (rules.rolesAfterNames && name && next && isPerson(next) && name.sentence === next.sentence) {
    if (isBare(name.to, next.from, tokens)) return next;
  }
  const before = mentions[at - 1];
  if (!name || !before) return undefined;
  if (rules.bareAttributes && name.name.length > 1) {
    const role = roleRightBefore(mentions, at, tokens);
    if (role) return role;
  }
  if (before.to === name.from) return isPerson(before) ? before : undefined;
  if (before.sentence !== name.sentence) return undefined;
  // "Jego obrońca, mecenas Adam Pilch,": one more role, without an article.
  if (!rules.learned?.speakers) {
    const start = startOfRoles(name, tokens);
    const isSet = start < name.from && before.to + 1 === start && tokens[before.to]?.word === ',';
    // "De officier van justitie, mr. Joke Wessels,"
    const set = isSet ? mentions[headOf(at - 1, mentions, tokens)] : undefined;
    if (set && isSomeone(set)) return set;
    // "O diretor demissionário, Hélder Pinto,"
    const isAfterComma = tokens[name.from - 1]?.word === ',' && before.to + 2 === name.from;
    if (isAfterComma && isPerson(before) && isBare(before.to, name.from - 1, tokens)) return before;
  }
  if (tokens[name.from - 1]?.word !== ',') return undefined;
  if (rules.bareAttributes) return roleBeforeAttributes(mentions, at, tokens);
  if (before.to + 1 !== name.from && !areAttributes(before.to, name.from - 1, tokens)) return undefined;
  const head = mentions[headOf(at - 1, mentions, tokens)];
  if (isPerson(head)) return head;
  if (isPerson(before)) return before;
  // "the vicar, Alan Dove, warned": a noun that is in no list is a person when a whole name follows it so.
  const after = tokens[name.to]?.word ?? '';
  return after.length < 2 && ENCLOSING.includes(after) && name.name.length > 1 && isUnknown(head, tokens)
    ? head
    : undefined;
}

/** The first token of what somebody is right before his name: "mr. | Joke Wessels". */
function startOfRoles(name: Mention, tokens: readonly Token[]): number {
  const start = beforeRoles(name, tokens) + 1;
  const isShort = tokens[start - 1]?.word === '.' && ((tokens[start - 2]?.flags ?? 0) & Word.title) !== 0;
  return isShort ? start - 2 : start;
}

/** "Речниця поліції Ірина Левчук": the noun for a person, and what it is of, right before a name. */
function roleRightBefore(mentions: readonly Mention[], at: number, tokens: readonly Token[]): Mention | undefined {
  let next = mentions[at];
  for (let k = at - 1; next && k >= at - MAX_ATTRIBUTES; k--) {
    const role = mentions[k];
    if (!role || role.sentence !== next.sentence || role.kind !== 'noun' || !isBare(role.to, next.from, tokens))
      return undefined;
    if (isPersonFirst(role, tokens)) return role;
    next = role;
  }
  return undefined;
}

/** Whether nothing stands from one token to another but a word or two that are in no list, small ones. */
function isBare(from: number, to: number, tokens: readonly Token[]): boolean {
  if (to - from > 2) return false;
  for (let at = from; at < to; at++) {
    const token = tokens[at];
    if (!token?.spelled || token.capital || token.flags !== 0) return false;
  }
  return true;
}

/** "Dyrektorka szpitala w Lublinie, Anna Kowalska": the noun for a person before all that belongs to it. */
function roleBeforeAttributes(mentions: readonly Mention[], at: number, tokens: readonly Token[]): Mention | undefined {
  const name = mentions[at];
  for (let k = at - 1; name && k >= at - MAX_ATTRIBUTES; k--) {
    const role = mentions[k];
    if (role?.sentence !== name.sentence) return undefined;
    if (!isPersonFirst(role, tokens)) continue;
    return role.to + 1 === name.from || areAttributes(role.to, name.from - 1, tokens, true) ? role : undefined;
  }
  return undefined;
}

const MAX_ATTRIBUTES = 4;
const ENCLOSING = ',.:;!?—–()-';

/** Whether what stands from one token to another may belong to the noun before it: "of the local league". */
function areAttributes(from: number, to: number, tokens: readonly Token[], bare = false): boolean {
  if (to - from > MAX_ATTRIBUTE_WORDS || !(bare || (tokens[from]?.flags ?? 0) & Word.preposition)) return false;
  for (let at = from; at < to; at++) {
    const token = tokens[at];
    if (!token || token.quote >= 0 || token.flags & NO_ATTRIBUTE || token.word === ',') return false;
  }
  return true;
}

const MAX_ATTRIBUTE_WORDS = 6;
const VERB = CUE | Word.auxiliary | Word.verb;
const NO_ATTRIBUTE = CUE | Word.auxiliary | Word.verb | Word.pronoun | Word.subordinator;

/** A definite noun that is in no list and no object of a preposition. */
const isUnknown = (mention: Mention | undefined, tokens: readonly Token[]): boolean =>
  mention?.kind === 'noun' &&
  (mention.flags & Word.determiner) !== 0 &&
  (mention.flags & (NOUN | Word.plural)) === 0 &&
  ((tokens[mention.from - 1]?.flags ?? 0) & Word.preposition) === 0;

/** A person, or a noun that is in no list. */
const isSomeone = (mention: Mention): boolean =>
  isPerson(mention) || (mention.kind === 'noun' && (mention.flags & (NOUN | Word.plural)) === 0);

const isPerson = (mention: Mention | undefined): boolean => mention !== undefined && isOnePerson(mention);

/** "Директор союза машинистов": a person by its first noun, whatever follows belongs to that. */
function isPersonFirst({ kind, from, to }: Mention, tokens: readonly Token[]): boolean {
  const first = tokens.slice(from, to).find(({ flags }) => flags & NOUN);
  return kind === 'noun' && first !== undefined && (first.flags & (Word.person | Word.plural)) === Word.person;
}
