import { Word } from './lexicon.ts';
import type { Mention } from './mentions.ts';
import { bucket } from './model.ts';
import type { Scene } from './scene.ts';

/** What tells that a quotation is no speech but stands on something; the values have no order. Not set without words for it. */
export const WRITING_FEATURES = {
  writing: 2,
  carrierBefore: 5,
  inscribedBefore: 3,
  writtenAfter: 5,
  writtenBetween: 5,
} as const;

type Setter = (name: keyof typeof WRITING_FEATURES, value: number) => void;

/** The nearest words of writing in the sentence of a quotation: tokens, -1 when there is none. */
export interface Writing {
  carrierBefore: number;
  inscribedBefore: number;
  carrierAfter: number;
  inscribedAfter: number;
}

/** How many tokens before and after a quotation are looked at. */
const BEFORE = 10;
const AFTER = 7;

/** Whether a word (its bits) is a noun for what carries writing: "shirt". */
export const isCarrier = (flags: number): boolean => (flags & (Word.written | Word.verb)) === Word.written;

/**
 * @param at token of a quotation.
 * @returns nothing where the language lists no such words.
 */
export function writingAround(at: number, { tokens, lexicon }: Scene): Writing | undefined {
  if (!lexicon.rules.writing) return undefined;
  const sentence = tokens[at]?.sentence;
  let carrier = -1;
  let inscribed = -1;
  const look = (step: number, reach: number): void => {
    carrier = -1;
    inscribed = -1;
    for (let k = at + step, left = reach; left > 0; k += step, left--) {
      const token = tokens[k];
      if (!token || token.sentence !== sentence || token.quote >= 0) return;
      if (!(token.flags & Word.written) || token.capital) continue;
      if (token.flags & Word.verb) inscribed = inscribed < 0 ? k : inscribed;
      else carrier = carrier < 0 ? k : carrier;
    }
  };
  look(-1, BEFORE);
  const [carrierBefore, inscribedBefore] = [carrier, inscribed];
  look(1, AFTER);
  return { carrierBefore, inscribedBefore, carrierAfter: carrier, inscribedAfter: inscribed };
}

/** Sets what is the same for all candidates of a quotation. */
export function setWriting(set: Setter, at: number, main: number, writing: Writing): void {
  const { carrierBefore, inscribedBefore, carrierAfter, inscribedAfter } = writing;
  set('writing', Math.max(carrierBefore, inscribedBefore, carrierAfter, inscribedAfter) < 0 ? 0 : 1);
  const isReported = main > carrierBefore && main < at;
  set('carrierBefore', carrierBefore < 0 ? 0 : isReported ? 4 : 1 + bucket(at - carrierBefore, [3, 7]));
  set('inscribedBefore', inscribedBefore < 0 ? 0 : 1 + bucket(at - inscribedBefore, [3]));
  set(
    'writtenAfter',
    inscribedAfter >= 0
      ? 1 + bucket(inscribedAfter - at, [3])
      : carrierAfter >= 0
        ? 3 + bucket(carrierAfter - at, [4])
        : 0,
  );
}

/** Sets which words of writing stand between a candidate and the quotation. */
export function setWritingOf(set: Setter, { from, to }: Mention, writing: Writing): void {
  const { carrierBefore, inscribedBefore, carrierAfter, inscribedAfter } = writing;
  const holds = (at: number): boolean => from <= at && at < to;
  if (holds(carrierBefore) || holds(carrierAfter)) {
    set('writtenBetween', 4);
    return;
  }
  const isBetween = (before: number, after: number): boolean => before >= to || (after >= 0 && after < from);
  set(
    'writtenBetween',
    (isBetween(carrierBefore, carrierAfter) ? 1 : 0) + (isBetween(inscribedBefore, inscribedAfter) ? 2 : 0),
  );
}
