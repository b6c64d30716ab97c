/** How much of a page is read at once. Beyond this its reader would wait for seconds in front of a page that does not move. */
import { fieldOf } from './clobbering.ts';

/** Elements; the longest articles and the chapters of whole books have fewer. */
const MAX_ELEMENTS = 100_000;
/** UTF-16 units of text, scripts and data among it. */
const MAX_TEXT = 20_000_000;
/** UTF-16 units of an article: a very long novel has fewer. */
const MAX_ARTICLE = 5_000_000;
/** Elements inside one another. Browsers stop at 512 while they parse; scripts, and other parsers, do not. */
const MAX_DEPTH = 1000;
const SHOW_ELEMENT = 1;
const SHOW_TEXT = 4;

/** Whether a page is larger than what is read at once. A look that costs little beside reading it; hidden fields do not matter. */
export function isTooLarge(page: Document): boolean {
  const root = fieldOf(page, 'documentElement') as Element | null;
  const all = (fieldOf(page, 'getElementsByTagName') as Document['getElementsByTagName']).call(page, '*');
  // No further than to the first that is too many: counting a million of them takes longer than a page may stand still.
  return all[MAX_ELEMENTS] !== undefined || (root !== null && holdsMoreText(page, root));
}

/** Whether an element has more text than is read at once. The lengths are added up: the text put together would be a copy of it. */
function holdsMoreText(page: Document, root: Element): boolean {
  const walker = (fieldOf(page, 'createTreeWalker') as Document['createTreeWalker']).call(page, root, SHOW_TEXT);
  let length = 0;
  for (let text = walker.nextNode(); text && length <= MAX_TEXT; text = walker.nextNode())
    length += (text as Text).length;
  return length > MAX_TEXT;
}

/** Whether elements of a page stand so deep in one another that copying and climbing would never end. */
export function isTooDeep(page: Document): boolean {
  const root = fieldOf(page, 'documentElement') as Element | null;
  const all = (fieldOf(page, 'getElementsByTagName') as Document['getElementsByTagName']).call(page, '*');
  if (!root || all.length <= MAX_DEPTH) return false;
  const walker = (fieldOf(page, 'createTreeWalker') as Document['createTreeWalker']).call(page, root, SHOW_ELEMENT);
  if (!reaches(walker, all, MAX_DEPTH >> 1)) return false;
  walker.currentNode = root;
  for (let depth = 0; depth <= MAX_DEPTH; ) {
    if (walker.firstChild()) depth++;
    else {
      while (!walker.nextSibling()) {
        if (!walker.parentNode()) return false;
        depth--;
      }
    }
  }
  return true;
}

/** Whether an article's text is longer than what is read at once. */
export function isTooLong(text: string): boolean {
  return text.length > MAX_ARTICLE;
}

/**
 * Whether any `step`-th element stands `step` deep. When none does, nothing stands twice as deep: in document order an element
 * stands at most one deeper than the one before it.
 */
function reaches(walker: TreeWalker, all: ArrayLike<Element>, step: number): boolean {
  for (let at = step; at < all.length; at += step) {
    walker.currentNode = all[at] as Element;
    let depth = 0;
    while (depth < step && walker.parentNode()) depth++;
    if (depth === step) return true;
  }
  return false;
}
