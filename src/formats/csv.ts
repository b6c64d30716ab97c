import type { Article } from '../core/article.ts';
import { speakerName } from './quotes.ts';

/** What a spreadsheet takes for a formula when a cell begins with it (OWASP, "CSV Injection"). */
const FORMULA_START = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/**
 * Rows as CSV (RFC 4180): every field in quotes, lines ended by CR LF. A field that a spreadsheet would run as a
 * formula gets an apostrophe before it; `unguardCell` takes it off again, so nothing is lost on the way back.
 */
export function toCsv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string): string {
  const guarded = FORMULA_START.test(value) ? `'${value}` : value;
  return `"${guarded.replaceAll('"', '""')}"`;
}

/** Takes the apostrophe off that `toCsv` put before a field. */
export function unguardCell(value: string): string {
  return value.startsWith("'") && FORMULA_START.test(value) ? value.slice(1) : value;
}

const QUOTE_COLUMNS = [
  'quote',
  'speaker',
  'speaker_in_text',
  'cue',
  'title',
  'byline',
  'site',
  'published',
  'address',
] as const;

/** The article's quotes, one a row. @param addressOf gives the address of a quote, with a text fragment when there is one. */
export function quotesToCsv(
  article: Article,
  quotes = article.quotes,
  addressOf: (quote: Article['quotes'][number]) => string = () => article.url,
): string {
  const rows = quotes.map((quote) => {
    const row: Record<(typeof QUOTE_COLUMNS)[number], string> = {
      quote: quote.text,
      speaker: speakerName(quote.speaker),
      speaker_in_text: quote.speaker?.name ?? '',
      cue: quote.cue ?? '',
      title: article.title,
      byline: article.byline ?? '',
      site: article.siteName ?? '',
      published: article.published ?? '',
      address: addressOf(quote),
    };
    return QUOTE_COLUMNS.map((column) => row[column]);
  });
  return toCsv(QUOTE_COLUMNS, rows);
}
