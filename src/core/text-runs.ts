import type { Span } from './article.ts';
import { isSpaceless } from './unspaced.ts';

/** A stretch of `text` that stands in one text node, character for character (white space may be of another kind there). */
export interface Run {
  start: number;
  length: number;
  node: Text;
  /** UTF-16 offset into the node's data. */
  at: number;
}

/** @returns a DOM range over the characters of a span, or undefined when none of them came from the tree. */
export function rangeOf(runs: readonly Run[], span: Span): Range | undefined {
  const first = runs[lowerBound(runs, (run) => run.start + run.length > span.start)];
  const last = runs[lowerBound(runs, (run) => run.start >= span.end) - 1];
  if (!first || !last || first.start > last.start) return undefined;
  const range = first.node.ownerDocument.createRange();
  range.setStart(first.node, first.at + Math.max(0, span.start - first.start));
  range.setEnd(last.node, last.at + Math.min(last.length, span.end - last.start));
  return range;
}

/** Whether two words of one block would grow together without what stands between them: "end.<b>Ad</b>Next". */
function isGlue(text: string, { start, end }: Span): boolean {
  return (
    text.charCodeAt(start - 1) > 32 &&
    text.charCodeAt(end) > 32 &&
    /^[^\s\p{Ps}][^\s\p{Pe}\p{Po}]$/u.test(text.charAt(start - 1) + text.charAt(end)) &&
    !isSpaceless(text.charAt(end))
  );
}

/**
 * Takes the characters of a span out of their text nodes.
 * @param text all that the runs hold.
 */
export function erase(runs: readonly Run[], span: Span, text: string): void {
  const first = lowerBound(runs, (run) => run.start + run.length > span.start);
  const last = lowerBound(runs, (run) => run.start >= span.end) - 1;
  const spaced = isGlue(text, span);
  for (let i = last; i >= first; i--) {
    const run = runs[i] as Run;
    const from = Math.max(0, span.start - run.start);
    const count = Math.min(run.length, span.end - run.start) - from;
    run.node.replaceData(run.at + from, count, spaced && i === first ? ' ' : '');
  }
}

/** Index of the first run that passes; runs that pass stand after those that do not. */
function lowerBound(runs: readonly Run[], passes: (run: Run) => boolean): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(runs[middle] as Run)) high = middle;
    else low = middle + 1;
  }
  return low;
}
