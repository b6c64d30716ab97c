/** Looking through kept quotes as one types. */
import type { KeptQuote } from '../formats/kept-quote.ts';
import { fold } from './quote-list.ts';

export interface ShelfFilter {
  /** Words that all have to be there: in the quote, its speaker, title, site, note or tags. */
  words: string;
  speaker?: string;
  site?: string;
  tag?: string;
  /** Days, ISO 8601: kept on or after, kept on or before. */
  from?: string;
  to?: string;
}

export interface ShelfSearch {
  /** @returns the quotes that pass, in the order given. */
  find(filter: ShelfFilter): KeptQuote[];
  /** What can be chosen, in alphabetical order. */
  speakers: string[];
  sites: string[];
  tags: string[];
}

/** @param quotes all of them; they are folded once, so that a key costs no more than a look at each. */
export function createShelfSearch(quotes: readonly KeptQuote[]): ShelfSearch {
  const texts = quotes.map(({ quote, source, note, tags }) =>
    fold([quote.text, quote.speaker, source.title, source.siteName, source.byline, note, ...tags].join('\n')),
  );
  return {
    find: (filter) => {
      const words = fold(filter.words)
        .split(/\s+/)
        .filter((word) => word !== '');
      return quotes.filter(
        (kept, at) =>
          (filter.speaker === undefined || kept.quote.speaker === filter.speaker) &&
          (filter.site === undefined || siteOf(kept) === filter.site) &&
          (filter.tag === undefined || kept.tags.includes(filter.tag)) &&
          (filter.from === undefined || kept.kept.slice(0, 10) >= filter.from) &&
          (filter.to === undefined || kept.kept.slice(0, 10) <= filter.to) &&
          words.every((word) => texts[at]?.includes(word)),
      );
    },
    speakers: choices(quotes.map(({ quote }) => quote.speaker)),
    sites: choices(quotes.map(siteOf)),
    tags: choices(quotes.flatMap(({ tags }) => tags)),
  };
}

/** The site's name, or its host where the page gave none. */
export function siteOf({ source }: KeptQuote): string {
  return source.siteName ?? (URL.canParse(source.url) ? new URL(source.url).hostname : '');
}

function choices(values: readonly (string | undefined)[]): string[] {
  const order = new Intl.Collator();
  return [...new Set(values.map((value) => value ?? ''))].filter((value) => value !== '').sort(order.compare);
}
