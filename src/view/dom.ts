type Listener = (event: Event) => void;
type Attribute = string | number | boolean | undefined | Listener;
export type Attributes = Readonly<Record<string, Attribute>>;
export type Child = Node | string | undefined | false;

/** More items than this in a list are laid out as they are scrolled to. */
export const MANY = 100;

/** Makes elements of one document. */
export type Make = (tag: string, attributes?: Attributes, ...children: Child[]) => HTMLElement;

/**
 * @param document owns every element that is made.
 * @returns makes one element. Attributes: `true` is the bare attribute, `false` and undefined leave it out, a function
 *   listens to the event of that name. Children: strings are text, never markup; false and undefined are left out.
 */
export function maker(document: Document): Make {
  return (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === 'function') element.addEventListener(name, value);
      else if (value === true) element.setAttribute(name, '');
      else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
    }
    for (const child of children) if (child) element.append(child);
    return element;
  };
}
