import createDOMPurify, { type Config, type DOMPurify, type WindowLike } from 'dompurify';

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
};

// One for each window: every instance asks for its Trusted Types policy, and a policy's name is free only once.
const purifiers = new WeakMap<object, DOMPurify>();

function purifierOf(document: Document): DOMPurify {
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
    purifier = createDOMPurify({
      ...{ DOMParser, DocumentFragment, Element, HTMLFormElement, HTMLTemplateElement, NamedNodeMap, Node, NodeFilter },
      trustedTypes: (window as WindowLike).trustedTypes,
      // In the window's own document elements of the page may stand in the place of what the purifier asks it for.
      document: document.implementation.createHTMLDocument(''),
    });
    purifiers.set(window, purifier);
  }
  return purifier;
}

/**
 * @param document the document of a window, which does the parsing; nothing is put into it.
 * @param dirty HTML, or a tree, of whatever origin.
 * @returns an element (a `body` no page shows) that holds only what the allow list names.
 */
export function sanitize(document: Document, dirty: string | Node): HTMLElement {
  return purifierOf(document).sanitize(dirty, { ...CONFIG, RETURN_DOM: true }) as HTMLElement;
}
