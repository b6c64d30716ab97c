/** What Readability changes before it looks for the article, and in the article that it has found. */
import { holdsOnly, innerText, isBreak, isContentless, isPhrasing, solidFrom } from './element-questions.ts';
import { fixLazyImages, unwrapNoscriptImages } from './lazy-images.ts';
import { REGEXPS } from './readability-lists.ts';
import { each, type Steps } from './steps.ts';
import { dataTables, removeSuspicious, type Weigh } from './suspicious.ts';
import { moveAll, removeAll, setTag, trimEnd } from './tree-changes.ts';

/** Nothing a reader reads lives in these; Readability drops them too, later and one by one. `noscript` stays: lazy images hide there. */
export const INERT = 'script,style,template,link,meta,iframe,object,embed,svg,canvas';

// What `_cleanStyles` removes; asked of the selector engine in one go instead of twelve times of every element.
const PRESENTATIONAL =
  'align,background,bgcolor,border,cellpadding,cellspacing,frame,hspace,rules,style,valign,vspace'.split(',');
const WITH_STYLE = PRESENTATIONAL.map((name) => `[${name}]`).join();
const SIZED = 'table,th,td,hr,pre';

/** All that may be called sharing has this in its class or id. */
const SHARING = '[class*="share" i],[id*="share" i]';
/** Longer text than this, in UTF-16 units, is more than buttons. */
const NO_BUTTONS = 500;

/** `_unwrapNoscriptImages`, `_removeScripts`, `_prepDocument` */
export function* prepare(body: Element): Steps<void> {
  yield* removeAll(body, `${INERT},video,audio`);
  yield* unwrapNoscriptImages(body);
  yield* removeAll(body, 'noscript');
  yield* each(body.querySelectorAll('br'), paragraphBehind);
  yield* each(body.querySelectorAll('font'), (font) => setTag(font, 'span'));
}

/** `_replaceBrs`: of two line breaks and more a paragraph is made, with what stands behind them up to the next two or a block. */
function paragraphBehind(first: Element): void {
  let next = solidFrom(first.nextSibling);
  if (!isBreak(next)) return;
  while (next && isBreak(next)) {
    const after: ChildNode | null = next.nextSibling;
    next.remove();
    next = solidFrom(after);
  }
  const paragraph = first.ownerDocument.createElement('p');
  first.replaceWith(paragraph);
  next = paragraph.nextSibling;
  while (next && isPhrasing(next) && !(isBreak(next) && isBreak(solidFrom(next.nextSibling)))) {
    paragraph.append(next);
    next = paragraph.nextSibling;
  }
  trimEnd(paragraph);
  const box = paragraph.parentElement;
  if (box?.tagName === 'P') setTag(box, 'div');
}

/**
 * `_prepArticle`: takes out of an article what is none.
 * @param cleans whether what is suspicious goes.
 */
export function* cleanRoot(root: Element, weigh: Weigh, cleans: boolean): Steps<void> {
  yield* each([root, ...root.querySelectorAll(WITH_STYLE)], (element) => without(element, PRESENTATIONAL));
  yield* each(root.querySelectorAll(SIZED), (element) => without(element, ['width', 'height']));
  const data = new Set(dataTables(root));
  yield* fixLazyImages(root);
  const suspicious = function* (...tags: readonly string[]): Steps<void> {
    if (cleans) for (const tag of tags) yield* removeSuspicious(root, tag, weigh, data);
  };
  yield* suspicious('form', 'fieldset');
  yield* removeAll(root, 'footer,aside');
  yield* removeAll(
    root,
    SHARING,
    (element) =>
      element.parentNode !== root &&
      REGEXPS.shareElements.test(`${element.className} ${element.id}`) &&
      (element.textContent ?? '').length < NO_BUTTONS,
  );
  yield* removeAll(root, 'input,textarea,select,button');
  yield* removeAll(root, 'h1,h2', (heading) => weigh(heading) < 0);
  yield* suspicious('table', 'ul', 'div');
  yield* each(root.querySelectorAll('h1'), (heading) => setTag(heading, 'h2'));
  yield* removeAll(root, 'p', (paragraph) => !paragraph.querySelector('img') && !innerText(paragraph));
  yield* removeAll(root, 'br', (br) => solidFrom(br.nextSibling)?.nodeName === 'P');
  yield* each(root.querySelectorAll('table'), unwrapCell);
}

function without(element: Element, attributes: readonly string[]): void {
  for (const name of attributes) element.removeAttribute(name);
}

/** A table of one cell is a paragraph or a box. */
function unwrapCell(table: Element): void {
  let box = table;
  if (holdsOnly(box, 'TBODY')) box = box.firstElementChild as Element;
  if (!holdsOnly(box, 'TR')) return;
  box = box.firstElementChild as Element;
  if (!holdsOnly(box, 'TD')) return;
  const cell = box.firstElementChild as Element;
  table.replaceWith(setTag(cell, [...cell.childNodes].every(isPhrasing) ? 'p' : 'div'));
}

/** `_fixRelativeUris` */
export function* absoluteAddresses(root: Element): Steps<void> {
  const { baseURI, documentURI } = root.ownerDocument;
  const absolute = (address: string): string => {
    if (baseURI === documentURI && address.startsWith('#')) return address;
    try {
      return new URL(address, baseURI).href;
    } catch {
      return address;
    }
  };
  const rewrite = (element: Element, name: string, change: (value: string) => string): void => {
    const value = element.getAttribute(name);
    if (value) element.setAttribute(name, change(value));
  };
  yield* each(root.querySelectorAll('a'), (link) => {
    if (!link.getAttribute('href')?.startsWith('javascript:')) return rewrite(link, 'href', absolute);
    const span = root.ownerDocument.createElement('span');
    moveAll(link, span);
    const only = span.firstChild;
    link.replaceWith(only?.nodeType === 3 && !only.nextSibling ? only : span);
  });
  yield* each(root.querySelectorAll('img,picture,figure,source'), (media) => {
    rewrite(media, 'src', absolute);
    rewrite(media, 'srcset', (list) =>
      list.replace(REGEXPS.srcsetUrl, (_, address: string, size = '', end = '') => absolute(address) + size + end),
    );
  });
}

/** `_simplifyNestedElements`: boxes without content go, boxes around one box alone become one. Visits boxes instead of every element. */
export function* simplify(root: Element): Steps<void> {
  yield* each(root.querySelectorAll('div,section'), (box) => {
    if (box.id.startsWith('readability')) return;
    if (isContentless(box)) box.remove();
    else if (holdsOnly(box, 'DIV') || holdsOnly(box, 'SECTION')) {
      const inner = box.firstElementChild as Element;
      for (const attribute of box.attributes) inner.setAttributeNode(attribute.cloneNode() as Attr);
      box.replaceWith(inner);
    }
  });
}
