/** What is selected in the article view, as a part of the article's text. */
import type { Span } from '../core/article.ts';
import type { ArticleView } from './article-view.ts';

/** Selections inside a shadow tree, where browsers differ: Chromium has one a tree, others show where the composed one lies. */
interface ShadowSelection {
  getSelection?(): Selection | null;
}
interface ComposedSelection {
  getComposedRanges?(options: { shadowRoots: ShadowRoot[] }): StaticRange[];
}

/**
 * @param text the article's text, as the view shows it.
 * @returns the selected part of it, without the white space at its ends. Undefined when nothing is selected or when
 *   the selection reaches out of the article's body.
 */
export function selectedSpan(view: ArticleView, text: string): Span | undefined {
  const selected = selectedRange(view.body);
  if (!selected || !view.body.contains(selected.startContainer) || !view.body.contains(selected.endContainer)) {
    return undefined;
  }
  // Offsets follow the order of the places they come from, so the ends are found by halving.
  const startsAfter = (edge: number) => (offset: number) => {
    const rest = view.rangeOf({ start: offset, end: text.length });
    return !rest || rest.compareBoundaryPoints(edge, selected) >= 0;
  };
  const start = firstOffset(text.length, startsAfter(selected.START_TO_START));
  const end = firstOffset(text.length, startsAfter(selected.END_TO_START));
  const words = text.slice(start, end);
  const trimmed = words.trim();
  const from = start + words.indexOf(trimmed);
  return trimmed === '' ? undefined : { start: from, end: from + trimmed.length };
}

function selectedRange(body: HTMLElement): Range | undefined {
  const document = body.ownerDocument;
  const root = body.getRootNode() as Node & ShadowSelection;
  const selection = root.getSelection?.() ?? document.getSelection();
  if (!selection || selection.rangeCount === 0) return undefined;
  const own = selection.getRangeAt(0);
  if (body.contains(own.startContainer) || root.nodeType !== body.ownerDocument.DOCUMENT_FRAGMENT_NODE)
    return live(own);
  const [composed] =
    (selection as ComposedSelection).getComposedRanges?.({ shadowRoots: [root as unknown as ShadowRoot] }) ?? [];
  if (!composed) return undefined;
  const range = document.createRange();
  range.setStart(composed.startContainer, composed.startOffset);
  range.setEnd(composed.endContainer, composed.endOffset);
  return live(range);
}

const live = (range: Range): Range | undefined => (range.collapsed ? undefined : range);

/** The first offset from 0 to `length` that passes; those that pass stand after those that do not. */
function firstOffset(length: number, passes: (offset: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
