import createDOMPurify, { type Config, type WindowLike } from 'dompurify';
import { fieldOf } from '../core/clobbering.ts';
import { finish, type Steps } from '../core/steps.ts';

const ALLOWED_TAGS =
  'a abbr article aside b bdi bdo blockquote br caption cite code dd del dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rb rp rt ruby s samp section small span strong sub sup table tbody td tfoot th thead time tr u ul var wbr ' +
  // Boxes that only group; the clean tree unwraps them, dropped here their words would run together.
  'address body center details dialog fieldset form hgroup menu summary';

const ALLOWED_ATTR =
  'alt cite colspan datetime dir height href hreflang id lang reversed rowspan scope src start title type value width hidden';

/** Shown by no browser as text, and left out by the text index in the same way. */
const FORBID_CONTENTS =
  'annotation-xml audio canvas desc embed foreignobject head iframe math noembed noframes noscript object script select style svg template textarea title video';

const CONFIG: Config = {
  ALLOWED_TAGS: ALLOWED_TAGS.split(' '),
  ALLOWED_ATTR: ALLOWED_ATTR.split(' '),
  FORBID_CONTENTS: FORBID_CONTENTS.split(' '),
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};

/** So many nodes are sanitised in one go: some ms. */
const PIECE = 300;

/** What is never taken apart: a form, whose fields may stand in the place of its own properties, and what shows nothing. */
const WHOLE = new Set(['form', ...FORBID_CONTENTS.split(' ')]);

interface Purifier {
  /** The nodes of a body no page shows, as they stand in the HTML. */
  parse(dirty: string): Element;
  /** A safe copy of a node and what is in it. */
  purify(dirty: Node): DocumentFragment;
}

// One for each window: every instance asks for its Trusted Types policy, and a policy's name is free only once.
const purifiers = new WeakMap<object, Purifier>();

function purifierOf(document: Document): Purifier {
  const window = document.defaultView;
  if (!window) throw new TypeError('A document without a window shows nothing.');
  let purifier = purifiers.get(window);
  if (!purifier) {
    const {
      DOMParser,
      DocumentFragment,
      Element,
      HTMLFormElement,
      HTMLTemplateElement,
      NamedNodeMap,
      Node,
      NodeFilter,
    } = window;
    const { trustedTypes } = window as WindowLike;
    const dompurify = createDOMPurify({
      ...{ DOMParser, DocumentFragment, Element, HTMLFormElement, HTMLTemplateElement, NamedNodeMap, Node, NodeFilter },
      trustedTypes,
      // In the window's own document elements of the page may stand in the place of what the purifier asks it for.
      document: document.implementation.createHTMLDocument(''),
    });
    dompurify.setConfig(CONFIG);
    const trusted = trust(trustedTypes);
    purifier = {
      parse: (dirty) => fieldOf(new DOMParser().parseFromString(trusted(dirty), 'text/html'), 'body') as Element,
      purify: (dirty) => dompurify.sanitize(dirty) as unknown as DocumentFragment,
    };
    purifiers.set(window, purifier);
  }
  return purifier;
}

/**
 * Lets HTML be parsed into a document where nothing runs or loads. For this file alone: nothing leaves it but sanitised. Where a
 * page forbids every policy the browser does not ask for one in a script that is not the page's.
 */
function trust(trustedTypes: WindowLike['trustedTypes']): (html: string) => string {
  try {
    const policy = trustedTypes?.createPolicy('clean-copy', { createHTML: (html) => html });
    // The type of `parseFromString` does not know what it takes.
    if (policy) return (html) => policy.createHTML(html) as unknown as string;
  } catch {}
  return (html) => html;
}

/**
 * @param document the document of a window, which does the parsing; nothing is put into it.
 * @param dirty HTML of whatever origin.
 * @returns an element (a `body` no page shows) that holds only what the allow list names.
 */
export function sanitize(document: Document, dirty: string): HTMLElement {
  return finish(sanitizeInSteps(document, dirty));
}

/**
 * The same, so that it can be laid down: some hundred nodes at a time, each and every one by DOMPurify.
 * @param dirty HTML, or an element whose content is wanted; it is emptied.
 */
export function* sanitizeInSteps(document: Document, dirty: string | Element): Steps<HTMLElement> {
  const { parse, purify } = purifierOf(document);
  const safe = document.implementation.createHTMLDocument('').body;
  yield* moveSafely(typeof dirty === 'string' ? parse(dirty) : dirty, safe, purify);
  return safe;
}

function* moveSafely(from: Element, into: Element, purify: Purifier['purify']): Steps<void> {
  // Not of the document parsed: of that, too, any property may be an element of its own.
  const document = into.ownerDocument;
  const piece = document.createDocumentFragment();
  let size = 0;
  const settle = (): void => {
    into.append(purify(piece));
    piece.replaceChildren();
    size = 0;
  };
  for (let child = from.firstChild; child; child = from.firstChild) {
    const nodes = size + countNodes(child, document);
    if (nodes > PIECE && size > 0) {
      settle();
      yield;
    } else if (nodes > PIECE && isParted(child)) {
      // The element itself, and then what is in it; of an element that is not allowed only that.
      const shell = purify(child.cloneNode(false));
      const inner = shell.firstElementChild ?? into;
      into.append(shell);
      yield* moveSafely(child, inner, purify);
      child.remove();
    } else {
      piece.append(child);
      size = nodes;
    }
  }
  settle();
  yield;
}

function isParted(node: Node): node is Element {
  // Of a form any property may be one of its fields, and then no string.
  const name: unknown = (node as Element).localName;
  return typeof name === 'string' && !WHOLE.has(name);
}

/** Counts no further than it has to. */
function countNodes(root: Node, document: Document): number {
  const walker = document.createTreeWalker(root);
  let count = 1;
  while (count <= PIECE && walker.nextNode()) count++;
  return count;
}
