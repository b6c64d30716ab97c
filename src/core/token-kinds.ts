import { isOneOf } from './cue-tokens.ts';
import { Word } from './lexicon.ts';
import type { Scene } from './scene.ts';
import type { Token } from './tokens.ts';

/** How far, in tokens, a quotation's surroundings are looked at. */
export const REACH = 60;

const STOPS = '.!?…;\n';
const BREAKS = '—–()[]-';

/** How many kinds `kindAt` tells apart. */
export const TOKEN_KINDS = 26;

/** What stands at a token, in `TOKEN_KINDS` kinds; 0 outside of the sentence. */
export function kindAt(scene: Scene, at: number, sentence: number): number {
  const token = scene.tokens[at];
  if (!token) return 0;
  if (token.quote >= 0) return token.sentence === sentence ? 1 : 2;
  if (token.sentence !== sentence) return 0;
  const known = scene.kinds[at];
  if (known) return known;
  const kind = kindOf(scene, at, token);
  scene.kinds[at] = kind;
  return kind;
}

function kindOf(scene: Scene, at: number, { word, spelled, flags, capital }: Token): number {
  const cue = scene.cues[at] ?? 0;
  if (cue) return 2 + cue; // 3–8
  if (word === ',') return 9;
  if (word === ':') return 10;
  if (!spelled && isOneOf(word, STOPS)) return 11;
  if (!spelled && isOneOf(word, BREAKS)) return 12;
  if (word.charCodeAt(0) === 0x27) return 13;
  if (flags & Word.conjunction) return 14;
  if (flags & Word.relative) return 15;
  if (flags & Word.subordinator) return 16;
  if (flags & Word.preposition) return 17;
  if (flags & Word.auxiliary) return scene.lexicon.rules.passives?.includes(word) ? 25 : 18;
  if (flags & Word.adverb) return 19;
  if (flags & Word.pronoun) return 20;
  if ((scene.mentionAt[at] ?? -1) >= 0) return 21;
  if (flags & Word.verb) return 24;
  return capital ? 22 : 23;
}

/** Kinds of tokens that are verbs: finite cues, auxiliaries, other verbs. */
export const isVerbKind = (kind: number): boolean =>
  kind === 3 || kind === 4 || kind === 18 || kind === 24 || kind === 25;

/** Counts what stands between two tokens. */
interface Gap {
  tokens: number;
  mentions: number;
  /** Mentions that are the subject of some verb. */
  subjects: number;
  verbs: number;
  commas: number;
  unknown: number;
  quotes: number;
  sentences: number;
  stops: number;
}

/** What `gapBetween` counts a token as. */
const Counted = { nothing: 1, quote: 2, mention: 3, comma: 4, verb: 5, unknown: 6, stop: 7 } as const;

/**
 * @param from first token of the gap.
 * @param to token after it; of what is farther than `REACH` from the first only the distance counts.
 */
export function gapBetween(scene: Scene, from: number, to: number): Gap {
  const { tokens, mentionAt, gapKinds, predicates } = scene;
  const end = Math.min(to, from + REACH, tokens.length);
  let mentions = 0;
  let subjects = 0;
  let verbs = 0;
  let commas = 0;
  let unknown = 0;
  let quotes = 0;
  let stops = 0;
  let mention = -1;
  for (let at = Math.max(0, from); at < end; at++) {
    const kind = gapKinds[at] || countedAs(scene, at);
    if (kind === Counted.mention) {
      const own = mentionAt[at] ?? -1;
      if (own !== mention) {
        mentions++;
        if (predicates[own]) subjects++;
      }
      mention = own;
    } else if (kind === Counted.unknown) unknown++;
    else if (kind === Counted.verb) verbs++;
    else if (kind === Counted.comma) commas++;
    else if (kind === Counted.quote) quotes++;
    else if (kind >= Counted.stop) stops |= 1 << (kind - Counted.stop);
  }
  const sentences = Math.abs((tokens[to]?.sentence ?? 0) - (tokens[from]?.sentence ?? 0));
  return { tokens: Math.max(0, to - from), mentions, subjects, verbs, commas, unknown, quotes, sentences, stops };
}

function countedAs(scene: Scene, at: number): number {
  const token = scene.tokens[at];
  if (!token) return Counted.nothing;
  const kind = kindInGap(token, (scene.mentionAt[at] ?? -1) >= 0);
  scene.gapKinds[at] = kind;
  return kind;
}

function kindInGap({ quote, word, flags }: Token, inMention: boolean): number {
  if (quote >= 0) return Counted.quote;
  if (inMention) return Counted.mention;
  if (word === ',') return Counted.comma;
  if (flags & Word.relative) return Counted.stop;
  if (flags & Word.conjunction) return Counted.stop + 1;
  if (flags & Word.subordinator) return Counted.stop + 2;
  if (isOneOf(word, '.!?;:—–')) return Counted.stop + 3;
  if (flags & Word.verb) return Counted.verb;
  return flags === 0 ? Counted.unknown : Counted.nothing;
}
