export const LINK_STYLES = ['inline', 'footnotes', 'none'] as const;
/** Where a link's address goes: beside its words, in a numbered list after the text, or nowhere. */
export type LinkStyle = (typeof LINK_STYLES)[number];

/** What goes along with the text. Plain text is what the reader sees, so `links` and `images` do not touch it. */
export interface CopyOptions {
  title: boolean;
  byline: boolean;
  date: boolean;
  /** The site's name and the page's address, after the text. */
  source: boolean;
  links: LinkStyle;
  images: boolean;
}

export const DEFAULT_COPY_OPTIONS: Readonly<CopyOptions> = {
  title: true,
  byline: true,
  date: true,
  source: true,
  links: 'inline',
  images: false,
};

/** @returns valid options of whatever was stored; what is missing or wrong is as by default. */
export function parseCopyOptions(stored: unknown): CopyOptions {
  const given: Record<string, unknown> = typeof stored === 'object' && stored !== null ? { ...stored } : {};
  const flag = (name: Exclude<keyof CopyOptions, 'links'>): boolean => {
    const value = given[name];
    return typeof value === 'boolean' ? value : DEFAULT_COPY_OPTIONS[name];
  };
  return {
    title: flag('title'),
    byline: flag('byline'),
    date: flag('date'),
    source: flag('source'),
    images: flag('images'),
    links: LINK_STYLES.find((style) => style === given.links) ?? DEFAULT_COPY_OPTIONS.links,
  };
}

/** The text and nothing else, for copying a selection or a quote. */
export const TEXT_ONLY: Readonly<CopyOptions> = {
  title: false,
  byline: false,
  date: false,
  source: false,
  links: 'none',
  images: false,
};

/**
 * Parses untrusted HTML into an element that no page shows and that holds nothing that runs (DOMPurify with
 * `RETURN_DOM`, for one). The formats have no document and no sanitiser of their own.
 */
export type ParseSafely = (html: string) => Element;
