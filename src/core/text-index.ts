import type { Block, BlockKind, Span } from './article.ts';
import { type BlockWriter, blockWriter, type Frame } from './block-writer.ts';
import { finish, type Steps } from './steps.ts';

/** The text of a tree as a reader sees it, with the way back from an offset to a place in the tree. */
export interface TextIndex {
  /** The element whose text this is. */
  root: Element;
  /** Blocks joined by a blank line. */
  text: string;
  blocks: Block[];
  /** The element each block came from, by block index. */
  elements: Element[];
  /** How many UTF-16 units of each block stand in links, by block index. */
  linked: number[];
  /** Pictures and players in reading order, each with the index of the block that follows it. */
  media: { element: Element; before: number }[];
  /** The text nodes that show, in reading order, each with the UTF-16 offset into `text` where it begins. */
  nodes: { start: number; node: Text }[];
  /**
   * @param span UTF-16 offsets into `text`.
   * @returns a DOM range over the same characters, or undefined when none of them came from the tree.
   */
  rangeOf(span: Span): Range | undefined;
  /**
   * Takes the characters of a span out of the tree's text nodes. Offsets before the span still hold afterwards, those
   * behind it do not: of several spans the last goes first.
   */
  erase(span: Span): void;
}

// A closed list of the elements that start a new line in every browser's default style sheet.
export const BLOCKS =
  'ADDRESS,ARTICLE,ASIDE,BLOCKQUOTE,BODY,CAPTION,CENTER,DD,DETAILS,DIALOG,DIR,DIV,DL,DT,FIELDSET,FIGCAPTION,FIGURE,FOOTER,FORM,H1,H2,H3,H4,H5,H6,HEADER,HGROUP,HR,HTML,LI,LISTING,MAIN,MENU,NAV,OL,P,PLAINTEXT,PRE,SEARCH,SECTION,SUMMARY,TABLE,TBODY,TD,TFOOT,TH,THEAD,TR,UL,XMP';
const BLOCK = 1;
/** Its text does not show. */
const SILENT = 2;
const MEDIA = 4;
const CELL = 8;
/** What an element is by its tag, as bits. */
const TAGS = new Map<string, number>();
for (const [bit, tags] of [
  [BLOCK, BLOCKS],
  [SILENT, 'SCRIPT,STYLE,NOSCRIPT,TEMPLATE,IFRAME,OBJECT,svg,VIDEO,AUDIO,CANVAS,TEXTAREA,HEAD,EMBED,math,SELECT'],
  [MEDIA, 'IMG,PICTURE,VIDEO,AUDIO,IFRAME,OBJECT,EMBED'],
  [CELL, 'TD,TH'],
] as const)
  for (const tag of tags.split(',')) TAGS.set(tag, (TAGS.get(tag) ?? 0) | bit);
const BLOCK_KINDS: Readonly<Record<string, BlockKind>> = {
  H1: 'heading',
  H2: 'heading',
  H3: 'heading',
  H4: 'heading',
  H5: 'heading',
  H6: 'heading',
  LI: 'list-item',
  BLOCKQUOTE: 'blockquote',
  PRE: 'preformatted',
  TR: 'table-row',
  FIGCAPTION: 'caption',
};

export function isBlockElement(element: Element): boolean {
  return ((TAGS.get(element.tagName) ?? 0) & BLOCK) !== 0;
}

/**
 * Reads the text of a tree: one block for each run of inline content between block boundaries, white space folded as
 * a browser folds it, `<br>` as a line break, a tab between table cells, soft hyphens and zero-width spaces dropped,
 * no-break spaces as spaces. One walk, no recursion: a page may nest as deep as it likes.
 * @param root the element whose text is wanted; it is not changed.
 */
export function indexText(root: Element): TextIndex {
  return finish(indexTextInSteps(root));
}

/** The same, so that it can be laid down; nobody may change the tree before the index is there. */
export function* indexTextInSteps(root: Element): Steps<TextIndex> {
  const writer = blockWriter(root);
  const frames: Frame[] = [frameOf(root, root.tagName, undefined)];
  let node: Node | null = root.firstChild;
  for (let turn = 0; node; turn++) {
    if (turn % 64 === 63) yield;
    const frame = frames[frames.length - 1] as Frame;
    let inside: Node | null = null;
    if (node.nodeType === 3) {
      if (frame.preformatted) writer.addPreformatted(node as Text, frame);
      else writer.addText(node as Text, frame);
    } else if (node.nodeType === 1) {
      const element = node as Element;
      const tag = element.tagName;
      const bits = TAGS.get(tag) ?? 0;
      if (bits & MEDIA) writer.addMedia(element);
      if (tag === 'BR') writer.addBreak();
      else if (!(bits & SILENT) && !element.hasAttribute('hidden')) {
        if (bits & CELL) writer.nextCell();
        else if (bits & BLOCK) {
          writer.close();
          frames.push(frameOf(element, tag, frame));
        } else if (tag === 'A') writer.enterLink(element);
        inside = element.firstChild;
        if (!inside) leave(element, frames, writer);
      }
    }
    let next: Node | null = inside ?? node.nextSibling;
    for (let at: Node = node; !next; next = at.nextSibling) {
      const parent: Node | null = at.parentNode;
      if (!parent || parent === root) break;
      at = parent;
      leave(at as Element, frames, writer);
    }
    node = next;
  }
  writer.close();
  return writer.index();
}

function leave(element: Element, frames: Frame[], writer: BlockWriter): void {
  writer.leaveLink(element);
  if (frames[frames.length - 1]?.element !== element) return;
  writer.close();
  frames.pop();
}

function frameOf(element: Element, tag: string, outer: Frame | undefined): Frame {
  const own = BLOCK_KINDS[tag];
  const preformatted = tag === 'PRE' || outer?.preformatted === true;
  if (own === 'heading') return { element, kind: own, level: Number(tag.charAt(1)), preformatted };
  if (own === 'list-item') return { element, kind: own, level: listDepth(element), preformatted };
  if (own || !outer) return { element, kind: own ?? 'paragraph', preformatted };
  return { element, kind: outer.kind, level: outer.level, preformatted };
}

/** 1 for an item of an outermost list. Counts lists, of which there are few; a bound keeps hostile nesting linear. */
function listDepth(item: Element): number {
  let depth = 1;
  for (let at = item.parentElement; at && depth < 16; at = at.parentElement) {
    if (at.tagName === 'LI') depth++;
    else if (at.tagName !== 'UL' && at.tagName !== 'OL') break;
  }
  return depth;
}
