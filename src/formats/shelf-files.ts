/** Kept quotes as files, and back: JSON, CSV and Markdown, each with everything in it. */
import { citeQuote } from './citation.ts';
import { toCsv, unguardCell } from './csv.ts';
import { type KeptQuote, toKeptQuote } from './kept-quote.ts';
import { escapeMarkdown } from './markdown-escape.ts';

export type ShelfFormat = 'json' | 'csv' | 'md';

export type ShelfFileErrorCode =
  | 'not-quotes' // no file of kept quotes
  | 'newer-file' // written by a later version
  | 'damaged-file'; // begins well, but something in it is wrong

/** `row` is the quote that is wrong, from 1. */
export type ShelfFile =
  | { ok: true; quotes: KeptQuote[] }
  | { ok: false; error: { code: ShelfFileErrorCode; row?: number } };

const FORMAT = 'clean-copy-quotes';
const VERSION = 1;

export function writeShelf(quotes: readonly KeptQuote[], format: ShelfFormat): string {
  if (format === 'csv')
    return toCsv(
      Object.keys(COLUMNS),
      quotes.map((quote) => Object.values(COLUMNS).map((column) => column.read(quote))),
    );
  if (format === 'md') return [MARKDOWN_HEAD, ...quotes.map(markdownEntry)].join('\n\n').concat('\n');
  return `${JSON.stringify({ format: FORMAT, version: VERSION, quotes }, null, 2)}\n`;
}

/**
 * @param parseCsv gives the rows of a CSV text, or undefined when it is none.
 * @returns every quote of the file, or what is wrong with it: a file is taken whole or not at all.
 */
export function readShelf(text: string, parseCsv: (text: string) => string[][] | undefined): ShelfFile {
  const plain = text.replace(/^\ufeff/, '');
  if (plain.trimStart().startsWith('{')) return readJson(plain);
  if (plain.startsWith(MARKDOWN_HEAD)) return readMarkdown(plain);
  const newer = /^<!-- clean-copy-quotes (\d+) -->/.exec(plain);
  if (newer) return { ok: false, error: { code: Number(newer[1]) > VERSION ? 'newer-file' : 'damaged-file' } };
  return readCsv(parseCsv(plain));
}

function readJson(text: string): ShelfFile {
  let file: { format?: unknown; version?: unknown; quotes?: unknown };
  try {
    file = JSON.parse(text);
  } catch {
    return { ok: false, error: { code: text.includes(FORMAT) ? 'damaged-file' : 'not-quotes' } };
  }
  if (file.format !== FORMAT) return { ok: false, error: { code: 'not-quotes' } };
  if (typeof file.version === 'number' && file.version > VERSION) return { ok: false, error: { code: 'newer-file' } };
  return Array.isArray(file.quotes) ? checked(file.quotes) : { ok: false, error: { code: 'damaged-file' } };
}

interface Column {
  read: (kept: KeptQuote) => string;
  /** Puts a cell's text back where it came from. */
  write: (text: string) => { in?: 'quote' | 'source'; name: string; value: string | string[] | undefined };
}

const field = (name: 'id' | 'address' | 'kept' | 'changed' | 'note'): Column => ({
  read: (kept) => kept[name],
  write: (value) => ({ name, value }),
});
const quoteField = (name: 'text' | 'open' | 'close' | 'speaker'): Column => ({
  read: (kept) => kept.quote[name] ?? '',
  write: (value) => ({ in: 'quote', name, value: name === 'speaker' ? value || undefined : value }),
});
const sourceField = (name: 'title' | 'byline' | 'siteName' | 'published' | 'url' | 'lang'): Column => ({
  read: (kept) => kept.source[name] ?? '',
  write: (value) => ({
    in: 'source',
    name,
    value: name === 'title' || name === 'url' || name === 'lang' ? value : value || undefined,
  }),
});

/** Columns of the CSV file, in their order. */
const COLUMNS: Readonly<Record<string, Column>> = {
  quote: quoteField('text'),
  speaker: quoteField('speaker'),
  title: sourceField('title'),
  byline: sourceField('byline'),
  site: sourceField('siteName'),
  published: sourceField('published'),
  address: field('address'),
  note: field('note'),
  tags: {
    read: (kept) => kept.tags.join(', '),
    write: (text) => ({ name: 'tags', value: text === '' ? [] : text.split(',') }),
  },
  kept: field('kept'),
  changed: field('changed'),
  page: sourceField('url'),
  lang: sourceField('lang'),
  open: quoteField('open'),
  close: quoteField('close'),
  id: field('id'),
};

function readCsv(rows: string[][] | undefined): ShelfFile {
  const [header, ...body] = rows ?? [];
  const columns = header?.map((name) => COLUMNS[name]);
  if (!header || !columns || Object.keys(COLUMNS).some((name) => !header.includes(name))) {
    return { ok: false, error: { code: 'not-quotes' } };
  }
  return checked(
    body.map((row) => {
      const kept: Record<string, unknown> & { quote: Record<string, unknown>; source: Record<string, unknown> } = {
        quote: {},
        source: {},
      };
      if (row.length !== header.length) return undefined;
      columns.forEach((column, at) => {
        const cell = column?.write(unguardCell(row[at] ?? ''));
        if (cell) (cell.in ? kept[cell.in] : kept)[cell.name] = cell.value;
      });
      return kept;
    }),
  );
}

const MARKDOWN_HEAD = `<!-- ${FORMAT} ${VERSION} -->`;
const ENTRY = /^<!-- (\{[^\n]*\}) -->$/gm;

/** What a person reads, and under it, in a comment, what a program reads: the second has everything. */
function markdownEntry(kept: KeptQuote): string {
  const { quote, source, address } = kept;
  const note = kept.note.split('\n').map(escapeMarkdown).join('\n');
  const tags = kept.tags.map((tag) => `\\#${escapeMarkdown(tag.replaceAll(' ', '-'))}`).join(' ');
  const data = JSON.stringify(kept).replace(/--|>/g, (mark) => (mark === '>' ? '\\u003e' : '\\u002d\\u002d'));
  return [citeQuote('markdown', { quote, source, address, accessed: kept.kept }), note, tags, `<!-- ${data} -->`]
    .filter((part) => part !== '')
    .join('\n\n');
}

function readMarkdown(text: string): ShelfFile {
  return checked(
    [...text.matchAll(ENTRY)].map((match): unknown => {
      try {
        return JSON.parse(match[1] ?? '');
      } catch {
        return undefined;
      }
    }),
  );
}

function checked(values: readonly unknown[]): ShelfFile {
  const quotes: KeptQuote[] = [];
  for (const value of values) {
    const quote = toKeptQuote(value);
    if (!quote) return { ok: false, error: { code: 'damaged-file', row: quotes.length + 1 } };
    quotes.push(quote);
  }
  return { ok: true, quotes };
}
