/** Copies a tree by a list of what is kept: elements that say what a text is, and the few attributes they need. */
import { each, type Steps } from '../core/steps.ts';
import { toUrl } from './address.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const BLOCKS = words(
  'P H1 H2 H3 H4 H5 H6 UL OL LI BLOCKQUOTE PRE TABLE CAPTION THEAD TBODY TFOOT TR TH TD FIGURE FIGCAPTION DL DT DD HR',
);
/** Blocks that only group: their content moves up. */
const BOXES = words(
  'ADDRESS ARTICLE ASIDE BODY CENTER DETAILS DIALOG DIV FIELDSET FOOTER FORM HEADER HGROUP HTML MAIN MENU NAV SECTION SUMMARY',
);
const INLINES = words(
  'A EM STRONG I B U S DEL INS SUB SUP CODE KBD SAMP VAR Q CITE ABBR TIME MARK SMALL RUBY RB RT RP BDI BDO DFN BR WBR IMG',
);
/** What the reader of the article never saw. The same list as in the text index, and what only forms need. */
const UNREAD = words(
  'SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME OBJECT EMBED SVG MATH VIDEO AUDIO CANVAS SELECT TEXTAREA HEAD INPUT LINK META COLGROUP COL',
);
/** Blocks in which only inline elements may stand. */
const INLINE_ONLY = words('P H1 H2 H3 H4 H5 H6 PRE');
/** Blocks in which loose text becomes a paragraph even when it is alone. */
const BLOCK_ONLY = words('BLOCKQUOTE');
const LISTS = words('UL OL');
const TABLE_PARTS = words('TABLE THEAD TBODY TFOOT TR DL');

const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  A: ['href', 'hreflang', 'title'],
  IMG: ['src', 'alt', 'title', 'width', 'height'],
  BLOCKQUOTE: ['cite'],
  Q: ['cite'],
  OL: ['start', 'type', 'reversed'],
  LI: ['value'],
  TD: ['colspan', 'rowspan'],
  TH: ['colspan', 'rowspan', 'scope'],
  TIME: ['datetime'],
  ABBR: ['title'],
  BDO: ['dir'],
};
const ATTRIBUTES_OF_ALL = ['lang', 'dir'];
const ADDRESSES = words('href src cite');
const LINK_SCHEMES = words('http: https: mailto: tel:');
const IMAGE_SCHEMES = words('http: https:');

const TEXT_NODE = 3;
const ELEMENT_NODE = 1;

interface Context {
  document: Document;
  url: string;
  links: boolean;
  images: boolean;
  /** Ids that a link inside the tree points to. */
  targets: ReadonlySet<string>;
  /** How many elements were copied. */
  copied: number;
}

/** How many elements are copied between two places at which the work may be laid down. */
const STRIDE = 32;

/**
 * Recursion is safe here: browsers' parsers flatten what is nested deeper than some hundred elements.
 * @param source a tree of untrusted origin, already made safe; it is not changed.
 * @param url the page's address, which relative addresses are resolved against.
 * @returns a `div` in a new document that shows nothing and loads nothing.
 */
export function* copyCleanInSteps(
  source: Element,
  url: string,
  options: { links: boolean; images: boolean },
): Steps<HTMLElement> {
  const document = source.ownerDocument.implementation.createHTMLDocument('');
  const root = document.createElement('div');
  const targets = yield* linkTargets(source, url);
  const context = { document, url, links: options.links, images: options.images, targets, copied: 0 };
  for (const node of wrapLooseText(yield* copyChildren(source, context), document)) root.append(node);
  return root;
}

function* copyChildren(element: Element, context: Context): Steps<Node[]> {
  const copies: Node[] = [];
  for (let child = element.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === TEXT_NODE) copies.push(context.document.createTextNode(child.nodeValue ?? ''));
    else if (child.nodeType === ELEMENT_NODE) copies.push(...(yield* copyElement(child as Element, context)));
  }
  return copies;
}

function* copyElement(element: Element, context: Context): Steps<Node[]> {
  if (++context.copied % STRIDE === 0) yield;
  const tag = element.tagName.toUpperCase();
  if (UNREAD.has(tag) || element.hasAttribute('hidden')) return [];
  const children = yield* copyChildren(element, context);
  if (INLINE_ONLY.has(tag) && children.some(isBlock))
    return split(() => shallowCopy(element, tag, context), children, context.document);
  if (BLOCKS.has(tag)) {
    const copy = shallowCopy(element, tag, context);
    copy.append(...contentFor(tag, children, context.document));
    return [copy];
  }
  if (BOXES.has(tag)) {
    const content = wrapLooseText(children, context.document);
    const first = content[0];
    if (first && isElement(first) && context.targets.has(element.id)) first.id ||= element.id;
    return content;
  }
  if (!INLINES.has(tag)) return children;
  if (tag === 'A' && (!context.links || !element.hasAttribute('href'))) return children;
  if (tag === 'IMG' && !context.images) return [];
  const copy = shallowCopy(element, tag, context);
  if (tag === 'IMG' && !copy.hasAttribute('src')) return [];
  if (tag === 'A' && !copy.hasAttribute('href')) return children;
  return around(copy, children);
}

