/** Shows a place in the live page without a change to its tree: scrolls to it and paints it. */
import { isClobbered } from './core/clobbering.ts';
import { indexText } from './core/text-index.ts';
import { findPassage, type Passage } from './formats/find-passage.ts';

const NAME = 'clean-copy-page';
/** Readable on every background, whatever the page's colours. */
const STYLE = `::highlight(${NAME}) { background-color: #ffe08a; color: #211f1b; }`;

/**
 * @param document the live page.
 * @param passages the pieces of one place; those that are not there are left out.
 * @returns how many were found. They stay marked until the page is clicked.
 */
export function pointInPage(document: Document, passages: readonly Passage[]): number {
  if (isClobbered(document)) return 0;
  const index = indexText(document.body);
  const ranges = passages.flatMap((passage) => {
    const shown = findPassage(index.text, passage).flatMap((span) => index.rangeOf(span) ?? []);
    return shown.find((range) => range.getClientRects().length > 0) ?? [];
  });
  const [first] = ranges;
  if (!first) return 0;

  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const { top, height } = first.getBoundingClientRect();
  scrollBy({ top: top - (innerHeight - height) / 3, behavior: still ? 'instant' : 'smooth' });

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  CSS.highlights.set(NAME, new Highlight(...ranges));
  const clear = (): void => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    CSS.highlights.delete(NAME);
  };
  document.addEventListener('pointerdown', clear, { once: true, capture: true });
  return ranges.length;
}
