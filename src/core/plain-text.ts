import type { Extraction } from './extract.ts';

/**
 * Makes a root out of a page of plain text: paragraphs are what blank lines separate.
 * @param document a `text/plain` page as browsers show it (one `pre`), or any document whose body holds only text.
 */
export function plainTextRoot(document: Document): Extraction | undefined {
  return textRoot(document.body?.textContent ?? '', document.implementation);
}

/** @param implementation makes the tree; the core has no document of its own. */
export function textRoot(text: string, implementation: DOMImplementation): Extraction | undefined {
  const root = implementation.createHTMLDocument('').createElement('article');
  for (const paragraph of text.split(/\n\s*\n/)) {
    const line = paragraph.trim();
    if (line === '') continue;
    const element = root.ownerDocument.createElement('p');
    element.textContent = line;
    root.append(element);
  }
  return root.firstChild ? { root } : undefined;
}
