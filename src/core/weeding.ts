import {
  elementAfter,
  HIDING,
  holdsOnly,
  isContentless,
  isPhrasing,
  isShown,
  isUnder,
  isWhitespace,
} from './element-questions.ts';
import { DEFAULT_TAGS_TO_SCORE, DIV_TO_P_ELEMS, REGEXPS, UNLIKELY_ROLES } from './readability-lists.ts';
import type { Steps } from './steps.ts';
import { linkDensity } from './suspicious.ts';
import { setTag, trimEnd } from './tree-changes.ts';

/** What is asked of an element only when it has one of these tags. */
const EMPTY_WHEN_TEXTLESS = /^(?:DIV|SECTION|HEADER|H[1-6])$/;
/** What a `div` that may become a paragraph does not hold. */
const BLOCKS = [...DIV_TO_P_ELEMS].join();

/** What may hide an element, or say that it is the byline. */
const TELLING = `${HIDING},[rel="author"],[itemprop*="author"]`;
/** Of class and id together. */
const UNLIKELY = 1;
const BYLINE = 2;

/** What attempts find on their way; the first byline is the article's. */
export interface Found {
  byline?: string;
  /** Whether the body has been a candidate. */
  body?: boolean;
}

/**
 * Takes out what is hidden, unlikely or empty, makes paragraphs of what stands loose in `div`s, and collects what is to be
 * scored: the first walk of `_grabArticle`, step by step, without asking elements for attributes they do not have.
 * @param title a heading that repeats it goes.
 * @param strips whether what is unlikely goes.
 */
export function* weed(body: Element, title: string, found: Found, strips: boolean): Steps<Element[]> {
  const toScore: Element[] = [];
  const telling = new Set([body, ...body.querySelectorAll(TELLING)]);
  const known = new Map<string, number>();
  const hintsIn = (names: string): number => {
    let hints = known.get(names);
    if (hints === undefined) {
      const isUnlikely = strips && REGEXPS.unlikelyCandidates.test(names) && !REGEXPS.okMaybeItsACandidate.test(names);
      hints = (isUnlikely ? UNLIKELY : 0) | (REGEXPS.byline.test(names) ? BYLINE : 0);
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
    const named = (hints & BYLINE) !== 0;
    let goes = (tells && !isShown(node)) || ((tells || named) && takesByline(node, found, named));
    if (!goes && mayRepeatTitle && (tag === 'H1' || tag === 'H2') && repeats(title, node)) {
      mayRepeatTitle = false;
      goes = true;
    }
    goes ||=
      strips &&
      (((hints & UNLIKELY) !== 0 && tag !== 'BODY' && tag !== 'A' && !isUnder(node, 'TABLE', 'CODE')) ||
        (tells && UNLIKELY_ROLES.includes(node.getAttribute('role'))));
    if (goes || (EMPTY_WHEN_TEXTLESS.test(tag) && isContentless(node))) {
      const next = elementAfter(node);
      node.remove();
      node = next;
      continue;
    }
    if (DEFAULT_TAGS_TO_SCORE.includes(tag)) toScore.push(node);
    if (tag === 'DIV') {
      gatherParagraphs(node);
      if (holdsOnly(node, 'P') && linkDensity(node) < 0.25) {
        const only = node.firstElementChild as Element;
        node.replaceWith(only);
        node = only;
        toScore.push(node);
      } else if (!node.querySelector(BLOCKS)) {
        node = setTag(node, 'p');
        toScore.push(node);
      }
    }
    node = node.firstElementChild ?? elementAfter(node);
  }
  return toScore;
}

/**
 * `_isValidByline`: whether an element is the byline, which is noted: the first one is.
 * @param named whether its class or id says so.
 */
function takesByline(node: Element, found: Found, named: boolean): boolean {
  if (found.byline) return false;
  // Selectors tell no capitals apart in `rel`.
  if (!named && node.getAttribute('rel') !== 'author' && !node.getAttribute('itemprop')?.includes('author'))
    return false;
  const text = (node.textContent ?? '').trim();
  if (!text || text.length > 99) return false;
  found.byline = (node.querySelector('[itemprop*="name"]')?.textContent ?? text).trim();
  return true;
}

/** `_headerDuplicatesTitle` and `_textSimilarity`: whether more than three quarters of a heading are words of the title. */
function repeats(title: string, heading: Element): boolean {
  const wordsOf = (text: string | null): string[] => (text ?? '').toLowerCase().split(REGEXPS.tokenize).filter(Boolean);
  const known = wordsOf(title);
  const words = wordsOf(heading.textContent);
  const others = words.filter((word) => !known.includes(word));
  return known.length > 0 && others.join(' ').length / words.join(' ').length < 0.25;
}

/** Puts runs of text and inline elements that stand between the blocks of a `div` into paragraphs. */
function gatherParagraphs(box: Element): void {
  let paragraph: Element | undefined;
  let child = box.firstChild;
  while (child) {
    const next: ChildNode | null = child.nextSibling;
    if (isPhrasing(child)) {
      if (paragraph) paragraph.append(child);
      else if (!isWhitespace(child)) {
        paragraph = box.ownerDocument.createElement('p');
        child.replaceWith(paragraph);
        paragraph.append(child);
      }
    } else if (paragraph) {
      trimEnd(paragraph);
      paragraph = undefined;
    }
    child = next;
  }
}
