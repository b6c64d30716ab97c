/** What the extraction asks of single elements, without reading more of them than it takes to answer. */
import { PHRASING_ELEMS, REGEXPS } from './readability-lists.ts';

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

/** `_getInnerText`: the text in an element, white space folded. */
export function innerText(element: Element): string {
  return (element.textContent ?? '').trim().replace(/\s{2,}/g, ' ');
}

/** `_isWhitespace` */
export function isWhitespace(node: Node): boolean {
  return node.nodeType === 3 ? isBlank(node as Text) : isBreak(node);
}

export function isBreak(node: Node | null): boolean {
  return node?.nodeName === 'BR';
}

/** `_nextNode`: a node, or the first one behind it, that is an element or no white space. */
export function solidFrom(node: ChildNode | null): ChildNode | null {
  let at = node;
  while (at && at.nodeType !== 1 && isBlank(at as Text)) at = at.nextSibling;
  return at;
}

const phrasing: ReadonlySet<string> = new Set(PHRASING_ELEMS);

/** `_isPhrasingContent` */
export function isPhrasing(node: Node): boolean {
  const { nodeName } = node;
  if (node.nodeType === 3 || phrasing.has(nodeName)) return true;
  if (nodeName !== 'A' && nodeName !== 'DEL' && nodeName !== 'INS') return false;
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!isPhrasing(child)) return false;
  }
  return true;
}

/** `_hasSingleTagInsideElement`: whether an element holds one with a tag, and nothing else but white space. */
export function holdsOnly(element: Element, tag: string): boolean {
  const only = element.firstElementChild;
  if (only?.tagName !== tag || only.nextElementSibling) return false;
  for (let child = element.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === 3 && /\S$/.test((child as Text).data)) return false;
  }
  return true;
}

/**
 * `_isElementWithoutContent`. Stops at the first word; the original writes out the text of every nested container, which is
 * quadratic in depth.
 */
export function isContentless(element: Element): boolean {
  if (hasText(element)) return false;
  const { childElementCount } = element;
  const count = (tag: string): number => element.getElementsByTagName(tag).length;
  return childElementCount === 0 || childElementCount === count('br') + count('hr');
}

/** `_hasAncestorTag`: whether one of the four elements around an element has one of these tags. */
export function isUnder(element: Element, ...tags: readonly string[]): boolean {
  let at = element.parentElement;
  for (let level = 0; at && level < 4; level++, at = at.parentElement) if (tags.includes(at.tagName)) return true;
  return false;
}

/** `_getClassWeight`: what the names of an element say for it or against it. */
export function classWeight({ className, id }: Element): number {
  let weight = 0;
  for (const name of [className, id]) {
    if (REGEXPS.negative.test(name)) weight -= 25;
    if (REGEXPS.positive.test(name)) weight += 25;
  }
  return weight;
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
