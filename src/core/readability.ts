import { absoluteAddresses, cleanRoot, prepare, simplify } from './article-cleaning.ts';
import { classWeight, innerText } from './element-questions.ts';
import { copyPage } from './page-copy.ts';
import { finish, type Steps } from './steps.ts';
import { articleBox } from './top-candidate.ts';
import { moveAll } from './tree-changes.ts';
import { type Found, weed } from './weeding.ts';

/**
 * Mozilla's Readability with the same result for less work: its patterns, its lists and its steps in its order, but asking elements
 * only for what they can answer, and such that each step may be laid down in the middle. Functions name the method they stand for.
 * It is tested against Readability itself on every fixture.
 *
 * What is named so here and in `top-candidate.ts`, `article-cleaning.ts`, `lazy-images.ts`, `weeding.ts`, `suspicious.ts`,
 * `element-questions.ts` and `tree-changes.ts` is written after Readability.js 0.6 (https://github.com/mozilla/readability),
 * changed as each says. Copyright (c) 2010 Arc90 Inc, Apache License, Version 2.0: http://www.apache.org/licenses/LICENSE-2.0
 */

export interface ReadabilityResult {
  /** The article root in a document of its own. */
  root: Element;
  byline?: string;
}

/** With less text than this, in UTF-16 units, another attempt is made, which is less strict. */
const ENOUGH = 500;

/** What attempts give up, one after the other: taking out what is unlikely, weighing names, taking out what is suspicious. */
const ATTEMPTS = 4;

/**
 * @param page it is not changed.
 * @param title the article's title; a heading that repeats it is not part of the root.
 * @returns undefined when Readability finds no article.
 */
export function runReadability(page: Document, title: string): ReadabilityResult | undefined {
  const copied = (): Steps<Document> => copyPage(page);
  return finish(readability(finish(copied()), title, copied));
}

/**
 * The same for a copy of a page, which is used up: `parse` and `_grabArticle`.
 * @param again makes another copy, for when an attempt fails.
 */
export function* readability(
  copy: Document,
  title: string,
  again: () => Steps<Document>,
): Steps<ReadabilityResult | undefined> {
  const found: Found = {};
  let root: Element | undefined;
  let most = 0;
  let { body } = copy;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // Most first attempts succeed: where Readability keeps the body in case of failure, another copy is made.
    if (attempt > 0) body = (yield* again()).body;
    yield* prepare(body);
    const weigh = attempt < 2 ? classWeight : () => 0;
    const toScore = yield* weed(body, title, found, attempt === 0);
    const { box, page } = yield* articleBox(body, toScore, weigh, found);
    yield* cleanRoot(box, weigh, attempt < 3);
    wrap(box, page);
    const { length } = innerText(box);
    if (length > most) {
      root = box;
      most = length;
    }
    if (length >= ENOUGH) break;
  }
  if (!root) return undefined;
  yield* absoluteAddresses(root);
  yield* simplify(root);
  return { root, byline: found.byline };
}

/** Readability's mark on what it has found, which is one box. */
function wrap(box: Element, whole: Element | undefined): void {
  const page = whole ?? box.ownerDocument.createElement('div');
  if (!whole) {
    moveAll(box, page);
    box.append(page);
  }
  page.id = 'readability-page-1';
  page.className = 'page';
}
