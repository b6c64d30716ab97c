import type { Article, Block, Quote, Removal, Span, Speaker } from '../core/article.ts';
import { readingMinutes } from '../core/reading-time.ts';
import type { Steps } from '../core/steps.ts';
import { indexText, indexTextInSteps } from '../core/text-index.ts';
import { countWords } from '../core/words.ts';
import { appendLines } from '../formats/block-tree.ts';
import { cleanTreeInSteps } from '../formats/clean-tree.ts';
import { sanitizeInSteps } from './sanitize.ts';

/** What the reader changed in one article; nothing of it outlives the view. */
export interface Edits {
  /** Indexes into the article's removals that were put back. */
  putBack: ReadonlySet<number>;
  /** Speakers by the index of their quote, as the reader wrote them; '' for unknown. */
  speakers: ReadonlyMap<number, string>;
}

/**
 * The article as the reader changed it: every span counts in the new text, so it is drawn and copied like any other.
 * What is changed in `edits` before it is done does not count.
 * @param document the document of a window; nothing is put into it.
 */
export function applyEdits(article: Article, edits: Edits, document: Document): Steps<Article> {
  const corrected = { ...article, quotes: article.quotes.map((quote, at) => correct(quote, edits.speakers.get(at))) };
  return putBack(corrected, new Set(edits.putBack), document);
}

/** The same changes in an article that was read anew: pieces are known by their id, quotes by their words. */
export function carryEdits(
  edits: Edits,
  from: Article,
  to: Article,
): { putBack: Set<number>; speakers: Map<number, string> } {
  const back = new Set([...edits.putBack].map((at) => from.removals[at]?.id));
  const names = new Map([...edits.speakers].map(([at, name]) => [from.quotes[at]?.text, name]));
  return {
    putBack: new Set(to.removals.flatMap(({ id }, at) => (back.has(id) ? [at] : []))),
    speakers: new Map(
      to.quotes.flatMap(({ text }, at): [number, string][] => {
        const name = names.get(text);
        return name === undefined ? [] : [[at, name]];
      }),
    ),
  };
}

function correct(quote: Quote, name: string | undefined): Quote {
  if (name === undefined) return quote;
  const { speaker, ...rest } = quote;
  if (name === '') return rest;
  return { ...rest, speaker: { name, via: speaker?.via ?? 'context', confidence: 1 } };
}

function* putBack(article: Article, chosen: ReadonlySet<number>, document: Document): Steps<Article> {
  const wanted = [...chosen].filter((at) => article.removals[at] !== undefined);
  if (wanted.length === 0) return article;
  const source = yield* sanitizeInSteps(document, article.html);
  const tree = yield* cleanTreeInSteps(article, { links: true, images: true }, source);
  let { text, blocks } = article;
  const insertions: { from: number; added: number }[] = [];
  // Last first: where the earlier ones stood is then still what their numbers say.
  for (const at of wanted.sort((a, b) => b - a)) {
    const removal = article.removals[at];
    if (!removal) continue;
    const from = insert(tree, removal, text);
    const after = yield* indexTextInSteps(tree);
    insertions.push({ from, added: after.text.length - text.length });
    ({ text, blocks } = after);
  }
  const wordCount = countWords(text);
  const moved = mover(insertions, text, blocks);
  return {
    ...article,
    html: tree.innerHTML,
    text,
    blocks,
    wordCount,
    readingMinutes: readingMinutes(wordCount, article.lang),
    quotes: article.quotes.map(moved.quote),
    phrases: article.phrases.map(moved.spanned),
    removals: article.removals.filter((_, at) => !chosen.has(at)).map((removal) => moved.removal(removal, article)),
  };
}

/** @returns the offset in `text` from which everything moves. */
function insert(tree: HTMLElement, removal: Removal, text: string): number {
  const index = indexText(tree);
  const document = tree.ownerDocument;
  if (removal.offset !== undefined) {
    const next = index.rangeOf({ start: removal.offset, end: removal.offset + 1 });
    const spaced = (/\S/.test(text.charAt(removal.offset - 1)) ? ' ' : '') + removal.text;
    const inserted = document.createTextNode(/\S/.test(text.charAt(removal.offset)) ? `${spaced} ` : spaced);
    if (next) {
      next.insertNode(inserted);
      return removal.offset;
    }
  }
  const block = index.elements[removal.at];
  const neighbour = block?.closest('tr') ? block.closest('table') : block;
  const paragraph = document.createElement(neighbour?.localName === 'li' ? 'li' : 'p');
  appendLines(paragraph, removal.text);
  if (neighbour && neighbour !== tree) neighbour.before(paragraph);
  else tree.append(paragraph);
  return index.blocks[removal.at]?.start ?? text.length;
}

function mover(insertions: readonly { from: number; added: number }[], text: string, blocks: readonly Block[]) {
  const shift = (offset: number): number =>
    insertions.reduce((moved, { from, added }) => (offset >= from ? moved + added : moved), offset);
  const span = ({ start, end }: Span): Span => ({ start: shift(start), end: shift(end - 1) + 1 });
  const spanned = <T extends Span & { text: string }>(item: T): T => {
    const moved = span(item);
    return { ...item, ...moved, text: text.slice(moved.start, moved.end) };
  };
  const speaker = (one: Speaker): Speaker =>
    one.start === undefined || one.end === undefined ? one : { ...one, ...span({ start: one.start, end: one.end }) };
  return {
    spanned,
    quote: (quote: Quote): Quote => ({
      ...spanned(quote),
      ...(quote.speaker && { speaker: speaker(quote.speaker) }),
      ...(quote.candidates && { candidates: quote.candidates.map(speaker) }),
    }),
    removal: (removal: Removal, article: Article): Removal => {
      const start = article.blocks[removal.at]?.start;
      const at = start === undefined ? blocks.length : blocks.filter((block) => block.start < shift(start)).length;
      return { ...removal, at, ...(removal.offset !== undefined && { offset: shift(removal.offset) }) };
    },
  };
}
