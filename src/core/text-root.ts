/** The box of a page that holds the most running text: what an article should be, found in one walk and without reading it whole. */
import { singleSpaced } from './spaces.ts';
import type { Steps } from './steps.ts';
import { UNSPACED } from './unspaced.ts';

export interface TextRoot {
  element: Element;
  /** Paragraphs in it, in reading order. */
  paragraphs: readonly Paragraph[];
  /** Running text in it, see `Paragraph`. */
  length: number;
}

export interface Paragraph {
  /** How it begins. */
  start: string;
  /** UTF-16 units that are not links; a character of a script without spaces counts double. */
  length: number;
  /** The block it stands in. */
  box: Element;
}

/** Shorter text is a label, a teaser or a line of interface. */
const PARAGRAPH = 60;
const START = 40;
/** `NodeFilter.SHOW_TEXT` */
const SHOW_TEXT = 4;
/**
 * What a paragraph counts for the boxes around it, the nearest first. Sections of one article share a box further up; so do
 * unrelated ones, which is why it counts for less there.
 */
const SHARES = [1, 0.8, 0.7, 0.6];
const NOT_TEXT = new Set(
  'SCRIPT,STYLE,NOSCRIPT,TEMPLATE,IFRAME,OBJECT,svg,VIDEO,AUDIO,CANVAS,TEXTAREA,HEAD,BUTTON,NAV,ASIDE,FOOTER,FORM,FIGURE'.split(
    ',',
  ),
);
const INLINE = new Set('A,ABBR,B,CITE,CODE,EM,I,MARK,Q,STRONG,TIME,U,FONT,S,SMALL,SPAN,SUB,SUP'.split(','));
const DISCUSSION = /(?:^|[\s_-])(?:comments?|disqus|respond|replies)(?:$|[\s_-])/i;

/** @returns the box below an element that holds most of the given paragraphs. */
export function rootOf(paragraphs: readonly Paragraph[], body: Element): TextRoot | undefined {
  const weights = new Map<Element, number>();
  for (const { box, length } of paragraphs) {
    let at: Element | null = box;
    for (const share of SHARES) {
      if (at === body) break;
      at = at.parentElement;
      if (!at) break;
      weights.set(at, (weights.get(at) ?? 0) + length * share);
    }
  }
  let largest: Element | undefined;
  let most = 0;
  for (const [element, weight] of weights) if (weight > most) [largest, most] = [element, weight];
  if (!largest) return undefined;
  const element = largest;
  const inside = paragraphs.filter(({ box }) => element.contains(box));
  return { element, paragraphs: inside, length: lengthOf(inside) };
}

/** @returns of all their text, see `Paragraph`. */
export function lengthOf(paragraphs: readonly Paragraph[]): number {
  return paragraphs.reduce((sum, { length }) => sum + length, 0);
}

/** Stretches of text long enough to be running text. Only texts are visited: a page has far more of everything else. */
export function* paragraphsOf(root: Element): Steps<Paragraph[]> {
  const found: Paragraph[] = [];
  const boxes = new Map<Element, Element | null>([[root, root]]);
  const broken = new Set<Node>();
  for (const mark of root.querySelectorAll('br')) {
    let next = mark.nextSibling;
    while (next?.firstChild) next = next.firstChild;
    if (next) broken.add(next);
  }
  let box = root;
  let text = '';
  const end = (): void => {
    if (text.length * 2 >= PARAGRAPH) {
      const all = singleSpaced(text).trim();
      const start = all.slice(0, START);
      const length = UNSPACED.test(start) ? all.length * 2 : all.length;
      if (length >= PARAGRAPH) found.push({ start, length, box });
    }
    text = '';
  };
  const texts = root.ownerDocument.createTreeWalker(root, SHOW_TEXT);
  for (let node = texts.nextNode(), turn = 0; node; node = texts.nextNode(), turn++) {
    if (turn % 64 === 0) yield;
    const parent = node.parentElement;
    const known = parent ? boxes.get(parent) : null;
    const own = known === undefined ? boxOf(parent, boxes) : known;
    if (!own) continue;
    if (own !== box || broken.has(node)) end();
    box = own;
    text += (node as Text).data;
  }
  end();
  return found;
}

function isNoText(element: Element): boolean {
  const tag = element.tagName;
  if (NOT_TEXT.has(tag)) return true;
  if (!element.hasAttributes()) return false;
  if (element.hasAttribute('hidden')) return true;
  // An old page's anchor without an address may hold half of the article.
  if (tag === 'A' && element.hasAttribute('href')) return true;
  const names = `${element.getAttribute('id') ?? ''} ${element.getAttribute('class') ?? ''}`;
  return names !== ' ' && DISCUSSION.test(names);
}

/**
 * The block an element's own texts stand in; null where they are no running text.
 * @param known what was told before, so that every element is asked once.
 */
function boxOf(element: Element | null, known: Map<Element, Element | null>): Element | null {
  const chain: Element[] = [];
  let at = element;
  let box: Element | null | undefined;
  for (; at; at = at.parentElement) {
    box = known.get(at);
    if (box !== undefined) break;
    chain.push(at);
  }
  for (let inner = chain.pop(); inner; inner = chain.pop()) {
    box = !box || isNoText(inner) ? null : INLINE.has(inner.tagName) ? box : inner;
    known.set(inner, box);
  }
  return box ?? null;
}
