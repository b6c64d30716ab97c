import Readability from '@mozilla/readability/Readability.js';

/**
 * Readability with the same result for less work. It inherits the algorithm whole and overrides only how things are asked
 * for: what is copied from the page, how a failed attempt starts again, and what each element is asked.
 * This is the only file that knows Readability's inner methods; it is tested against plain Readability on every fixture.
 */

export interface ReadabilityResult {
  /** The article root in a document of its own. */
  root: Element;
  byline?: string;
  dir?: string;
}

/** The inner methods and fields of Readability 0.6 that are used or overridden here; its types leave them out. */
interface Inner {
  _doc: Document;
  _articleByline: string | null;
  _articleDir: string | null;
  _articleTitle: string;
  _metadata: { title: string };
  REGEXPS: { byline: RegExp; hasContent: RegExp };
  PHRASING_ELEMS: readonly string[];
  _unwrapNoscriptImages(doc: Document): void;
  _removeScripts(doc: Document): void;
  _prepDocument(): void;
  _grabArticle(): Element | null;
  _postProcessContent(root: Element): void;
  _getLinkDensity(element: Element): number;
}

type NodeTest = (node: Node, at: number, list: ArrayLike<Node>) => unknown;

// Nothing a reader reads lives in these; Readability drops them too, later and one by one. `noscript` stays: lazy images hide there.
const INERT = 'script,style,template,link,meta,iframe,object,embed,svg,canvas,video,audio';

// What `_cleanStyles` removes; asked of the selector engine in one go instead of twelve times of every element.
const PRESENTATIONAL =
  'align,background,bgcolor,border,cellpadding,cellspacing,frame,hspace,rules,style,valign,vspace'.split(',');
const WITH_STYLE = PRESENTATIONAL.map((name) => `[${name}]`).join(',');
const SIZED = 'table,th,td,hr,pre';

/** `DIV_TO_P_ELEMS`: what a `div` that may become a paragraph does not hold. */
const BLOCKS = 'blockquote,dl,div,img,ol,p,pre,table,ul';
/** All that `_cleanMatchedNodes` is asked to look for has this in its class or id. */
const SHARING = '[class*="share" i],[id*="share" i]';

// Readability asks `node.style`, which makes the browser parse the attribute of every element that has one.
const HIDING_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b/i;

class Extractor extends (Readability as unknown as new (doc: Document, options: object) => Inner) {
  readonly #page: Document;
  readonly #phrasing: ReadonlySet<string>;

  constructor(page: Document, title: string) {
    super(copyOf(page), { keepClasses: true });
    this.#page = page;
    this.#phrasing = new Set(this.PHRASING_ELEMS);
    this._metadata = { title };
    this._articleTitle = title;
  }

  run(): ReadabilityResult | undefined {
    this.#prepare();
    const root = this._grabArticle();
    if (!root) return undefined;
    this._postProcessContent(root);
    return { root, byline: this._articleByline ?? undefined, dir: this._articleDir ?? undefined };
  }

  #prepare(): void {
    this._unwrapNoscriptImages(this._doc);
    this._removeScripts(this._doc);
    this._prepDocument();
    // Readability writes the whole body out as HTML in case an attempt fails, and parses it back for the next one. Most first
    // attempts succeed, so nothing is kept here; the next attempt starts from a new copy of the page.
    Object.defineProperty(this._doc.body, 'innerHTML', {
      configurable: true,
      get: () => '',
      set: () => this.#restart(),
    });
  }

  #restart(): void {
    this._doc.body.replaceChildren(...bodyOf(this.#page, this._doc).childNodes);
    this._unwrapNoscriptImages(this._doc);
    this._removeScripts(this._doc);
    this._prepDocument();
  }

  _forEachNode(list: ArrayLike<Node>, callback: NodeTest): void {
    const { length } = list;
    for (let i = 0; i < length; i++) {
      const node = list[i];
      if (node) callback.call(this, node, i, list);
    }
  }

  _someNode(list: ArrayLike<Node>, test: NodeTest): boolean {
    for (let i = 0; i < list.length; i++) if (test.call(this, list[i] as Node, i, list)) return true;
    return false;
  }

  _hasChildBlockElement(element: Element): boolean {
    return element.querySelector(BLOCKS) !== null;
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

  /** What holds no link needs no text to be read. */
  override _getLinkDensity(element: Element): number {
    return element.getElementsByTagName('a').length === 0 ? 0 : super._getLinkDensity(element);
  }

  /** Asks only the elements that may be meant instead of each. */
  _cleanMatchedNodes(root: Element, filter: (node: Element, names: string) => boolean): void {
    for (const node of root.querySelectorAll(SHARING)) {
      if (root.contains(node) && filter.call(this, node, `${node.className} ${node.id}`)) node.remove();
    }
  }

  _isProbablyVisible(node: Element): boolean {
    if (!node.hasAttributes()) return true;
    if (node.hasAttribute('hidden')) return false;
    const style = node.getAttribute('style');
    if (style !== null && HIDING_STYLE.test(style)) return false;
    return node.getAttribute('aria-hidden') !== 'true' || (node.getAttribute('class') ?? '').includes('fallback-image');
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
    for (const element of [root, ...root.querySelectorAll(WITH_STYLE)]) {
      for (const name of PRESENTATIONAL) element.removeAttribute(name);
    }
    for (const element of root.querySelectorAll(SIZED)) {
      element.removeAttribute('width');
      element.removeAttribute('height');
    }
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

const NOT_SPACE = /\S/;

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

/**
 * A copy of the page without what is surely not article, in a document that loads and runs nothing.
 * Copying the body alone leaves out the head's style sheets, which a copied document would parse again.
 */
function copyOf(page: Document): Document {
  const copy = page.implementation.createHTMLDocument('');
  const lang = page.documentElement.getAttribute('lang');
  if (lang !== null) copy.documentElement.setAttribute('lang', lang);
  const dir = page.documentElement.getAttribute('dir');
  if (dir !== null) copy.documentElement.setAttribute('dir', dir);
  const base = copy.createElement('base');
  base.setAttribute('href', page.baseURI);
  copy.head.append(base);
  // Readability leaves "#note" links alone when the base is the page's own address.
  Object.defineProperty(copy, 'documentURI', { value: page.documentURI });
  copy.documentElement.replaceChild(bodyOf(page, copy), copy.body);
  return copy;
}

function bodyOf(page: Document, owner: Document): HTMLElement {
  const body = owner.importNode(page.body, true);
  for (const element of body.querySelectorAll(INERT)) element.remove();
  return body;
}

/**
 * @param page it is not changed.
 * @param title the article's title; a heading that repeats it is not part of the root.
 * @returns undefined when Readability finds no article.
 */
export function runReadability(page: Document, title: string): ReadabilityResult | undefined {
  return page.body ? new Extractor(page, title).run() : undefined;
}
