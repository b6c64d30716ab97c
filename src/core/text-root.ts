/** Where a page's running text stands, found without reading the page whole. */

/** A paragraph shorter than this is a label, a teaser or a line of interface. UTF-16 units. */
const PARAGRAPH = 80;
const CJK = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u;
/** Paragraphs of one article may each stand in a box of its own; so far above them their text still counts as one. */
const LEVELS = 3;

export interface TextRoot {
  element: Element;
  /** Running text in UTF-16 units; a character of a script without spaces counts double. */
  length: number;
}

/**
 * The element that holds most of the page's running text: the innermost one, where several hold the same.
 * @returns undefined when the page has no paragraph of text.
 */
export function largestTextRoot(document: Document): TextRoot | undefined {
  const sums = new Map<Element, number>();
  const seen = new Set<Element>();
  for (const mark of document.querySelectorAll('p, article br, main br')) {
    const holder = mark.tagName === 'P' ? mark : mark.parentElement;
    if (!holder || seen.has(holder)) continue;
    seen.add(holder);
    const length = runningText(holder);
    if (length < PARAGRAPH) continue;
    if (mark.tagName !== 'P') sums.set(holder, (sums.get(holder) ?? 0) + length);
    let up = holder.parentElement;
    for (let level = 0; up && level < LEVELS; level++, up = up.parentElement) {
      sums.set(up, (sums.get(up) ?? 0) + length);
      if (up === document.body) break;
    }
  }
  let largest: TextRoot | undefined;
  for (const [element, length] of sums) {
    if (!largest || length > largest.length) largest = { element, length };
  }
  return largest;
}

/** Length of an element's text that is not links. */
function runningText(element: Element): number {
  const text = (element.textContent ?? '').trim();
  let length = text.length;
  for (const link of element.getElementsByTagName('a')) length -= link.textContent?.length ?? 0;
  return CJK.test(text.slice(0, 40)) ? length * 2 : length;
}
