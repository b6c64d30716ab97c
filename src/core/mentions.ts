import type { Span } from './article.ts';
import { noteCommonNouns, noteLetters } from './capitals.ts';
import { CUE, FUNCTION, type Lexicon, NOUN, Word } from './lexicon.ts';
import { isSpaceBetween, nounWords } from './noun-words.ts';
import { isTitle, phraseWords } from './phrase-words.ts';
import { nominative, properNames } from './proper-names.ts';
import type { Steps } from './steps.ts';
import { isClitic, isWord, type Token } from './tokens.ts';

export type MentionKind = 'name' | 'noun' | 'pronoun';

/** A stretch of the narrative (not of a quotation) that may stand for somebody who speaks. */
export interface Mention extends Span {
  kind: MentionKind;
  /** First token and the one after the last. */
  from: number;
  to: number;
  /** Token that carries the meaning: the surname, the noun. */
  head: number;
  /** The bits of all its words together, see `Word`. */
  flags: number;
  /** For a name: its words without titles, lower case. */
  name: readonly string[];
  /** Where the name without its titles starts, UTF-16 offset. */
  nameStart: number;
  /** Nouns standing for the same person right beside the name: "the Florida senator", "spokesman". Lower case. */
  roles: readonly string[];
  /** Followed by a possessive clitic: "Trump's". */
  possessive: boolean;
  sentence: number;
  block: number;
  /** In a line where every word has a capital. */
  inHeadline: boolean;
}

/** So many tokens are read between two places at which the work may be laid down. */
const MANY = 128;
const MAX_NOUN_PHRASE = 7;
const NONE: readonly string[] = [];
const BODY = Word.group | Word.document;
/** What a small word has to be for a mention to begin with it. */
const OPENING = Word.pronoun | Word.determiner | NOUN;

/**
 * Finds who may speak: names with their titles, pronouns, and noun phrases that start with a determiner or hold a
 * noun for people, groups or documents.
 */
