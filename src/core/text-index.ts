import type { Block, BlockKind, Span } from './article.ts';
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

/** Between blocks of `text`. */
export const BLOCK_SEPARATOR = '\n\n';

// A closed list of the elements that start a new line in every browser's default style sheet.
export const BLOCKS =
  'ADDRESS,ARTICLE,ASIDE,BLOCKQUOTE,BODY,CAPTION,CENTER,DD,DETAILS,DIALOG,DIR,DIV,DL,DT,FIELDSET,FIGCAPTION,FIGURE,FOOTER,FORM,H1,H2,H3,H4,H5,H6,HEADER,HGROUP,HR,HTML,LI,LISTING,MAIN,MENU,NAV,OL,P,PLAINTEXT,PRE,SEARCH,SECTION,SUMMARY,TABLE,TBODY,TD,TFOOT,TH,THEAD,TR,UL,XMP';
const BLOCK_TAGS = new Set(BLOCKS.split(','));
const SILENT_TAGS = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME OBJECT svg VIDEO AUDIO CANVAS TEXTAREA HEAD EMBED math SELECT'.split(' '),
);
const MEDIA_TAGS = new Set('IMG PICTURE VIDEO AUDIO IFRAME OBJECT EMBED'.split(' '));
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

/** A stretch of `text` that stands in one text node, character for character (white space may be of another kind there). */
interface Run {
  start: number;
  length: number;
  node: Text;
  /** UTF-16 offset into the node's data. */
  at: number;
}

/** An open element that shapes blocks; the innermost one with a kind gives its block the kind. */
interface Frame {
  element: Element;
  kind: BlockKind;
  level?: number;
  preformatted: boolean;
}

