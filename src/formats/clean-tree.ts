import type { Article, Span } from '../core/article.ts';
import { each, finish, type Steps } from '../core/steps.ts';
import { indexText, indexTextInSteps } from '../core/text-index.ts';
import { toUrl } from './address.ts';
import { blockTree } from './block-tree.ts';
import { copyCleanInSteps } from './copy-clean.ts';
import type { ParseSafely } from './options.ts';

export interface CleanTreeOptions {
  /** False unwraps links: their words stay. */
  links: boolean;
  images: boolean;
  /** The part of `article.text` that is wanted; all of it when absent. */
  span?: Span;
}

/**
 * The article's body as clean semantic elements in a document of their own: no classes, no styles, nothing that runs,
 * absolute addresses. Its text is exactly the article's; should the article's HTML not give that text, the body is
 * made of the article's blocks, because a sentence lost is worse than a link lost.
 * @param parse makes a safe tree of the article's HTML.
 */
export function cleanTree(article: Article, options: CleanTreeOptions, parse: ParseSafely): HTMLElement {
  return finish(cleanTreeInSteps(article, options, parse(article.html)));
}

/**
 * The same, so that it can be laid down.
 * @param source a safe tree of the article's HTML; it is not changed.
 */
export function* cleanTreeInSteps(article: Article, options: CleanTreeOptions, source: Element): Steps<HTMLElement> {
  const copied = yield* copyCleanInSteps(source, article.url, options);
  const { text } = yield* indexTextInSteps(copied);
  const root = text === article.text ? copied : blockTree(article, copied.ownerDocument);
  if (options.span) clip(root, options.span);
  yield* prune(root);
  makeDanglingLinksAbsolute(root, article.url);
  return root;
}

/** Takes away what lies outside of the span; the elements around the rest stay. */
function clip(root: HTMLElement, span: Span): void {
  const wanted = indexText(root).rangeOf(span);
  if (!wanted) {
    root.replaceChildren();
    return;
  }
  const after = root.ownerDocument.createRange();
  after.selectNodeContents(root);
  after.setStart(wanted.endContainer, wanted.endOffset);
  const before = root.ownerDocument.createRange();
  before.selectNodeContents(root);
  before.setEnd(wanted.startContainer, wanted.startOffset);
  keepNumbering(root, wanted);
  after.deleteContents();
  before.deleteContents();
}

/** A list cut at its head goes on counting where it did. */
function keepNumbering(root: HTMLElement, wanted: Range): void {
  for (const list of root.querySelectorAll('ol')) {
    const first = [...list.children].findIndex((item) => wanted.intersectsNode(item));
    if (first > 0) list.setAttribute('start', String(Number(list.getAttribute('start') ?? '1') + first));
  }
}

const NEVER_EMPTY = 'img, br, hr, td, th';

/** Removes elements that show nothing, innermost first. */
function prune(root: HTMLElement): Steps<void> {
  return each([...root.querySelectorAll('*')].reverse(), (element) => {
    if (element.matches(NEVER_EMPTY) || element.querySelector('img, hr')) return;
    if (element.localName !== 'tr' && element.querySelector('td, th')) return;
    if ((element.textContent ?? '').trim() === '') element.replaceWith(...blankRest(element));
  });
}

/** The space a removed inline element stood for, so the words beside it do not run together. */
function blankRest(element: Element): string[] {
  const text = element.textContent ?? '';
  return text !== '' && element.matches('a, em, strong, b, i, u, sub, sup, code, small, mark, cite, q') ? [text] : [];
}

function makeDanglingLinksAbsolute(root: HTMLElement, url: string): void {
  const targets = new Set([...root.querySelectorAll('[id]')].map((element) => element.id));
  for (const link of root.querySelectorAll('a[href^="#"]')) {
    const hash = link.getAttribute('href') ?? '';
    if (targets.has(decoded(hash.slice(1)))) continue;
    const absolute = toUrl(hash, url);
    if (absolute) link.setAttribute('href', absolute.href);
  }
}

/** Of a broken escape, the text as it stands: pages write what they like. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
