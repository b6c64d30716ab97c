import type { Direction } from './article.ts';

export interface Metadata {
  title?: string;
  byline?: string;
  siteName?: string;
  published?: string;
  modified?: string;
  excerpt?: string;
  lang: string;
  dir: Direction;
}

const RTL_LANGUAGES = new Set(['ar', 'fa', 'he', 'iw', 'ur', 'ps', 'yi', 'dv', 'ug', 'sd', 'ckb']);

/** @returns the BCP 47 tag the page declares, or `und`. */
export function languageOf(document: Document): string {
  return document.documentElement?.getAttribute('lang')?.trim() || 'und';
}

export function directionOf(lang: string, declared?: string | null): Direction {
  if (declared === 'rtl' || declared === 'ltr') return declared;
  return RTL_LANGUAGES.has(lang.toLowerCase().split(/[-_]/)[0] ?? '') ? 'rtl' : 'ltr';
}

/** Title, byline, site, dates, language and direction as the page itself declares them. */
export function readMetadata(document: Document): Metadata {
  const meta = (name: string): string | undefined =>
    document.querySelector(`meta[property="${name}"], meta[name="${name}"]`)?.getAttribute('content')?.trim() ||
    undefined;
  const lang = languageOf(document);
  return {
    title: meta('og:title') ?? document.querySelector('h1')?.textContent?.trim() ?? document.title,
    byline: meta('author'),
    siteName: meta('og:site_name'),
    published: meta('article:published_time'),
    modified: meta('article:modified_time'),
    excerpt: meta('og:description') ?? meta('description'),
    lang,
    dir: directionOf(lang, document.documentElement?.getAttribute('dir')),
  };
}
