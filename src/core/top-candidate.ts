/** Where the article stands: what follows the first walk in `_grabArticle`. */
import { innerText } from './element-questions.ts';
import { ALTER_TO_DIV_EXCEPTIONS, REGEXPS } from './readability-lists.ts';
import { each, mapped, type Steps } from './steps.ts';
import { linkDensity, type Weigh } from './suspicious.ts';
import { moveAll, setTag } from './tree-changes.ts';
import type { Found } from './weeding.ts';

/** Text of fewer UTF-16 units counts for nothing. */
const SHORT = 25;
/** How far up what stands in an element counts. */
const LEVELS = 5;
const CANDIDATES = 5;
/** Candidates hold much: after so many work may be laid down. */
const FEW = 4;
/** So many candidates with nearly the best score are told from their surroundings. */
const ALTERNATIVES = 3;
const NEARLY = 0.75;

/** `_initializeNode`: what a tag is worth before its text is known. */
const WORTH: readonly (readonly [number, RegExp])[] = [
  [5, /^DIV$/],
  [3, /^(?:PRE|TD|BLOCKQUOTE)$/],
  [-3, /^(?:ADDRESS|[OUD]L|D[DT]|LI|FORM)$/],
  [-5, /^(?:H[1-6]|TH)$/],
];

/**
 * @param body is taken apart.
 * @param toScore what speaks for the elements around it.
 * @param found by earlier attempts: as in Readability, the body is a candidate only in the first that scores it.
 * @returns a box with the article in it; and the page, when the whole body had to be made one.
 */
export function* articleBox(
  body: Element,
  toScore: readonly Element[],
  weigh: Weigh,
  found: Found,
): Steps<{ box: Element; page: Element | undefined }> {
  const scores = new Map<Element, number>();
  const scoreOf = (element: Element): number =>
    scores.get(element) ?? (WORTH.find(([, tags]) => tags.test(element.tagName))?.[0] ?? 0) + weigh(element);
  const score = (element: Element): void => {
    const text = innerText(element);
    if (text.length < SHORT) return;
    const points = 1 + text.split(REGEXPS.commas).length + Math.min(Math.floor(text.length / 100), 3);
    let at = element.parentElement;
    // The root element is no candidate.
    for (let level = 0; at?.parentElement && level < LEVELS; level++, at = at.parentElement)
      scores.set(at, scoreOf(at) + points / (level < 2 ? level + 1 : level * 3));
  };
  yield* mapped(toScore, score, FEW);
  yield* mapped([...scores], ([element, score]) => scores.set(element, score * (1 - linkDensity(element))), FEW);
  if (found.body) scores.delete(body);
  else found.body = scores.has(body);
  const best = [...scores.keys()].sort((a, b) => scoreOf(b) - scoreOf(a)).slice(0, CANDIDATES);

  const box = body.ownerDocument.createElement('div');
  let [top] = best;
  let page: Element | undefined;
  if (top && top.tagName !== 'BODY') {
    top = aroundAlternatives(top, best, scoreOf);
    top = onlyChild(betterAround(top, scores, scoreOf(top)));
  } else {
    top = page = body.ownerDocument.createElement('div');
    moveAll(body, page);
    body.append(page);
  }
  const { className } = top;
  const fifth = scoreOf(top) * 0.2;
  yield* each([...(top.parentElement as Element).children], (sibling) => {
    const score = scoreOf(sibling) + (className !== '' && sibling.className === className ? fifth : 0);
    if (sibling === top || (scores.has(sibling) && score >= Math.max(10, fifth)) || isProse(sibling))
      box.append(ALTER_TO_DIV_EXCEPTIONS.includes(sibling.tagName) ? sibling : setTag(sibling, 'div'));
  });
  return { box, page };
}

/** When several candidates are nearly as good as the best one, what is around them all. */
function aroundAlternatives(top: Element, best: readonly Element[], scoreOf: (element: Element) => number): Element {
  const others = best.filter((other) => other !== top && scoreOf(other) / scoreOf(top) >= NEARLY);
  if (others.length < ALTERNATIVES) return top;
  for (let at = parentOf(top); at.tagName !== 'BODY'; at = parentOf(at)) {
    if (others.filter((other) => other !== at && at.contains(other)).length >= ALTERNATIVES) return at;
  }
  return top;
}

/** The first candidate around one that scores more, as long as none between them scores much less. */
function betterAround(top: Element, scores: ReadonlyMap<Element, number>, score: number): Element {
  let last = score;
  for (let at = parentOf(top); at.tagName !== 'BODY'; at = parentOf(at)) {
    const here = scores.get(at);
    if (here === undefined) continue;
    if (here < score / 3) break;
    if (here > last) return at;
    last = here;
  }
  return top;
}

/** The outermost element in which one stands alone. */
function onlyChild(element: Element): Element {
  let at = element;
  for (let box = parentOf(at); box.tagName !== 'BODY' && box.childElementCount === 1; box = parentOf(at)) at = box;
  return at;
}

/** What is weighed here stands in the body. */
function parentOf(element: Element): Element {
  return element.parentElement as Element;
}

/** A paragraph beside the article that reads like a part of it. */
function isProse(element: Element): boolean {
  if (element.tagName !== 'P') return false;
  const links = linkDensity(element);
  const text = innerText(element);
  return text.length > 80 ? links < 0.25 : text.length < 80 && text !== '' && links === 0 && /\.( |$)/.test(text);
}
