/** What the characters of a short text tell, read without patterns. */

import type { Span } from './article.ts';
import {
  ALONE,
  COUNTED,
  DIGIT,
  isHangul,
  isLetter,
  isSpace,
  isUpper,
  isWordPart,
  kindOf,
  wordFinder,
} from './characters.ts';
import { upToPause } from './cues.ts';

/** Han, kana or Hangul. */
export function holdsUnspaced(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x1100 && (kindOf(code) === ALONE || isHangul(code))) return true;
  }
  return false;
}

/** The part of a text that belongs to the sentence which ends there. */
export function sentenceBefore(text: string): string {
  for (let at = text.length - 1; at > 1; at--) {
    if (!isSpace(text.charCodeAt(at - 1)) || !opensSentence(text, at)) continue;
    let end = at - 1;
    while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
    while (end > 0 && CLOSERS.includes(text.charAt(end - 1))) end--;
    if (end > 0 && STOPS.includes(text.charAt(end - 1))) return text.slice(at);
  }
  return text;
}

/** Marks that end a sentence. */
export const STOPS = '.!?…';
const CLOSERS = `"'”’“»)`;
const OPENERS = '"“„«¿¡';

function opensSentence(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return isUpper(code) || kindOf(code) === DIGIT || OPENERS.includes(text.charAt(at));
}

/** Whether a code unit is a capital or a digit. */
export const isHigh = (code: number): boolean => isUpper(code) || kindOf(code) === DIGIT;
const WORD_SIGNS = `'’.-`;

/** The words of a text as they are written, with figures, and what hangs on them; not of scripts without spaces. */
export const writtenWords: (text: string) => readonly string[] = wordFinder(COUNTED);

/** A written word as the lexicon has it. */
export function plain(word: string): string {
  const lower = word.toLowerCase();
  const straight = lower.includes('’') ? lower.replaceAll('’', "'") : lower;
  return straight.endsWith('.') ? straight.slice(0, -1) : straight;
}

const CONTRACTIONS = ['s', 're', 've', 'll', 'd', 'm', 't'];

/** "it's", "don’t": an apostrophe and one of the endings, with no letter, figure or underscore of ASCII behind it. */
export function holdsContraction(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x27 && code !== 0x2019) continue;
    for (const ending of CONTRACTIONS) {
      const end = at + 1 + ending.length;
      if (text.startsWith(ending, at + 1) && !isAsciiWord(text.charCodeAt(end))) return true;
    }
  }
  return false;
}

const isAsciiWord = (code: number): boolean => code < 0x80 && (isWordPart(code) || code === 0x5f);

/** Whether one of some marks stands in a text before white space. */
export const holdsPause = (text: string, marks: string): boolean => upToPause(text, marks) !== text;

/** Code: a name right before `=`, `(`, `[` or `{`. */
export function endsAsCode(before: string): boolean {
  if (!'=([{'.includes(before.at(-1) ?? ' ')) return false;
  const quoted = `"'`.includes(before.at(-2) ?? ' ');
  const code = before.charCodeAt(before.length - (quoted ? 3 : 2));
  return isWordPart(code) || code === 0x5f;
}

/** Whether the last word of a text, with what hangs on it, begins with a capital or holds one behind a mark. */
export function endsWithCapital(text: string): boolean {
  for (let at = text.length - 1; at >= 0; at--) {
    const code = text.charCodeAt(at);
    if (isUpper(code)) return true;
    if (!isLetter(code) && !WORD_SIGNS.includes(text.charAt(at))) return false;
  }
  return false;
}

/** Ends in an apostrophe, with or without an s. */
export function isPossessive(text: string): boolean {
  return `'’`.includes((text.endsWith('s') ? text.at(-2) : text.at(-1)) ?? ' ');
}

/** A text up to where its first sentence ends: a stop before white space, or at the very end. */
export function upToStop(text: string): string {
  const sentence = upToPause(text, STOPS);
  return sentence === text && STOPS.includes(text.at(-1) ?? ' ') ? text.slice(0, -1) : sentence;
}

/** What a span ends in, marks of inner quotations looked through: 1 a comma, 2 a stop, 3 an exclamation or question, 4 a dash. */
export function endingOf({ start, end }: Span, text: string): number {
  for (let at = end - 1; at >= start && at >= end - LAST; at--) {
    const char = text.charAt(at);
    if (char === ',') return 1;
    if (char === '.' || char === '…') return 2;
    if (char === '!' || char === '?') return 3;
    if ('—–-'.includes(char)) return 4;
    if (isWordPart(text.charCodeAt(at)) || ';:'.includes(char)) return 0;
  }
  return 0;
}

const LAST = 4;

/** @returns how many words spaces part a span into; counting ends beyond `most`. */
export function wordsIn({ start, end }: Span, text: string, most: number): number {
  let words = 1;
  for (let at = start; at < end && words <= most; at++) if (text.charCodeAt(at) === 0x20) words++;
  return words;
}

/** Whether the first letter of a span is a small one, or of a script without capitals. */
export function startsSmall({ start, end }: Span, text: string): boolean {
  for (let at = start; at < end; at++) if (isLetter(text.charCodeAt(at))) return !isUpper(text.charCodeAt(at));
  return false;
}
