/**
 * Pages for the command line: parsed as browsers do (parse5, the parser in jsdom too) into a lighter tree than jsdom's (linkedom),
 * which is several times faster to build and to walk. It has no styles, frames or scripts, and reading a page needs none.
 */
import { DOMParser } from 'linkedom';
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';

type ParsedNode = DefaultTreeAdapterTypes.ChildNode;
type ParsedElement = DefaultTreeAdapterTypes.Element;

const BLANK = '<!doctype html><html><head></head><body></body></html>';
const HTML = 'http://www.w3.org/1999/xhtml';

// linkedom does not name its class of HTML documents; an empty one has it.
const LightDocument = new DOMParser().parseFromString('', 'text/html').constructor as new () => Document;

/** What reading asks of a document and linkedom's has not. */
class PageDocument extends LightDocument {
  /** Where the page was found. */
  address = 'about:blank';

  override get documentURI(): string {
    return this.address;
  }

  override get URL(): string {
    return this.address;
  }

  override get baseURI(): string {
    const base = this.querySelector('base[href]')?.getAttribute('href') ?? '';
    return URL.canParse(base, this.address) ? new URL(base, this.address).href : this.address;
  }

  override get title(): string {
    // linkedom looks in the head alone, where broken pages have none.
    const title = [...this.getElementsByTagName('title')].find(({ namespaceURI }) => namespaceURI === HTML);
    return (title?.textContent ?? '').replace(/[\t\n\f\r ]+/g, ' ').trim();
  }

  override get implementation(): DOMImplementation {
    return { createHTMLDocument } as unknown as DOMImplementation;
  }

  override createElement(name: string): HTMLElement {
    return super.createElement(name.toLowerCase());
  }

  override cloneNode(deep = false): PageDocument {
    const copy = super.cloneNode(deep) as PageDocument;
    copy.address = this.address;
    return copy;
  }
}

function createHTMLDocument(title?: string): Document {
  const document = parsePage(BLANK, 'about:blank');
  if (title !== undefined) document.head.appendChild(document.createElement('title')).textContent = title;
  return document;
}

/**
 * @param html the whole page.
 * @param url where it was found; absolute.
 * @returns its document, which loads and runs nothing.
 */
export function parsePage(html: string, url: string): Document {
  const document = new PageDocument();
  document.address = url;
  const parents: [DefaultTreeAdapterTypes.ParentNode, Node][] = [[parse(html), document]];
  for (let next = parents.pop(); next; next = parents.pop()) {
    const [parsed, parent] = next;
    for (const child of parsed.childNodes) {
      const node = nodeOf(child, document);
      if (!node) continue;
      parent.appendChild(node);
      if (defaultTreeAdapter.isElementNode(child)) parents.push([child, node]);
    }
  }
  return document;
}

function nodeOf(parsed: ParsedNode, document: Document): Node | undefined {
  if (defaultTreeAdapter.isTextNode(parsed)) return document.createTextNode(parsed.value);
  if (defaultTreeAdapter.isElementNode(parsed)) return elementOf(parsed, document);
  if (defaultTreeAdapter.isCommentNode(parsed)) return document.createComment(parsed.data);
  return undefined;
}

function elementOf({ tagName, namespaceURI, attrs }: ParsedElement, document: Document): Element {
  const element =
    namespaceURI === HTML ? document.createElement(tagName) : document.createElementNS(namespaceURI, tagName);
  // linkedom puts each new attribute before the others.
  for (const { prefix, name, value } of attrs.toReversed())
    element.setAttribute(prefix ? `${prefix}:${name}` : name, value);
  return element;
}
