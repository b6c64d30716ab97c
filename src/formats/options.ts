/** Where a link's address goes: beside its words, in a numbered list after the text, or nowhere. */
export type LinkStyle = 'inline' | 'footnotes' | 'none';

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
