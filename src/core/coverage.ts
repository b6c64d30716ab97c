/** How much of what a page has to read an extraction kept. */
import { paragraphsOf, type TextRoot } from './text-root.ts';

/**
 * @returns the share (0–1) of a text root's running text that a tree holds, or how much running text it holds beside the
 *   root's when that is more: the largest text of a page may be its terms of use. 1 when there is no text root.
 */
export function coverageOf(largest: TextRoot | undefined, kept: Element): number {
  if (!largest || largest.length === 0) return 1;
  const own = paragraphsOf(kept);
  const starts = new Set(own.map(({ start }) => start));
  const held = largest.paragraphs.reduce((sum, { start, length }) => sum + (starts.has(start) ? length : 0), 0);
  const all = own.reduce((sum, { length }) => sum + length, 0);
  return Math.min(1, Math.max(held, all) / largest.length);
}
