/** The box of a page that holds the most running text: what an article should be, whatever the extraction says. */
export interface TextRoot {
  element: Element;
  /** Paragraphs in it: how each begins, and its length in UTF-16 units. */
  paragraphs: readonly { start: string; length: number }[];
  /** UTF-16 units of running text in it. */
  length: number;
}

// A text node shorter than this is a label, a link or a line of interface.
const PARAGRAPH = 60;
const START = 40;
const NOT_TEXT = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME OBJECT EMBED svg math VIDEO AUDIO CANVAS SELECT TEXTAREA BUTTON NAV ASIDE FOOTER FORM FIGURE HEAD'.split(
    ' ',
  ),
);
const INLINE = new Set('A ABBR B CITE CODE EM FONT I MARK Q S SMALL SPAN STRONG SUB SUP TIME U'.split(' '));
const DISCUSSION = /(?:^|[\s_-])(?:comments?|disqus|respond|replies)(?:$|[\s_-])/i;

interface Paragraph {
  start: string;
  length: number;
  box: Element;
}

/**
 * Finds the largest text root of a page in one walk over it.
 * @returns undefined when no paragraph is long enough to be running text.
 */
export function largestTextRoot(body: Element): TextRoot | undefined {
  const paragraphs = paragraphsOf(body);
  const weights = new Map<Element, number>();
  const add = (element: Element | null, weight: number): void => {
    if (element && body.contains(element)) weights.set(element, (weights.get(element) ?? 0) + weight);
  };
  for (const { box, length } of paragraphs) {
    add(box.parentElement, length);
    // Sections of one article share a grandparent; so do unrelated boxes, which is why it counts for less.
    add(box.parentElement?.parentElement ?? null, length * 0.7);
  }
  let element: Element | undefined;
  for (const [candidate, weight] of weights) {
    if (!element || weight > (weights.get(element) ?? 0)) element = candidate;
  }
  if (!element) return undefined;
  const inside = paragraphs.filter(
    ({ box }) => box.parentElement === element || box.parentElement?.parentElement === element,
  );
  return {
    element,
    paragraphs: inside.map(({ start, length }) => ({ start, length })),
    length: inside.reduce((sum, { length }) => sum + length, 0),
  };
}

/**
 * @returns the share (0–1) of a text root's running text that a tree holds, or how much running text it holds beside the
 *   root's when that is more: the largest text of a page may be its terms of use. 1 when there is no text root.
 */
export function coverageOf(largest: TextRoot | undefined, kept: Element): number {
  if (!largest || largest.length === 0) return 1;
  const own = paragraphsOf(kept);
  const starts = new Set(own.map(({ start }) => start));
  const held = largest.paragraphs.reduce((sum, { start, length }) => sum + (starts.has(start) ? length : 0), 0);
  const all = own.reduce((sum, { length }) => sum + length, 0);
  return Math.min(1, Math.max(held, all) / largest.length);
}

/** Stretches of text long enough to be running text, each with the block it stands in. */
function paragraphsOf(root: Element): Paragraph[] {
  const found: Paragraph[] = [];
  let node: Node | null = root.firstChild;
  while (node) {
    let skip = false;
    if (node.nodeType === 3) {
      const text = (node as Text).data;
      if (text.length >= PARAGRAPH) {
        const trimmed = text.replace(/\s+/g, ' ').trim();
        if (trimmed.length >= PARAGRAPH) {
          found.push({ start: trimmed.slice(0, START), length: trimmed.length, box: boxOf(node, root) });
        }
      }
    } else if (node.nodeType === 1) skip = isNoText(node as Element);
    let next: Node | null = skip ? null : node.firstChild;
    for (let at: Node | null = node; !next && at && at !== root; at = at.parentNode) next = at.nextSibling;
    node = next;
  }
  return found;
}

function isNoText(element: Element): boolean {
  if (NOT_TEXT.has(element.tagName) || element.hasAttribute('hidden')) return true;
  const name = `${element.id} ${element.getAttribute('class') ?? ''}`;
  return name.length > 1 && DISCUSSION.test(name);
}

function boxOf(node: Node, root: Element): Element {
  let at: Element = node.parentElement ?? root;
  while (INLINE.has(at.tagName) && at.parentElement && at !== root) at = at.parentElement;
  return at;
}
