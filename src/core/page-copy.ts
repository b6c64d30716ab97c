/**
 * A copy of a page, which is read in its place: the page may then change while it is read. A page that is too large to be copied
 * in one go is copied piece by piece; what changed of it meanwhile is copied again at the end, so that the copy is the page as it
 * is at one moment.
 */
import { fieldOf, withoutClobbering } from './clobbering.ts';
import type { Steps } from './steps.ts';

/** Of a page that may change while it is copied: the nodes that did since this was last asked, once each or more often. */
export type Changed = () => Iterable<Node>;

/** So many elements are copied in one go: a few ms. */
const AT_ONCE = 5000;
/** Elements below one that is copied with all it holds, where the page is larger. */
const PIECE = 1000;
/** So many pieces are copied between two places at which the work may be laid down; a node without elements in it is a part of one. */
const PIECES = 4;
const LEAF = 1 / 8;
/** What the head of a page says about it. Its style sheets are left out: a copied document would parse them again. */
const FACTS = 'meta,title,link[itemprop],script[type="application/ld+json" i]';

/**
 * @param page it is not changed.
 * @param changed what changed in it since; without it nobody may change it before the copy is there.
 * @returns its body and what its head says, in a document that loads and runs nothing. No name in it hides a field.
 */
export function* copyPage(page: Document, changed?: Changed): Steps<Document> {
  const field = <Name extends keyof Document>(name: Name): Document[Name] => fieldOf(page, name) as Document[Name];
  const copy = field('implementation').createHTMLDocument();
  const html = copy.documentElement;
  let body: HTMLElement | null = field('body');
  let copied = body && (yield* copyTree(body, html, changed));
  // From here to the end nothing is laid down: the page stays as it is.
  if (body !== field('body')) {
    body = field('body');
    copied = body && copy.importNode(body, true);
  }
  if (copied) html.replaceChild(copied, copy.body);
  for (const name of ['lang', 'xml:lang', 'dir']) {
    const value = (field('documentElement') as Element | null)?.getAttribute(name);
    if (value !== null && value !== undefined) html.setAttribute(name, value);
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
function* copyTree(root: Element, html: Element, changed: Changed = () => []): Steps<Node> {
  const owner = html.ownerDocument;
  const all = html.getElementsByTagName;
  const isLeaf = (node: Node): boolean => node.nodeType !== 1 || Reflect.get(html, 'firstElementChild', node) === null;
  const isLarge = (node: Node, than: number): boolean => all.call(node as Element, '*')[than] !== undefined;
  const children = (node: Node): Node[] => [...(Reflect.get(html, 'childNodes', node) as NodeListOf<ChildNode>)];
  const parent = (node: Node): Node | null => Reflect.get(html, 'parentNode', node) as Node | null;
  if (!isLarge(root, AT_ONCE)) return owner.importNode(root, true);

  changed();
  const originals: Node[] = [];
  const copies: Node[] = [];
  /** Copied without what they hold, which is copied piece by piece. */
  const opened = new Set<Node>();
  const take = (node: Node, deep: boolean): Node => {
    const copy = owner.importNode(node, deep);
    originals.push(node);
    copies.push(copy);
    if (!deep) opened.add(node);
    return copy;
  };
  const whole = take(root, false);
  // The children of each as they were when its turn came: should they change, it is among what changed.
  const open = [{ into: whole, inside: children(root), at: 0 }];
  let pieces = 0;
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const node = top.inside[top.at++];
    if (!node) {
      open.pop();
      continue;
    }
    const leaf = isLeaf(node);
    const opens = !leaf && isLarge(node, PIECE);
    const copy = html.appendChild.call(top.into, take(node, !opens));
    if (opens) open.push({ into: copy, inside: children(node), at: 0 });
    pieces += leaf ? LEAF : 1;
    if (pieces < PIECES) continue;
    pieces = 0;
    yield;
  }

  const stale = [...changed()];
  if (stale.length === 0) return whole;
  const known = new Map(originals.map((node, at) => [node, copies[at]]));
  const outdated = new Set<Node>();
  for (const node of stale) {
    let at: Node | null = node;
    while (at && !known.has(at)) at = parent(at);
    if (at) outdated.add(at);
  }
  for (const node of outdated) {
    const before = known.get(node);
    const copy = owner.importNode(node, !opened.has(node));
    if (opened.has(node)) {
      for (const child of children(node)) html.appendChild.call(copy, known.get(child) ?? owner.importNode(child, true));
    }
    known.set(node, copy);
    const place = before && parent(before);
    if (place) html.replaceChild.call(place, copy, before);
  }
  return known.get(root) ?? whole;
}
