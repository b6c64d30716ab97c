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

export type BlockWriter = ReturnType<typeof blockWriter>;

/** Writes blocks down as they are met on a walk, with white space folded as a browser folds it. */
export function blockWriter(root: Element) {
  const blocks: Block[] = [];
  const elements: Element[] = [];
  const linked: number[] = [];
  const nodes: TextIndex['nodes'] = [];
  const media: TextIndex['media'] = [];
  const runs: Run[] = [];
  const parts: string[] = [];
  let length = 0;
  let open: { frame: Frame; start: number } | undefined;
  let link: Element | undefined;
  let linkedHere = 0;
  /** White space that counts only if text follows in the same block, and where it stands. */
  let space: { node: Text; at: number } | undefined;
  /** Line breaks and cell borders that count only if text follows in the same block. */
  let pending = '';

  function push(text: string): void {
    parts.push(text);
    length += text.length;
  }

  function write(text: string, node: Text, at: number, frame: Frame): void {
    if (!open) {
      if (blocks.length > 0) push(BLOCK_SEPARATOR);
      open = { frame, start: length };
    } else if (pending !== '') {
      push(pending);
    } else if (space) {
      runs.push({ start: length, length: 1, node: space.node, at: space.at });
      push(' ');
    }
    pending = '';
    space = undefined;
    if (nodes[nodes.length - 1]?.node !== node) nodes.push({ start: length, node });
    runs.push({ start: length, length: text.length, node, at });
    if (link) linkedHere += text.length;
    push(text);
  }

  function addBreak(): void {
    if (open) pending += '\n';
    space = undefined;
  }

  return {
    addBreak,

    close(): void {
      space = undefined;
      pending = '';
      if (!open) return;
      const { frame, start } = open;
      const { element, kind, level } = frame;
      open = undefined;
      blocks.push(level === undefined ? { kind, start, end: length } : { kind, level, start, end: length });
      elements.push(element);
      linked.push(linkedHere);
      linkedHere = 0;
    },

    addMedia(element: Element): void {
      media.push({ element, before: blocks.length + (open ? 1 : 0) });
    },

    enterLink(element: Element): void {
      link ??= element;
    },

    leaveLink(element: Element): void {
      if (link === element) link = undefined;
    },

    nextCell(): void {
      if (open) pending = '\t';
      space = undefined;
    },

    /** Cuts the data into runs without folded or dropped characters; most nodes are one run. */
    addText(node: Text, frame: Frame): void {
      const data = node.data;
      const end = data.length;
      const from = data.search(NO_SPACE);
      if (from !== 0 && end > 0) space ??= { node, at: 0 };
      if (from < 0) return;
      let to = end;
      while (isSpace(data.charCodeAt(to - 1))) to--;
      const whole = from === 0 && to === end ? data : data.slice(from, to);
      if (!FOLDS.test(whole)) {
        write(whole, node, from, frame);
        if (to < end) space ??= { node, at: to };
        return;
      }
      let at = from;
      while (at < end) {
        const code = data.charCodeAt(at);
        if (isSpace(code)) {
          space ??= { node, at };
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
        write(odd ? text.replace(OTHER_SPACE, ' ') : text, node, from, frame);
      }
    },

    /** Line breaks and spaces stay; those at the end of a line wait for text, so that a block never ends in them. */
    addPreformatted(node: Text, frame: Frame): void {
      for (const match of node.data.matchAll(/[^\r\n\u00ad\u200b\ufeff]+|\n/g)) {
        if (match[0] === '\n') addBreak();
        else if (open || match[0].trim() !== '') write(match[0], node, match.index, frame);
      }
    },

    index(): TextIndex {
      const text = parts.join('');
      return {
        root,
        text,
        blocks,
        elements,
        linked,
        media,
        nodes,
        rangeOf: (span) => rangeOf(runs, span),
        erase: (span) => erase(runs, span, text),
      };
    },
  };
}
