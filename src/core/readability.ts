import Readability from '@mozilla/readability/Readability.js';
import { hasText, isBlank } from './element-questions.ts';
import { copyPage } from './page-copy.ts';
import type { Inner, Stepped } from './readability-inner.ts';
import { each, finish, type Steps } from './steps.ts';
import { dataTables, LINK_DENSITY_MODIFIER, linkDensity, removeSuspicious } from './suspicious.ts';
import { weed } from './weeding.ts';

/**
 * Readability with the same result for less work. It inherits the algorithm whole and overrides only how things are asked
 * for: what is copied from the page, how a failed attempt starts again, and what each element is asked.
 * The build makes its long methods generators (see `readability-plugin.mjs`), which may be laid down in the middle; without the
 * build each runs in one go.
 * It is tested against plain Readability on every fixture.
 */

export interface ReadabilityResult {
  /** The article root in a document of its own. */
  root: Element;
  byline?: string;
}

type NodeTest = (node: Node, at: number, list: ArrayLike<Node>) => unknown;

// Nothing a reader reads lives in these; Readability drops them too, later and one by one. `noscript` stays: lazy images hide there.
const INERT = 'script,style,template,link,meta,iframe,object,embed,svg,canvas,video,audio';

// What `_cleanStyles` removes; asked of the selector engine in one go instead of twelve times of every element.
const PRESENTATIONAL =
  'align,background,bgcolor,border,cellpadding,cellspacing,frame,hspace,rules,style,valign,vspace'.split(',');
const WITH_STYLE = PRESENTATIONAL.map((name) => `[${name}]`).join(',');
const SIZED = 'table,th,td,hr,pre';

/** All that `_cleanMatchedNodes` is asked to look for has this in its class or id. */
const SHARING = '[class*="share" i],[id*="share" i]';

class Extractor extends (Readability as unknown as new (doc: Document, options: object) => Inner) {
  readonly #again: () => Steps<Document>;
  /** What a `div` that may become a paragraph does not hold. */
  readonly #blocks = [...this.DIV_TO_P_ELEMS].join();
  readonly #phrasing: ReadonlySet<string>;
  /** What `weed` found to score, until it is asked for. */
  #toScore: Element[] | undefined;
  #data: ReadonlySet<Element> = new Set();
  /** How often the loops that the build has cut have turned. */
  _turn = 0;

  constructor(copy: Document, title: string, again: () => Steps<Document>) {
    super(copy, { keepClasses: true, linkDensityModifier: LINK_DENSITY_MODIFIER });
    this.#again = again;
    this.#phrasing = new Set(this.PHRASING_ELEMS);
    this._articleTitle = title;
  }

  *run(): Steps<ReadabilityResult | undefined> {
    yield* this.#prepare();
    // Readability writes the whole body out as HTML in case an attempt fails, and parses it back for the next one. Most first
    // attempts succeed, so nothing is kept here; the next attempt starts from a new copy of the page.
    Object.defineProperty(this._doc.body, 'innerHTML', {
      configurable: true,
      get: () => '',
      set: () => finish(this._restartInSteps()),
    });
    const root = yield* through(this._grabArticle());
    if (!root) return undefined;
    yield* through(this._postProcessContent(root));
    return { root, byline: this._articleByline ?? undefined };
  }

