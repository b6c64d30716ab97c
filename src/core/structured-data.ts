import type { FurnitureRules } from '../rules/schema.ts';
import type { Direction } from './article.ts';
import { PIECES, wordFinder } from './characters.ts';
import { dateReader } from './dates.ts';
import { type LinkedArticle, readJsonLd } from './json-ld.ts';
import { directionOf, languageTag } from './language.ts';
import { bareLine, foldLine } from './line-cues.ts';

export interface Metadata {
  title?: string;
  byline?: string;
  siteName?: string;
  published?: string;
  modified?: string;
  excerpt?: string;
  /** What the page declares, `und` when it declares nothing. */
  lang: string;
  dir: Direction;
  /** The article's text where the page's data gives it: evidence, not text to show. */
  body?: string;
}

const PUBLISHED =
  'article:published_time og:article:published_time datepublished date dc.date.issued dc.date dcterms.created dcterms.date parsely-pub-date sailthru.date pubdate publishdate publish-date publication_date article.published cxenseparse:recs:publishtime'.split(
    ' ',
  );
const MODIFIED = 'article:modified_time og:updated_time datemodified last-modified dcterms.modified'.split(' ');
const AUTHOR = 'author article:author parsely-author sailthru.author byl dc.creator dcterms.creator'.split(' ');
/** Microdata first, then the times shown above the text. */
const MARKED_DATES =
  '[itemprop~="datePublished"],time[pubdate],article time[datetime],header time[datetime],main time[datetime]';
/** So many elements are asked. */
const FEW = 3;
const SEPARATORS = /(?<!\s)\s+(?:[|–—·•»›/:-]|::|<)\s+/gu;
const piecesIn = wordFinder(PIECES);
const MAX_BYLINE = 120;
const MAX_EXCERPT = 600;

/**
 * Title, byline, site, dates, language and direction as the page itself declares them: JSON-LD first, which is written for
 * machines, then meta elements, then microdata and the page's own marks.
 * @param document it is only looked at.
 * @param url the page's address.
 */
export function readMetadata(document: Document, url: string, languages: readonly FurnitureRules[]): Metadata {
  const meta = readMeta(document);
  const headings = textsOf(document, 'h1', ({ textContent }) => clean(textContent));
  const linked = readJsonLd(document, isAbout(url, headings));
  const siteName = [meta.get('og:site_name'), linked?.publisher, meta.get('application-name')]
    .map((name) => clean(name)?.split(/(?<!\s)\s+[|–—]\s+/)[0])
    .find((name) => name && !/^https?:/.test(name));
  const title = titleOf(document, meta, headings, linked, siteName, url);
  const root = document.documentElement;
  const lang =
    [
      root?.getAttribute('lang'),
      root?.getAttribute('xml:lang'),
      meta.get('content-language'),
      meta.get('og:locale'),
      linked?.lang,
    ]
      .map(languageTag)
      .find(Boolean) ?? 'und';
  const own = languages.filter((rules) => lang === 'und' || lang.startsWith(rules.lang) || rules.lang === 'en');
  const dates = dateReader(own);
  // Each source is asked only when those before it say nothing: the last ones search the whole page.
  const date = (sources: readonly (() => readonly (string | null | undefined)[])[]): string | undefined => {
    for (const source of sources) {
      for (const value of source()) {
        const iso = value ? isoDate(value, dates.firstDay) : undefined;
        if (iso) return iso;
      }
    }
    return undefined;
  };
  const excerpt = clean(
    meta.get('og:description') ?? meta.get('description') ?? linked?.description ?? meta.get('twitter:description'),
  );
  return {
    title,
    byline: bylineOf(document, meta, linked, siteName, own),
    siteName,
    published: date([
      () => [linked?.published, ...PUBLISHED.map((name) => meta.get(name))],
      () => markedTexts(document, MARKED_DATES, ''),
      () => [dayOfUrl(url)],
    ]),
    modified: date([
      () => [linked?.modified, ...MODIFIED.map((name) => meta.get(name))],
      () => markedTexts(document, '[itemprop~="dateModified"]', ''),
    ]),
    excerpt: excerpt === title ? undefined : excerpt?.slice(0, MAX_EXCERPT),
    lang,
    dir: directionOf(lang, root?.getAttribute('dir') ?? document.body?.getAttribute('dir')),
    body: linked?.body,
  };
}

