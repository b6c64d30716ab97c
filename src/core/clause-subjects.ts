import { isOneOf } from './cue-tokens.ts';
import { type Lexicon, Word } from './lexicon.ts';
import { headOf, type Mention } from './mentions.ts';
import type { Token } from './tokens.ts';

/** What a clause is read from; a scene has it all. */
interface Words {
  tokens: readonly Token[];
  mentions: readonly Mention[];
  mentionAt: Int32Array;
  lexicon: Lexicon;
}

/** How many tokens a clause is looked through for its start, for its auxiliary and for a subject behind its verb. */
const MAX_CLAUSE = 40;
const MAX_AUXILIARY = 15;
const MAX_BEHIND = 15;
const MAX_ADJECTIVES = 4;
const NOBODY = -1;

/**
 * Who does what a reporting verb says, where the verb stands second in a main clause and last in any other, and articles
 * tell cases: German.
 * @param cue index of the token of the verb, finite or behind its auxiliary.
 * @returns index of the mention, -1 when the clause does not tell.
 */
export function speakerOfClause(cue: number, words: Words): number {
  const { tokens, lexicon } = words;
  const { cases } = lexicon.rules;
  const word = tokens[cue]?.word ?? '';
  const verb = auxiliaryOf(cue, tokens);
  if (cases?.citing.includes(word)) return citedIn(verb, cue, words);
  const agent = agentOf(verb, cue, words);
  if (agent >= 0) return agent;
  const subject = subjectOfClause(verb, cue, words);
  return subject < 0 && cases?.impersonal.includes(word) ? sourceIn(verb, words) : subject;
}

function subjectOfClause(verb: number, cue: number, words: Words): number {
  const { tokens, mentions, mentionAt } = words;
  const sentence = tokens[verb]?.sentence;
  let start = verb;
  while (start > verb - MAX_CLAUSE && !isBoundary(tokens[start - 1], sentence)) start--;
  const boundary = tokens[start - 1]?.sentence === sentence ? tokens[start - 1] : undefined;
  let joined = false;
  for (; start < verb && hasFlag(tokens[start], Word.conjunction); start++) joined = true;
  if (start === verb) {
    if (joined) return nearestBefore(start, words);
    if (boundary?.word !== ',' || (tokens[start - 2]?.quote ?? NOBODY) >= 0) return behind(verb, words);
    return beforeInsertion(verb, words);
  }
  const opens = !boundary || boundary.word === ',' || boundary.word === ':';
  if (opens && hasFlag(tokens[start], Word.subordinator)) {
    if (!isLast(cue, tokens)) return behind(verb, words);
    return firstSubject(start + 1, verb, words);
  }
  if (boundary?.word === ',' && hasFlag(tokens[start], Word.relative) && isLast(cue, tokens)) {
    const inside = firstSubject(start, Math.min(verb, start + 3), words);
    if (inside >= 0) return inside;
    if (hasFlag(tokens[start], Word.oblique)) return firstSubject(start + 1, verb, words);
    const antecedent = mentionAt[start - 2] ?? NOBODY;
    return antecedent >= 0 ? headOf(antecedent, mentions, tokens) : NOBODY;
  }
  return subjectOfMain(start, boundary, verb, words);
}

/** The subject where something stands before the verb of a main clause: that, or what comes right behind. */
function subjectOfMain(start: number, boundary: Token | undefined, verb: number, words: Words): number {
  const { tokens, mentions, mentionAt } = words;
  let opening = start;
  while (opening < verb - 1 && hasFlag(tokens[opening], Word.adverb) && (mentionAt[opening] ?? NOBODY) < 0) opening++;
  const leading = phraseAt(opening, verb, words);
  const rival = phraseAt(overAdverbs(verb + 1, words), verb + MAX_BEHIND, words);
  if (leading < 0) return rival >= 0 ? rival : behind(verb, words);
  const named = mentions[mentionAt[start - 2] ?? NOBODY];
  // "Anna Kowalska, die Vorsitzende des Rats sagte": the noun says more about the name before it.
  if (boundary?.word === ',' && named?.kind === 'name' && hasFlag(tokens[start], Word.determiner))
    return mentionAt[start - 2] ?? NOBODY;
  const other = mentions[rival];
  const isAgent = (mentions[leading]?.flags ?? 0) & (AGENT | Word.pronoun);
  return other && !isAgent && (other.kind === 'pronoun' || isMasculineSubject(other, verb, words)) ? rival : leading;
}

const AGENT = Word.person | Word.group | Word.title | Word.firstName;

const hasFlag = (token: Token | undefined, flags: number): boolean => ((token?.flags ?? 0) & flags) !== 0;

const isBoundary = (token: Token | undefined, sentence: number | undefined): boolean =>
  !token || token.sentence !== sentence || token.quote >= 0 || isOneOf(token.word, ',:;');

/** Whether a verb ends its clause, an auxiliary behind it left out. */
function isLast(verb: number, tokens: readonly Token[]): boolean {
  const next = hasFlag(tokens[verb + 1], Word.auxiliary) ? verb + 2 : verb + 1;
  const token = tokens[next];
  return !token?.spelled || token.sentence !== tokens[verb]?.sentence;
}

