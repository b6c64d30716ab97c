/**
 * Whether a page is one article, decided cheaply before anything is read: auto-cleaning leaves front pages, sections, search
 * results, videos and forms alone. Small on purpose; it runs on every page of a site the reader has chosen.
 */
import isProbablyReaderable from '@mozilla/readability/Readability-readerable.js';
import { unclobbered } from './clobbering.ts';
import { largestTextRoot } from './text-root.ts';

/** Why a page is or is not taken for an article; the first reason that applies. */
export type PageVerdict =
  | 'article'
  | 'front-page' // the path is the site's or a section's root
  | 'listing' // more headlines that lead elsewhere than text
  | 'form' // the page asks for something to be filled in
  | 'video'
  | 'little-text';

/** Path segments that name a kind of page which is never an article, in the spelling sites use in addresses. */
const LISTING_SEGMENTS = new Set(
  `search suche recherche buscar busca cerca zoeken sok szukaj tag tags topic topics thema themen sujet temas tema category categories
kategorie categorie categoria author authors autor autoren auteur autore archive archives archiv page section sections rubrik rubrique login
signin register account cart checkout subscribe newsletter newsletters podcasts videos gallery galleries tagged label feed`.split(
    /\s+/,
  ),
);
const VIDEO_SEGMENT = /^(?:videos?|watch|live-tv|mediathek|player)$/;
const ARTICLE_TYPE = /(?:Article|BlogPosting|Report|Review)$/;
const LISTING_TYPE = /^(?:CollectionPage|SearchResultsPage|ItemList|ProfilePage|ContactPage|CheckoutPage)$/;
/** Characters of running text that make an article; less is enough when the page's own data says it is one. */
const ENOUGH_TEXT = 600;
const ENOUGH_TEXT_DECLARED = 250;
/**
 * @param page it is only looked at.
 * @param url the page's address.
 */
export function judgePage(page: Document, url: string): PageVerdict {
  const document = unclobbered(page);
  const segments = pathSegments(url);
  const declared = declaredType(document);
  if (segments.some((segment) => VIDEO_SEGMENT.test(segment)) && declared !== 'article') return 'video';
  if (segments.length === 0) return 'front-page';
  if (declared === 'listing' || (declared !== 'article' && segments.some((segment) => LISTING_SEGMENTS.has(segment))))
    return 'listing';
  if (document.querySelector('input[type="password"]')) return 'form';

  const text = largestTextRoot(document)?.length ?? 0;
  if (text < (declared === 'article' ? ENOUGH_TEXT_DECLARED : ENOUGH_TEXT)) {
    return headlineLinks(document) > 4 ? 'listing' : 'little-text';
  }
  // A section page has teasers that read like an article's paragraphs, but a headline to each. An article's page may be
  // followed by as many headlines, but its address names it.
  if (!(declared === 'article' && namesStory(segments)) && text < headlineLinks(document) * 100) return 'listing';
  if (declared !== 'article' && isSectionRoot(segments) && headlineLinks(document) > 4) return 'front-page';
  return declared === 'article' || isProbablyReaderable(document) ? 'article' : 'little-text';
}

/** Lower-case words of the path, without "index.html" and a language in front. */
function pathSegments(url: string): string[] {
  const path = URL.canParse(url) ? new URL(url).pathname : '/';
  return path
    .toLowerCase()
    .split('/')
    .filter((segment) => segment !== '' && !/^(?:index|home|default)(?:\.\w+)?$/.test(segment))
    .filter((segment, at) => !(at === 0 && /^[a-z]{2}(?:-[a-z]{2})?$/.test(segment)));
}

/** One or two plain words: "/world", "/sport/football". An article's address names it, with digits or hyphens. */
const isSectionRoot = (segments: readonly string[]): boolean =>
  segments.length <= 2 && segments.every((segment) => /^[\p{L}%]{1,16}$/u.test(segment));

/** "/world/ferry-stays-until-spring", "/a/1234567": the last word of the address is a story's, not a section's. */
function namesStory(segments: readonly string[]): boolean {
  const last = segments[segments.length - 1] ?? '';
  return last.split(/[-_]/).length > 3 || /\d{4}/.test(last);
}

/** What the page's structured data and OpenGraph say it is. */
function declaredType(document: Document): 'article' | 'listing' | undefined {
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

/** Headings that are links: each leads to an article, so the page is not one. */
function headlineLinks(document: Document): number {
  let count = 0;
  for (const heading of document.querySelectorAll('h2, h3, h4, [role="heading"]')) {
    if (heading.querySelector('a[href]') ?? heading.closest('a[href]')) count++;
  }
  return count;
}
