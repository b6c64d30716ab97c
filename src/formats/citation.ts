import { toUrl } from './address.ts';
import type { Citable } from './citable.ts';
import { fieldValue, isAddressField, isField, isStyleField } from './citation-fields.ts';
import { escapeHtml } from './html-escape.ts';
import { escapeMarkdown } from './markdown-escape.ts';
import { linkDestination } from './markdown-link.ts';
import { type Parsed, parseTemplate, renderTemplate, type TemplateError, type Writing } from './template.ts';

/** Citations of a quote. Templates, see `template.ts`. */
const QUOTE_STYLES = {
  plain: '{quote} — [{speaker}, ][{title}, ][{site}, ][{date}, ]{address}',
  markdown: '> {quote}\n>\n> — [{speaker}, ]\\[[{title}|{page}]\\]({address})[, {site}][, {date}]',
  html: '<blockquote cite="{address}"><p>{quote}</p></blockquote><p>— [{speaker}, ]<cite><a href="{address}">[{title}|{page}]</a></cite>[, {site}][, {date}]</p>',
} as const;

/** Citations of an article. `<i>` marks what is set in italics; plain text leaves it out. */
const ARTICLE_STYLES = {
  apa: '[{apaAuthors}. ({apaDate}). <i>{title}</i>.|<i>{title}</i>. ({apaDate}).][ {site}.] {page}',
  mla: '[{mlaAuthors}. ]“{title}.” [<i>{site}</i>, ][{mlaDate}, ]{page}. Accessed {mlaAccessed}.',
  chicago: '[{chicagoAuthors}. ]“{title}.” [<i>{site}</i>[, {chicagoDate}]. |{chicagoDate}. ]{page}.',
} as const;

/** What a reader's own template may begin with. */
export const USUAL_TEMPLATE: string = QUOTE_STYLES.plain;

export type QuoteStyle = keyof typeof QUOTE_STYLES;
export type ArticleStyle = keyof typeof ARTICLE_STYLES;
export const QUOTE_STYLE_NAMES = Object.keys(QUOTE_STYLES) as readonly QuoteStyle[];
export const ARTICLE_STYLE_NAMES = Object.keys(ARTICLE_STYLES) as readonly ArticleStyle[];

/** A quote with its source: “quote” — Speaker, Title, Site, date, address. */
export function citeQuote(style: QuoteStyle, citable: Citable): string {
  return render(parseTemplate(QUOTE_STYLES[style], isStyleField), citable, QUOTE_WRITINGS[style]);
}

/** An entry for a list of works, as APA 7, MLA 9 and Chicago 18 (bibliography) want an article on a news site. */
export function citeArticle(style: ArticleStyle, citable: Citable, as: 'text' | 'html' | 'markdown'): string {
  return render(parseTemplate(ARTICLE_STYLES[style], isStyleField), citable, ARTICLE_WRITINGS[as]);
}

/**
 * A citation by the reader's own template, also for its preview.
 * @returns the text, or what is wrong with the template and where.
 */
export function citeByTemplate(
  source: string,
  citable: Citable,
): { ok: true; text: string } | { ok: false; error: TemplateError } {
  const parsed = parseTemplate(source, isField);
  return parsed.ok ? { ok: true, text: render(parsed, citable, PLAIN) } : parsed;
}

function render(parsed: Parsed, citable: Citable, writing: Writing): string {
  if (!parsed.ok) throw new Error(`A built-in template is wrong: ${parsed.error.code} at ${parsed.error.at}`);
  return renderTemplate(parsed.template, (field) => fieldValue(citable, field), writing);
}

const keep = (text: string): string => text;
const oneLine = (text: string): string => text.replace(/(?<!\s)\s*\n\s*/g, ' ');

const PLAIN: Writing = { value: keep, literal: keep };

const QUOTE_WRITINGS: Readonly<Record<QuoteStyle, Writing>> = {
  plain: PLAIN,
  markdown: {
    value: (value, field) =>
      isAddressField(field) ? linkDestination(value) : value.split('\n').map(escapeMarkdown).join('\n> '),
    literal: keep,
  },
  html: { value: htmlValue, literal: keep },
};

const ARTICLE_WRITINGS: Readonly<Record<'text' | 'html' | 'markdown', Writing>> = {
  text: { value: oneLine, literal: (literal) => literal.replace(/<\/?i>/g, '') },
  html: { value: htmlValue, literal: keep },
  markdown: {
    value: (value, field) =>
      isAddressField(field) ? `<${value.replace(/[<>\s]/g, encodeURIComponent)}>` : escapeMarkdown(oneLine(value)),
    literal: (literal) => literal.replace(/<\/?i>/g, '*'),
  },
};

/** Paragraphs of a quote stay paragraphs; an address that is none of the web's is not written where it could be followed. */
function htmlValue(value: string, field: string): string {
  if (isAddressField(field) && !/^https?:$/.test(toUrl(value)?.protocol ?? '')) return '';
  return escapeHtml(value).replaceAll('\n\n', '</p><p>').replaceAll('\n', '<br>');
}
