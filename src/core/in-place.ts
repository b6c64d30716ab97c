/** Clutter of a page as it stands, for hiding it in place: nothing is extracted, moved or changed. */
import type { PageRules } from '../rules/schema.ts';
import { findAdWords } from './ad-words.ts';
import type { RemovalKind, Span } from './article.ts';
import { namesOn } from './block-places.ts';
import { findCaptions } from './captions.ts';
import { isClobbered } from './clobbering.ts';
import { applyChoices, type ReadOptions } from './reader-choices.ts';
import { each, type Steps } from './steps.ts';
import { indexTextInSteps, type TextIndex } from './text-index.ts';
import { paragraphsOf, rootOf } from './text-root.ts';

export interface InPlace {
  element: Element;
  kind: RemovalKind;
}

const MEDIA = 'img,picture,video,audio,canvas,svg';
/** What advertising is put into; with no text of the article around, it is an ad box. */
const FRAMES = 'iframe,ins';

/**
 * Finds the elements inside the article's root that hold nothing but ad markers, captions or credits, and the ad boxes there.
 * Bare words in the middle of a text node have no element of their own and are left.
 * The page may change between two steps: what has left it meanwhile is not given, and what came is for the next look.
 * @param options what the reader decided to keep or to remove.
 * @returns outermost elements in reading order; none holds a word that was not found to be clutter.
 */
export function* findInPlace(document: Document, rules: PageRules, options: ReadOptions = {}): Steps<InPlace[]> {
  // What is to be hidden has to be in the live tree, and that one is not walked.
  if (isClobbered(document)) return [];
  const { body } = document;
  const root = body ? rootOf(yield* paragraphsOf(body), body)?.element : undefined;
  if (!root) return [];
  const index = yield* indexTextInSteps(root);
  const findings = applyChoices(
    index,
    [...(yield* findAdWords(index, rules)), ...(yield* findCaptions(index, rules))],
    options,
  );
  const found = new Map<Element, RemovalKind>();
  for (const { block, run, kind } of findings) {
    yield;
    const span = run ?? index.blocks[block];
    const element = span && holderOf(index, span, root);
    if (element) found.set(kind === 'ad-marker' ? outermost(element, root, '') : outermost(element, root, MEDIA), kind);
  }
  const boxes = options.keepKinds?.includes('ad-box') ? [] : root.querySelectorAll('[class],[id],ins,iframe');
  yield* each(boxes, (element) => {
    if (isAdBox(element, rules)) found.set(element, 'ad-box');
  });
  return [...found]
    .filter(([element]) => root.contains(element) && !hasFoundAncestor(element, root, found))
    .map(([element, kind]) => ({ element, kind }))
    .sort((a, b) => (a.element.compareDocumentPosition(b.element) & 4 ? -1 : 1));
}

const letters = (text: string): number => text.replace(/\s+/g, '').length;
const lettersOf = (element: Element): number => letters(element.textContent ?? '');

/** The innermost element that holds the span and nothing else to read. */
function holderOf(index: TextIndex, span: Span, root: Element): Element | undefined {
  const at = index.rangeOf(span)?.commonAncestorContainer;
  const element = at?.nodeType === 1 ? (at as Element) : at?.parentElement;
  if (!element || element === root || !root.contains(element)) return undefined;
  return lettersOf(element) === letters(index.text.slice(span.start, span.end)) ? element : undefined;
}

/** Climbs as long as nothing to read comes in, nor anything of `keeping`: a caption must not take its picture along. */
function outermost(element: Element, root: Element, keeping: string): Element {
  const own = lettersOf(element);
  let at = element;
  for (let up = at.parentElement; up && up !== root; up = up.parentElement) {
    if (lettersOf(up) !== own || (keeping !== '' && up.querySelector(keeping))) break;
    at = up;
  }
  return at;
}

/** An element named as an ad that has a frame or nothing in it to read. A sentence in it is never hidden for its name. */
function isAdBox(element: Element, rules: PageRules): boolean {
  if (!namesOn(element, rules.structure).includes('ad-box')) return false;
  return lettersOf(element) === 0 || (element.querySelector(FRAMES) !== null && lettersOf(element) < 40);
}

function hasFoundAncestor(element: Element, root: Element, found: ReadonlyMap<Element, unknown>): boolean {
  for (let up = element.parentElement; up && up !== root; up = up.parentElement) if (found.has(up)) return true;
  return false;
}
