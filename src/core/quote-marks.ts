import { ELISIONS, QUOTE_MARKS, type QuoteMark } from '../rules/quote-marks.ts';
import type { SpeechRules } from '../rules/schema.ts';
import type { Block } from './article.ts';
import { ALONE, DIGIT, isHangul, isSpace, isWordPart, kindOf, LETTER } from './characters.ts';
import { opensWithReportingClause, upToPause } from './cues.ts';
import type { Steps } from './steps.ts';

/** What stands beside a mark, other marks looked through. */
export type Edge = 'space' | 'word' | 'digit' | 'comma' | 'stop' | 'colon' | 'bracket' | 'cjk' | 'other';

/** One quotation mark as it stands in a text. Offsets are UTF-16 units. */
export interface Mark {
  start: number;
  end: number;
  /** Index into `QUOTE_MARKS`. */
  id: number;
  kind: QuoteMark;
  /** Index into the source's blocks. */
  block: number;
  before: Edge;
  after: Edge;
  /** Nothing but white space stands between the start of the block and the mark. */
  opensBlock: boolean;
  /** A comma stands before the mark and a reporting clause behind it: ", “he said". */
  beforeClause: boolean;
  /** For single marks: cost of reading it as an apostrophe. Other marks are never one. */
  asApostrophe: number;
}

interface Known {
  kind: QuoteMark;
  /** Index into `QUOTE_MARKS`. */
  id: number;
}

/** Marks by their first code unit: of one character, and of the same character twice. */
const SINGLES = new Map<number, Known>();
const DOUBLES = new Map<number, Known>();
QUOTE_MARKS.forEach((kind, id) => {
  (kind.mark.length === 1 ? SINGLES : DOUBLES).set(kind.mark.charCodeAt(0), { kind, id });
});
const COMMA = 0x2c;
const isMarkCharacter = (code: number): boolean => code !== COMMA && (SINGLES.has(code) || DOUBLES.has(code));
/** Runs of marks longer than this are noise; looking further would be quadratic. */
const LOOK_THROUGH = 4;
const ELISION = new Set(ELISIONS);
const WORD_SIGNS = '@#$€£§';
const STOPS = '.!?…)]}';
const BRACKETS = '([{/–—―-';

const isInvisible = (code: number): boolean => code === 0x200b || code === 0x2060;
/** Punctuation of Chinese and Japanese; the ideographic space is a space. */
const isWide = (code: number): boolean => code === 0x3001 || code === 0x3002 || (code >= 0xff01 && code < 0xff5f);

/** @param code NaN for the edge of the block. */
function classify(code: number): Edge {
  if (!(code >= 0) || isSpace(code) || isInvisible(code)) return 'space';
  const kind = kindOf(code);
  if (kind === ALONE || isHangul(code) || isWide(code)) return 'cjk';
  if (kind === LETTER) return 'word';
  if (kind === DIGIT) return 'digit';
  const character = String.fromCharCode(code);
  if (WORD_SIGNS.includes(character)) return 'word';
  if (character === ',' || character === ';') return 'comma';
  if (STOPS.includes(character)) return 'stop';
  if (character === ':') return 'colon';
  return BRACKETS.includes(character) ? 'bracket' : 'other';
}

