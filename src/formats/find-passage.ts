/** Where a passage of the article stands in the page it was taken from. */
import type { Article, Span } from '../core/article.ts';
import { indexText, type TextIndex } from '../core/text-index.ts';

/** A passage and the words around it, enough to know it again among others that read the same. */
export interface Passage {
  text: string;
  before: string;
  after: string;
}

/** How far the surroundings are compared, in UTF-16 units. */
const CONTEXT = 80;
/**
 * How much of a passage's ends has to be found when something the article left out stands in its middle. The longest that is
 * found counts; what was left out may stand near an end.
 */
const END_LENGTHS = [40, 28, 16];
/** How much may stand between the ends beyond the passage's own length: an advertisement, a related link. */
const MAX_GAP = 3000;

export function passageOf(article: Pick<Article, 'text'>, span: Span): Passage {
  return {
    text: article.text.slice(span.start, span.end),
    before: article.text.slice(Math.max(0, span.start - CONTEXT), span.start),
    after: article.text.slice(span.end, span.end + CONTEXT),
  };
}

/**
 * @param index the text of a tree.
 * @param range a part of that tree.
 * @returns the same part of the text, without the white space at its ends; undefined when nothing else is in it.
 */
export function spanOfRange({ text, rangeOf }: Pick<TextIndex, 'text' | 'rangeOf'>, range: Range): Span | undefined {
  // Offsets follow the order of the places they come from, so the ends are found by halving.
  const startsAfter = (edge: number) => (offset: number) => {
    const rest = rangeOf({ start: offset, end: text.length });
    return !rest || rest.compareBoundaryPoints(edge, range) >= 0;
  };
  const start = firstOffset(text.length, startsAfter(range.START_TO_START));
  const words = text.slice(start, firstOffset(text.length, startsAfter(range.END_TO_START)));
  const trimmed = words.trim();
  const from = start + words.indexOf(trimmed);
  return trimmed === '' ? undefined : { start: from, end: from + trimmed.length };
}

/** The first offset from 0 to `length` that passes; those that pass stand after those that do not. */
function firstOffset(length: number, passes: (offset: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What is selected in a page, with the words around it. @param selection the window's: a page may hide its document's. */
export function selectedPassage(document: Document, selection: Selection | null): Passage | undefined {
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return undefined;
  const index = indexText(document.body);
  const span = spanOfRange(index, selection.getRangeAt(0));
  return span && passageOf(index, span);
}

/**
 * @param pageText the text of the whole page, as the text index gives it.
 * @returns where the passage may stand, the place with the most alike surroundings first. UTF-16 offsets.
 */
export function findPassage(pageText: string, passage: Passage): Span[] {
  const page = foldSpace(pageText);
  const text = foldSpace(passage.text).text.trim();
  if (text === '') return [];
  const places = allPlaces(page.text, text);
  const spans =
    places.length > 0 ? places.map((at) => ({ start: at, end: at + text.length })) : byEnds(page.text, text);
  const before = foldSpace(passage.before).text;
  const after = foldSpace(passage.after).text;
  const likeness = (span: Span): number =>
    commonEnd(page.text.slice(Math.max(0, span.start - CONTEXT), span.start), before) +
    commonStart(page.text.slice(span.end, span.end + CONTEXT), after);
  return spans
    .map((span) => ({ span, score: likeness(span) }))
    .sort((a, b) => b.score - a.score)
    .map(({ span }) => ({ start: page.at(span.start), end: page.at(span.end - 1) + 1 }));
}

/** Runs of white space, block borders too, become one space: the page breaks its lines where the article does not. */
function foldSpace(text: string): { text: string; at: (offset: number) => number } {
  /** Folded offset after each longer run, and how much was taken out up to there. */
  const cuts: { from: number; taken: number }[] = [];
  let taken = 0;
  const folded = text.replace(/\s+/g, (run, at: number) => {
    if (run.length > 1) {
      taken += run.length - 1;
      cuts.push({ from: at + run.length - taken, taken });
    }
    return ' ';
  });
  const at = (offset: number): number => {
    let low = 0;
    let high = cuts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cuts[middle]?.from ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return offset + (cuts[low - 1]?.taken ?? 0);
  };
  return { text: folded, at };
}

function allPlaces(page: string, text: string): number[] {
  const places: number[] = [];
  for (let at = page.indexOf(text); at >= 0; at = page.indexOf(text, at + text.length)) places.push(at);
  return places;
}

/** Start and end apart, for a passage in whose middle one side has something the other left out. */
function byEnds(page: string, text: string): Span[] {
  for (const length of END_LENGTHS) {
    if (length > text.length >> 1) continue;
    const head = text.slice(0, length);
    const tail = text.slice(-length);
    const spans = allPlaces(page, head).flatMap((start) => {
      const tailAt = page.indexOf(tail, start + length);
      const end = tailAt + length;
      return tailAt >= 0 && end - start <= text.length + MAX_GAP ? [{ start, end }] : [];
    });
    if (spans.length > 0) return spans;
  }
  return [];
}

function commonEnd(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length++;
  return length;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}
