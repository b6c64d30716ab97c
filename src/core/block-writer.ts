import type { Block, BlockKind } from './article.ts';
import type { TextIndex } from './text-index.ts';
import { erase, type Run, rangeOf } from './text-runs.ts';

/** Between blocks of the text. */
const BLOCK_SEPARATOR = '\n\n';

/** An open element that shapes blocks; the innermost one with a kind gives its block the kind. */
export interface Frame {
  element: Element;
  kind: BlockKind;
  level?: number;
  preformatted: boolean;
}

const isSpace = (code: number): boolean =>
  code === 32 || code === 10 || code === 9 || code === 13 || code === 12 || code === 0xa0;
/** Soft hyphen, zero-width space, byte order mark: not there for a reader. */
const isDropped = (code: number): boolean => code === 0xad || code === 0x200b || code === 0xfeff;
const NO_SPACE = /[^ \n\t\r\f\u00a0]/;
/** What a browser folds or drops: white space that is no single space, soft hyphens, zero-width spaces. */
const FOLDS = /[\n\t\r\f\u00a0\u00ad\u200b\ufeff]| {2}/;
const OTHER_SPACE = /[\n\t\r\f\u00a0]/g;

/** Writes blocks down as they are met on a walk, with white space folded as a browser folds it. */
export class BlockWriter {
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
      erase: (span) => erase(runs, span, text),
    };
  }
}
