import { type ReadabilityResult, runReadability } from './readability.ts';

export interface Extraction extends ReadabilityResult {
  /** The page is a clean article and nothing else: there is nothing to be found in it. */
  clean?: true;
}

/** On the box of a clean article. What was cleaned once is taken as it is: reading it again would only lose something. */
const CLEAN = 'data-clean-copy';

/**
 * Takes the article out of a page. The page itself is not touched.
 * @param title a heading that repeats it is left out.
 * @returns undefined when the page holds no article.
 */
export function extract(document: Document, title: string): Extraction | undefined {
  return cleanArticle(document) ?? runReadability(document, title);
}

/** Marks a root from which everything has been taken that is not article. */
export function markClean(root: Element): void {
  if (root.childElementCount === 1) root.firstElementChild?.setAttribute(CLEAN, '');
}

/** The article of a page on which a marked box stands alone. Beside anything else the mark says nothing: every page can write it. */
function cleanArticle({ body }: Document): Extraction | undefined {
  let box: Element | null = body;
  while (box && !box.hasAttribute(CLEAN)) {
    const alone: boolean = [...box.childNodes].every((node) => node.nodeType === 1 || !node.nodeValue?.trim());
    box = alone && box.childElementCount === 1 ? box.firstElementChild : null;
  }
  if (!box) return undefined;
  const root = rootIn(box.ownerDocument);
  root.replaceChildren(root.ownerDocument.importNode(box, true));
  return { root: without(root, INERT), clean: true };
}

/** Makes a root of what the reader has selected, whatever the page around it is. */
export function selectionRoot(selection: Range): Extraction {
  const root = rootIn(selection.startContainer.ownerDocument);
  root.firstElementChild?.append(root.ownerDocument.importNode(selection.cloneContents(), true));
  return { root: without(root, INERT) };
}

/** Makes a root of one element of a page: everything in it that is shown and is not plainly the page's own. */
export function copyOf(element: Element): Extraction {
  const root = rootIn(element.ownerDocument);
  for (const child of element.childNodes) root.firstElementChild?.append(root.ownerDocument.importNode(child, true));
  return { root: without(root, `${INERT}, ${NOT_TEXT}`) };
}

const INERT = 'script, style, template, link, meta, iframe, object, embed, svg, canvas';
const NOT_TEXT =
  'nav, aside, footer, form, button, [hidden], [aria-hidden="true"], [style*="display:none"], [style*="display: none"]';

/** An element in a document that loads and runs nothing, with one box in it. */
function rootIn(page: Document | null): Element {
  if (!page) throw new TypeError('A selection stands in a document.');
  const inert = page.implementation.createHTMLDocument('');
  const root = inert.createElement('article');
  inert.body.append(root);
  root.append(inert.createElement('div'));
  return root;
}

function without(root: Element, selector: string): Element {
  for (const element of root.querySelectorAll(selector)) element.remove();
  return root;
}