export function isBlockElement(element: Element): boolean {
  return BLOCK_TAGS.has(element.tagName);
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
  const writer = new BlockWriter(root);
  const frames: Frame[] = [frameOf(root, undefined)];
  let node: Node | null = root.firstChild;
  for (let turn = 0; node; turn++) {
    if (turn % 64 === 63) yield;
    const frame = frames[frames.length - 1] as Frame;
    let descend = false;
    if (node.nodeType === 3) {
      if (frame.preformatted) writer.addPreformatted(node as Text, frame);
      else writer.addText(node as Text, frame);
    } else if (node.nodeType === 1) {
      const element = node as Element;
      const tag = element.tagName;
      if (MEDIA_TAGS.has(tag)) writer.addMedia(element);
      if (tag === 'BR') writer.addBreak();
      else if (!SILENT_TAGS.has(tag) && !element.hasAttribute('hidden')) {
        if (tag === 'TD' || tag === 'TH') writer.nextCell();
        else if (BLOCK_TAGS.has(tag)) {
          writer.close();
          frames.push(frameOf(element, frame));
        } else if (tag === 'A') writer.enterLink(element);
        descend = element.firstChild !== null;
        if (!descend) leave(element, frames, writer);
      }
    }
    let next: Node | null = descend ? node.firstChild : node.nextSibling;
    for (let at: Node = node; !next && !descend; next = at.nextSibling) {
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

function frameOf(element: Element, outer: Frame | undefined): Frame {
  const tag = element.tagName;
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

const isSpace = (code: number): boolean =>
  code === 32 || code === 10 || code === 9 || code === 13 || code === 12 || code === 0xa0;
/** Soft hyphen, zero-width space, byte order mark: not there for a reader. */
const isDropped = (code: number): boolean => code === 0xad || code === 0x200b || code === 0xfeff;
const NO_SPACE = /[^ \n\t\r\f\u00a0]/;
/** What a browser folds or drops: white space that is no single space, soft hyphens, zero-width spaces. */
const FOLDS = /[\n\t\r\f\u00a0\u00ad\u200b\ufeff]| {2}/;
const SPACELESS = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;
const OTHER_SPACE = /[\n\t\r\f\u00a0]/g;

class BlockWriter {
  readonly #root: Element;
  readonly #blocks: Block[] = [];
  readonly #elements: Element[] = [];
  readonly #linked: number[] = [];
  readonly #nodes: TextIndex['nodes'] = [];
  readonly #media: TextIndex['media'] = [];
  readonly #runs: Run[] = [];
  readonly #parts: string[] = [];
  #length = 0;
  #open: { frame: Frame; start: number } | undefined;
  #link: Element | undefined;
  #linkedHere = 0;
  /** White space that counts only if text follows in the same block, and where it stands. */
  #space: { node: Text; at: number } | undefined;
  /** Line breaks and cell borders that count only if text follows in the same block. */
  #pending = '';

  constructor(root: Element) {
    this.#root = root;
  }

  close(): void {
    const open = this.#open;
    this.#space = undefined;
    this.#pending = '';
    if (!open) return;
    this.#open = undefined;
    const { element, kind, level } = open.frame;
    this.#blocks.push(
      level === undefined
        ? { kind, start: open.start, end: this.#length }
        : { kind, level, start: open.start, end: this.#length },
    );
    this.#elements.push(element);
    this.#linked.push(this.#linkedHere);
    this.#linkedHere = 0;
  }

  addMedia(element: Element): void {
    this.#media.push({ element, before: this.#blocks.length + (this.#open ? 1 : 0) });
  }

  enterLink(element: Element): void {
    this.#link ??= element;
  }

  leaveLink(element: Element): void {
    if (this.#link === element) this.#link = undefined;
  }

  addBreak(): void {
    if (this.#open) this.#pending += '\n';
    this.#space = undefined;
  }

  nextCell(): void {
    if (this.#open) this.#pending = '\t';
    this.#space = undefined;
  }

  /** Cuts the data into runs without folded or dropped characters; most nodes are one run. */
  addText(node: Text, frame: Frame): void {
    const data = node.data;
    const end = data.length;
    const from = data.search(NO_SPACE);
    if (from !== 0 && end > 0) this.#space ??= { node, at: 0 };
    if (from < 0) return;
    let to = end;
    while (isSpace(data.charCodeAt(to - 1))) to--;
    const whole = from === 0 && to === end ? data : data.slice(from, to);
    if (!FOLDS.test(whole)) {
      this.#write(whole, node, from, frame);
      if (to < end) this.#space ??= { node, at: to };
      return;
    }
    let at = from;
    while (at < end) {
      const code = data.charCodeAt(at);
      if (isSpace(code)) {
        this.#space ??= { node, at };
        at++;
        continue;
      }
      if (isDropped(code)) {
        at++;
        continue;
      }
      const from = at;
      let odd = false;
      for (at++; at < end; at++) {
        const here = data.charCodeAt(at);
        if (here > 32 && here < 0xa0) continue;
        if (isDropped(here)) break;
        if (!isSpace(here)) continue;
        const after = at + 1 < end ? data.charCodeAt(at + 1) : 32;
        if (isSpace(after) || isDropped(after)) break;
        if (here !== 32) odd = true;
      }
      const text = data.slice(from, at);
      this.#write(odd ? text.replace(OTHER_SPACE, ' ') : text, node, from, frame);
    }
  }

  /** Line breaks and spaces stay; those at the end of a line wait for text, so that a block never ends in them. */
  addPreformatted(node: Text, frame: Frame): void {
    for (const match of node.data.matchAll(/[^\r\n\u00ad\u200b\ufeff]+|\n/g)) {
      if (match[0] === '\n') this.addBreak();
      else if (this.#open || match[0].trim() !== '') this.#write(match[0], node, match.index, frame);
    }
  }

  #write(text: string, node: Text, at: number, frame: Frame): void {
    if (!this.#open) {
      if (this.#blocks.length > 0) this.#push(BLOCK_SEPARATOR);
      this.#open = { frame, start: this.#length };
    } else if (this.#pending !== '') {
      this.#push(this.#pending);
    } else if (this.#space) {
      this.#runs.push({ start: this.#length, length: 1, node: this.#space.node, at: this.#space.at });
      this.#push(' ');
    }
    this.#pending = '';
    this.#space = undefined;
    if (this.#nodes[this.#nodes.length - 1]?.node !== node) this.#nodes.push({ start: this.#length, node });
    this.#runs.push({ start: this.#length, length: text.length, node, at });
    if (this.#link) this.#linkedHere += text.length;
    this.#push(text);
  }

  #push(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
  }

  index(): TextIndex {
    const runs = this.#runs;
    const text = this.#parts.join('');
    return {
      root: this.#root,
      text,
      blocks: this.#blocks,
      elements: this.#elements,
      linked: this.#linked,
      media: this.#media,
      nodes: this.#nodes,
      rangeOf: (span) => rangeOf(runs, span),
      erase: (span) => erase(runs, span, isGlue(text, span)),
    };
  }
}

function rangeOf(runs: readonly Run[], span: Span): Range | undefined {
  const first = runs[lowerBound(runs, (run) => run.start + run.length > span.start)];
  const last = runs[lowerBound(runs, (run) => run.start >= span.end) - 1];
  if (!first || !last || first.start > last.start) return undefined;
  const range = first.node.ownerDocument.createRange();
  range.setStart(first.node, first.at + Math.max(0, span.start - first.start));
  range.setEnd(last.node, last.at + Math.min(last.length, span.end - last.start));
  return range;
}

/** Whether two words of one block would grow together without what stands between them: "end.<b>Ad</b>Next". */
function isGlue(text: string, { start, end }: Span): boolean {
  return (
    text.charCodeAt(start - 1) > 32 &&
    text.charCodeAt(end) > 32 &&
    /^[^\s\p{Ps}][^\s\p{Pe}\p{Po}]$/u.test(text.charAt(start - 1) + text.charAt(end)) &&
    !SPACELESS.test(text.charAt(end))
  );
}

function erase(runs: readonly Run[], span: Span, spaced: boolean): void {
  const first = lowerBound(runs, (run) => run.start + run.length > span.start);
  const last = lowerBound(runs, (run) => run.start >= span.end) - 1;
  for (let i = last; i >= first; i--) {
    const run = runs[i] as Run;
    const from = Math.max(0, span.start - run.start);
    const count = Math.min(run.length, span.end - run.start) - from;
    run.node.replaceData(run.at + from, count, spaced && i === first ? ' ' : '');
  }
}

/** Index of the first run that passes; runs that pass stand after those that do not. */
function lowerBound(runs: readonly Run[], passes: (run: Run) => boolean): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(runs[middle] as Run)) high = middle;
    else low = middle + 1;
  }
  return low;
}
