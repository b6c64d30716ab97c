/**
 * A copy of a page, which is read in its place: the page may then change while it is read. A page that is too large to be copied
 * in one go is copied piece by piece; when it changes meanwhile that is begun again, so that the copy is the page as it was at one
 * moment.
 */
import { fieldOf, withoutClobbering } from './clobbering.ts';
import type { Steps } from './steps.ts';

/** Of a page that may change while it is copied: whether it has got, lost or moved text since this was last asked. */
export type Changed = () => boolean;

/** So many elements are copied in one go: a few ms. */
const AT_ONCE = 5000;
/** No more elements than this are copied with the one they are in, where the page is larger. */
const PIECE = 1000;
/** So many pieces are copied between two places at which the work may be laid down: most hold a few elements. */
const PIECES = 8;
/** How often copying piece by piece is tried. A page that never stands still is then copied in one go, whatever its size. */
const ATTEMPTS = 3;
/** What the head of a page says about it; nothing else of it is asked for. */
const FACTS = 'meta,title,link[itemprop],script[type="application/ld+json" i]';

/**
 * @param page it is not changed.
 * @param changed without it nobody may change the page before the copy is there.
 * @returns its body and what its head says, in a document that loads and runs nothing. No name in it hides a field.
 */
export function* copyPage(page: Document, changed: Changed = () => false): Steps<Document> {
  const field = <Name extends keyof Document>(name: Name): Document[Name] => fieldOf(page, name) as Document[Name];
  const copy = field('implementation').createHTMLDocument();
  const html = copy.documentElement;
  const body = field('body') as HTMLElement | null;
  // From here to the end nothing is laid down: the page stays as it is.
  if (body) {
    const tree = yield* copyTree(body, html, changed);
    // A style sheet is parsed as soon as it stands in a document.
    for (const sheet of tree.querySelectorAll('style')) sheet.remove();
    html.replaceChild(tree, copy.body);
  }
  for (const name of ['lang', 'xml:lang', 'dir']) {
    const value = (field('documentElement') as Element | null)?.getAttribute(name);
    if (value) html.setAttribute(name, value);
  }
  const base = copy.createElement('base');
  base.setAttribute('href', field('baseURI'));
  copy.head.append(base);
  for (const fact of field('head')?.children ?? [])
    if (fact.matches(FACTS)) copy.head.append(copy.importNode(fact, true));
  // Readability leaves "#note" links alone when the base is the page's own address.
  Object.defineProperty(copy, 'documentURI', { value: field('documentURI') });
  return withoutClobbering(copy);
}

/** @param html of the document that gets the copy; no name hides its fields, so others are asked through it. */
function* copyTree(root: Element, html: Element, changed: Changed): Steps<Element> {
  const all = html.getElementsByTagName.call(root, '*');
  for (let attempt = 0; all.length > AT_ONCE && attempt < ATTEMPTS; attempt++) {
    changed();
    const copy = yield* copyInPieces(root, all, html);
    if (!changed()) return copy;
  }
  return html.ownerDocument.importNode(root, true);
}

/** @param all the elements below the root. */
function* copyInPieces(root: Element, all: ArrayLike<Element>, html: Element): Steps<Element> {
  const owner = html.ownerDocument;
  const field = (name: 'childNodes' | 'parentNode', node: Node): unknown => Reflect.get(html, name, node);
  const inside = (node: Node): Node[] => [...(field('childNodes', node) as NodeListOf<ChildNode>)];
  // Whatever holds more than a piece holds one of these.
  const large = new Set<Node>();
  for (let at = 0; at < all.length; at += PIECE) {
    let node = all[at] as Node | null | undefined;
    for (; node && node !== root && !large.has(node); node = field('parentNode', node) as Node | null) large.add(node);
  }
  const whole = owner.importNode(root, false);
  const open = [{ into: whole, left: inside(root), at: 0 }];
  let pieces = 0;
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const node = top.left[top.at++];
    if (!node) {
      open.pop();
      continue;
    }
    const opens = large.has(node);
    const into = html.appendChild.call(top.into, owner.importNode(node, !opens)) as Element;
    if (opens) open.push({ into, left: inside(node), at: 0 });
    if (++pieces % PIECES === 0) yield;
  }
  return whole;
}
