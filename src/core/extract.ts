import { type ReadabilityResult, runReadability } from './readability.ts';

export type Extraction = ReadabilityResult;

/**
 * Takes the article out of a page. The page itself is not touched.
 * @param title a heading that repeats it is left out.
 * @returns undefined when the page holds no article.
 */
export function extract(document: Document, title: string): Extraction | undefined {
  return runReadability(document, title);
}

/** Makes a root of what the reader has selected, whatever the page around it is. */
export function selectionRoot(selection: Range): Extraction {
  const root = rootIn(selection.startContainer.ownerDocument);
  root.append(root.ownerDocument.importNode(selection.cloneContents(), true));
  return { root: without(root, INERT) };
}

/** Makes a root of one element of a page: everything in it that is shown and is not plainly the page's own. */
export function copyOf(element: Element): Extraction {
  const root = rootIn(element.ownerDocument);
  for (const child of element.childNodes) root.append(root.ownerDocument.importNode(child, true));
  return { root: without(root, `${INERT}, ${NOT_TEXT}`) };
}

const INERT = 'script, style, template, link, meta, iframe, object, embed, svg, canvas';
const NOT_TEXT =
  'nav, aside, footer, form, button, [hidden], [aria-hidden="true"], [style*="display:none"], [style*="display: none"]';

/** An element in a document that loads and runs nothing. */
function rootIn(page: Document | null): Element {
  if (!page) throw new TypeError('A selection stands in a document.');
  const inert = page.implementation.createHTMLDocument('');
  const root = inert.createElement('article');
  inert.body.append(root);
  return root;
}

function without(root: Element, selector: string): Element {
  for (const element of root.querySelectorAll(selector)) element.remove();
  return root;
}
