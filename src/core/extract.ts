import { INERT } from './article-cleaning.ts';
import { fieldOf, withoutClobbering } from './clobbering.ts';
import { copyPage } from './page-copy.ts';
import { type ReadabilityResult, readability } from './readability.ts';
import { each, finish, type Steps } from './steps.ts';
import { removeAll } from './tree-changes.ts';

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
export function extract(page: Document, title: string): Extraction | undefined {
  const copied = (): Steps<Document> => copyPage(page);
  return finish(extractFrom(finish(copied()), title, copied));
}

/**
 * The same for a copy of a page, which is used up.
 * @param again makes another copy.
 */
export function* extractFrom(
  copy: Document,
  title: string,
  again: () => Steps<Document>,
): Steps<Extraction | undefined> {
  const clean = yield* cleanArticle(copy);
  if (clean) return clean;
  return yield* readability(copy, title, again);
}

/** Marks a root from which everything has been taken that is not article. */
export function markClean(root: Element): void {
  if (root.childElementCount === 1) root.firstElementChild?.setAttribute(CLEAN, '');
}

/** The article of a page on which a marked box stands alone. Beside anything else the mark says nothing: every page can write it. */
function* cleanArticle({ body }: Document): Steps<Extraction | undefined> {
  let box: Element | null = body;
  while (box && !box.hasAttribute(CLEAN)) {
    if (box.childElementCount !== 1) return undefined;
    const alone: boolean = [...box.childNodes].every((node) => node.nodeType === 1 || !node.nodeValue?.trim());
    box = alone ? box.firstElementChild : null;
  }
  if (!box) return undefined;
  const root = rootIn(box.ownerDocument);
  root.replaceChildren(box);
  return { ...(yield* extractionOf(root, INERT)), clean: true };
}

/** Makes a root of what the reader has selected in a page, whatever is around it. It is copied at once. */
export function selectionRoot(page: Document, selection: Range): Steps<Extraction> {
  const root = rootIn(page);
  root.firstElementChild?.append(root.ownerDocument.importNode(selection.cloneContents(), true));
  withoutClobbering(root.ownerDocument);
  return extractionOf(root, INERT);
}

/** Makes a root of one element of a copy of a page, which is used up: all in it that is shown and is not plainly the page's own. */
export function* rootOfElement(element: Element): Steps<Extraction> {
  const root = rootIn(element.ownerDocument);
  const box = root.firstElementChild ?? root;
  yield* each([...element.childNodes], (child) => box.append(child));
  return yield* extractionOf(root, `${INERT},${NOT_TEXT}`);
}

const NOT_TEXT =
  'nav,aside,footer,form,button,[hidden],[aria-hidden="true"],[style*="display:none"],[style*="display: none"]';

/** An element in a document that loads and runs nothing, with one box in it. */
function rootIn(page: Document): Element {
  const inert = (fieldOf(page, 'implementation') as DOMImplementation).createHTMLDocument('');
  const root = inert.createElement('article');
  inert.body.append(root);
  root.append(inert.createElement('div'));
  return root;
}

/** What is left of a root without some of it. */
function* extractionOf(root: Element, unwanted: string): Steps<Extraction> {
  yield* removeAll(root, unwanted);
  return { root };
}
