import { elementAfter, HIDING, isShown } from './element-questions.ts';
import type { Inner } from './readability-inner.ts';
import type { Steps } from './steps.ts';

/** What is asked of an element only when it has one of these tags. */
const EMPTY_WHEN_TEXTLESS = new Set(['DIV', 'SECTION', 'HEADER', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6']);

/** What may hide an element, or say that it is the byline. */
const TELLING = `${HIDING},[rel="author"],[itemprop*="author"]`;
/** Of class and id together. */
const UNLIKELY = 1;
const BYLINE = 2;

/**
 * Takes out what is hidden, unlikely or empty, makes paragraphs of what stands loose in `div`s, and collects what is to be
 * scored: the first walk of `_grabArticle`, step by step, without asking elements for attributes they do not have.
 */
export function* weed(body: Element, inner: Inner): Steps<Element[]> {
  const toScore: Element[] = [];
  const scored = new Set(inner.DEFAULT_TAGS_TO_SCORE);
  const strips = inner._flagIsActive(inner.FLAG_STRIP_UNLIKELYS);
  const telling = new Set([body, ...body.querySelectorAll(TELLING)]);
  const known = new Map<string, number>();
  const hintsIn = (names: string): number => {
    let hints = known.get(names);
    if (hints === undefined) {
      const { byline, unlikelyCandidates, okMaybeItsACandidate } = inner.REGEXPS;
      const isUnlikely = strips && unlikelyCandidates.test(names) && !okMaybeItsACandidate.test(names);
      hints = (isUnlikely ? UNLIKELY : 0) | (byline.test(names) ? BYLINE : 0);
      known.set(names, hints);
    }
    return hints;
  };
  let mayRepeatTitle = true;
  let node: Element | null = body;
  for (let turn = 1; node; turn++) {
    if (turn % 16 === 0) yield;
    const tag: string = node.tagName;
    const hints = node.hasAttributes() ? hintsIn(`${node.className} ${node.id}`) : 0;
    const tells = telling.has(node);
    let goes =
      (tells && !isShown(node)) ||
      (!inner._articleByline && (tells || (hints & BYLINE) !== 0) && takesByline(node, inner));
    if (!goes && mayRepeatTitle && (tag === 'H1' || tag === 'H2') && inner._headerDuplicatesTitle(node)) {
      mayRepeatTitle = false;
      goes = true;
    }
    goes ||=
      strips &&
      (((hints & UNLIKELY) !== 0 &&
        tag !== 'BODY' &&
        tag !== 'A' &&
        !inner._hasAncestorTag(node, 'table') &&
        !inner._hasAncestorTag(node, 'code')) ||
        (tells && inner.UNLIKELY_ROLES.includes(node.getAttribute('role'))));
    if (goes || (EMPTY_WHEN_TEXTLESS.has(tag) && inner._isElementWithoutContent(node))) {
      const next = elementAfter(node);
      node.remove();
      node = next;
      continue;
    }
    if (scored.has(tag)) toScore.push(node);
    if (tag === 'DIV') {
      gatherParagraphs(node, inner);
      if (inner._hasSingleTagInsideElement(node, 'P') && inner._getLinkDensity(node) < 0.25) {
        const only = node.firstElementChild as Element;
        node.replaceWith(only);
        node = only;
        toScore.push(node);
      } else if (!inner._hasChildBlockElement(node)) {
        node = inner._setNodeTag(node, 'P');
        toScore.push(node);
      }
    }
    node = node.firstElementChild ?? elementAfter(node);
  }
  return toScore;
}

/** @returns whether an element is the byline, which is noted: the first one is. */
function takesByline(node: Element, inner: Inner): boolean {
  if (inner._articleByline || !inner._isValidByline(node, `${node.className} ${node.id}`)) return false;
  const name = node.querySelector('[itemprop*="name"]') ?? node;
  inner._articleByline = (name.textContent ?? '').trim();
  return true;
}

/** Puts runs of text and inline elements that stand between the blocks of a `div` into paragraphs. */
function gatherParagraphs(box: Element, inner: Inner): void {
  let paragraph: Element | undefined;
  let child = box.firstChild;
  while (child) {
    const next: ChildNode | null = child.nextSibling;
    if (inner._isPhrasingContent(child)) {
      if (paragraph) paragraph.append(child);
      else if (!inner._isWhitespace(child)) {
        paragraph = inner._doc.createElement('p');
        child.replaceWith(paragraph);
        paragraph.append(child);
      }
    } else if (paragraph) {
      while (paragraph.lastChild && inner._isWhitespace(paragraph.lastChild)) paragraph.lastChild.remove();
      paragraph = undefined;
    }
    child = next;
  }
}
