import { Cue, isFiniteCue } from './cue-tokens.ts';
import { startsSmall } from './glyphs.ts';
import { NOUN, Word } from './lexicon.ts';
import { isSpokenTo } from './own-features.ts';
import { GENDER } from './persons.ts';
import { isObject, type Memory, type Scene } from './scene.ts';
import { isDash } from './sentence-ends.ts';
import { type Candidate, candidatesFor } from './speaker-features.ts';
import { mainCue } from './surroundings.ts';
import type { Token } from './tokens.ts';

/** The index of no mention. */
const MANY = Number.POSITIVE_INFINITY;
/** How many tokens stand between a quotation and the verb of its clause: a comma and an auxiliary, say. */
const MAX_BEFORE_VERB = 3;

/**
 * The candidates for the speaker of a quotation; nobody of another sentence is one of them where the clause behind it has a
 * subject of its own. Where a language has a model of its own, that knows.
 */
export function candidatesBeside(quote: number, scene: Scene, memory: Memory): Candidate[] {
  const candidates = candidatesFor(quote, scene, memory);
  const other = otherSubject(quote, scene);
  if (other >= 0) return candidates.filter(({ mention }) => mention === other || mention < 0);
  if (scene.lexicon.rules.learned?.speakers) return candidates;
  const at = scene.quoteTokens[quote] ?? -1;
  const subject = subjectBehind(at, scene);
  if (subject < 0) return candidates;
  const verb = scene.mentions[subject]?.from ?? at;
  const { personOf } = scene.cast;
  const { sentence } = scene.mentions[subject] ?? {};
  const isSame = (mention: number): boolean =>
    mention === subject || ((personOf[subject] ?? -1) >= 0 && personOf[mention] === personOf[subject]);
  const isHere = ({ mention, link }: Candidate): boolean => {
    const other = scene.mentions[mention];
    if (!other) return true;
    return link !== 'carried' && other.sentence === sentence && !(other.from > verb && isSpokenTo(other, scene.tokens));
  };
  return candidates.filter((candidate) => isHere(candidate) || isSame(candidate.mention));
}

/** “…,” said Kowalska as a heckler shouted: “…”: who the clause between two quotations has for its own subject; -1 for nobody, or a pronoun. */
function otherSubject(quote: number, { tokens, mentions, mentionAt, quoteTokens, cues, text }: Scene): number {
  const at = quoteTokens[quote] ?? -1;
  const before = quoteTokens[quote - 1] ?? -1;
  const token = tokens[at];
  const pause = tokens[at - 1]?.word;
  if (!token || before < 0 || tokens[before]?.sentence !== token.sentence || cues[at - 2] !== Cue.finite) return -1;
  if (pause !== ':' && (pause !== ',' || startsSmall(token, text))) return -1;
  const id = mentionAt[at - 3] ?? -1;
  const subject = mentions[id];
  if (!subject || subject.kind === 'pronoun') return -1;
  if (!((tokens[subject.from - 1]?.flags ?? 0) & (Word.conjunction | Word.subordinator))) return -1;
  for (let k = before + 1; k < subject.from - 1; k++) if (isFiniteCue(cues[k])) return id;
  return -1;
}

/** The verb of the clause behind a quotation that reports it; -1 for none. */
function verbBehind(at: number, { cues }: Scene): number {
  for (let verb = at + 1; verb <= at + MAX_BEFORE_VERB + 1; verb++) if (isFiniteCue(cues[verb])) return verb;
  return -1;
}

