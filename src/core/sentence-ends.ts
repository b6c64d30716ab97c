import type { Span } from './article.ts';
import { isSpace } from './characters.ts';
import { isOneOf } from './cue-tokens.ts';
import { Word } from './lexicon.ts';
import type { Token } from './tokens.ts';

const FULL_STOP = 0x2e;
/** . ! ? … and a line break */
export const isStop = (code: number): boolean =>
  code === FULL_STOP || code === 0x21 || code === 0x3f || code === 0x2026 || code === 0x0a;

const CLOSING = `'"’”»“„`;

/** Whether a quotation ends a sentence: with a full stop or the like, marks of inner quotations after it. */
export function endsWithStop(text: string, { start, end }: Span): boolean {
  const from = Math.max(start, end - 4);
  let at = end;
  while (at > from && isSpace(text.charCodeAt(at - 1))) at--;
  while (at > from && CLOSING.includes(text.charAt(at - 1))) at--;
  return at > from && text.charCodeAt(at - 1) !== 0x0a && isStop(text.charCodeAt(at - 1));
}

/** "He will not guess. – It is for the police, he says.": a dash opens speech, without marks, behind a sentence. */
export function startsWithDash(tokens: readonly Token[], text: string, start: number): boolean {
  const dash = tokens.at(-1);
  const stop = tokens.at(-2);
  if (!dash || !stop || dash.block !== stop.block || !isDash(dash) || dash.sentence !== stop.sentence) return false;
  if (text.slice(dash.end, start).trim() !== '') return false;
  return stop.quote >= 0 ? endsWithStop(text, stop) : isStop(text.charCodeAt(stop.end - 1));
}

/** What opens speech that no marks enclose. */
export const isDash = (token: Token | undefined): boolean => token !== undefined && isOneOf(token.word, '—–―-');

/** A full stop after a title, an initial or an abbreviation does not end a sentence; nor does one before a small letter. */
export function endsSentence(tokens: readonly Token[], text: string, end: number): boolean {
  const mark = tokens.at(-1);
  const before = tokens.at(-2);
  if (mark?.word !== '.') return true;
  if (before && before.end === mark.start) {
    if (before.flags & Word.title && !(before.flags & (Word.person | Word.group))) return false;
    if (before.capital && before.word.length === 1) return false;
    if (before.capital && before.word.length <= 3 && text.slice(before.start, before.end).includes('.')) {
      return startsSentence(text, end, true);
    }
    if (before.flags & Word.title && before.capital) return false;
  }
  return startsSentence(text, end);
}

const LOOK_THROUGH = `"'“”„‟«»‹›「」『』‘’‚‛)]`;
const GOES_ON = ',;:—–-';

/** Whether what follows can open a sentence: not a small letter, a comma or the like. */
export function startsSentence(text: string, at: number, wordOnly = false): boolean {
  const until = Math.min(at + 12, text.length);
  for (let next = at; next < until; next++) {
    const code = text.charCodeAt(next);
    const char = text.charAt(next);
    if (isSpace(code) || LOOK_THROUGH.includes(char)) continue;
    return !wordOnly && !GOES_ON.includes(char) && char === char.toUpperCase();
  }
  return true;
}
