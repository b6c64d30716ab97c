/** What is selected in the article view, as a part of the article's text. */
import type { Span } from '../core/article.ts';
import { spanOfRange } from '../formats/find-passage.ts';
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
  return spanOfRange({ text, rangeOf: view.rangeOf }, selected);
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