/** What a character outside of the basic plane is. */
function classifyPair(pair: string): Edge {
  if (/\p{sc=Han}/u.test(pair)) return 'cjk';
  return /\p{L}/u.test(pair) ? 'word' : /\p{N}/u.test(pair) ? 'digit' : 'other';
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code < 0xdc00;
const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code < 0xe000;

/** What the character is that ends at an offset, not before `from`. */
function edgeEnding(text: string, at: number, from: number): Edge {
  if (at <= from) return 'space';
  const code = text.charCodeAt(at - 1);
  const paired = isLowSurrogate(code) && at - 2 >= from && isHighSurrogate(text.charCodeAt(at - 2));
  return paired ? classifyPair(text.slice(at - 2, at)) : classify(code);
}

/** What the character is that begins at an offset, before `to`. */
function edgeStarting(text: string, at: number, to: number): Edge {
  if (at >= to) return 'space';
  const code = text.charCodeAt(at);
  const paired = isHighSurrogate(code) && at + 1 < to && isLowSurrogate(text.charCodeAt(at + 1));
  return paired ? classifyPair(text.slice(at, at + 2)) : classify(code);
}

function edgeBefore(text: string, at: number, from: number): Edge {
  let i = at;
  while (i > from && at - i < LOOK_THROUGH && isMarkCharacter(text.charCodeAt(i - 1))) i--;
  return edgeEnding(text, i, from);
}

function edgeAfter(text: string, at: number, to: number): Edge {
  let i = at;
  while (i < to && i - at < LOOK_THROUGH && isMarkCharacter(text.charCodeAt(i))) i++;
  return edgeStarting(text, i, to);
}

const isWord = (edge: Edge): boolean => edge === 'word' || edge === 'digit';

/** Cost of reading an apostrophe where no word of the language begins with one. */
const NEVER_ELIDED = 5;

/** How little it costs to read a single mark as an apostrophe, from what stands right beside it. */
function apostropheCost(text: string, start: number, end: number, block: Block, rules: SpeechRules): number {
  const before = edgeEnding(text, start, block.start);
  const after = edgeStarting(text, end, block.end);
  if (isWord(before) && isWord(after)) return 0;
  if (isWord(after)) {
    if (rules.noElidedOpenings && before === 'space' && after === 'word') return NEVER_ELIDED;
    if (after === 'digit' || ELISION.has(wordAt(text, end, block.end))) return 0.1;
    return text[start] === '‘' ? 2.5 : 1.5;
  }
  if (isWord(before)) {
    const plural = 'sxzSXZ'.includes(text.charAt(start - 1));
    return before === 'digit' || plural ? 0.3 : 0.8;
  }
  return before === 'space' && after === 'space' ? 0.5 : 2.5;
}

function isBetweenLetters(text: string, start: number, end: number, block: Block): boolean {
  return edgeEnding(text, start, block.start) === 'word' && edgeStarting(text, end, block.end) === 'word';
}

/** "he said.", "the letter said to": a reporting clause before anything else. */
export function startsClause(text: string, rules: SpeechRules): boolean {
  return opensWithReportingClause(upToPause(text, '.,?!'), rules, 3);
}

/** The first letters of the word at an offset, lower case: as many as the longest elision has. */
function wordAt(text: string, at: number, to: number): string {
  const limit = Math.min(at + 5, to);
  let end = at;
  while (end < limit && isWordPart(text.charCodeAt(end))) end++;
  return text.slice(at, end).toLowerCase();
}

/** Whether a comma and white space stand before an offset, and a reporting clause behind the mark that begins there. */
function standsBeforeClause(text: string, start: number, end: number, block: Block, rules: SpeechRules): boolean {
  const from = Math.max(block.start, start - 4);
  let at = start;
  while (at > from && isSpace(text.charCodeAt(at - 1))) at--;
  if (at === start || at === from || text.charCodeAt(at - 1) !== COMMA) return false;
  return startsClause(text.slice(end, Math.min(end + 60, block.end)), rules);
}

const escaped = (mark: string): string =>
  [...mark].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
const marksOf = (known: ReadonlyMap<number, Known>): string[] =>
  [...known.values()].map(({ kind }) => escaped(kind.mark));
/** The engine goes over text without marks far faster than a loop does. */
const MARK = new RegExp(`${marksOf(DOUBLES).join('|')}|[${marksOf(SINGLES).join('')}]`, 'g');

const isAsciiLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
/** "don't": nothing but an apostrophe. Tells it for most of them; `apostropheCost` tells the rest. */
const isInWord = (text: string, start: number, end: number, block: Block): boolean =>
  start > block.start &&
  end < block.end &&
  isAsciiLetter(text.charCodeAt(start - 1)) &&
  isAsciiLetter(text.charCodeAt(end));

/** So many marks are read between two places at which the work may be laid down. */
const MANY = 64;

/** Every quotation mark inside the blocks, in order. Apostrophes inside words are left out. */
export function* findMarks(text: string, blocks: readonly Block[], rules: SpeechRules): Steps<Mark[]> {
  const marks: Mark[] = [];
  let index = 0;
  let block = blocks[0];
  let first = true;
  let read = 0;
  MARK.lastIndex = 0;
  for (let found = MARK.exec(text); found; found = MARK.exec(text)) {
    const start = found.index;
    while (block && start >= block.end) {
      block = blocks[++index];
      first = true;
    }
    if (!block) break;
    if (start < block.start || block.kind === 'preformatted') {
      // What begins a line is not looked for from outside of it.
      MARK.lastIndex = start < block.start ? start + 1 : block.end;
      continue;
    }
    const code = text.charCodeAt(start);
    const known = (start + found[0].length <= block.end && found[0].length > 1 ? DOUBLES : SINGLES).get(code);
    const end = start + (known?.kind.mark.length ?? 1);
    // Apostrophes count, too: a text may have nothing else.
    if (++read % MANY === 0) yield;
    // Another text may have been begun meanwhile.
    MARK.lastIndex = end;
    if (!known) continue;
    if (known.kind.family !== 'single' || !isInWord(text, start, end, block)) {
      const mark = readMark(text, start, end, known, block, index, rules);
      if (mark) {
        mark.opensBlock = first && isBlank(text, block.start, start);
        marks.push(mark);
      }
    }
    first = false;
  }
  return marks;
}

/** @returns nothing for an apostrophe inside a word. */
function readMark(
  text: string,
  start: number,
  end: number,
  { kind, id }: Known,
  block: Block,
  index: number,
  rules: SpeechRules,
): Mark | undefined {
  const single = kind.family === 'single';
  if (rules.marksInWords && kind.mark === '"' && isBetweenLetters(text, start, end, block)) return undefined;
  const asApostrophe = single ? apostropheCost(text, start, end, block, rules) : 0;
  if (single && asApostrophe === 0) return undefined;
  const before = edgeBefore(text, start, block.start);
  const after = edgeAfter(text, end, block.end);
  const beforeClause =
    (!single || kind.mark === '‘') &&
    before === 'space' &&
    after === 'word' &&
    standsBeforeClause(text, start, end, block, rules);
  return { start, end, id, kind, block: index, before, after, opensBlock: false, beforeClause, asApostrophe };
}

function isBlank(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isSpace(text.charCodeAt(at))) return false;
  return true;
}
