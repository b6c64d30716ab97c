import type { RemovalKind } from './article.ts';
import type { DateReader } from './dates.ts';
import { bareLine, type FoldedLine, foldLine, type LineReader } from './line-cues.ts';
import { wordsOf } from './phrases.ts';

/** One observation about a block. With a kind it speaks for the block's being clutter of that kind. */
export interface Signal {
  id: string;
  kind?: RemovalKind;
}

/** Notes one. */
export type Say = (id: string, kind?: RemovalKind) => void;

/** @returns what notes signals in a list, at its end. */
export const noting =
  (signals: Signal[]): Say =>
  (id, kind) => {
    signals.push({ id, kind });
  };

/** A line of nothing but an address. */
export const ADDRESS = /^\s*(?:https?:\/\/|www\.)\S+\s*$/i;
/** A paragraph of the text has so many words at least. */
export const PROSE_WORDS = 18;
const SENTENCE_END = /[.!?…。！？؟।][”"’'»)\]]*$/u;
/** In it letters are told without a pattern for all scripts, which takes a fraction of a ms to be made. */
const ASCII = /^[\0-\x7f]*$/;
const OPENER = /^\s*([^\s:]+)\s*:?\s+(\S)/;
/** Of words that no name has: "From what the council wrote". */
const MOST_LOWER = 3;
const ADDRESSEES = /(?<![\w.-])[\w.-]+@[\w-]+\.[\w.-]+|^\s*@\w+\s*$/g;
const MOST_BESIDE = 5;

/** What is left of a block, and what is asked of it. */
export interface Line extends FoldedLine {
  /** See `wordsOf`. */
  words: readonly string[];
  /** It ends like a sentence. */
  sentence: boolean;
}

/** @param words of the line where they are known, see `wordsOf`. */
export function lineOf(line: string, words: readonly string[] = wordsOf(line)): Line {
  const folded = foldLine(line);
  return { line, folded, bare: bareLine(folded), words, sentence: SENTENCE_END.test(line) };
}

/** What a block's first line says it is, it is not when its last one is a sentence that says nothing of the kind. */
export function withLines(read: Line, observe: (line: Line, words: number) => Signal[], words: number): Signal[] {
  const signals = observe(read, words);
  const at = read.sentence ? read.line.lastIndexOf('\n') : -1;
  if (at < 0) return signals;
  const last = lineOf(read.line.slice(at + 1).trim());
  return observe(last, last.words.length).some(({ kind }) => kind) ? signals : signals.map(({ id }) => ({ id }));
}

/** What one line says it is, by its words and marks alone. */
export function lineSignals(
  read: Line,
  words: number,
  linkShare: number,
  cues: LineReader,
  dates: DateReader,
  byWords: ReadonlySet<string>,
): Signal[] {
  const { line, sentence } = read;
  const size = words <= 3 ? 'xs' : words <= 9 ? 's' : words <= PROSE_WORDS ? 'm' : words <= 45 ? 'l' : 'xl';
  const signals: Signal[] = [];
  const say = noting(signals);
  say(`size:${size}`);
  say(sentence ? 'ends:sentence' : 'ends:open');
  if (words <= 60) {
    const length = words <= PROSE_WORDS ? '' : ':long';
    for (const cue of cues(read, read.words)) say(`cue:${cue.kind}:${cue.how}${length}`, cue.kind);
  }
  if (words <= 14 && !sentence && opensByline(line, byWords)) say('by', 'byline');
  if (linkShare > 0.9) {
    say(sentence ? 'links:sentence' : 'links:all', 'related');
  } else if (linkShare > 0.5) say('links:most');
  // Almost every line has a small Latin letter, and is none of these.
  if (!/[a-z]/.test(line)) {
    if (linkShare > 0.9 && !/\p{Ll}/u.test(line) && /(?:\p{L}\P{L}*){6}/u.test(line) && /\p{Lu}/u.test(line))
      say('caps:links', 'related');
    // A rule drawn with underscores parts sections of the text.
    if (!/[A-Z_]/.test(line) && (ASCII.test(line) || !/\p{L}/u.test(line))) say('no-letters', 'media');
  }
  if (words <= 40) {
    const { share, dated, worded } = dates.dateShare(read.folded, read.words);
    if (dated && share > 0.9) say('date:all', 'date');
    else if (dated && share > 0.5) say('date:most', 'date');
    else if (share > 0.9 && worded) say('date:words', 'date');
  }
  if (words < 25 && /https?:\/\/\S/.test(line) && !ADDRESS.test(line)) say('has-address', 'related');
  if (words < 25 && line.includes('@') && isContact(line, words, sentence)) say('contact', 'byline');
  if (words < 25 && /[©ⓒ]/.test(line)) say('copyright-sign', 'boilerplate');
  if (words < 12 && /\d\s*(?:\/|of|\|)\s*\/?\s*\d+\s*$/.test(line)) say('counter', 'media');
  return signals;
}

/** A word such as "by" and then a name: in scripts with capitals the name has one, and few words beside it have none. */
function opensByline(line: string, byWords: ReadonlySet<string>): boolean {
  const [, opener = '', name = ''] = OPENER.exec(line) ?? [];
  if (!byWords.has(opener.toLowerCase()) || line.endsWith(':')) return false;
  if (ASCII.test(name) ? !/[A-Z]/.test(name) : !/[\p{Lu}\p{Lo}]/u.test(name)) return false;
  return (line.match(/(?<!\p{L})\p{Ll}{4,}/gu)?.length ?? 0) <= MOST_LOWER;
}

/** Nothing but who to write to: an address with a name or a few words beside it, or with a name that is in it. */
function isContact(line: string, words: number, sentence: boolean): boolean {
  const found = line.match(ADDRESSEES);
  if (!found) return false;
  const beside = words - found.length;
  if (beside <= (sentence ? 1 : MOST_BESIDE)) return true;
  const names = line.match(/(?<![\p{L}@.])\p{Lu}\p{L}{3,}(?!@)/gu) ?? [];
  return found.some((address) => {
    const box = address.slice(0, address.indexOf('@')).toLowerCase();
    return names.some((name) => box.includes(name.toLowerCase()));
  });
}
