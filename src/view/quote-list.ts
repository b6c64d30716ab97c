import type { Article, Quote, Speaker } from '../core/article.ts';
import { countWords } from '../core/words.ts';
import { speakerName } from '../formats/quotes.ts';

/** Quotations of fewer words are fragments: “very pleased”. */
const FRAGMENT_WORDS = 4;

/** One utterance as it is listed: the pieces that "he said" or a new paragraph parted count as one. */
export interface QuoteItem {
  /** Position among all items of the article, from 0. */
  at: number;
  pieces: { quote: Quote; index: number }[];
  speaker: Speaker | undefined;
  fragment: boolean;
}

export interface QuoteFilter {
  /** A name as `speakerName` gives it, '' for the unknown; absent for everybody. */
  speaker?: string;
  /** Words looked for in quote and name. */
  text: string;
  fragments: boolean;
}

/** The article's quotes as they are listed, in reading order. */
export function quoteItems(article: Article): QuoteItem[] {
  const items: QuoteItem[] = [];
  const byGroup = new Map<number, QuoteItem>();
  article.quotes.forEach((quote, index) => {
    const earlier = quote.group === undefined ? undefined : byGroup.get(quote.group);
    if (earlier && speakerName(earlier.speaker) === speakerName(quote.speaker)) {
      earlier.pieces.push({ quote, index });
      return;
    }
    const item = { at: items.length, pieces: [{ quote, index }], speaker: quote.speaker, fragment: false };
    items.push(item);
    if (quote.group !== undefined) byGroup.set(quote.group, item);
  });
  for (const item of items) {
    const words = item.pieces.reduce((sum, { quote }) => sum + countWords(quote.text), 0);
    item.fragment = words < FRAGMENT_WORDS;
  }
  return items;
}

export function filterQuotes(items: readonly QuoteItem[], filter: QuoteFilter): QuoteItem[] {
  const wanted = fold(filter.text.trim());
  return items.filter((item) => {
    if (item.fragment && !filter.fragments) return false;
    const name = speakerName(item.speaker);
    if (filter.speaker !== undefined && name !== filter.speaker) return false;
    if (wanted === '') return true;
    return [name, ...item.pieces.map(({ quote }) => quote.text)].some((text) => fold(text).includes(wanted));
  });
}

/** Groups by speaker, in the order in which they first speak; the unknown last. */
export function groupBySpeaker(items: readonly QuoteItem[]): { name: string; items: QuoteItem[] }[] {
  const groups = new Map<string, QuoteItem[]>();
  for (const item of items) {
    const name = speakerName(item.speaker);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return [...groups]
    .map(([name, group]) => ({ name, items: group }))
    .sort((a, b) => Number(a.name === '') - Number(b.name === ''));
}

/** The words around a quote in its paragraph, for one who asks what it stood in; UTF-16 offsets inside. */
export function wordsAround(article: Article, quote: Quote, reach = 140): { before: string; after: string } {
  const block = article.blocks.find(({ start, end }) => start <= quote.start && quote.start < end);
  const from = Math.max(block?.start ?? 0, quote.start - reach);
  const to = Math.min(Math.max(block?.end ?? article.text.length, quote.end), quote.end + reach);
  const before = article.text.slice(from, quote.start);
  const after = article.text.slice(quote.end, to);
  return {
    before: from > (block?.start ?? 0) ? before.replace(/^\S*\s/, '… ') : before,
    after: to < (block?.end ?? to) ? after.replace(/\s\S*$/, ' …') : after,
  };
}

/** Without regard to capitals and marks: "elan" finds "Élan". */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