  *#prepare(): Steps<void> {
    yield* each(this._doc.body.querySelectorAll(INERT), (element) => element.remove());
    yield* through(this._unwrapNoscriptImages(this._doc));
    yield* through(this._removeScripts(this._doc));
    yield* through(this._prepDocument());
  }

  *_restartInSteps(): Steps<void> {
    const { body } = this._doc;
    body.replaceChildren();
    yield* each([...(yield* this.#again()).body.childNodes], (child) => body.append(child));
    yield* this.#prepare();
  }

  /**
   * The first walk of `_grabArticle` begins with asking whether the root shows. It is made here, and when the answer is no
   * the walk there is over: what it would have found to score is handed to the loop that comes next.
   */
  _isProbablyVisible(): boolean {
    return finish(this._isProbablyVisibleInSteps());
  }

  *_isProbablyVisibleInSteps(): Steps<boolean> {
    this.#toScore = yield* weed(this._doc.body, this);
    return false;
  }

  /** Asked for by nothing but that walk. */
  override _removeAndGetNext(): null {
    return null;
  }

  _forEachNode(listed: ArrayLike<Node>, callback: NodeTest): void {
    const list = this.#nodesFor(listed);
    const { length } = list;
    for (let i = 0; i < length; i++) {
      const node = list[i];
      if (node) callback.call(this, node, i, list);
    }
  }

  *_forEachNodeInSteps(listed: ArrayLike<Node>, callback: NodeTest): Steps<void> {
    const list = this.#nodesFor(listed);
    yield* each(list, (node, at) => callback.call(this, node, at, list));
  }

  #nodesFor(listed: ArrayLike<Node>): ArrayLike<Node> {
    const list = this.#toScore ?? listed;
    this.#toScore = undefined;
    return list;
  }

  override _hasChildBlockElement(element: Element): boolean {
    return element.querySelector(this.#blocks) !== null;
  }

  override _hasSingleTagInsideElement(element: Element, tag: string): boolean {
    const only = element.firstElementChild;
    if (only?.tagName !== tag || only.nextElementSibling) return false;
    for (let child = element.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === 3 && this.REGEXPS.hasContent.test((child as Text).data)) return false;
    }
    return true;
  }

  override _isPhrasingContent(node: Node): boolean {
    if (node.nodeType === 3) return true;
    const { tagName } = node as Element;
    if (this.#phrasing.has(tagName)) return true;
    if (tagName !== 'A' && tagName !== 'DEL' && tagName !== 'INS') return false;
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (!this._isPhrasingContent(child)) return false;
    }
    return true;
  }

  override _isWhitespace(node: Node): boolean {
    return node.nodeType === 3 ? isBlank(node as Text) : (node as Element).tagName === 'BR';
  }

  override _getLinkDensity(element: Element): number {
    return linkDensity(element, this);
  }

  _markDataTables(root: Element): void {
    this.#data = new Set(dataTables(root));
  }

  _cleanConditionally(root: Element, tag: string): void {
    finish(this._cleanConditionallyInSteps(root, tag));
  }

  *_cleanConditionallyInSteps(root: Element, tag: string): Steps<void> {
    if (this._flagIsActive(this.FLAG_CLEAN_CONDITIONALLY)) yield* removeSuspicious(root, tag, this, this.#data);
  }

  _simplifyNestedElements(root: Element): void {
    finish(this._simplifyNestedElementsInSteps(root));
  }

  /** Visits boxes instead of every element. */
  *_simplifyNestedElementsInSteps(root: Element): Steps<void> {
    yield* each(root.querySelectorAll('div,section'), (box) => {
      if (box.id.startsWith('readability')) return;
      if (this._isElementWithoutContent(box)) box.remove();
      else if (this._hasSingleTagInsideElement(box, 'DIV') || this._hasSingleTagInsideElement(box, 'SECTION')) {
        const inner = box.firstElementChild as Element;
        for (const attribute of box.attributes) inner.setAttributeNode(attribute.cloneNode() as Attr);
        box.replaceWith(inner);
      }
    });
  }

  /** Asks only the elements that may be meant instead of each. */
  _cleanMatchedNodes(root: Element, filter: (node: Element, names: string) => boolean): void {
    for (const node of root.querySelectorAll(SHARING)) {
      if (root.contains(node) && filter.call(this, node, `${node.className} ${node.id}`)) node.remove();
    }
  }

  /** Stops at the first word; the original writes out the text of every nested container, which is quadratic in depth. */
  override _isElementWithoutContent(node: Element): boolean {
    if (hasText(node)) return false;
    const { childElementCount } = node;
    return (
      childElementCount === 0 ||
      childElementCount === node.getElementsByTagName('br').length + node.getElementsByTagName('hr').length
    );
  }

  _cleanStyles(root: Element): void {
    finish(this._cleanStylesInSteps(root));
  }

  *_cleanStylesInSteps(root: Element): Steps<void> {
    yield* each([root, ...root.querySelectorAll(WITH_STYLE)], (element) => {
      for (const name of PRESENTATIONAL) element.removeAttribute(name);
    });
    yield* each(root.querySelectorAll(SIZED), (element) => {
      element.removeAttribute('width');
      element.removeAttribute('height');
    });
  }

  /** Looks at the text of an element only when its attributes say that it may be a byline; the original reads every element's. */
  override _isValidByline(node: Element, matchString: string): boolean {
    const named =
      node.getAttribute('rel') === 'author' ||
      (node.getAttribute('itemprop') ?? '').includes('author') ||
      this.REGEXPS.byline.test(matchString);
    if (!named) return false;
    const length = (node.textContent ?? '').trim().length;
    return length > 0 && length < 100;
  }
}

/** Gives an element another tag. It keeps its attributes and what is in it. */
export function setTag(element: Element, tag: string): void {
  Extractor.prototype._setNodeTag.call({ log() {} } as unknown as Inner, element, tag);
}

function* through<Value>(result: Stepped<Value>): Steps<Value> {
  return isSteps(result) ? yield* result : result;
}

function isSteps<Value>(result: Stepped<Value>): result is Steps<Value> {
  return typeof (result as Partial<Steps<Value>> | null | undefined)?.next === 'function';
}

/**
 * @param page it is not changed.
 * @param title the article's title; a heading that repeats it is not part of the root.
 * @returns undefined when Readability finds no article.
 */
export function runReadability(page: Document, title: string): ReadabilityResult | undefined {
  const copied = (): Steps<Document> => copyPage(page);
  return finish(readability(finish(copied()), title, copied));
}

/**
 * The same for a copy of a page, which is used up.
 * @param again makes another copy, for when an attempt fails.
 */
export function* readability(
  copy: Document,
  title: string,
  again: () => Steps<Document>,
): Steps<ReadabilityResult | undefined> {
  return yield* new Extractor(copy, title, again).run();
}
