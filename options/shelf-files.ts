/** Kept quotes into files and out of them. Loaded when a file is written or read: the page opens without it. */
import Papa from 'papaparse';
import { download } from '../popup/download.ts';
import { SHELF_FAILURES } from '../popup/failures.ts';
import { importQuotes } from '../src/browser/shelf.ts';
import type { KeptQuote } from '../src/formats/kept-quote.ts';
import { readShelf, type ShelfFileErrorCode, type ShelfFormat, writeShelf } from '../src/formats/shelf-files.ts';
import type { MessageKey, Texts } from '../src/view/texts.ts';

const FILE_FAILURES: Readonly<Record<ShelfFileErrorCode, MessageKey>> = {
  'not-quotes': 'shelfFileNotQuotes',
  'newer-file': 'shelfFileNewer',
  'damaged-file': 'shelfFileDamaged',
};
const TYPES: Readonly<Record<ShelfFormat, string>> = {
  json: 'application/json',
  csv: 'text/csv',
  md: 'text/markdown',
};
/** Spreadsheets take a CSV file for UTF-8 only when it says so. */
const BYTE_ORDER_MARK = '\ufeff';

export function saveQuotes(quotes: readonly KeptQuote[], format: ShelfFormat): void {
  const text = `${format === 'csv' ? BYTE_ORDER_MARK : ''}${writeShelf(quotes, format)}`;
  download(new Blob([text], { type: TYPES[format] }), `clean-copy-quotes.${format}`);
}

/** @returns a sentence for the reader; `changed` when quotes came in. */
export async function addQuotes(file: File, texts: Texts): Promise<{ message: string; changed: boolean }> {
  const read = readShelf(await file.text(), rowsOf);
  if (!read.ok) {
    const { code, row } = read.error;
    return { message: texts.text(FILE_FAILURES[code], row === undefined ? '?' : texts.number(row)), changed: false };
  }
  const answer = await importQuotes(read.quotes);
  if (!answer.ok) return { message: texts.text(SHELF_FAILURES[answer.error.code]), changed: false };
  const { added, replaced } = answer.value;
  return { message: texts.text('shelfImported', texts.number(added), texts.number(replaced)), changed: true };
}

function rowsOf(text: string): string[][] | undefined {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ',', skipEmptyLines: true });
  return errors.some(({ type }) => type === 'Quotes') ? undefined : data;
}
