import type { StructureRules } from '../rules/schema.ts';
import { put } from './grouping.ts';
import { each, mapped, type Steps } from './steps.ts';
import { isBlockElement, type TextIndex } from './text-index.ts';

/** What the tree says about where a block stands. */
export interface BlockPlace {
  /** Names (see `StructureRules`) on the block's own element or on the one inline element that holds all of it. */
  own: readonly string[];
  /** Names on boxes around it, of boxes that hold only a small part of the text. */
  near: readonly string[];
  /** Telling tags around it: `figure`, `header`, `nav`, … and `other-article` for an article within the article. */
  tags: readonly string[];
  /** A picture or player stands right before it in a small box of the two. */
  besideMedia: boolean;
  /** The list it stands in. */
  list: Element | null;
  /** It stands in a list of at least two items that is mostly links. */
  linkList: boolean;
  /** Outside the smallest box that holds most of the text. */
  outside: boolean;
  /** Share (0–1) of all text that stands in elements with the same tag and class. */
  alike: number;
  /** Share (0–1) of all text that stands in boxes with the same tag and class as this block's box. */
  boxAlike: number;
}

const TELLING_TAGS = new Set(
  'FIGURE,FIGCAPTION,HEADER,FOOTER,NAV,ASIDE,FORM,BUTTON,LI,TABLE,BLOCKQUOTE,DL,ADDRESS,TIME,SMALL,LABEL,CENTER,CITE'.split(
    ',',
  ),
);
// A box with more of the text than this is the article itself, whatever its class says ("category-video post").
const SMALL_BOX = 0.3;
const MAIN_BOX = 0.6;
// Of all text, in entries; what a linked word counts against those that are not.
const ENTRIES = 0.5;
const ENTRY_LINKS = 4;
// An image and at most this many UTF-16 units are a picture with its caption.
const PICTURE_BOX = 400;
const PICTURE_BOX_LEVELS = 4;

const LIST_TAGS = new Set(['UL', 'OL', 'DL']);

/** What is told of every box once. */
interface Surroundings {
  near: readonly string[];
  tags: readonly string[];
  /** The innermost list around what is in the box. */
  list: Element | null;
  signature: string;
}

interface Names {
  /** What was found for attributes read before: a page repeats its classes. */
  known: Map<string, readonly string[]>;
  single: Map<string, string[]>;
  joined: Map<string, string[]>;
  properties: Map<string, string[]>;
}

const compiled = new WeakMap<StructureRules, Names>();

function namesOf(rules: StructureRules): Names {
  let names = compiled.get(rules);
  if (names) return names;
  names = { known: new Map(), single: new Map(), joined: new Map(), properties: new Map() };
  for (const [name, words] of Object.entries(rules.names)) {
    for (const word of words) put(word.includes('-') ? names.joined : names.single, word, name);
  }
  for (const [name, words] of Object.entries(rules.properties)) {
    for (const word of words) put(names.properties, word, name);
  }
  compiled.set(rules, names);
  return names;
}

/** "article__mediaCaption-2" → article, media, caption. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z\d])(?=[A-Z])/g, '$1-')
    .toLowerCase()
    .match(/[a-z]+/g) ?? [];

/** As many different attributes as one page has at most; what is known of the pages before is forgotten then. */
const MOST_KNOWN = 2000;

/** @returns the names (see `StructureRules`) in the element's class, id, role, `itemprop` and `rel`. */
export function namesOn(element: Element, rules: StructureRules): readonly string[] {
  return readNames(element, namesOf(rules));
}

const NONE: readonly string[] = [];

