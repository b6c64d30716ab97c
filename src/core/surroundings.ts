import { Cue, startOfCue } from './cue-tokens.ts';
import { isReportive } from './lexicon.ts';
import type { Memory, Scene } from './scene.ts';
import { REACH } from './token-kinds.ts';

const WINDOW_LEFT = 14;
const WINDOW_RIGHT = 8;

/** How many tokens behind a quotation a clause about it has before it names who spoke. */
export const MAX_CLAUSE = 15;

/** So many sentences away nobody has spoken a quotation who is not the subject of a reporting verb, and farther away nobody at all. */
const FAR = 2;

/**
 * The mentions near a quotation that may be its speaker, nearest first on either side, and the speaker of the one before.
 * @param at token of the quotation.
 */
export function mentionsNear(at: number, scene: Scene, memory: Memory): number[] {
  const { tokens, mentions, mentionAt, speakers, inside } = scene;
  const { block = 0, sentence = 0 } = tokens[at] ?? {};
  const near: number[] = [];
  const add = (id: number, away: number): void => {
    if (away < FAR || speakers.has(id)) near.push(id);
  };
  let last = -1;
  for (let k = at - 1, left = 0, steps = 0; k >= 0 && left < WINDOW_LEFT && steps < 2 * REACH; k--, steps++) {
    const token = tokens[k];
    if (!token || block - token.block > 1 || sentence - token.sentence > FAR) break;
    const id = mentionAt[k] ?? -1;
    if (id < 0 || id === last) continue;
    last = id;
    left++;
    add(id, sentence - token.sentence);
  }
  last = -1;
  for (let k = at + 1, right = 0, steps = 0; k < tokens.length && right < WINDOW_RIGHT && steps < REACH; k++, steps++) {
    const token = tokens[k];
    const delta = (token?.block ?? 0) - block;
    if (!token || delta > 1 || (delta === 1 && steps > 15) || token.sentence - sentence > FAR) break;
    const id = mentionAt[k] ?? -1;
    if (id < 0 || id === last) continue;
    last = id;
    right++;
    add(id, token.sentence - sentence);
  }
  if (memory.lastMention >= 0 && !near.includes(memory.lastMention)) near.push(memory.lastMention);
  return near.filter((id) => mentions[id] !== undefined && !inside[id]);
}

/** Whether the sentence round a quotation is in the mood of reported speech: 1 before the quotation, 2 only after it. */
export function reportedAround(at: number, { tokens }: Scene): number {
  const sentence = tokens[at]?.sentence;
  for (let k = at - 1; k > at - REACH && tokens[k]?.sentence === sentence; k--)
    if (isReportive(tokens[k]?.flags ?? 0)) return 1;
  for (let k = at + 1; k < at + REACH && tokens[k]?.sentence === sentence; k++)
    if (isReportive(tokens[k]?.flags ?? 0)) return 2;
  return 0;
}

/** The last mention before a quotation that stands as the subject of a reporting verb, -1 when there is none. */
export function latestSpeaker(at: number, { tokens, mentionAt, speakers }: Scene): number {
  for (let k = at - 1; k > at - 4 * REACH && k >= 0; k--) {
    const id = mentionAt[k] ?? -1;
    if (id >= 0 && speakers.has(id)) return id;
    if ((tokens[at]?.block ?? 0) - (tokens[k]?.block ?? 0) > 1) break;
  }
  return -1;
}

/** The cue that most likely introduces the quotation: right after it, or the nearest before it, in its sentence. */
export function mainCue(at: number, scene: Scene): number {
  const { tokens, cues, lexicon } = scene;
  const sentence = tokens[at]?.sentence;
  let after = -1;
  for (let k = at + 1; k < at + REACH && tokens[k]?.sentence === sentence; k++) {
    if (tokens[k]?.quote !== -1) break;
    if (cues[k]) {
      after = k;
      break;
    }
  }
  let before = -1;
  for (let k = at - 1; k > at - REACH && tokens[k]?.sentence === sentence; k--) {
    if (cues[k]) {
      before = startOfCue(k, tokens);
      break;
    }
  }
  // "Er sagte, „…“ dürfe es nicht geben": a verb that reports now and then is not asked where one does that always does.
  if (lexicon.rules.cases && after > at + 1 && cues[after] === Cue.weak && cues[before] === Cue.finite) return before;
  if (after >= 0 && (before < 0 || after - at <= 6 || after - at < at - before)) return after;
  return before;
}

/** The quotation before, -1 when there is none. */
export function lastQuoteBefore(at: number, scene: Scene): number {
  const quote = scene.tokens[at]?.quote ?? 0;
  return quote > 0 ? (scene.quoteTokens[quote - 1] ?? -1) : -1;
}
