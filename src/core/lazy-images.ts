/** Images that a page's scripts would have loaded: their addresses stand in other attributes, or in a `noscript` beside them. */
import { hasText } from './element-questions.ts';
import { REGEXPS } from './readability-lists.ts';
import { each, type Steps } from './steps.ts';

const NAMES_IMAGE = /\.(?:jpe?g|png|webp)/i;
const WITH_SIZES = /\.(?:jpe?g|png|webp)\s+\d/;
const ADDRESS = /^\s*\S+\.(?:jpe?g|png|webp)\S*\s*$/;
/** Of images as data, in base64: shorter ones hold the place of another. */
const PLACEHOLDER = 133;

/** `_unwrapNoscriptImages`: images without an address go, those in a `noscript` take the place of the one before it. */
export function* unwrapNoscriptImages(body: Element): Steps<void> {
  yield* each(body.querySelectorAll('img'), (image) => {
    const mayShow = [...image.attributes].some(
      ({ name, value }) => /^(?:data-)?src(?:set)?$/.test(name) || NAMES_IMAGE.test(value),
    );
    if (!mayShow) image.remove();
  });
  yield* each(body.querySelectorAll('noscript'), (noscript) => {
    const before = noscript.previousElementSibling;
    const placeholder = before && imageIn(before);
    if (!placeholder || !imageIn(noscript)) return;
    const box = noscript.firstElementChild?.cloneNode(true) as Element;
    const image = imageIn(box) as Element;
    for (const { name, value } of placeholder.attributes) {
      if ((/^src(?:set)?$/.test(name) ? value : NAMES_IMAGE.test(value)) && image.getAttribute(name) !== value)
        image.setAttribute(image.hasAttribute(name) ? `data-old-${name}` : name, value);
    }
    before.replaceWith(box);
  });
}

/** `_isSingleImage`: the image that an element is, or that stands alone in it. */
function imageIn(element: Element): Element | undefined {
  let at: Element | null = element;
  while (at && at.tagName !== 'IMG') at = at.childElementCount === 1 && !hasText(at) ? at.firstElementChild : null;
  return at ?? undefined;
}

/** `_fixLazyImages` */
export function* fixLazyImages(root: Element): Steps<void> {
  yield* each(root.querySelectorAll<HTMLImageElement>('img,picture,figure'), (element) => {
    // Elements other than images have none.
    const { src, srcset } = element;
    const attributes = [...element.attributes];
    const [prefix, type] = REGEXPS.b64DataUrl.exec(src) ?? [];
    if (type === 'image/svg+xml') return;
    const standsFor = ({ name, value }: Attr): boolean => name !== 'src' && NAMES_IMAGE.test(value);
    if (prefix && src.length - prefix.length < PLACEHOLDER && attributes.some(standsFor))
      element.removeAttribute('src');
    if ((element.src || (srcset && srcset !== 'null')) && !element.className.toLowerCase().includes('lazy')) return;
    for (const { name, value } of attributes) {
      if (/^(?:src(?:set)?|alt)$/.test(name)) continue;
      const target = WITH_SIZES.test(value) ? 'srcset' : ADDRESS.test(value) ? 'src' : undefined;
      if (!target) continue;
      if (element.tagName !== 'FIGURE') element.setAttribute(target, value);
      else if (!element.querySelector('img,picture')) {
        const image = element.ownerDocument.createElement('img');
        image.setAttribute(target, value);
        element.append(image);
      }
    }
  });
}
