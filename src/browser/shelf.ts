/**
 * The shelf of kept quotes: one IndexedDB database of the extension, on this device. It does not exist before the
 * reader keeps the first quote. Every change is one transaction, so it happens whole or not at all, also when the
 * browser is ended in the middle.
 */
import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb';
import type { KeptQuote } from '../formats/kept-quote.ts';

export type ShelfErrorCode =
  | 'shelf-full' // no room on the disk, or the browser allows no more
  | 'shelf-newer' // written by a later version of the extension
  | 'shelf-busy' // another page of ours holds the database in an older form
  | 'shelf-damaged' // the browser cannot read its own file
  | 'shelf-closed'; // the browser allows no storage here

export type ShelfAnswer<Value> = { ok: true; value: Value } | { ok: false; error: { code: ShelfErrorCode } };

const NAME = 'shelf';
/** Raise when the stored form changes, and bring what is stored into the new form in `upgrade`. */
const VERSION = 1;

interface Schema extends DBSchema {
  quotes: { key: string; value: KeptQuote; indexes: { kept: string } };
}

/** The quotes kept last, the newest first: enough to fill a page while `keptQuotes` fetches the rest. Creates nothing. */
export function newestQuotes(count: number): Promise<ShelfAnswer<KeptQuote[]>> {
  return answered(async () => {
    if (!(await exists())) return [];
    return withShelf(async (database) => {
      const index = database.transaction('quotes').store.index('kept');
      // One leap to the oldest of them and one answer with all: a step for each would be a message for each.
      const newest = await index.openKeyCursor(null, 'prev');
      const oldest = count > 1 ? await newest?.advance(count - 1) : newest;
      const quotes = await index.getAll(oldest ? IDBKeyRange.lowerBound(oldest.key) : null);
      return quotes.sort(newestFirst).slice(0, count);
    });
  });
}

/** All kept quotes, the newest first. Creates nothing. */
export function keptQuotes(): Promise<ShelfAnswer<KeptQuote[]>> {
  return answered(async () => {
    if (!(await exists())) return [];
    return (await withShelf((database) => database.getAll('quotes'))).sort(newestFirst);
  });
}

/** Of those kept in the same moment the order is the same at each reading. */
function newestFirst(a: KeptQuote, b: KeptQuote): number {
  if (a.kept !== b.kept) return a.kept < b.kept ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}

/** Keeps new quotes, changed ones and such as were deleted and are wanted back: all of them or none. */
export function putQuotes(quotes: readonly KeptQuote[]): Promise<ShelfAnswer<void>> {
  return answered(() => withShelf((database) => inOne(database, (store) => quotes.map((quote) => store.put(quote)))));
}

export function deleteQuotes(ids: readonly string[]): Promise<ShelfAnswer<void>> {
  return answered(() => withShelf((database) => inOne(database, (store) => ids.map((id) => store.delete(id)))));
}

/**
 * Adds the quotes of a file. Of a quote that is there already the one changed last stays.
 * @returns how many were new, and how many took the place of an older form.
 */
export function importQuotes(quotes: readonly KeptQuote[]): Promise<ShelfAnswer<{ added: number; replaced: number }>> {
  return answered(() =>
    withShelf(async (database) => {
      const present = new Map((await database.getAll('quotes')).map((kept) => [kept.id, kept.changed]));
      const fresh = quotes.filter((quote) => (present.get(quote.id) ?? '') < quote.changed);
      await inOne(database, (store) => fresh.map((quote) => store.put(quote)));
      const added = new Set(fresh.map(({ id }) => id).filter((id) => !present.has(id))).size;
      return { added, replaced: fresh.length - added };
    }),
  );
}

/** Deletes the database itself: after this nothing of it is left on the device. */
export function eraseShelf(): Promise<ShelfAnswer<void>> {
  return answered(
    () =>
      new Promise<void>((resolve, reject) => {
        deleteDB(NAME, { blocked: () => reject(new DOMException('', 'BlockedError')) }).then(resolve, reject);
      }),
  );
}

async function exists(): Promise<boolean> {
  return (await indexedDB.databases()).some(({ name }) => name === NAME);
}

type Store = Pick<IDBPObjectStore<Schema, ['quotes'], 'quotes', 'readwrite'>, 'put' | 'delete'>;

/** All that `write` asks for, or nothing. */
async function inOne(database: IDBPDatabase<Schema>, write: (store: Store) => Promise<unknown>[]): Promise<void> {
  const transaction = database.transaction('quotes', 'readwrite', { durability: 'strict' });
  // What went wrong with one of them is what the whole transaction fails with.
  for (const request of write(transaction.store)) request.catch(() => {});
  await transaction.done;
}

/** One connection for one piece of work: nothing is held open that could stand in the way of another page. */
async function withShelf<Value>(work: (database: IDBPDatabase<Schema>) => Promise<Value>): Promise<Value> {
  const database = await openDB<Schema>(NAME, VERSION, {
    upgrade: (fresh) => {
      fresh.createObjectStore('quotes', { keyPath: 'id' }).createIndex('kept', 'kept');
    },
    blocking: (_, __, event) => (event.target as IDBDatabase | null)?.close(),
  });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** Names of the errors IndexedDB gives. https://w3c.github.io/IndexedDB/#exceptions */
const ERRORS: Readonly<Record<string, ShelfErrorCode>> = {
  QuotaExceededError: 'shelf-full',
  VersionError: 'shelf-newer',
  BlockedError: 'shelf-busy',
  UnknownError: 'shelf-damaged',
  DataError: 'shelf-damaged',
  NotReadableError: 'shelf-damaged',
  NotFoundError: 'shelf-damaged',
  InvalidStateError: 'shelf-closed',
  SecurityError: 'shelf-closed',
};

async function answered<Value>(work: () => Promise<Value>): Promise<ShelfAnswer<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const code = error instanceof Error || error instanceof DOMException ? ERRORS[error.name] : undefined;
    if (!code) throw error;
    return { ok: false, error: { code } };
  }
}