export function* findMentions(tokens: readonly Token[], text: string, lexicon: Lexicon): Steps<Mention[]> {
  const headlines = noteLetters(tokens);
  yield;
  const {
    capitalNouns,
    bareAttributes,
    nameForms,
    nameSuffixes,
    rolesBeforeNames,
    verbSecond,
    ownerEndings,
    namesBeforeNouns,
    articlesBeforeNames,
  } = lexicon.rules;
  if (capitalNouns) noteCommonNouns(tokens, lexicon);
  const { namePart, nameEnd, surnameEnd, isOwner, isPlace } = properNames(tokens, text, lexicon, headlines);
  const nouns = nounWords(tokens, text, lexicon, namePart);
  const { afterRole, afterAdjectives, isOrdinal, isHeadBefore, isBareBeforePredicate, isFieldOfPerson } = nouns;
  const phrase = phraseWords(tokens, text, lexicon, namePart, isFieldOfPerson);
  const opening = capitalNouns ? OPENING | Word.particle : OPENING;
  const mentions: Mention[] = [];

  const push = (
    kind: MentionKind,
    from: number,
    to: number,
    name: readonly string[],
    roles: readonly string[],
    body = from,
    head = to - 1,
  ): void => {
    const first = tokens[from];
    const last = tokens[to - 1];
    if (!first || !last) return;
    let flags = 0;
    // "House Speaker Tim Moore" is no house.
    const owned = kind === 'name' && namesBeforeNouns ? body : from;
    for (let k = from; k < to; k++) flags |= (tokens[k]?.flags ?? 0) & (k < owned ? ~BODY : ~0);
    mentions.push({
      start: first.start,
      end: last.end,
      kind,
      from,
      to,
      head,
      flags,
      name,
      nameStart: tokens[body]?.start ?? first.start,
      roles,
      possessive: isClitic(tokens[to]) || isOwner(to - 1),
      sentence: first.sentence,
      block: first.block,
      inHeadline: headlines.has(first.block),
    });
  };

  /** A noun phrase, and what it says it is of. @returns the token to go on with. */
  const pushRole = (from: number, end: number, roles: readonly string[]): number => {
    const to = isPlace(end) ? end + 1 : end;
    push('noun', from, to, NONE, roles, from, end - 1);
    return to;
  };

  const pushName = (from: number, to: number, leading: number, start = from): void => {
    let body = from;
    for (let k = from; k < to - 1; k++) if (isTitle(tokens[k])) body = k + 1;
    if (tokens[body]?.word === '.') body++;
    // The field of an office is no part of the name.
    const field = (tokens[body]?.flags ?? 0) & Word.connector || phrase.isFieldOf(body - 1);
    if (field && to - body > 2) {
      body = to - 2;
      // "Secretary of State Walter F. Moss"
      while (tokens[body]?.word === '.' && body - 2 > from) body -= 2;
    }
    if (body >= to) body = from;
    const after = tokens[body - 1];
    // "Учителька з Полтави Надія Кравець"
    if (
      to - body > 2 &&
      after &&
      after.flags & Word.preposition &&
      phrase.isOwned(body) &&
      after.sentence === tokens[body]?.sentence
    ) {
      pushName(body + 1, to, body + 1);
      return;
    }
    if (ownerEndings && phrase.isOwnerOf(body)) {
      if (body === to - 1) {
        pushRole(Math.min(leading, from), to, [tokens[body - 1]?.word ?? '']);
        return;
      }
      if (to - body > 2) body++;
    }
    // "Szefowa MSZ Beata Lis"
    if (ownerEndings && to - body > 2 && phrase.isBehindRole(body) && phrase.isLetters(tokens[body])) body++;
    const words: string[] = [];
    for (let k = body; k < to; k++) {
      const token = tokens[k];
      if (isWord(token)) words.push(token.word);
    }
    words.push(...words.splice(-1).map((word) => nominative(word, nameForms)));
    if (words.length > 1 && nameSuffixes?.includes(words.at(-1) ?? '')) words.pop();
    const roles: string[] = [];
    for (let k = leading; k < body; k++) {
      const token = tokens[k];
      if (isWord(token) && (token.flags & (NOUN | Word.title) || k === from - 1)) roles.push(token.word);
    }
    push('name', start, to, words, roles, body);
  };

  for (let at = 0; at < tokens.length; at = readMany(at)) yield;
  return mentions;

  function readMany(from: number): number {
    let at = from;
    for (let turn = 0; turn < MANY && at < tokens.length; turn++) at = isPlain(at) ? at + 1 : readAt(at);
    return at;
  }

  /** Whether nothing begins at a token, as at most: told without a call. */
  function isPlain(at: number): boolean {
    const token = tokens[at];
    return token !== undefined && !token.capital && (token.flags & opening) === 0 && !isClitic(tokens[at - 1]);
  }

  /** Reads what begins at a token. @returns the token to go on with. */
  function readAt(at: number): number {
    const token = tokens[at];
    if (!isWord(token)) return at + 1;
    if (token.flags & Word.pronoun && !phrase.isInPhrase(at) && !phrase.isBeforeDay(at)) {
      push('pronoun', at, at + 1, NONE, NONE);
      return at + 1;
    }
    const surname = token.flags & Word.particle ? surnameEnd(at) : at;
    if (surname > at) {
      pushName(at, surname, at);
      return surname;
    }
    if (namePart(at)) {
      if (phrase.areSomebodys(at)) return pushRole(at, at + 1, [token.word]);
      const end = Math.max(at + 1, nameEnd(at));
      const noun = capitalNouns
        ? token.flags & NOUN || token.lexeme.common
        : // "Председатель профсоюза, …": what opens a sentence and goes on small is no name.
          (bareAttributes || (rolesBeforeNames && tokens[at - 1]?.sentence !== token.sentence)) && token.flags & NOUN;
      if (end === at + 1 && noun) return pushRole(at, end, [token.word]);
      const named = afterRole(end);
      if (named > end) {
        const stop = Math.max(named + 1, nameEnd(named));
        pushName(named, stop, end, at);
        return stop;
      }
      pushName(at, end, phrase.isQualifier(at - 1) ? at - 1 : at);
      return end;
    }
    const noun =
      token.flags & NOUN &&
      (token.capital || !capitalNouns) &&
      !(token.flags & (FUNCTION & ~Word.determiner)) &&
      !afterDeterminer(tokens, at) &&
      !(token.flags & CUE && mentions.at(-1)?.to === at && !phrase.isPredicate(at + 1));
    const opens = (token.flags & Word.determiner && !phrase.opensClause(at)) || noun || isClitic(tokens[at - 1]);
    return opens ? nounPhrase(at) : at + 1;
  }

  /** Reads a noun phrase from its determiner or first noun on. @returns the token to go on with. */
  function nounPhrase(from: number): number {
    const first = tokens[from];
    if (!first) return from + 1;
    let end = first.flags & Word.determiner ? from + 1 : from;
    let nounAt = -1;
    while (end < tokens.length && end - from < MAX_NOUN_PHRASE) {
      const token = tokens[end];
      if (token?.word === ',' && nounAt < 0 && end > from + 1 && first.flags & Word.determiner) {
        const noun = afterAdjectives(end + 1);
        if (noun < 0) break;
        nounAt = noun;
        end = noun + 1;
        continue;
      }
      if (!isWord(token) || token.sentence !== first.sentence || isClitic(token)) break;
      if (end > from && tokens[end - 1]?.word !== ',' && !isSpaceBetween(tokens[end - 1], token, text)) break;
      // "Ο εκπρόσωπος της ΔΕΗ Γιώργος Βλάχος": a name follows the one that it is of.
      if (
        bareAttributes &&
        end === from + 1 &&
        first.flags & Word.determiner &&
        phrase.isLetters(token) &&
        namePart(end + 1)
      ) {
        end++;
        break;
      }
      if (namePart(end)) {
        const stop = nameEnd(end);
        // "rescue worker Daniel Mensah", "the economist Lena Fischer": a name after its role is the person.
        const role = tokens[end - 1];
        const leading = capitalNouns
          ? isTitle(tokens[end]) && stop > end + 1 && !((tokens[stop - 1]?.flags ?? 0) & NOUN)
          : role && end > from && !role.capital && !(role.flags & (FUNCTION | Word.group | Word.document));
        if (
          articlesBeforeNames &&
          end === from + 1 &&
          (first.flags & (Word.determiner | Word.oblique)) === Word.determiner
        ) {
          pushName(end, stop, end, from);
          return stop;
        }
        const more = phrase.continuation(stop, from);
        // "A moderate Riverton Democrat" is nobody's name.
        const noun = phrase.bringsNew(from) && ((tokens[stop - 1]?.flags ?? 0) & Word.person) !== 0;
        if (leading && more === 0 && !(noun && !capitalNouns)) {
          pushName(end, stop, from);
          return stop;
        }
        end = stop + more;
        if (more === 0) break;
        if ((tokens[end - 1]?.flags ?? 0) & NOUN) nounAt = end - 1;
        continue;
      }
      const noun = token.flags & NOUN && end > from - 1 && (token.capital || !capitalNouns);
      if (token.flags & CUE && !noun && end === from + 2 && nounAt < 0 && isBareBeforePredicate(end)) {
        nounAt = end;
        end++;
        break;
      }
      if (end > from + 1 && isFieldOfPerson(end)) {
        nounAt = end + 1;
        end += 2;
        continue;
      }
      if (token.flags & CUE && !noun && end > from) {
        // "the leaked report": a form like a cue directly before a noun is an adjective.
        const next = tokens[end + 1];
        const adjective = token.flags & CUE && next && next.flags & NOUN && !(next.flags & CUE);
        // "I ett pressmeddelande skriver bolaget": behind a noun it is the verb, and its subject follows.
        const inverts = verbSecond && !capitalNouns && end > from + (first.flags & Word.determiner ? 1 : 0);
        if (!adjective || end > from + 2 || inverts) break;
      } else if (token.flags & CUE && noun && nounAt >= 0 && nounAt === end - 1) break;
      else if (
        token.flags & FUNCTION &&
        !(token.flags & Word.determiner && end === from + 1 && !(first.flags & Word.relative)) &&
        !(phrase.isDegree(end) && end === from + 1 && first.flags & Word.determiner) &&
        !isOrdinal(end)
      )
        break;
      else if (
        token.flags & Word.verb &&
        end > from + 1 &&
        nounAt < 0 &&
        !phrase.isNounNext(end + 1) &&
        !phrase.isDegree(end - 1)
      )
        break;
      if (noun && lexicon.rules.bareAttributes && phrase.startsAnother(end, nounAt)) break;
      if (noun) nounAt = end;
      end++;
    }
    if (
      end === from ||
      (end === from + 1 && first.flags & Word.determiner && !lexicon.rules.loneDeterminers?.includes(first.word))
    ) {
      return from + 1;
    }
    // A word after the last known noun is most often its verb.
    if (nounAt >= 0 && end - 1 > nounAt && !(end - 2 === nounAt && isHeadBefore(end))) end = nounAt + 1;
    // Without a capital there is no noun where nouns have one.
    if (capitalNouns && nounAt < 0 && !tokens.slice(from + 1, end).some(({ capital }) => capital)) return from + 1;
    const last = tokens[end - 1];
    return pushRole(from, end, last ? [last.word] : NONE);
  }
}

/**
 * The mention that attributes belong to: "the head" for "the league" in "the head of the league".
 * @param id index of a mention.
 */
export function headOf(id: number, mentions: readonly Mention[], tokens: readonly Token[]): number {
  let head = id;
  for (let steps = 0; steps < MAX_ATTRIBUTES; steps++) {
    const from = mentions[head]?.from ?? 0;
    const before = mentions[head - 1];
    if (!before || before.kind === 'pronoun' || before.sentence !== mentions[head]?.sentence) break;
    const genitive = before.to === from && (tokens[from]?.flags ?? 0) & Word.determiner;
    if (!genitive && !(before.to + 1 === from && (tokens[before.to]?.flags ?? 0) & Word.preposition)) break;
    head--;
  }
  return head;
}

/** "The widow": a noun for one person. */
export const isOnePerson = ({ kind, flags }: Mention): boolean =>
  kind === 'noun' && (flags & (Word.person | Word.plural)) === Word.person;

const MAX_ATTRIBUTES = 4;

function afterDeterminer(tokens: readonly Token[], at: number): boolean {
  return ((tokens[at - 1]?.flags ?? 0) & Word.determiner) !== 0;
}