/** An adjective, or what else may stand between the article and its noun. */
const isAdjective = (token: Token | undefined): boolean =>
  token?.spelled === true && !token.capital && (token.flags & ~(Word.verb | Word.weak | Word.nonfinite)) === 0;

/** The mention that a noun phrase is, if it begins at a token and is in no case but a subject's; -1 otherwise. */
function phraseAt(at: number, limit: number, { tokens, mentions, mentionAt }: Words): number {
  if (hasFlag(tokens[at], Word.oblique | Word.preposition | Word.frameBefore)) return NOBODY;
  let next = at;
  while (next < limit && next <= at + MAX_ADJECTIVES && (mentionAt[next] ?? NOBODY) < 0) {
    if (!(next === at && hasFlag(tokens[next], Word.determiner)) && !isAdjective(tokens[next])) return NOBODY;
    next++;
  }
  const id = next < limit ? (mentionAt[next] ?? NOBODY) : NOBODY;
  return mentions[id]?.from === next ? id : NOBODY;
}

/**
 * Whether a mention and a verb differ in number, as far as articles and the adjective behind them tell: "die jungen Richter
 * lobte", "das Amt sagten". Of what "and" joins nothing is told.
 */
function isOtherNumber(id: number, verb: number, { tokens, mentions, lexicon }: Words): boolean {
  const mention = mentions[id];
  if (!mention || mention.kind === 'pronoun') return false;
  const { from, to } = mention;
  if (hasFlag(tokens[from - 1], Word.conjunction) || hasFlag(tokens[to], Word.conjunction)) return false;
  const { numbers } = lexicon.rules.cases ?? {};
  if (!numbers) return false;
  const word = tokens[verb]?.word ?? '';
  const article = tokens[from]?.word ?? '';
  if (numbers.pluralVerbs.some((ending) => word.endsWith(ending))) return numbers.singular.includes(article);
  const { articles, endings } = numbers.plural;
  const adjective = tokens[from + 1];
  return (
    articles.includes(article) && adjective?.capital === false && endings.some((each) => adjective.word.endsWith(each))
  );
}

/** Whether a mention, with the article and the adjectives before it, is in a case that no subject has. */
function isObjective({ from, sentence }: Mention, tokens: readonly Token[]): boolean {
  let at = from;
  if (!hasFlag(tokens[at], Word.determiner)) {
    let before = at - 1;
    while (before > at - MAX_ADJECTIVES && tokens[before]?.sentence === sentence && isAdjective(tokens[before]))
      before--;
    if (before < at - 1 || hasFlag(tokens[before], Word.determiner)) at = before + 1;
    if (tokens[before]?.sentence === sentence && hasFlag(tokens[before], Word.determiner)) at = before;
  }
  if (hasFlag(tokens[at], Word.oblique)) return true;
  const before = tokens[at - 1];
  return before?.sentence === sentence && hasFlag(before, Word.preposition | Word.frameBefore);
}

/** "Der Minister": a masculine noun in the nominative, behind a verb. */
const isMasculineSubject = ({ head, flags }: Mention, verb: number, { tokens, lexicon }: Words): boolean =>
  lexicon.rules.cases?.nominatives.includes(tokens[verb + 1]?.word ?? '') === true &&
  ((flags | (tokens[head]?.flags ?? 0)) & (AGENT | Word.feminine)) > 0 &&
  ((flags | (tokens[head]?.flags ?? 0)) & Word.feminine) === 0;

function overAdverbs(from: number, { tokens, mentionAt }: Words): number {
  let at = from;
  while (hasFlag(tokens[at], Word.adverb) && (mentionAt[at] ?? NOBODY) < 0) at++;
  return at;
}

const behind = (verb: number, words: Words): number => firstSubject(verb + 1, verb + MAX_BEHIND, words);

/** The first mention in a stretch of a clause that is in no case but a subject's. */
function firstSubject(from: number, to: number, { tokens, mentions, mentionAt }: Words): number {
  const sentence = tokens[from - 1]?.sentence;
  for (let at = from; at < to && !isBoundary(tokens[at], sentence); at++) {
    const id = mentionAt[at] ?? NOBODY;
    const mention = mentions[id];
    if (!mention) continue;
    if (mention.from >= from && !isObjective(mention, tokens) && headOf(id, mentions, tokens) === id) return id;
    at = Math.max(at, mention.to - 1);
  }
  return NOBODY;
}

/** "Der Minister, ein Jurist, sagte": what stands first in a sentence that an insertion parts from its verb. */
function beforeInsertion(verb: number, words: Words): number {
  const { tokens, mentions, mentionAt } = words;
  const sentence = tokens[verb]?.sentence;
  let first = verb;
  while (first > verb - MAX_CLAUSE && tokens[first - 1]?.sentence === sentence && (tokens[first - 1]?.quote ?? 0) < 0)
    first--;
  while (first < verb && hasFlag(tokens[first], Word.adverb | Word.conjunction) && (mentionAt[first] ?? NOBODY) < 0)
    first++;
  const aside = namedAside(verb, words);
  if (aside >= 0) return aside;
  const leading = phraseAt(first, verb, words);
  if (leading < 0) return behind(verb, words);
  const rival = phraseAt(overAdverbs(verb + 1, words), verb + MAX_BEHIND, words);
  const isOther = isOtherNumber(leading, verb, words) && !isOtherNumber(rival, verb, words);
  return rival >= 0 && (isOther || mentions[rival]?.kind === 'pronoun') ? rival : leading;
}

