/**
 * Whether a page is one article, decided from its address and a few facts before anything is read: auto-cleaning leaves front
 * pages, sections, search results, videos and forms alone.
 */
import type { PageFacts } from './page-facts.ts';

/** Why a page is or is not taken for an article; the first reason that applies. */
export type PageVerdict =
  | 'article'
  | 'front-page' // the path is the site's or a section's root
  | 'listing' // more headlines that lead elsewhere than text
  | 'form' // the page asks for something to be filled in
  | 'video'
  | 'little-text'; // so far; it may be on its way

/** Path segments that name a kind of page which is never an article, in the spelling sites use in addresses. */
const LISTING_SEGMENTS = new Set(
  `search suche recherche buscar busca cerca zoeken sok szukaj tag tags topic topics thema themen sujet temas tema category categories
kategorie categorie categoria author authors autor autoren auteur autore archive archives archiv page section sections rubrik rubrique login
signin register account cart checkout subscribe newsletter newsletters podcasts videos gallery galleries tagged label feed`.split(
    /\s+/,
  ),
);
const VIDEO_SEGMENT = /^(?:videos?|watch|live-tv|mediathek|player)$/;
/** Running text that makes an article; less is enough when the page's own data says it is one. */
const ENOUGH_TEXT = 600;
const ENOUGH_TEXT_DECLARED = 250;
/** Running text that a headline which leads elsewhere stands for. */
const TEASER = 100;
/** Headings that lead elsewhere may be so many beside any article. */
const FEW = 4;

/** @param url the page's address. */
export function judgePage({ text, headlines, declared, login, readerable }: PageFacts, url: string): PageVerdict {
  const segments = pathSegments(url);
  const isDeclared = declared === 'article';
  if (segments.some((segment) => VIDEO_SEGMENT.test(segment)) && !isDeclared) return 'video';
  if (segments.length === 0) return 'front-page';
  if (declared === 'listing' || (!isDeclared && segments.some((segment) => LISTING_SEGMENTS.has(segment))))
    return 'listing';
  if (login) return 'form';
  if (text < (isDeclared ? ENOUGH_TEXT_DECLARED : ENOUGH_TEXT)) return 'little-text';
  // A section page has teasers that read like an article's paragraphs, but a headline to each. An article's page may be
  // followed by as many headlines, but its address names it.
  if (!(isDeclared && namesStory(segments)) && text < headlines * TEASER) return 'listing';
  if (!isDeclared && isSectionRoot(segments) && headlines > FEW) return 'front-page';
  return isDeclared || readerable ? 'article' : 'little-text';
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