function shallowCopy(element: Element, tag: string, context: Context): HTMLElement {
  const copy = context.document.createElement(tag);
  for (const name of [...(ATTRIBUTES[tag] ?? []), ...ATTRIBUTES_OF_ALL]) {
    const value = element.getAttribute(name);
    if (value === null) continue;
    const kept = ADDRESSES.has(name) ? address(value, tag, context) : value;
    if (kept !== undefined) copy.setAttribute(name, kept);
  }
  if (context.targets.has(element.id)) copy.id = element.id;
  return copy;
}

/** @returns the absolute address, `#id` for a place inside the article, or undefined for what must not be followed. */
function address(value: string, tag: string, context: Context): string | undefined {
  const absolute = toUrl(value.trim(), context.url);
  if (!absolute) return undefined;
  const id = idInPage(absolute, context.url);
  if (tag === 'A' && id !== undefined && context.targets.has(id)) return `#${encodeURIComponent(id)}`;
  const schemes = tag === 'IMG' ? IMAGE_SCHEMES : LINK_SCHEMES;
  return schemes.has(absolute.protocol) ? absolute.href : undefined;
}

/** The id a link points to when it stays on the page. */
function idInPage(absolute: URL, url: string): string | undefined {
  if (absolute.hash.length < 2) return undefined;
  const page = toUrl(url);
  if (page?.origin !== absolute.origin || page.pathname !== absolute.pathname || page.search !== absolute.search) {
    return undefined;
  }
  try {
    return decodeURIComponent(absolute.hash.slice(1));
  } catch {
    return undefined;
  }
}

function* linkTargets(source: Element, url: string): Steps<ReadonlySet<string>> {
  const ids = new Set([...source.querySelectorAll('[id]')].map((element) => element.id));
  const targets = new Set<string>();
  yield* each(source.querySelectorAll('a[href]'), (link) => {
    const absolute = toUrl(link.getAttribute('href')?.trim() ?? '', url);
    const id = absolute ? idInPage(absolute, url) : undefined;
    if (id !== undefined && ids.has(id)) targets.add(id);
  });
  return targets;
}

/** What a block of this name may hold, made of the copies of what it held. */
function contentFor(tag: string, children: Node[], document: Document): Node[] {
  if (TABLE_PARTS.has(tag)) return children.filter((child) => isBlock(child));
  if (LISTS.has(tag)) return listItems(children, document);
  if (tag === 'LI' && children.every((child) => !isBlock(child) || LISTS.has(child.tagName))) return children;
  if (BLOCK_ONLY.has(tag) || children.some(isBlock)) return wrapLooseText(children, document);
  return children;
}

/** Runs of inline nodes between blocks become paragraphs; runs that show nothing go, images stay as they are. */
function wrapLooseText(nodes: Node[], document: Document): Node[] {
  const settled: Node[] = [];
  let run: Node[] = [];
  const closeRun = (): void => {
    if (run.some((node) => (node.textContent ?? '').trim() !== '')) {
      const paragraph = document.createElement('p');
      paragraph.append(...run);
      settled.push(paragraph);
    } else {
      settled.push(...run.filter((node) => isElement(node) && (node.tagName === 'IMG' || node.querySelector('img'))));
    }
    run = [];
  };
  for (const node of nodes) {
    if (isBlock(node)) {
      closeRun();
      settled.push(node);
    } else {
      run.push(node);
    }
  }
  closeRun();
  return settled;
}

/** What stands in a list outside of its items joins the item before it, or becomes one. */
function listItems(children: Node[], document: Document): Node[] {
  const items: Node[] = [];
  for (const child of wrapLooseText(children, document)) {
    const last = items.at(-1);
    if (isElement(child) && child.tagName === 'LI') {
      items.push(child);
    } else if (last && isElement(last) && isElement(child) && LISTS.has(child.tagName)) {
      last.append(child);
    } else {
      const item = document.createElement('li');
      item.append(...(isElement(child) && child.tagName === 'P' ? child.childNodes : [child]));
      items.push(item);
    }
  }
  return items;
}

/** A block that may hold only inline elements but holds blocks (a heading of two boxes) becomes one block for each. */
function split(block: () => HTMLElement, children: Node[], document: Document): Node[] {
  return wrapLooseText(children, document).map((child) => {
    if (!isElement(child) || !(child.tagName === 'P' || BOXES.has(child.tagName))) return child;
    const part = block();
    part.append(...child.childNodes);
    return part;
  });
}

/** An inline element around blocks (a link around a whole card) goes inside of them, as nesting demands. */
function around(inline: HTMLElement, children: Node[]): Node[] {
  if (!children.some(isBlock)) {
    inline.append(...children);
    return [inline];
  }
  return children.map((child) => {
    if (isBlock(child) && !INLINE_ONLY.has(child.tagName)) return child;
    const copy = inline.cloneNode(false) as HTMLElement;
    if (isBlock(child)) {
      copy.append(...child.childNodes);
      child.append(copy);
      return child;
    }
    copy.append(child);
    return copy;
  });
}

function isElement(node: Node): node is HTMLElement {
  return node.nodeType === ELEMENT_NODE;
}

function isBlock(node: Node): node is HTMLElement {
  return isElement(node) && BLOCKS.has(node.tagName);
}