/** "Er lehnte ab, die Sprecherin des Rats, Anna Kowalska (SPD), sagte": who is named between commas before a verb. */
function namedAside(verb: number, { tokens, mentions, mentionAt }: Words): number {
  let at = verb - 2;
  if (tokens[at]?.word === ')') while (at > verb - MAX_ADJECTIVES * 2 && tokens[at]?.word !== '(') at--;
  if (tokens[at]?.word === '(') at--;
  const id = mentionAt[at] ?? NOBODY;
  const name = mentions[id];
  return name?.kind === 'name' && tokens[name.from - 1]?.word === ',' && name.to === at + 1 ? id : NOBODY;
}

/** "…, und sagte": the subject of the verb before. */
function nearestBefore(start: number, { tokens, mentions, mentionAt }: Words): number {
  const sentence = tokens[start]?.sentence;
  let found = NOBODY;
  for (let at = start - 1; at > start - MAX_CLAUSE && tokens[at]?.sentence === sentence; at--) {
    const id = mentionAt[at] ?? NOBODY;
    const mention = mentions[id];
    if (!mention) continue;
    if (!isObjective(mention, tokens) && headOf(id, mentions, tokens) === id) found = id;
    at = mention.from;
  }
  return found;
}

/** "Wird Anna Kowalska zitiert", "zitierte der Sender Anna Kowalska": not who cites speaks, but who is cited. */
function citedIn(verb: number, cue: number, words: Words): number {
  const { tokens, mentions, lexicon } = words;
  const subject = subjectOfClause(verb, cue, words);
  if (lexicon.rules.passives?.includes(tokens[verb]?.word ?? '')) return subject;
  const isInverted = (mentions[subject]?.from ?? 0) > verb;
  const from = isInverted ? (mentions[subject]?.to ?? verb) : verb + 1;
  const sentence = tokens[verb]?.sentence;
  for (let at = from; at < from + MAX_BEHIND && !isBoundary(tokens[at], sentence); at++) {
    const object = words.mentionAt[at] ?? NOBODY;
    const { to = at + 1 } = mentions[object] ?? {};
    if (object >= 0 && object !== subject && !isGoverned(object, words) && headOf(object, mentions, tokens) === object)
      return object;
    at = to - 1;
  }
  return subject;
}

/** Whether a preposition leads to a mention. */
function isGoverned(id: number, { mentions, tokens }: Words): boolean {
  const { from = 0, sentence } = mentions[id] ?? {};
  return tokens[from - 1]?.sentence === sentence && hasFlag(tokens[from - 1], Word.preposition);
}

/** "In der Mitteilung heißt es", "hieß es aus dem Ministerium": where the words stand, or who is behind them. */
function sourceIn(verb: number, { tokens, mentions, mentionAt, lexicon }: Words): number {
  const sources = lexicon.rules.cases?.sources ?? [];
  const sentence = tokens[verb]?.sentence;
  const sourceAt = (at: number): number =>
    sources.includes(tokens[at]?.word ?? '') && mentions[mentionAt[at + 1] ?? NOBODY]?.from === at + 1
      ? (mentionAt[at + 1] ?? NOBODY)
      : NOBODY;
  let found = NOBODY;
  for (let at = verb - 1; at > verb - MAX_CLAUSE && tokens[at]?.sentence === sentence && tokens[at]?.quote === -1; at--)
    found = sourceAt(at) >= 0 ? sourceAt(at) : found;
  for (let at = verb + 1; found < 0 && at < verb + MAX_BEHIND && !isBoundary(tokens[at], sentence); at++)
    found = sourceAt(at);
  return found;
}

/** "Wird von Kritikern so genannt": by whom, in a passive. */
function agentOf(verb: number, cue: number, { tokens, mentions, mentionAt, lexicon }: Words): number {
  const { cases, passives } = lexicon.rules;
  if (verb === cue || !cases || !passives?.includes(tokens[verb]?.word ?? '')) return NOBODY;
  for (let at = verb + 1; at < cue; at++) {
    if (!cases.agents.includes(tokens[at]?.word ?? '')) continue;
    const id = mentionAt[at + 1] ?? NOBODY;
    if (mentions[id]?.from === at + 1) return id;
  }
  return NOBODY;
}

/** The auxiliary of a participle at the end of its clause, or the verb itself: "hat" in "hat gestern von „…“ gesprochen". */
function auxiliaryOf(verb: number, tokens: readonly Token[]): number {
  for (let at = verb - 1; at > verb - MAX_AUXILIARY; at--) {
    const token = tokens[at];
    if (!token || token.sentence !== tokens[verb]?.sentence || token.word === ',') break;
    if (token.flags & Word.auxiliary) return at;
  }
  return verb;
}
