import { isLetter } from './characters.ts';
import { CUE, type Lexicon, Word } from './lexicon.ts';
import type { Token } from './tokens.ts';

/** What a token is as a cue. */
export const Cue = { none: 0, finite: 1, weak: 2, nonfinite: 3, weakNonfinite: 4, frame: 5, frameAfter: 6 } as const;

/** Marks what is a cue here: not a noun after a determiner, not part of a name. */
export function findCues(tokens: readonly Token[], mentionAt: Int32Array, lexicon: Lexicon): Uint8Array {
  const cues = new Uint8Array(tokens.length);
  /** What goes on up to a token that is not of it: all of a phrase is what its first word is. */
  let until = 0;
  let whole: number = Cue.none;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) continue;
    if (at < until) cues[at] = whole;
    else if (token.flags & CUE_OR_FRAME) cues[at] = cueAt(tokens, at, token, mentionAt, lexicon);
    if (token.more === 0) continue;
    whole = cues[at] ?? Cue.none;
    until = Math.max(until, at + token.more + 1);
  }
  return cues;
}

const CUE_OR_FRAME = CUE | Word.frameBefore | Word.frameClosing | Word.frameAfter;

function cueAt(
  tokens: readonly Token[],
  at: number,
  { flags }: Token,
  mentionAt: Int32Array,
  lexicon: Lexicon,
): number {
  const before = tokens[at - 1];
  if (flags & Word.frameBefore) return Cue.frame;
  if (flags & Word.frameClosing && before && (before.quote >= 0 || before.word === ',')) return Cue.frame;
  if (flags & Word.frameAfter) return Cue.frameAfter;
  if ((mentionAt[at] ?? -1) >= 0) return Cue.none;
  if (flags & Word.finite) {
    const context = before?.flags ?? 0;
    if (context & (Word.determiner | Word.preposition) && !(context & Word.pronoun)) return Cue.none;
    if (flags & Word.weak && isLikeNoun(tokens, at, mentionAt, lexicon)) return Cue.none;
    return flags & Word.weak ? Cue.weak : Cue.finite;
  }
  if (!(flags & Word.nonfinite)) return Cue.none;
  return flags & Word.weak ? Cue.weakNonfinite : Cue.nonfinite;
}

/** @returns the first token of the cue that a token is part of: "according" for the "to" of "according to". */
export function startOfCue(at: number, tokens: readonly Token[]): number {
  for (let back = 1; back <= MAX_PHRASE; back++) if ((tokens[at - back]?.more ?? 0) >= back) return at - back;
  return at;
}

const MAX_PHRASE = 5;

/** Whether a word is a mark, and one of some. */
export const isOneOf = (word: string, marks: string): boolean => word.length === 1 && marks.includes(word);

function holdsLetter(word: string): boolean {
  for (let at = 0; at < word.length; at++) if (isLetter(word.charCodeAt(at))) return true;
  return false;
}

/** A form that may as well be a noun ("calls", "issues") and stands after a word that no subject ends with. */
function isLikeNoun(tokens: readonly Token[], at: number, mentionAt: Int32Array, lexicon: Lexicon): boolean {
  const word = tokens[at]?.word ?? '';
  const { verbEndings } = lexicon.rules;
  if (!verbEndings || verbEndings.some((ending) => word.endsWith(ending))) return false;
  const before = tokens[at - 1];
  if (!before || before.quote >= 0 || (mentionAt[at - 1] ?? -1) >= 0 || !holdsLetter(before.word)) return false;
  return (
    before.sentence === tokens[at]?.sentence &&
    (before.flags & ~(Word.verb | Word.finite | Word.nonfinite | Word.weak | Word.addressee)) === 0
  );
}

/** Whether a cue is a verb with a subject of its own. */
export const isFiniteCue = (cue: number | undefined): boolean => cue === Cue.finite || cue === Cue.weak;
/** Whether it is a participle or an infinitive. */
export const isNonfiniteCue = (cue: number | undefined): boolean => cue === Cue.nonfinite || cue === Cue.weakNonfinite;