/** —… —contestó su hermano: who stands right behind the verb that follows a quotation; -1 for nobody, or a pronoun. */
export function subjectBehind(at: number, scene: Scene): number {
  const { tokens, mentions, mentionAt } = scene;
  const sentence = tokens[at]?.sentence;
  const reported = verbBehind(at, scene);
  const verb = reported < 0 ? wordBeforeName(at, scene) : reported;
  if (verb < 0 || tokens[verb]?.sentence !== sentence) return -1;
  // "– … – żali się Halina Pytel"
  const behind = verb + (tokens[verb]?.more ?? 0) + 1;
  // "…", говорит прораб Анатолий: what he is may be in no list.
  let next = behind;
  while (next < behind + MAX_ROLE && (mentionAt[next] ?? -1) < 0 && isRoleWord(tokens[next])) next++;
  const id = tokens[next]?.sentence === sentence ? (mentionAt[next] ?? -1) : -1;
  const mention = mentions[id];
  const isNamed = next === behind || tokens[mention?.head ?? -1]?.capital === true;
  if (mention && isNamed && mention.kind !== 'pronoun' && !isObject(mention, tokens)) return id;
  return mention && next === behind ? -1 : namedInClause(verb, scene);
}

/** „…” – nyugtatott Molnár Éva: a word in no list between a pause behind the quotation that opens a sentence and a name; -1 for none. */
function wordBeforeName(at: number, scene: Scene): number {
  const { tokens, mentions, mentionAt } = scene;
  const pause = tokens[at + 1];
  if (tokens[at - 1]?.sentence === tokens[at]?.sentence || !pause || pause.word === '.') return -1;
  // „Náhodou,“ — the comma may stand inside of the marks.
  if (pause.spelled && !/[,?!…]$/u.test(scene.text.slice(tokens[at]?.start, tokens[at]?.end))) return -1;
  for (let k = pause.spelled ? at + 1 : at + 2; k <= at + MAX_BEFORE_VERB; k++) {
    const token = tokens[k];
    if (token?.spelled !== true) continue;
    if (token.capital || (token.flags & ~Word.verb) !== 0) return -1;
    // „…“ usmial sa Lukáš Krajčí
    const last = (tokens[k + 1]?.flags ?? 0) & Word.auxiliary ? k + 1 : k;
    // «…», — відреагував депутат Тарас Мельник
    let next = last + 1;
    while (next < last + MAX_ROLE && isListedRole(tokens[next])) next++;
    const name = mentions[mentionAt[next] ?? -1];
    return name?.kind === 'name' && name.name.length > 1 ? last : -1;
  }
  return -1;
}

/** —… —insistió una y otra vez Rafael Montero ante la jueza: the only one whom a clause names and nothing leads to; -1 for nobody. */
function namedInClause(verb: number, { tokens, mentions, mentionAt }: Scene): number {
  const sentence = tokens[verb]?.sentence;
  let named = -1;
  for (let k = verb + 1; tokens[k]?.sentence === sentence && tokens[k]?.word !== ',' && tokens[k]?.quote === -1; k++) {
    const id = mentionAt[k] ?? -1;
    const mention = mentions[id];
    if (!mention || id === named || isObject(mention, tokens) || isSpokenTo(mention, tokens)) continue;
    if (mention.kind !== 'name' || named >= 0) return -1;
    named = id;
  }
  return named;
}

/** How many words for what he is stand between a verb and the name behind it. */
const MAX_ROLE = 3;
const isListedRole = (token: Token | undefined): boolean =>
  isRoleWord(token) && ((token?.flags ?? 0) & (NOUN | Word.title)) !== 0;
const isRoleWord = (token: Token | undefined): boolean =>
  token?.spelled === true && !token.capital && (token.flags & ~(NOUN | GENDER)) === 0;