/** Contents of meta elements by lower-case property, name or itemprop; the first that says something counts. */
function readMeta(document: Document): Map<string, string> {
  const found = new Map<string, string>();
  for (const element of document.querySelectorAll('meta[content]')) {
    const content = element.getAttribute('content')?.trim();
    if (!content) continue;
    for (const attribute of ['property', 'name', 'itemprop', 'http-equiv']) {
      const name = element.getAttribute(attribute)?.trim().toLowerCase();
      if (name && !found.has(name)) found.set(name, content);
    }
  }
  return found;
}

/** What the first few elements that a selector matches say, without those that say nothing. */
function textsOf(
  document: Document,
  selector: string,
  read: (element: Element) => string | null | undefined,
): string[] {
  const texts: string[] = [];
  for (const element of document.querySelectorAll(selector)) {
    const text = read(element);
    if (text && texts.push(text) === FEW) break;
  }
  return texts;
}

/** The same of what an element is marked up to say. @param elsewhere selects where it is said of something else. */
function markedTexts(document: Document, selector: string, elsewhere: string): string[] {
  return textsOf(document, selector, (element) =>
    element.closest(`nav,aside,footer${elsewhere}`)
      ? undefined
      : (element.getAttribute('content') ?? element.getAttribute('datetime') ?? element.textContent),
  );
}

function isAbout(url: string, headings: readonly string[]): (value: string) => boolean {
  const path = pathOf(url);
  const folded = headings.map(foldLine);
  return (value) => (path.length > 1 && pathOf(value) === path) || folded.includes(foldLine(decode(value)));
}

function pathOf(url: string): string {
  try {
    return new URL(url).pathname.replace(/(?<!\/)\/+$/, '');
  } catch {
    return '';
  }
}

function titleOf(
  document: Document,
  meta: ReadonlyMap<string, string>,
  headings: readonly string[],
  linked: LinkedArticle | undefined,
  siteName: string | undefined,
  url: string,
): string | undefined {
  const page = clean(document.title);
  const full = clean(linked?.headline) ?? clean(meta.get('og:title')) ?? clean(meta.get('twitter:title')) ?? page;
  if (!full) return headings[0];
  // The heading a reader sees is the title when the page's data is that, cut short or with the site's name put to it.
  const whole = bareLine(foldLine(full.replace(/(?<!\s)\s*(?:…|\.\.\.)$/, '')));
  const seen = headings.find((heading) => {
    const folded = bareLine(foldLine(heading));
    return (
      folded.length > 10 && folded !== foldLine(siteName ?? '') && (whole.includes(folded) || folded.startsWith(whole))
    );
  });
  return seen ?? withoutSite(full, siteName, url);
}

/** "Title - Site" and "Site: Title" without the site, when the part names the site or the rest is long enough to be a title. */
function withoutSite(title: string, siteName: string | undefined, url: string): string {
  const parts = title.split(SEPARATORS).map((part) => part.trim());
  if (parts.length < 2) return title;
  const squeeze = (text: string): string => piecesIn(text.toLowerCase()).join('');
  const site = squeeze(siteName ?? '');
  let host = '';
  try {
    host = squeeze(new URL(url).hostname.replace(/^www\./, ''));
  } catch {
    // An address is not always known.
  }
  const namesSite = (part: string | undefined): boolean => {
    const name = squeeze(part ?? '');
    return name.length > 1 && ((site !== '' && (site.includes(name) || name.includes(site))) || host.includes(name));
  };
  const last = parts.at(-1) ?? '';
  if (namesSite(last))
    return title.slice(0, title.lastIndexOf(last)).replace(/(?<![\s|–—·•»›/:<-])[\s|–—·•»›/:<-]+$/u, '');
  const first = parts[0] ?? '';
  if (namesSite(first)) return title.slice(first.length).replace(/^[\s|–—·•»›/:<-]+/u, '');
  return title;
}

