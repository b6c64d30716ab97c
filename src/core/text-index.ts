import type { Block, BlockKind, Span } from './article.ts';

/** The text of a tree as a reader sees it, with the way back from an offset to a place in the tree. */
export interface TextIndex {
  /** Blocks joined by a blank line. */
  text: string;
  blocks: Block[];
  /** The element each block came from, by block index. */
  elements: Element[];
  /**
   * @param span UTF-16 offsets into `text`.
   * @returns a DOM range over the same characters, or undefined when the span is outside of the text.
   */
  rangeOf(span: Span): Range | undefined;
}

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

// A closed list of the elements that start a new line in every browser's default style sheet.
const BLOCK_TAGS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HGROUP HR HTML LI MAIN MENU NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL'.split(
    ' ',
  ),
);
const SILENT_TAGS = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME OBJECT EMBED SVG MATH VIDEO AUDIO CANVAS SELECT TEXTAREA HEAD'.split(' '),
);

/** One stretch of `text` that came from one text node: `text[start + i]` is `node.data[map[i]]`. */
interface Piece {
  start: number;
  node: Text;
  map: number[];
}

export function isBlockElement(element: Element): boolean {
  return BLOCK_TAGS.has(element.tagName);
}

/**
 * Reads the text of a tree: one block for each run of inline content between block boundaries, white space folded as
 * a browser folds it, `<br>` as a line break, soft hyphens and zero-width spaces dropped, no-break spaces as spaces.
 * @param root the element whose text is wanted; it is not changed.
 */
export function indexText(root: Element): TextIndex {
  const blocks: Block[] = [];
  const elements: Element[] = [];
  const pieces: Piece[] = [];
  let text = '';
  let open: { element: Element; start: number } | undefined;
  let pendingSpace = false;

  const close = (): void => {
    if (!open) return;
    const trimmed = text.length - (/\n+$/.exec(text)?.[0].length ?? 0);
    if (trimmed > open.start) {
      text = text.slice(0, trimmed);
      blocks.push({ ...kindOf(open.element, root), start: open.start, end: text.length });
      elements.push(open.element);
    }
    open = undefined;
    pendingSpace = false;
  };
  const ensureOpen = (element: Element): void => {
    if (open) return;
    if (text.length > 0) text += '\n\n';
    open = { element, start: text.length };
  };

  const addText = (node: Text, block: Element, preformatted: boolean): void => {
    const data = node.data;
    let piece: Piece | undefined;
    const append = (char: string, at: number): void => {
      if (!piece) {
        piece = { start: text.length, node, map: [] };
        pieces.push(piece);
      }
      piece.map.push(at);
      text += char;
    };
    for (let i = 0; i < data.length; i++) {
      const char = data.charAt(i);
      if (char === '\u00ad' || char === '\u200b' || char === '\ufeff') continue;
      const space =
        char === ' ' || char === '\n' || char === '\t' || char === '\r' || char === '\f' || char === '\u00a0';
      if (space && !(preformatted && char !== '\r')) {
        pendingSpace = true;
        continue;
      }
      const isOpen: boolean = open !== undefined;
      ensureOpen(block);
      if (pendingSpace && isOpen && !text.endsWith('\n')) append(' ', Math.max(0, i - 1));
      pendingSpace = false;
      append(char === '\u00a0' ? ' ' : char, i);
    }
  };

  const walk = (element: Element, block: Element, preformatted: boolean): void => {
    for (let child = element.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === 3) {
        addText(child as Text, block, preformatted);
      } else if (child.nodeType === 1) {
        const inner = child as Element;
        const tag = inner.tagName.toUpperCase();
        if (SILENT_TAGS.has(tag) || inner.hasAttribute('hidden')) continue;
        if (tag === 'BR') {
          if (open) text += '\n';
          pendingSpace = false;
        } else if (BLOCK_TAGS.has(tag)) {
          const cell = tag === 'TD' || tag === 'TH';
          if (cell && open) {
            // Cells of one row are one block, or a table falls apart into words.
            pendingSpace = true;
            walk(inner, block, preformatted);
          } else if (cell) {
            walk(inner, block, preformatted);
          } else {
            close();
            walk(inner, inner, preformatted || tag === 'PRE');
            close();
          }
        } else {
          walk(inner, block, preformatted);
        }
      }
    }
  };
  walk(root, root, false);
  close();
  return { text, blocks, elements, rangeOf: (span) => rangeOf(pieces, span) };
}

function kindOf(element: Element, root: Element): { kind: BlockKind; level?: number } {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const kind = BLOCK_KINDS[at.tagName];
    if (kind === 'heading') return { kind, level: Number(at.tagName.charAt(1)) };
    if (kind === 'list-item') return { kind, level: listDepth(at, root) };
    if (kind) return { kind };
    if (at === root) break;
  }
  return { kind: 'paragraph' };
}

function listDepth(item: Element, root: Element): number {
  let depth = 0;
  for (let at: Element | null = item; at && at !== root; at = at.parentElement) if (at.tagName === 'LI') depth++;
  return Math.max(1, depth);
}

function rangeOf(pieces: readonly Piece[], span: Span): Range | undefined {
  const from = pieceAt(pieces, span.start);
  const to = pieceAt(pieces, span.end - 1);
  if (!from || !to || span.end <= span.start) return undefined;
  const range = from.node.ownerDocument.createRange();
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset + 1);
  return range;
}

/** Binary search: the piece that holds `offset`, or the first one after it (offsets of separators belong to no node). */
function pieceAt(pieces: readonly Piece[], offset: number): { node: Text; offset: number } | undefined {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const piece = pieces[low];
  const inNode = piece?.map[offset - piece.start];
  return piece && inNode !== undefined ? { node: piece.node, offset: inNode } : undefined;
}
