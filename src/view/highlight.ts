/** Paints ranges of text without touching the tree: CSS Custom Highlight API. */

/** The names that `prose.css` gives a look. */
export type HighlightName = 'clean-copy-quotes' | 'clean-copy-place' | 'clean-copy-spoken';

/**
 * @param document where the ranges are; highlights of one name replace each other in it.
 * @returns false when the browser has no such API; the text is as readable without.
 */
export function highlight(document: Document, name: HighlightName, ranges: readonly Range[]): boolean {
  const registry = registryOf(document);
  const window = document.defaultView;
  if (!registry || !window) return false;
  if (ranges.length === 0) registry.delete(name);
  else registry.set(name, new window.Highlight(...ranges));
  return true;
}

export function clearHighlights(document: Document): void {
  for (const name of ['clean-copy-quotes', 'clean-copy-place', 'clean-copy-spoken'] as const) {
    registryOf(document)?.delete(name);
  }
}

function registryOf(document: Document): HighlightRegistry | undefined {
  return (document.defaultView?.CSS as { highlights?: HighlightRegistry } | undefined)?.highlights;
}
