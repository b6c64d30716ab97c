/** The page of kept quotes. */
import Papa from 'papaparse';
import { download } from '../popup/download.ts';
import { SHELF_FAILURES } from '../popup/failures.ts';
import { copy } from '../src/browser/clipboard.ts';
import { browser } from '../src/browser/polyfill.ts';
import {
  deleteQuotes,
  eraseShelf,
  importQuotes,
  keptQuotes,
  newestQuotes,
  putQuotes,
  type ShelfAnswer,
} from '../src/browser/shelf.ts';
import { readShelf, type ShelfFileErrorCode, type ShelfFormat, writeShelf } from '../src/formats/shelf-files.ts';
import { createShelfView, SHELF_PAGE } from '../src/view/shelf-view.ts';
import { renderFailure } from '../src/view/states.ts';
import { type MessageKey, makeTexts } from '../src/view/texts.ts';

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

const texts = makeTexts((key, values) => browser.i18n.getMessage(key, values));
document.documentElement.lang = texts.locale;
document.documentElement.dir = texts.dir;
document.title = texts.text('shelfTitle');

const view = createShelfView({
  document,
  texts,
  keep: async (quotes) => failureOf(await putQuotes(quotes)),
  remove: async (ids) => failureOf(await deleteQuotes(ids)),
  erase: async () => failureOf(await eraseShelf()),
  copy: async (content) => (await copy(content)).ok,
  save: (quotes, format) => {
    const text = `${format === 'csv' ? BYTE_ORDER_MARK : ''}${writeShelf(quotes, format)}`;
    download(new Blob([text], { type: TYPES[format] }), `clean-copy-quotes.${format}`);
  },
  load,
  reload: () => void show(),
});

function failureOf(answer: ShelfAnswer<unknown>): MessageKey | undefined {
  return answer.ok ? undefined : SHELF_FAILURES[answer.error.code];
}

async function load(file: File): Promise<{ message: string; changed: boolean }> {
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

async function show(): Promise<void> {
  const answer = await keptQuotes();
  if (answer.ok) {
    view.show(answer.value);
    if (!view.root.isConnected) document.body.replaceChildren(view.root);
  } else {
    const words = { title: 'shelfErrorTitle', next: SHELF_FAILURES[answer.error.code] } as const;
    document.body.replaceChildren(renderFailure(document, texts, words, () => void show()));
  }
}

async function open(): Promise<void> {
  const newest = await newestQuotes(SHELF_PAGE);
  if (newest.ok) {
    view.show(newest.value, true);
    document.body.replaceChildren(view.root);
  }
  await show();
}

// Quotes may have been kept elsewhere while the page was in the background.
document.addEventListener('visibilitychange', () => {
  const editing = document.querySelector('.kept__form');
  if (document.visibilityState === 'visible' && !editing) void show();
});
void open();
