import { ELISIONS, QUOTE_MARKS, type QuoteMark } from '../rules/quote-marks.ts';
import type { SpeechRules } from '../rules/schema.ts';
import type { Block } from './article.ts';
import { opensWithReportingClause } from './cues.ts';

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

const BY_TEXT = new Map(QUOTE_MARKS.map((kind, id) => [kind.mark, { kind, id }]));
const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
const MARK = new RegExp(
  [...BY_TEXT.keys()]
    .sort((a, b) => b.length - a.length)
    .map(escapeRegExp)
    .join('|'),
  'g',
);
const MARK_CHARACTERS = new Set([...BY_TEXT.keys()].flatMap((mark) => [...mark]).filter((mark) => mark !== ','));
/** Runs of marks longer than this are noise; looking further would be quadratic. */
const LOOK_THROUGH = 4;

const SPACE = /\s|[\u200b\u2060\ufeff]/u;
const CJK = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u3002\uff01-\uff5e]/u;
const LETTER = /[\p{L}\p{M}@#$€£§]/u;
const DIGIT = /\p{N}/u;
const ELISION = new Set(ELISIONS);

function classify(character: string | undefined): Edge {
  if (character === undefined || SPACE.test(character)) return 'space';
  if (CJK.test(character)) return 'cjk';
  if (LETTER.test(character)) return 'word';
  if (DIGIT.test(character)) return 'digit';
  if (character === ',' || character === ';') return 'comma';
  if (/[.!?…)\]}]/.test(character)) return 'stop';
  if (character === ':') return 'colon';
  if (/[([{/–—―-]/.test(character)) return 'bracket';
  return 'other';
}

function characterBefore(text: string, at: number, from: number): string | undefined {
  if (at <= from) return undefined;
  const code = text.codePointAt(at - 2);
  return at - 2 >= from && code !== undefined && code > 0xffff ? String.fromCodePoint(code) : text[at - 1];
}

function characterAt(text: string, at: number, to: number): string | undefined {
  const code = at < to ? text.codePointAt(at) : undefined;
  return code === undefined ? undefined : String.fromCodePoint(code);
}

function edgeBefore(text: string, at: number, from: number): Edge {
  let i = at;
  while (i > from && at - i < LOOK_THROUGH && MARK_CHARACTERS.has(text[i - 1] ?? '')) i--;
  return classify(characterBefore(text, i, from));
}

function edgeAfter(text: string, at: number, to: number): Edge {
  let i = at;
  while (i < to && i - at < LOOK_THROUGH && MARK_CHARACTERS.has(text[i] ?? '')) i++;
  return classify(characterAt(text, i, to));
}

const isWord = (edge: Edge): boolean => edge === 'word' || edge === 'digit';

/** How little it costs to read a single mark as an apostrophe, from what stands right beside it. */
function apostropheCost(text: string, start: number, end: number, block: Block): number {
  const before = classify(characterBefore(text, start, block.start));
  const after = classify(characterAt(text, end, block.end));
  if (isWord(before) && isWord(after)) return 0;
  if (isWord(after)) {
    const word = /^[\p{L}\p{N}]{1,5}/u.exec(text.slice(end, Math.min(end + 6, block.end)))?.[0].toLowerCase() ?? '';
    if (after === 'digit' || ELISION.has(word)) return 0.1;
    return text[start] === '‘' ? 2.5 : 1.5;
  }
  if (isWord(before)) {
    const plural = /[sxzSXZ]/.test(text[start - 1] ?? '');
    return before === 'digit' || plural ? 0.3 : 0.8;
  }
  return before === 'space' && after === 'space' ? 0.5 : 2.5;
}

/** "he said.", "the letter said to": a reporting clause before anything else. */
export function startsClause(text: string, rules: SpeechRules): boolean {
  return opensWithReportingClause(text.split(/[.,?!]\s/, 1)[0] ?? '', rules, 3);
}

/** Every quotation mark inside the blocks, in order. Apostrophes inside words are left out. */
export function findMarks(text: string, blocks: readonly Block[], rules: SpeechRules): Mark[] {
  const marks: Mark[] = [];
  blocks.forEach((block, index) => {
    if (block.kind === 'preformatted') return;
    const inside = text.slice(block.start, block.end);
    const lead = block.start + inside.search(/\S|$/);
    for (const match of inside.matchAll(MARK)) {
      const known = BY_TEXT.get(match[0]);
      if (!known) continue;
      const start = block.start + match.index;
      const end = start + match[0].length;
      const single = known.kind.family === 'single';
      const asApostrophe = single ? apostropheCost(text, start, end, block) : 0;
      if (single && asApostrophe === 0) continue;
      const before = edgeBefore(text, start, block.start);
      const after = edgeAfter(text, end, block.end);
      marks.push({
        start,
        end,
        ...known,
        block: index,
        before,
        after,
        beforeClause:
          !single &&
          before === 'space' &&
          after === 'word' &&
          /,\s{1,3}$/.test(text.slice(Math.max(block.start, start - 4), start)) &&
          startsClause(text.slice(end, Math.min(end + 60, block.end)), rules),
        opensBlock: start === lead,
        asApostrophe,
      });
    }
  });
  return marks;
}
