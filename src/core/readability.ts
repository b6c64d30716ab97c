import Readability from '@mozilla/readability/Readability.js';
import { copyPage } from './page-copy.ts';
import { each, finish, type Steps } from './steps.ts';

/**
 * Readability with the same result for less work. It inherits the algorithm whole and overrides only how things are asked
 * for: what is copied from the page, how a failed attempt starts again, and what each element is asked.
 * The build makes its long methods generators (see `readability-plugin.mjs`), which may be laid down in the middle; without the
 * build each runs in one go.
 * This is the only file that knows Readability's inner methods; it is tested against plain Readability on every fixture.
 */

export interface ReadabilityResult {
  /** The article root in a document of its own. */
  root: Element;
  byline?: string;
  dir?: string;
}

/** What a method gives back: its result, or the way there when the build has cut it into steps. */
type Stepped<Value> = Value | Steps<Value>;

/** The inner methods and fields of Readability 0.6 that are used or overridden here; its types leave them out. */
interface Inner {
  _doc: Document;
  _articleByline: string | null;
  _articleDir: string | null;
  _articleTitle: string;
  REGEXPS: { byline: RegExp; hasContent: RegExp; unlikelyCandidates: RegExp; okMaybeItsACandidate: RegExp };
  DIV_TO_P_ELEMS: ReadonlySet<string>;
  PHRASING_ELEMS: readonly string[];
  UNLIKELY_ROLES: readonly (string | null)[];
  DEFAULT_TAGS_TO_SCORE: readonly string[];
  FLAG_STRIP_UNLIKELYS: number;
  _flagIsActive(flag: number): boolean;
  _hasAncestorTag(node: Element, tag: string): boolean;
  _headerDuplicatesTitle(node: Element): boolean;
  _getNextNode(node: Element, skip?: boolean): Element | null;
  _setNodeTag(node: Element, tag: string): Element;
  _removeAndGetNext(node: Element): Element | null;
  _unwrapNoscriptImages(doc: Document): Stepped<void>;
  _removeScripts(doc: Document): Stepped<void>;
  _prepDocument(): Stepped<void>;
  _grabArticle(): Stepped<Element | null>;
  _postProcessContent(root: Element): Stepped<void>;
  _getLinkDensity(element: Element): number;
  _getTextDensity(element: Element, tags: readonly string[]): number;
}

