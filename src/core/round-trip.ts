/**
 * Makes a tree one that its HTML gives again. Where scripts, or taking a page apart, have put things where no parser leaves them,
 * the text shown, which is parsed, would not be the text that was read.
 */
import { each, type Steps } from './steps.ts';
import { BLOCKS } from './text-index.ts';
import { setTag } from './tree-changes.ts';

const ROWS = 'colgroup,thead,tbody,tfoot,tr';
const PARTS = `caption,col,td,th,${ROWS}`;
const HEADINGS = ':is(h1,h2,h3,h4,h5,h6)';
const BOXES = `table,${ROWS}`;

/** Before the text of a tree of ours is read. */
export function* mendTables(root: Element): Steps<void> {
  root.normalize();
  // In a table the parser puts what is no part of one in front of it.
  yield* each(root.querySelectorAll(BOXES), (box) => {
    for (const node of [...box.childNodes]) if (!isPart(node)) wrap(node, 'td');
  });
  yield* each(root.querySelectorAll(PARTS), intoTable);
}

/** When no rule asks any more what it is made of. Its text stays the same. */
export function* mendBlocks(root: Element): Steps<void> {
  // A block ends a paragraph, a heading the one around it, a form begins in no other, plain text never ends.
  yield* each(root.querySelectorAll(`p,form,plaintext,${HEADINGS} ${HEADINGS}`), (element) => {
    // Not a `div`: an item inside would end an item around it.
    if (element.localName !== 'p' || (element.firstElementChild && element.querySelector(BLOCKS)))
      setTag(element, 'section');
  });
}

const isPart = (node: Node): boolean =>
  node.nodeType === 1 ? (node as Element).matches(PARTS) : node.nodeType !== 3 || !node.nodeValue?.trim();

/** A part that is in no table is put into one, with those that follow. What else has to be around it the parser puts there. */
function intoTable(part: Element): void {
  if (part.parentElement?.matches(BOXES)) return;
  const table = wrap(part, 'table');
  for (let next = table.nextSibling; next && isPart(next); next = table.nextSibling) table.append(next);
}

function wrap(node: ChildNode, tag: string): Element {
  const box = (node.ownerDocument as Document).createElement(tag);
  node.replaceWith(box);
  box.append(node);
  return box;
}
