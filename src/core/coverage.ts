/** How much of what a page has to read an extraction kept. */
import type { Steps } from './steps.ts';
import { lengthOf, paragraphsOf, rootOf, type TextRoot } from './text-root.ts';

/** Where an article should be, whatever the extraction says. */
export interface ExpectedRoot extends TextRoot {
  /** The page's structured data says that this is the article. */
  declared: boolean;
}

/** Sites cut the texts they declare short and spell them otherwise; when so much (0–1) of one is shown, it is this page's. */
const DECLARED = 0.5;

/**
 * @param declared the article's text as the page's structured data gives it. Where the page shows it, its paragraphs alone
 *   count, so that no longer text beside the article is taken for it.
 * @returns the largest text root, or undefined when no paragraph of the page is long enough to be running text.
 */
export function* expectedRoot(body: Element, declared = ''): Steps<ExpectedRoot | undefined> {
  const shown = yield* paragraphsOf(body);
  const text = declared.replace(/\s+/g, ' ');
  const own = text === '' ? [] : shown.filter(({ start }) => text.includes(start.trimEnd()));
  const isDeclared = own.length > 0 && lengthOf(own) > text.length * DECLARED;
  const root = rootOf(isDeclared ? own : shown, body);
  return root && { ...root, declared: isDeclared };
}

/**
 * @returns the share (0–1) of a text root's running text that a tree holds, or how much running text it holds beside the
 *   root's when that is more: the largest text of a page may be its terms of use, unless the page declares it its article.
 *   1 when there is no text root.
 */
export function* coverageOf(largest: ExpectedRoot | undefined, kept: Element): Steps<number> {
  if (!largest || largest.length === 0) return 1;
  const own = yield* paragraphsOf(kept);
  const starts = new Set(own.map(({ start }) => start));
  const held = largest.paragraphs.reduce((sum, { start, length }) => sum + (starts.has(start) ? length : 0), 0);
  const all = largest.declared ? 0 : lengthOf(own);
  return Math.min(1, Math.max(held, all) / largest.length);
}