/** What is asked of an element only when it has one of these tags. */
const EMPTY_WHEN_TEXTLESS = new Set(['DIV', 'SECTION', 'HEADER', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6']);

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

// Readability asks `node.style`, which makes the browser parse the attribute of every element that has one.
const HIDING_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b/i;

class Extractor extends (Readability as unknown as new (doc: Document, options: object) => Inner) {
  readonly #again: () => Steps<Document>;
  /** What a `div` that may become a paragraph does not hold. */
  readonly #blocks = [...this.DIV_TO_P_ELEMS].join();
  readonly #phrasing: ReadonlySet<string>;
  readonly #scored: ReadonlySet<string>;
  /** What `#weed` found to score, until it is asked for. */
  #toScore: Element[] | undefined;
  /** How often the loops that the build has cut have turned. */
  _turn = 0;

  constructor(copy: Document, title: string, again: () => Steps<Document>) {
    // A sentence that ends in a link, alone in a box, is text: what is no text is found later, and logged.
    super(copy, { keepClasses: true, linkDensityModifier: 0.1 });
    this.#again = again;
    this.#phrasing = new Set(this.PHRASING_ELEMS);
    this.#scored = new Set(this.DEFAULT_TAGS_TO_SCORE);
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
    return { root, byline: this._articleByline ?? undefined, dir: this._articleDir ?? undefined };
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
    this.#toScore = yield* this.#weed(this._doc.body);
    return false;
  }

  override _removeAndGetNext(node: Element): Element | null {
    return node === this._doc.documentElement ? null : super._removeAndGetNext(node);
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

  _someNode(list: ArrayLike<Node>, test: NodeTest): boolean {
    for (let i = 0; i < list.length; i++) if (test.call(this, list[i] as Node, i, list)) return true;
    return false;
  }

  _hasChildBlockElement(element: Element): boolean {
    return element.querySelector(this.#blocks) !== null;
  }

  _hasSingleTagInsideElement(element: Element, tag: string): boolean {
    const only = element.firstElementChild;
    if (only?.tagName !== tag || only.nextElementSibling) return false;
    for (let child = element.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === 3 && this.REGEXPS.hasContent.test((child as Text).data)) return false;
    }
    return true;
  }

  _isPhrasingContent(node: Node): boolean {
    if (node.nodeType === 3) return true;
    const { tagName } = node as Element;
    if (this.#phrasing.has(tagName)) return true;
    if (tagName !== 'A' && tagName !== 'DEL' && tagName !== 'INS') return false;
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (!this._isPhrasingContent(child)) return false;
    }
    return true;
  }

  _isWhitespace(node: Node): boolean {
    return node.nodeType === 3 ? !NOT_SPACE.test((node as Text).data) : (node as Element).tagName === 'BR';
  }

  /**
   * Takes out what is hidden, unlikely or empty, makes paragraphs of what stands loose in `div`s, and collects what is to be
   * scored: the first walk of `_grabArticle`, step by step, without asking elements for attributes they do not have.
   */
  *#weed(body: Element): Steps<Element[]> {
    const toScore: Element[] = [];
    const strips = this._flagIsActive(this.FLAG_STRIP_UNLIKELYS);
    const unlikely = new Map<string, boolean>();
    const isUnlikely = (names: string): boolean => {
      let is = unlikely.get(names);
      if (is === undefined) {
        is = this.REGEXPS.unlikelyCandidates.test(names) && !this.REGEXPS.okMaybeItsACandidate.test(names);
        unlikely.set(names, is);
      }
      return is;
    };
    let mayRepeatTitle = true;
    let node: Element | null = body;
    for (let turn = 1; node; turn++) {
      if (turn % 16 === 0) yield;
      const tag: string = node.tagName;
      if (node.hasAttributes() && (!isShown(node) || isModal(node) || this.#takesByline(node))) {
        node = super._removeAndGetNext(node);
        continue;
      }
      if (mayRepeatTitle && this._headerDuplicatesTitle(node)) {
        mayRepeatTitle = false;
        node = super._removeAndGetNext(node);
        continue;
      }
      if (strips && node.hasAttributes()) {
        const named = tag !== 'BODY' && tag !== 'A' && isUnlikely(`${node.className} ${node.id}`);
        if (
          (named && !this._hasAncestorTag(node, 'table') && !this._hasAncestorTag(node, 'code')) ||
          this.UNLIKELY_ROLES.includes(node.getAttribute('role'))
        ) {
          node = super._removeAndGetNext(node);
          continue;
        }
      }
      if (EMPTY_WHEN_TEXTLESS.has(tag) && this._isElementWithoutContent(node)) {
        node = super._removeAndGetNext(node);
        continue;
      }
      if (this.#scored.has(tag)) toScore.push(node);
      if (tag === 'DIV') {
        this.#gatherParagraphs(node);
        if (this._hasSingleTagInsideElement(node, 'P') && this._getLinkDensity(node) < 0.25) {
          const only = node.firstElementChild as Element;
          node.replaceWith(only);
          node = only;
          toScore.push(node);
        } else if (!this._hasChildBlockElement(node)) {
          node = this._setNodeTag(node, 'P');
          toScore.push(node);
        }
      }
      node = this._getNextNode(node);
    }
    return toScore;
  }

  /** @returns whether an element is the byline, which is noted: the first one is. */
  #takesByline(node: Element): boolean {
    if (this._articleByline || !this._isValidByline(node, `${node.className} ${node.id}`)) return false;
    const name = node.querySelector('[itemprop*="name"]') ?? node;
    this._articleByline = (name.textContent ?? '').trim();
    return true;
  }

  /** Puts runs of text and inline elements that stand between the blocks of a `div` into paragraphs. */
  #gatherParagraphs(box: Element): void {
    let paragraph: Element | undefined;
    let child = box.firstChild;
    while (child) {
      const next: ChildNode | null = child.nextSibling;
      if (this._isPhrasingContent(child)) {
        if (paragraph) paragraph.append(child);
        else if (!this._isWhitespace(child)) {
          paragraph = this._doc.createElement('p');
          child.replaceWith(paragraph);
          paragraph.append(child);
        }
      } else if (paragraph) {
        while (paragraph.lastChild && this._isWhitespace(paragraph.lastChild)) paragraph.lastChild.remove();
        paragraph = undefined;
      }
      child = next;
    }
  }

  /** What holds no link needs no text to be read. */
  override _getLinkDensity(element: Element): number {
    return element.getElementsByTagName('a').length === 0 ? 0 : super._getLinkDensity(element);
  }

  /**
   * Only two things are asked of it: whether there is any text in elements of text, and how much of what is very short is
   * headings. The original reads the text of every nested box, which is quadratic in depth.
   */
  override _getTextDensity(element: Element, tags: readonly string[]): number {
    if (tags.includes('h1')) return super._getTextDensity(element, tags);
    return Array.prototype.some.call(element.querySelectorAll(tags.join()), hasText) ? 1 : 0;
  }

  /** Asks only the elements that may be meant instead of each. */
  _cleanMatchedNodes(root: Element, filter: (node: Element, names: string) => boolean): void {
    for (const node of root.querySelectorAll(SHARING)) {
      if (root.contains(node) && filter.call(this, node, `${node.className} ${node.id}`)) node.remove();
    }
  }

  /** Stops at the first word; the original writes out the text of every nested container, which is quadratic in depth. */
  _isElementWithoutContent(node: Element): boolean {
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
  _isValidByline(node: Element, matchString: string): boolean {
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

const NOT_SPACE = /\S/;

function isShown(node: Element): boolean {
  if (!node.hasAttributes()) return true;
  if (node.hasAttribute('hidden')) return false;
  const style = node.getAttribute('style');
  if (style !== null && HIDING_STYLE.test(style)) return false;
  return node.getAttribute('aria-hidden') !== 'true' || (node.getAttribute('class') ?? '').includes('fallback-image');
}

const isModal = (node: Element): boolean =>
  node.getAttribute('aria-modal') === 'true' && node.getAttribute('role') === 'dialog';

function hasText(element: Element): boolean {
  for (let node: Node | null = element.firstChild; node; node = nextInside(node, element)) {
    if (node.nodeType === 3 && NOT_SPACE.test((node as Text).data)) return true;
  }
  return false;
}

function nextInside(node: Node, root: Node): Node | null {
  if (node.firstChild) return node.firstChild;
  let at: Node | null = node;
  while (at && at !== root && !at.nextSibling) at = at.parentNode;
  return at === root || !at ? null : at.nextSibling;
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
