/**
 * Elements a page names like a field of its document or of a form hide that field from scripts, ours among them: a form with
 * an input named "parentNode" is its own grandchild, and whoever climbs it never arrives.
 * https://html.spec.whatwg.org/multipage/dom.html#dom-document-nameditem, https://html.spec.whatwg.org/multipage/forms.html#dom-form-nameditem
 */

/** What a document or a form shows under its name. */
const NAMED = ':is(img,form,iframe,embed,object,button,fieldset,input,output,select,textarea):is([name],[id])';
/** Fields that common forms hide, and that nobody here asks of a form. */
const HARMLESS = new Set(['id', 'title', 'lang', 'dir', 'hidden', 'style', 'translate', 'accessKey']);

/** @returns the elements that hide a field somebody may ask for. */
function clobberingIn(page: Document): Element[] {
  const root = fieldOf(page, 'documentElement') as Element | null;
  if (!root) return [];
  const found = (fieldOf(page, 'querySelectorAll') as Document['querySelectorAll']).call(page, NAMED);
  return [...found].filter((element) =>
    ['name', 'id'].some((attribute) => {
      const name = root.getAttribute.call(element, attribute) ?? '';
      return !HARMLESS.has(name) && (name in root || name in (Object.getPrototypeOf(page) as object));
    }),
  );
}

/** A field as the document's class has it, whatever the page has named like it. */
export function fieldOf(page: Document, name: PropertyKey): unknown {
  return Reflect.get(Object.getPrototypeOf(page) as object, name, page);
}

/** Whether the page hides fields; its live tree is then better not walked. */
export function isClobbered(page: Document): boolean {
  return clobberingIn(page).length > 0;
}

/** @returns the page itself, or a copy without the names where they hide something. The page is not changed. */
export function unclobbered(page: Document): Document {
  if (!isClobbered(page)) return page;
  return withoutClobbering((fieldOf(page, 'cloneNode') as Document['cloneNode']).call(page, true) as Document);
}

/** Takes the names that hide something out of a copy of a page. */
export function withoutClobbering(copy: Document): Document {
  const { removeAttribute } = fieldOf(copy, 'documentElement') as Element;
  for (const element of clobberingIn(copy)) for (const name of ['name', 'id']) removeAttribute.call(element, name);
  return copy;
}

/** The document as its class has it: whoever asks this for a field gets that field, whatever the page has named like it. */
export function unhidden(page: Document): Document {
  return new Proxy(page, {
    get: (_, name) => {
      const field: unknown = fieldOf(page, name);
      return typeof field === 'function' ? field.bind(page) : field;
    },
    set: (_, name, value) => Reflect.set(Object.getPrototypeOf(page) as object, name, value, page),
  });
}
