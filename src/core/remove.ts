import type { Removal, RemovalKind, Span } from './article.ts';
import { put } from './grouping.ts';
import type { IdentifiedFinding } from './reader-choices.ts';
import { each, mapped, type Steps } from './steps.ts';
import { indexTextInSteps, isBlockElement, type TextIndex } from './text-index.ts';

/** What was taken out of one block, before the text that is left has been read. */
interface Piece {
  id: string;
  kind: RemovalKind;
  rule: string;
  text: string;
  /** Index of the block among the blocks that are kept; of the next kept one when the block itself is gone. */
  at: number;
  /** For a run inside a kept block: how much of the block is kept before it, in UTF-16 units of the text that is left. */
  before?: number;
}

const VISIBLE = /[^\s\u00ad\u200b\ufeff]/;
const MEDIA = 'img,picture,iframe,object,embed,svg,canvas,video,audio,math,input,hr';

/**
 * Carries findings out on the extracted tree (our own clone, never the page): each takes out one block or one run.
 * @param findings in reading order, none overlapping.
 * @returns the text that is left, and what was removed with its place in that text.
 */
export function* removeFindings(
  index: TextIndex,
  findings: readonly IdentifiedFinding[],
): Steps<{ kept: TextIndex; removals: Removal[] }> {
  if (findings.length === 0) return { kept: index, removals: [] };
  const byBlock = new Map<number, IdentifiedFinding[]>();
  for (const finding of findings) put(byBlock, finding.block, finding);

  const pieces: Piece[] = [];
  const cuts: Span[] = [];
  const emptied = new Set<Element>();
  let at = 0;
  yield* each(index.blocks, (block, i) => {
    const here = byBlock.get(i);
    if (!here) {
      at++;
      return;
    }
    const spans = here.map((finding) => finding.run ?? { start: block.start, end: block.end });
    const gone = keptOf(index.text, block, spans).trim() === '';
    let from = block.start;
    let before = 0;
    let spaced = true;
    here.forEach((finding, k) => {
      const span = spans[k] as Span;
      const text = index.text.slice(span.start, span.end);
      // White space on both sides of a run becomes one space, none at the start of the block.
      const kept = index.text.slice(from, span.start).replace(/\s+/g, ' ');
      before += kept.length - (spaced && kept.startsWith(' ') ? 1 : 0);
      if (kept !== '') spaced = kept.endsWith(' ');
      from = span.end;
      pieces.push({ id: finding.id, kind: finding.kind, rule: finding.rule, text, at, ...(gone ? {} : { before }) });
      if (!gone) cuts.push(span);
    });
    if (gone) {
      cuts.push(block);
      emptied.add(index.elements[i] ?? index.root);
    } else at++;
  });

  yield* each(cuts.reverse(), (cut) => index.erase(cut));
  yield* each([...emptied], (element) => prune(element, index.root));
  // Bare text that only a removed element parted is one when its HTML is parsed, and white space between is seen as it is then.
  index.root.normalize();
  const kept = yield* indexTextInSteps(index.root);
  return { kept, removals: yield* mapped(pieces, (piece) => place(piece, kept)) };
}

/** The text of a span without the spans that go. */
function keptOf(text: string, within: Span, gone: readonly Span[]): string {
  let kept = '';
  let from = within.start;
  for (const { start, end } of gone) {
    if (start >= within.end) break;
    kept += text.slice(from, Math.max(from, start));
    from = Math.max(from, end);
  }
  return kept + text.slice(from, Math.max(from, within.end));
}

function place(piece: Piece, kept: TextIndex): Removal {
  const { id, kind, rule, text, before } = piece;
  // Two blocks that only the removed one parted may be one now.
  const at = Math.min(piece.at, kept.blocks.length);
  const removal: Removal = { id, kind, rule, text, at };
  const block = kept.blocks[at];
  if (before === undefined || !block) return removal;
  // At the end of the block there is no white space either.
  return { ...removal, offset: Math.min(block.start + before, block.end) };
}

/** Takes an element without text or pictures out of the tree, and every box that is empty without it. */
function prune(element: Element, root: Element): void {
  let at = element;
  while (at !== root && at.parentElement && isEmpty(at) && !divides(at)) {
    const parent: Element = at.parentElement;
    at.remove();
    at = parent;
    if (at.firstElementChild) return;
  }
}

function isEmpty(element: Element): boolean {
  return !VISIBLE.test(element.textContent ?? '') && !element.matches(MEDIA) && element.querySelector(MEDIA) === null;
}

/** An empty block between two pieces of bare text is what keeps them apart: without it they would run together. */
function divides(element: Element): boolean {
  const bare = (sibling: Node | null, next: (node: Node) => Node | null): boolean => {
    for (let at = sibling; at; at = next(at)) {
      if (at.nodeType === 1) return !isBlockElement(at as Element);
      if (at.nodeType === 3 && VISIBLE.test((at as Text).data)) return true;
    }
    return false;
  };
  return (
    bare(element.previousSibling, (node) => node.previousSibling) &&
    bare(element.nextSibling, (node) => node.nextSibling)
  );
}