function readNames(element: Element, names: Names): readonly string[] {
  if (!element.hasAttributes()) return NONE;
  const identifier = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''} ${element.getAttribute('role') ?? ''}`;
  const property = `${element.getAttribute('itemprop') ?? ''} ${element.getAttribute('rel') ?? ''}`;
  if (identifier.length + property.length === 3) return NONE;
  const key = `${identifier}\n${property}`;
  let found = names.known.get(key);
  if (!found) {
    if (names.known.size > MOST_KNOWN) names.known.clear();
    found = namesIn(identifier, property, names);
    names.known.set(key, found);
  }
  return found;
}

function namesIn(identifier: string, property: string, names: Names): string[] {
  const found = new Set<string>();
  const add = (hits: readonly string[] | undefined): void => {
    for (const hit of hits ?? []) found.add(hit);
  };
  for (const name of identifier.split(/\s+/)) {
    if (name === '') continue;
    const words = wordsOf(name);
    for (let i = 0; i < words.length; i++) {
      const word = words[i] ?? '';
      add(names.single.get(word));
      if (i > 0) add(names.joined.get(`${words[i - 1]}-${word}`));
      if (i > 1) add(names.joined.get(`${words[i - 2]}-${words[i - 1]}-${word}`));
    }
  }
  for (const word of property.toLowerCase().split(/\s+/)) if (word !== '') add(names.properties.get(word));
  return [...found];
}

/** The innermost element that holds all text of a block: a paragraph's only `<span class="byline">` speaks for it. */
function innermost(element: Element): Element[] {
  const chain = [element];
  let at = element;
  for (let depth = 0; depth < 4; depth++) {
    const only = at.firstElementChild;
    if (!only || only.nextElementSibling || isBlockElement(only)) break;
    let bare = false;
    for (let child = at.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === 3 && /\S/.test((child as Text).data)) bare = true;
    }
    if (bare) break;
    chain.push(only);
    at = only;
  }
  return chain;
}

/**
 * Reads for every block where in the tree it stands. One pass up from each block, every element visited once.
 */
export function* blockPlaces(index: TextIndex, rules: StructureRules): Steps<BlockPlace[]> {
  const { root } = index;
  const names = namesOf(rules);
  const weights = yield* textWeights(index, root);
  const total = Math.max(1, weights.get(root) ?? 1);
  const mainArticle = heaviest(weights, 'ARTICLE');
  const hasOthers = !hasEntries(index, mainArticle, total);

  const nowhere: Surroundings = { near: NONE, tags: NONE, list: null, signature: '' };
  const around = new Map<Element, Surroundings>([[root, { ...nowhere, signature: signatureOf(root) }]]);
  /** What is around the children of an element; it is asked once. */
  const aroundOf = (element: Element | null): Surroundings => {
    const known = element ? around.get(element) : nowhere;
    if (known || !element) return known ?? nowhere;
    const outer = aroundOf(element.parentElement);
    const small = (weights.get(element) ?? 0) / total < SMALL_BOX;
    const own = small ? readNames(element, names) : NONE;
    const tag = element.tagName;
    let { tags } = outer;
    if (TELLING_TAGS.has(tag)) tags = withName(tags, tag.toLowerCase());
    if (hasOthers && tag === 'ARTICLE' && element !== mainArticle && small) tags = withName(tags, 'other-article');
    const result: Surroundings = {
      near: own.reduce(withName, outer.near),
      tags,
      list: LIST_TAGS.has(tag) ? element : outer.list,
      signature: signatureOf(element),
    };
    around.set(element, result);
    return result;
  };

  const alike = new Map<string, number>();
  const boxAlike = new Map<string, number>();
  const elementOf = (i: number): Element => index.elements[i] ?? root;
  const signatures = index.blocks.map((_, i) => signatureOf(elementOf(i)));
  const boxes = index.blocks.map((_, i) => aroundOf(elementOf(i) === root ? null : elementOf(i).parentElement));
  const listOf = (i: number): Element | null =>
    LIST_TAGS.has(elementOf(i).tagName) ? elementOf(i) : (boxes[i]?.list ?? null);
  const lists = new Map<Element, { items: number; length: number; linked: number }>();
  yield* each(index.blocks, (block, i) => {
    const length = block.end - block.start;
    const own = signatures[i] ?? '';
    const box = boxes[i]?.signature ?? '';
    alike.set(own, (alike.get(own) ?? 0) + length);
    boxAlike.set(box, (boxAlike.get(box) ?? 0) + length);
    const element = listOf(i);
    if (!element) return;
    const list = lists.get(element) ?? { items: 0, length: 0, linked: 0 };
    lists.set(element, {
      items: list.items + 1,
      length: list.length + length,
      linked: list.linked + (index.linked[i] ?? 0),
    });
  });
  const isLinkList = (element: Element | null): boolean => {
    const list = element ? lists.get(element) : undefined;
    return list !== undefined && list.items > 1 && list.linked > list.length * 0.5;
  };

  const main = mainBox(weights, total);
  const beside = besideMedia(index, root, weights);
  return yield* mapped(index.blocks, (_, i) => {
    const element = elementOf(i);
    const small = (weights.get(element) ?? 0) / total < SMALL_BOX;
    const { near, tags: outerTags, signature } = boxes[i] ?? nowhere;
    let own = NONE;
    let tags = outerTags;
    for (const at of innermost(element)) {
      if (small) own = readNames(at, names).reduce(withName, own);
      if (TELLING_TAGS.has(at.tagName)) tags = withName(tags, at.tagName.toLowerCase());
    }
    const list = listOf(i);
    return {
      own,
      near,
      tags,
      besideMedia: beside.has(i),
      list,
      linkList: isLinkList(list),
      outside: main !== undefined && !main.contains(element),
      alike: (alike.get(signatures[i] ?? '') ?? 0) / total,
      boxAlike: (boxAlike.get(signature) ?? 0) / total,
    };
  });
}

/** What is alike in elements that a page makes alike: tag and class. */
const signatureOf = (element: Element): string => `${element.tagName} ${element.getAttribute('class') ?? ''}`;

/** @returns a list of names with one more, which stands in it once. */
const withName = (names: readonly string[], name: string): readonly string[] =>
  names.includes(name) ? names : [...names, name];

/** UTF-16 units of text under every element that holds any, each element visited once. */
function* textWeights(index: TextIndex, root: Element): Steps<Map<Element, number>> {
  const weights = new Map<Element, number>();
  const open: { element: Element; from: number }[] = [];
  const isOpen = new Set<Element>();
  let written = 0;
  const closeDownTo = (keep: Element | null): void => {
    for (let top = open.at(-1); top && top.element !== keep; top = open.at(-1)) {
      weights.set(top.element, (weights.get(top.element) ?? 0) + written - top.from);
      isOpen.delete(top.element);
      open.pop();
    }
  };
  yield* each(index.blocks, (block, i) => {
    const chain: Element[] = [];
    let at: Element | null = index.elements[i] ?? root;
    while (at && !isOpen.has(at)) {
      chain.push(at);
      if (at === root) break;
      at = at.parentElement;
    }
    closeDownTo(at && isOpen.has(at) ? at : null);
    for (const element of chain.reverse()) {
      open.push({ element, from: written });
      isOpen.add(element);
    }
    written += block.end - block.start;
  });
  closeDownTo(null);
  return weights;
}

/** The smallest box that holds most of the text. */
function mainBox(weights: ReadonlyMap<Element, number>, total: number): Element | undefined {
  let main: Element | undefined;
  for (const [element, weight] of weights) {
    if (weight > total * MAIN_BOX && (!main || main.contains(element))) main = element;
  }
  return main;
}

function heaviest(weights: ReadonlyMap<Element, number>, tag: string): Element | undefined {
  let best: Element | undefined;
  for (const [element, weight] of weights) {
    if (element.tagName === tag && weight > (best ? (weights.get(best) ?? 0) : 0)) best = element;
  }
  return best;
}

/** Most of the text stands in articles beside or within the main one, and is not linked: entries of a live blog, not teasers. */
function hasEntries({ blocks, elements, linked }: TextIndex, main: Element | undefined, total: number): boolean {
  if (!main) return false;
  let inEntries = 0;
  blocks.forEach(({ start, end }, i) => {
    const article = elements[i]?.closest('article');
    if (article && article !== main) inEntries += end - start - ENTRY_LINKS * (linked[i] ?? 0);
  });
  return inEntries > total * ENTRIES;
}

/** Blocks that share a small box with the picture or player before them. */
function besideMedia(index: TextIndex, root: Element, weights: ReadonlyMap<Element, number>): Set<number> {
  const beside = new Set<number>();
  const most = Math.min(PICTURE_BOX, (weights.get(root) ?? 0) * SMALL_BOX);
  for (const { element, before } of index.media) {
    let box: Element | null = element.parentElement;
    for (let level = 0; box && box !== root && level < PICTURE_BOX_LEVELS; level++, box = box.parentElement) {
      const weight = weights.get(box) ?? 0;
      if (weight > most) break;
      if (weight === 0) continue;
      for (let i = before; i < Math.min(before + 3, index.blocks.length); i++) {
        const block = index.elements[i];
        if (block && box.contains(block)) beside.add(i);
      }
    }
  }
  return beside;
}
