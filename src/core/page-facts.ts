/**
 * What a page's tree says about being an article, collected cheaply before anything is read. Small on purpose; it runs on every
 * page of a site the reader has chosen. What it means is decided elsewhere, see `judgePage`.
 */
import isProbablyReaderable from '@mozilla/readability/Readability-readerable.js';
import { unclobbered } from './clobbering.ts';
import type { Steps } from './steps.ts';
import { paragraphsOf, rootOf, type TextRoot } from './text-root.ts';

export interface PageFacts {
  /** Running text in the page's largest text root, see `TextRoot.length`. */
  text: number;
  /** Headings that are links: each leads to an article, so the page is not one. */
  headlines: number;
  /** What the page's structured data and OpenGraph say it is. */
  declared?: 'article' | 'listing';
  /** It asks for a password. */
  login: boolean;
  /** What Readability's own quick look says. */
  readerable: boolean;
}

const ARTICLE_TYPE = /(?:Article|BlogPosting|Report|Review)$/;
const LISTING_TYPE = /^(?:CollectionPage|SearchResultsPage|ItemList|ProfilePage|ContactPage|CheckoutPage)$/;

/**
 * @param page it is only looked at.
 * @returns the facts, and the text root they are about; those of a page that changes meanwhile are of no use.
 */
export function* factsOf(page: Document): Steps<{ facts: PageFacts; root: TextRoot | undefined }> {
  const document = unclobbered(page);
  const { body } = document;
  const root = body && rootOf(yield* paragraphsOf(body), body);
  const facts = {
    text: root?.length ?? 0,
    headlines: headlineLinks(document),
    declared: declaredType(document),
    login: document.querySelector('input[type="password"]') !== null,
    readerable: isProbablyReaderable(document),
  };
  return { facts, root };
}

function declaredType(document: Document): PageFacts['declared'] {
  const found = { article: 0, listing: 0 };
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    // Only types matter, so the text is not parsed: it is often broken, and may be large.
    for (const [, type = ''] of (script.textContent ?? '')
      .slice(0, 200_000)
      .matchAll(/"@type"\s*:\s*\[?\s*"(\w{1,40})"/g)) {
      if (ARTICLE_TYPE.test(type)) found.article++;
      else if (LISTING_TYPE.test(type)) found.listing++;
    }
  }
  // Front pages list their articles in the same words; one page is one article, though a list of others may stand beside it.
  if (found.article === 1) return 'article';
  if (found.listing > 0) return 'listing';
  if (found.article > 3) return undefined;
  const declared = document.querySelector('meta[property="og:type"]')?.getAttribute('content')?.toLowerCase();
  return declared === 'article' || found.article > 0 ? 'article' : undefined;
}

function headlineLinks(document: Document): number {
  let count = 0;
  for (const heading of document.querySelectorAll('h2, h3, h4, [role="heading"]')) {
    if (heading.querySelector('a[href]') ?? heading.closest('a[href]')) count++;
  }
  return count;
}
