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

/** `rich` is plain text with rich text beside it; `markdown` and `html` are plain text in that language. */
export const COPY_FORMATS = ['rich', 'plain', 'markdown', 'html'] as const;
export type CopyFormat = (typeof COPY_FORMATS)[number];

/** Everything the reader chooses about copying, citing and saving. */
export interface TakeOptions extends CopyOptions {
  /** The form of every copy. */
  format: CopyFormat;
  /** Images are put into a saved HTML file instead of being pointed to. */
  embedImages: boolean;
  /** The reader's own citation, see `template.ts`; '' for none. */
  template: string;
  /** Quotes are cited by that template, whatever the format. */
  citeByTemplate: boolean;
}

/** In UTF-16 units: what browsers store of one setting is 8 kB. */
export const LONGEST_TEMPLATE = 2000;

export const DEFAULT_COPY_OPTIONS: Readonly<CopyOptions> = {
  title: true,
  byline: true,
  date: true,
  source: true,
  links: 'inline',
  images: false,
};

export const DEFAULT_TAKE_OPTIONS: Readonly<TakeOptions> = {
  ...DEFAULT_COPY_OPTIONS,
  format: 'rich',
  embedImages: false,
  template: '',
  citeByTemplate: false,
};

type Flag = { [K in keyof TakeOptions]: TakeOptions[K] extends boolean ? K : never }[keyof TakeOptions];

/** @returns valid options of whatever was stored; what is missing or wrong is as by default. */
export function parseTakeOptions(stored: unknown): TakeOptions {
  const given: Record<string, unknown> = typeof stored === 'object' && stored !== null ? { ...stored } : {};
  const flag = (name: Flag): boolean => {
    const value = given[name];
    return typeof value === 'boolean' ? value : DEFAULT_TAKE_OPTIONS[name];
  };
  return {
    title: flag('title'),
    byline: flag('byline'),
    date: flag('date'),
    source: flag('source'),
    images: flag('images'),
    embedImages: flag('embedImages'),
    citeByTemplate: flag('citeByTemplate'),
    links: LINK_STYLES.find((style) => style === given.links) ?? DEFAULT_TAKE_OPTIONS.links,
    format: COPY_FORMATS.find((format) => format === given.format) ?? DEFAULT_TAKE_OPTIONS.format,
    template: typeof given.template === 'string' ? given.template.slice(0, LONGEST_TEMPLATE) : '',
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
