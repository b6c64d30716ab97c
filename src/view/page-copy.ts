/** What is copied straight from a page, without opening anything. */
import type { CleanPage } from '../core/article.ts';
import { readingMinutes } from '../core/reading-time.ts';
import type { Copyable } from '../formats/copying.ts';
import { findPassage, selectedPassage } from '../formats/find-passage.ts';
import type { TakeOptions } from '../formats/options.ts';
import { fragmentsFor } from '../formats/page-fragments.ts';
import { withTextFragment } from '../formats/text-fragment.ts';
import { copyOfArticle, copyOfCitation } from './copying.ts';

export type PageCopy = 'article' | 'selection';

/**
 * @param document the live page, which is not changed.
 * @param page what was read from it.
 * @param options the form of the copy, and what goes along.
 * @returns the clean article; or what is selected, as a quote with its source and an address that leads to it;
 *   undefined when nothing is selected.
 */
export function copyOfPage(
  document: Document,
  page: CleanPage,
  what: PageCopy,
  options: TakeOptions,
): Copyable | undefined {
  if (what === 'selection') return copyOfSelectedQuote(document, page, options);
  const minutes = readingMinutes(page.wordCount, page.lang);
  const article = { ...page, readingMinutes: minutes, quotes: [], phrases: [] };
  return copyOfArticle(article, document, options);
}

const OWN_MARKS = /^["'“„«»‘‚‹›「『].*["'”“«»’‘‹›」』]$/su;

function copyOfSelectedQuote(document: Document, page: CleanPage, options: TakeOptions): Copyable | undefined {
  const selected = selectedPassage(document, document.defaultView?.getSelection() ?? null);
  if (!selected) return undefined;
  // The article's own words have no advertisement in their middle.
  const [span] = findPassage(page.text, selected);
  const text = span ? page.text.slice(span.start, span.end) : selected.text;
  const [fragment] = fragmentsFor(document, [selected]);
  const [open, close] = OWN_MARKS.test(text) ? ['', ''] : ['“', '”'];
  const citable = {
    source: page,
    quote: { text, open, close },
    address: fragment ? withTextFragment(page.url, fragment) : page.url,
    accessed: new Date().toISOString(),
  };
  return copyOfCitation(citable, options);
}
