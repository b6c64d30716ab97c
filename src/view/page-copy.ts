/** What is copied straight from a page, without opening anything. */
import type { CleanPage } from '../core/article.ts';
import { citeQuote } from '../formats/citation.ts';
import { type Copyable, copyOf } from '../formats/copying.ts';
import { findPassage, selectedPassage } from '../formats/find-passage.ts';
import { DEFAULT_COPY_OPTIONS } from '../formats/options.ts';
import { fragmentsFor } from '../formats/page-fragments.ts';
import { withTextFragment } from '../formats/text-fragment.ts';
import { sanitize } from './sanitize.ts';

export type PageCopy = 'article' | 'selection';

/**
 * @param document the live page, which is not changed.
 * @param page what was read from it.
 * @returns the clean article; or what is selected, as a quote with its source and an address that leads to it;
 *   undefined when nothing is selected.
 */
export function copyOfPage(document: Document, page: CleanPage, what: PageCopy): Copyable | undefined {
  if (what === 'selection') return copyOfSelection(document, page);
  const article = { ...page, quotes: [], phrases: [] };
  return copyOf(article, { kind: 'article' }, 'rich', DEFAULT_COPY_OPTIONS, (html) => sanitize(document, html));
}

const OWN_MARKS = /^["'“„«»‘‚‹›「『].*["'”“«»’‘‹›」』]$/su;

function copyOfSelection(document: Document, page: CleanPage): Copyable | undefined {
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
  return { plain: citeQuote('plain', citable), html: citeQuote('html', citable) };
}