/** "Rui Caldeira conosce il club. «…», spiega.": who a verb without a subject speaks of, in a language that leaves pronouns out; -1 for nobody. */
export function subjectLeftOut(quote: number, scene: Scene): number {
  const { tokens, mentions, mentionAt, quoteTokens, lexicon, inside, predicates, cast } = scene;
  const at = quoteTokens[quote] ?? -1;
  const { sentence = -1, block } = tokens[at] ?? {};
  const start = isDash(tokens[at - 1]) ? at - 1 : at;
  if (!lexicon.rules.dropsPronouns || tokens[start - 1]?.sentence === sentence) return -1;
  if (verbBehind(at, scene) < 0) return -1;
  for (let k = at + 1; tokens[k]?.sentence === sentence; k++) {
    const mention = mentions[mentionAt[k] ?? -1];
    if (mention && !isObject(mention, tokens)) return -1;
  }
  let subject = -1;
  for (let k = start - 1; tokens[k]?.sentence === sentence - 1 && tokens[k]?.block === block; k--) {
    if (tokens[k]?.quote !== -1) return -1;
    const id = mentionAt[k] ?? -1;
    const mention = mentions[id];
    if (!mention || id === subject || inside[id] || isObject(mention, tokens)) continue;
    if (mention.kind !== 'name' && (mention.kind !== 'noun' || (mention.flags & Word.person) === 0)) continue;
    // "The coach, Nuno Prates, praised the keeper": read backwards, what follows the verb comes first.
    const isSame = subject < 0 || (cast.personOf[id] ?? -1) === cast.personOf[subject];
    if (!isSame && (predicates[subject] || !predicates[id])) return -1;
    subject = id;
  }
  return subject;
}

/** "Podle náměstka hejtmana Zdeňka Vostrého": the first whom a frame leads to by his name, over what he is; -1 for nobody. */
export function namedInFrame(quote: number, scene: Scene): number {
  const { tokens, mentions, mentionAt, quoteTokens, cues } = scene;
  const at = quoteTokens[quote] ?? -1;
  const frame = mainCue(at, scene);
  if (cues[frame] !== Cue.frame) return -1;
  const from = frame + (tokens[frame]?.more ?? 0) + 1;
  for (let k = from; k < from + MAX_FRAMED && tokens[k]?.sentence === tokens[at]?.sentence; k++) {
    const token = tokens[k];
    const id = mentionAt[k] ?? -1;
    if (mentions[id]?.kind === 'name') return id;
    if (!token || token.quote >= 0 || cues[k] || mentions[id]?.kind === 'pronoun') return -1;
    // "Σύμφωνα με την υπουργό Παιδείας, Ειρήνη Κοντού"
    if (!token.spelled && (token.word !== ',' || mentions[mentionAt[k + 1] ?? -1]?.kind !== 'name')) return -1;
  }
  return -1;
}

/** How many tokens a frame has at most before the name it leads to. */
const MAX_FRAMED = 8;

/**
 * "At the gate Anna Holm gathers her photographs: «…»": the only one whom a sentence with a colon names, or the only person
 * it tells of; -1 for nobody.
 */
export function namedBeforeColon(quote: number, { tokens, mentions, mentionAt, quoteTokens, inside }: Scene): number {
  const at = quoteTokens[quote] ?? -1;
  const sentence = tokens[at]?.sentence;
  if (tokens[at - 1]?.word !== ':') return -1;
  let named = -1;
  let told = -1;
  let isLed = false;
  for (let k = at - 1; tokens[k]?.sentence === sentence; k--) {
    if (tokens[k]?.quote !== -1) return -1;
    const id = mentionAt[k] ?? -1;
    const mention = mentions[id];
    if (!mention || id === named || id === told || inside[id]) continue;
    if (mention.kind !== 'name' && isObject(mention, tokens)) continue;
    if (mention.kind === 'pronoun') return -1;
    if (mention.kind === 'noun') {
      if (!(mention.flags & Word.person)) continue;
      told = told < 0 ? id : MANY;
      continue;
    }
    // "Con lei c'è il segretario della Fiom, Bruno Orsi: «…»"
    if (isObject(mention, tokens)) {
      isLed = true;
      continue;
    }
    if (named >= 0) return -1;
    named = id;
  }
  return named < 0 && told < mentions.length && !isLed ? told : named;
}