function bylineOf(
  document: Document,
  meta: ReadonlyMap<string, string>,
  linked: LinkedArticle | undefined,
  siteName: string | undefined,
  languages: readonly FurnitureRules[],
): string | undefined {
  const byWords = new Set(languages.flatMap(({ by }) => by));
  const usable = (names: readonly (string | null | undefined)[]): string | undefined => {
    const kept = names
      .map((name) => cleanByline(name, byWords))
      .filter(
        (name): name is string => name !== undefined && !/^(?:admin|author|editor|staff|user|unknown)$/i.test(name),
      );
    return kept.join(', ').slice(0, MAX_BYLINE * 3) || undefined;
  };
  const declared = usable(linked?.authors ?? []) ?? usable([AUTHOR.map((name) => meta.get(name)).find(Boolean)]);
  if (declared && declared !== siteName) return declared;
  const shown = markedTexts(
    document,
    '[itemprop~="author"] [itemprop~="name"],[itemprop~="author"],a[rel~="author"]',
    // In a list of comments or of other articles everyone is an author.
    ',[itemprop~="comment"],[class*="comment"]',
  );
  return usable(shown) ?? declared;
}

/**
 * A byline as the page gives it, without "By"; what is no name at all is none. The names in it: see `tidyByline`.
 * @param byWords folded words that open a byline.
 */
export function cleanByline(text: string | null | undefined, byWords: ReadonlySet<string>): string | undefined {
  let name = clean(text);
  if (!name || /^(?:https?:)?\/\/|^www\.|^\S+@\S+$/i.test(name) || name.length > MAX_BYLINE) return undefined;
  const [opener = '', word = ''] = /^([^\s:]+)\s*:?\s+/.exec(name) ?? [];
  if (byWords.has(foldLine(word))) {
    // "von der Leyen" and "Van Morrison" begin with such a word too.
    const rest = name.slice(opener.length);
    if (/^(?:\p{Lo}|\p{Lu}\S*\s)/u.test(rest)) name = rest;
  }
  // A pattern for all scripts takes a fraction of a ms to be made, and most names have a Latin letter.
  return /[a-z]/i.test(name) || /\p{L}/u.test(name) ? name : undefined;
}

/** Many sites put the day into the address: `/2019/11/19/`. */
function dayOfUrl(url: string): string | undefined {
  const match = /\/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?:[/-]|$)/.exec(pathOf(url));
  return match ? `${match[1]}-${match[2]}-${match[3]}` : undefined;
}

/**
 * A date as ISO 8601 with the time zone it was given, or the day alone when no time was.
 * @param firstDay reads dates written out for people.
 */
export function isoDate(value: string, firstDay: (line: string) => string | undefined): string | undefined {
  const text = value.trim();
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?/i.exec(text);
  if (iso) {
    const [, date = '', time, zone = ''] = iso;
    // Content systems write their zero date when there is none.
    if (Number.isNaN(Date.parse(date)) || date < '1800') return undefined;
    if (!time || Number.isNaN(Date.parse(`${date}T${time}Z`))) return date;
    return `${date}T${time}${zone.toUpperCase().replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2')}`;
  }
  if (/^\d{10}(?:\d{3})?$/.test(text)) {
    return new Date(Number(text) * (text.length === 10 ? 1000 : 1)).toISOString().replace('.000Z', 'Z');
  }
  // Mail dates; without a zone the engine would put in that of this machine.
  if (/\d\d:\d\d/.test(text) && /(?:GMT|UTC|Z|[+-]\d{4})\s*$/.test(text)) {
    const at = Date.parse(text);
    if (!Number.isNaN(at)) return new Date(at).toISOString().replace('.000Z', 'Z');
  }
  return firstDay(text);
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  ndash: '–',
  mdash: '—',
  hellip: '…',
};

/** Data is often escaped once too often. */
function decode(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,8}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name) return ENTITIES[name] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** One line without markup, or undefined when nothing is left. */
function clean(text: string | null | undefined): string | undefined {
  if (!text) return undefined;
  return (
    decode(text)
      .replace(/<[^<>]{0,200}>/g, ' ')
      .replace(/[\s\u00ad\u200b\ufeff]+/g, ' ')
      .trim() || undefined
  );
}
