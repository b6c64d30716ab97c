import { hasMany, hasText, innerText, isUnder } from './element-questions.ts';
import { DIV_TO_P_ELEMS, REGEXPS } from './readability-lists.ts';
import type { Steps } from './steps.ts';

/** A sentence that ends in a link, alone in a box, is text: what is no text is found later, and logged. */
const LINK_DENSITY_MODIFIER = 0.1;
/** What makes an element suspicious, see `isSuspicious`; shares (0–1) of its text. */
const LINKED = 0.2 + LINK_DENSITY_MODIFIER;
const MOSTLY_LINKED = 0.5 + LINK_DENSITY_MODIFIER;
const MOSTLY_LIST = 0.9;
const MOSTLY_HEADINGS = 0.9;
const MANY_COMMAS = 10;
const LISTS = 'ul,ol';
const HEADINGS = 'h1,h2,h3,h4,h5,h6';
const TEXTISH = `span,li,td,${[...DIV_TO_P_ELEMS].join().toLowerCase()}`;

/** What the names of an element say for it or against it; an attempt may weigh nothing. */
export type Weigh = (element: Element) => number;

/**
 * Takes suspicious elements of one kind out of a tree: Readability's `_cleanConditionally`. What costs little is asked first, and
 * tables of data are looked for only where there are any.
 * @param data see `dataTables`.
 */
export function* removeSuspicious(root: Element, tag: string, weigh: Weigh, data: ReadonlySet<Element>): Steps<void> {
  const holders = new Set<Element>();
  for (const table of data)
    for (let at: Element | null = table; at && !holders.has(at); at = at.parentElement) holders.add(at);
  // From the last to the first: what is inside goes before it is asked what it is inside of.
  const found = [...root.querySelectorAll(tag)].reverse();
  for (let at = 0; at < found.length; at++) {
    if (at % 4 === 3) yield;
    const node = found[at] as Element;
    if (holders.has(node) || isIn(node, data)) continue;
    if (!isUnder(node, 'CODE') && isSuspicious(node, tag, weigh(node))) node.remove();
  }
}

/** Whether an element is rather no part of the article, by its class, its links and what else is in it. */
function isSuspicious(node: Element, tag: string, weight: number): boolean {
  if (weight < 0) return true;
  const text = innerText(node);
  if (hasMany(text, ',', MANY_COMMAS)) return false;
  if (REGEXPS.adWords.test(text) || REGEXPS.loadingWords.test(text)) return true;
  const count = (name: string): number => node.getElementsByTagName(name).length;
  const lengthOf = (tags: string): number =>
    [...node.querySelectorAll(tags)].reduce((sum, part) => sum + innerText(part).length, 0);
  const isList = (): boolean => tag === 'ul' || lengthOf(LISTS) / text.length > MOSTLY_LIST;
  const inFigure = (): boolean => isUnder(node, 'FIGURE');
  const paragraphs = count('p');
  const pictures = count('img');
  const linked = linkDensity(node, text.length);
  const goes =
    (pictures === 0 && !hasText(node, TEXTISH)) ||
    (pictures > 1 && paragraphs / pictures < 0.5 && !inFigure()) ||
    count('input') > Math.floor(paragraphs / 3) ||
    (weight < 25 ? linked > LINKED && !isList() : linked > MOSTLY_LINKED) ||
    (count('li') - 100 > paragraphs && !isList()) ||
    (linked > 0 &&
      text.length < 25 &&
      (pictures === 0 || pictures > 2) &&
      lengthOf(HEADINGS) / text.length < MOSTLY_HEADINGS &&
      !isList() &&
      !inFigure());
  if (!goes || !isList()) return goes;
  // A list of pictures, one to an item, stays.
  return [...node.children].some((child) => child.childElementCount > 1) || pictures !== count('li');
}

function isIn(element: Element, tables: ReadonlySet<Element>): boolean {
  let table = tables.size > 0 ? element.closest('table') : null;
  while (table && !tables.has(table)) table = table.parentElement?.closest('table') ?? null;
  return table !== null;
}

/** The tables below an element that hold data, and are not there for how the page is laid out: Readability's `_markDataTables`. */
export function dataTables(root: Element): Element[] {
  return [...root.querySelectorAll('table')].filter((table) => {
    if (table.getAttribute('role') === 'presentation' || table.getAttribute('datatable') === '0') return false;
    if (table.getAttribute('summary') || table.querySelector('caption')?.firstChild) return true;
    if (table.querySelector('col,colgroup,tfoot,thead,th')) return true;
    if (table.querySelector('table')) return false;
    let rows = 0;
    let columns = 0;
    for (const row of table.querySelectorAll('tr')) {
      rows += spanOf(row, 'rowspan');
      let here = 0;
      for (const cell of row.querySelectorAll('td')) here += spanOf(cell, 'colspan');
      columns = Math.max(columns, here);
    }
    return columns !== 1 && rows !== 1 && (rows >= 10 || columns > 4 || rows * columns > 10);
  });
}

function spanOf(element: Element, name: string): number {
  return Number.parseInt(element.getAttribute(name) ?? '', 10) || 1;
}

/**
 * @param length of its text, where it is known. What holds no link needs no text to be read.
 * @returns the share (0–1) of an element's text that stands in links; those within the page count less.
 */
export function linkDensity(element: Element, length?: number): number {
  const links = element.getElementsByTagName('a');
  const all = links.length === 0 ? 0 : (length ?? innerText(element).length);
  if (all === 0) return 0;
  let linked = 0;
  for (const link of links)
    linked += innerText(link).length * (REGEXPS.hashUrl.test(link.getAttribute('href') ?? '') ? 0.3 : 1);
  return linked / all;
}
