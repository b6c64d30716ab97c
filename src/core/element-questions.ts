/** What the extraction asks of single elements, without reading more of them than it takes to answer. */

const NOT_SPACE = /\S/;
// Readability asks `node.style`, which makes the browser parse the attribute of every element that has one.
const HIDING_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b/i;

/** Attributes without which an element is shown, is no dialog, and has no role; few elements have one of them. */
export const HIDING = '[hidden],[style],[aria-hidden="true"],[aria-modal="true"],[role]';

/** Whether nothing in an element's own attributes hides it, or lays it over the page. */
export function isShown(element: Element): boolean {
  if (element.hasAttribute('hidden')) return false;
  const style = element.getAttribute('style');
  if (style !== null && HIDING_STYLE.test(style)) return false;
  if (element.getAttribute('aria-modal') === 'true' && element.getAttribute('role') === 'dialog') return false;
  return (
    element.getAttribute('aria-hidden') !== 'true' || (element.getAttribute('class') ?? '').includes('fallback-image')
  );
}

/**
 * Whether there is any character in an element that is no white space.
 * @param within selects the elements below it that count; without it, all do.
 */
export function hasText(element: Element, within?: string): boolean {
  for (let node: Node | null = element.firstChild; node; node = nextInside(node, element)) {
    if (node.nodeType !== 3 || isBlank(node as Text)) continue;
    const holder = within && (node.parentElement as Element).closest(within);
    if (!within || (holder && holder !== element && element.contains(holder))) return true;
  }
  return false;
}

/** @returns whether a text node holds nothing but white space. */
export function isBlank(text: Text): boolean {
  return !NOT_SPACE.test(text.data);
}

/** @returns whether a text has so many of a character. */
export function hasMany(text: string, character: string, many: number): boolean {
  let at = -1;
  for (let count = 0; count < many; count++) {
    at = text.indexOf(character, at + 1);
    if (at < 0) return false;
  }
  return true;
}

/** @returns the element that comes after one and all that is in it, in the order of the document. */
export function elementAfter(element: Element): Element | null {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const next = at.nextElementSibling;
    if (next) return next;
  }
  return null;
}

function nextInside(node: Node, root: Node): Node | null {
  if (node.firstChild) return node.firstChild;
  let at: Node | null = node;
  while (at && at !== root && !at.nextSibling) at = at.parentNode;
  return at === root || !at ? null : at.nextSibling;
}
