/** How the extraction changes a tree of its own. */
import { isWhitespace } from './element-questions.ts';
import { each, type Steps } from './steps.ts';

/** `_setNodeTag`: gives an element another tag. It keeps its attributes and what is in it. */
export function setTag(element: Element, tag: string): Element {
  const other = element.ownerDocument.createElement(tag);
  moveAll(element, other);
  element.replaceWith(other);
  for (const attribute of element.attributes) other.setAttributeNode(attribute.cloneNode() as Attr);
  return other;
}

/** Puts all that is in one element at the end of another. */
export function moveAll(from: Element, into: Element): void {
  while (from.firstChild) into.append(from.firstChild);
}

/** Takes white space and line breaks from the end of an element. */
export function trimEnd(element: Element): void {
  while (element.lastChild && isWhitespace(element.lastChild)) element.lastChild.remove();
}

/** Takes out all that a selector matches, or those of them of which a test is true. */
export function* removeAll(root: Element, selector: string, test?: (element: Element) => boolean): Steps<void> {
  yield* each(root.querySelectorAll(selector), (element) => {
    if (!test || test(element)) element.remove();
  });
}
