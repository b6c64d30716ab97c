import 'fake-indexeddb/auto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import fc from 'fast-check';
import Papa from 'papaparse';
import {
  deleteQuotes,
  eraseShelf,
  importQuotes,
  keptQuotes,
  newestQuotes,
  putQuotes,
} from '../../src/browser/shelf.ts';
import { type KeptQuote, tagsIn, toKeptQuote } from '../../src/formats/kept-quote.ts';
import { readShelf, type ShelfFormat, writeShelf } from '../../src/formats/shelf-files.ts';
import { createShelfSearch } from '../../src/view/shelf-search.ts';

const parseCsv = (text: string): string[][] =>
  Papa.parse<string[]>(text, { delimiter: ',', newline: '\r\n', skipEmptyLines: true }).data;

function kept(id: string, more: Partial<KeptQuote> = {}): KeptQuote {
  return {
    id,
    quote: { text: `Words of ${id}.`, open: '“', close: '”', speaker: 'Ada Park' },
    source: { title: 'A title', siteName: 'Example', url: 'https://news.example/a', lang: 'en' },
    address: 'https://news.example/a#:~:text=Words',
    kept: '2024-05-01T10:00:00.000Z',
    changed: '2024-05-01T10:00:00.000Z',
    note: '',
    tags: [],
    ...more,
  };
}

const ids = async (): Promise<string[]> => {
  const answer = await keptQuotes();
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.map(({ id }) => id);
};

afterEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('shelf', () => {
  test('stores nothing before a quote is kept', async () => {
    expect(await keptQuotes()).toEqual({ ok: true, value: [] });
    expect(await newestQuotes(5)).toEqual({ ok: true, value: [] });
    expect(await indexedDB.databases()).toEqual([]);
  });

  test('keeps, changes, deletes and puts back', async () => {
    const a = kept('a');
    await putQuotes([a, kept('b', { kept: '2024-06-01T10:00:00.000Z' })]);
    expect(await ids()).toEqual(['b', 'a']);
    await putQuotes([{ ...a, note: 'n' }]);
    expect(await keptQuotes()).toMatchObject({ value: [{ id: 'b' }, { id: 'a', note: 'n' }] });
    await deleteQuotes(['a']);
    expect(await ids()).toEqual(['b']);
    await putQuotes([a]);
    expect(await ids()).toEqual(['b', 'a']);
  });

  test('the newest come first, as many as are wanted', async () => {
    const days = ['2024-03-01', '2024-01-01', '2024-02-01'];
    await putQuotes(days.map((day) => kept(day, { kept: `${day}T00:00:00.000Z` })));
    expect(await newestQuotes(2)).toMatchObject({ value: [{ id: '2024-03-01' }, { id: '2024-02-01' }] });
    expect(await newestQuotes(9)).toMatchObject({ value: [{}, {}, { id: '2024-01-01' }] });
  });

  test('of what is imported the form changed last stays', async () => {
    await putQuotes([kept('a', { note: 'mine' }), kept('b', { note: 'mine' })]);
    const later = '2024-07-01T00:00:00.000Z';
    const earlier = '2024-01-01T00:00:00.000Z';
    const answer = await importQuotes([
      kept('a', { note: 'theirs', changed: later }),
      kept('b', { note: 'theirs', changed: earlier }),
      kept('c'),
    ]);
    expect(answer).toEqual({ ok: true, value: { added: 1, replaced: 1 } });
    const quotes = await keptQuotes();
    expect(quotes.ok && Object.fromEntries(quotes.value.map(({ id, note }) => [id, note]))).toEqual({
      a: 'theirs',
      b: 'mine',
      c: '',
    });
  });

  test('a full disk is told, and an import that does not fit leaves nothing behind', async () => {
    await putQuotes([kept('a')]);
    const put = IDBObjectStore.prototype.put;
    let room = 3;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
      if (room-- > 0) return put.call(this, value, key);
      const request = put.call(this, value, key);
      queueMicrotask(() => {
        const { transaction } = this as unknown as { transaction: { error: unknown; _abort(name: string): void } };
        transaction._abort('QuotaExceededError');
      });
      return request;
    } as typeof put;
    try {
      const many = Array.from({ length: 10 }, (_, at) => kept(`new ${at}`));
      expect(await importQuotes(many)).toEqual({ ok: false, error: { code: 'shelf-full' } });
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    expect(await ids()).toEqual(['a']);
  });

  test('a shelf of a later version is left alone', async () => {
    await new Promise((resolve, reject) => {
      const request = indexedDB.open('shelf', 99);
      request.onsuccess = () => resolve(request.result.close());
      request.onerror = reject;
    });
    expect(await keptQuotes()).toEqual({ ok: false, error: { code: 'shelf-newer' } });
    expect(await putQuotes([kept('a')])).toEqual({ ok: false, error: { code: 'shelf-newer' } });
  });

  test('erasing leaves nothing', async () => {
    await putQuotes([kept('a')]);
    expect(await eraseShelf()).toEqual({ ok: true, value: undefined });
    expect(await indexedDB.databases()).toEqual([]);
  });
});

describe('search', () => {
  const quotes = [
    kept('a', { note: 'Élan vital', tags: ['two words'] }),
    kept('b', { quote: { text: 'Other', open: '', close: '', speaker: 'Bo' }, kept: '2024-06-01T10:00:00.000Z' }),
    kept('c', { source: { title: 'T', url: 'https://bare.example/x', lang: 'en' } }),
  ];
  const search = createShelfSearch(quotes);
  const found = (filter: Partial<Parameters<typeof search.find>[0]>): string =>
    search
      .find({ words: '', ...filter })
      .map(({ id }) => id)
      .join('');

  test.each([
    [{}, 'abc'],
    [{ words: 'elan' }, 'a'],
    [{ words: 'ADA words' }, 'ac'],
    [{ words: 'ada other' }, ''],
    [{ speaker: 'Bo' }, 'b'],
    [{ site: 'bare.example' }, 'c'],
    [{ tag: 'two words' }, 'a'],
    [{ from: '2024-06-01' }, 'b'],
    [{ to: '2024-05-01' }, 'ac'],
  ])('%o', (filter, expected) => {
    expect(found(filter)).toBe(expected);
  });

  test('offers what can be chosen', () => {
    expect([search.speakers, search.sites, search.tags]).toEqual([
      ['Ada Park', 'Bo'],
      ['bare.example', 'Example'],
      ['two words'],
    ]);
  });
});

describe('files', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('', '-->', '<!-- {} -->', '=1+1', "'=x", 'a\r\nb', '"', 'a,b', '\u2028'),
  );
  const time = fc
    .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString());
  const optional = fc.option(
    text.filter((value) => value !== ''),
    { nil: undefined },
  );
  const quote = fc
    .record({
      id: fc.uuid(),
      quote: fc.record({ text, open: text, close: text, speaker: optional }),
      source: fc.record({
        title: text,
        byline: optional,
        siteName: optional,
        published: optional,
        url: text,
        lang: text,
      }),
      address: text,
      kept: time,
      changed: time,
      note: text,
      tags: fc.array(text).map((tags) => tagsIn(tags.join(','))),
    })
    .map((value) => JSON.parse(JSON.stringify(value)) as KeptQuote);

  test.each(['json', 'csv', 'md'] satisfies ShelfFormat[])('%s loses nothing', (format) => {
    fc.assert(
      fc.property(fc.array(quote), (quotes) => {
        expect(readShelf(writeShelf(quotes, format), parseCsv)).toEqual({ ok: true, quotes });
      }),
    );
  });

  test('Markdown shows quote, source, note and tags to a person', () => {
    expect(writeShelf([kept('a', { note: 'My *note*', tags: ['one', 'two words'] })], 'md')).toContain(
      '> “Words of a.”\n>\n> — Ada Park, [A title](https://news.example/a#:~:text=Words), Example\n\nMy \\*note\\*\n\n\\#one \\#two-words\n\n<!-- {',
    );
  });

  test.each([
    ['', 'not-quotes'],
    ['hello', 'not-quotes'],
    ['{"a":1}', 'not-quotes'],
    ['a,b\r\n1,2\r\n', 'not-quotes'],
    ['{"format":"clean-copy-quotes","version":2,"quotes":[]}', 'newer-file'],
    ['<!-- clean-copy-quotes 2 -->\n', 'newer-file'],
    [writeShelf([kept('a')], 'json').slice(0, -20), 'damaged-file'],
  ])('%j is refused', (file, code) => {
    expect(readShelf(file, parseCsv)).toEqual({ ok: false, error: { code } });
  });

  test('one damaged quote refuses the whole file and is named', () => {
    const file = JSON.parse(writeShelf([kept('a'), kept('b')], 'json'));
    file.quotes[1].quote.text = 7;
    expect(readShelf(JSON.stringify(file), parseCsv)).toEqual({ ok: false, error: { code: 'damaged-file', row: 2 } });
    const csv = writeShelf([kept('a'), kept('b')], 'csv').replaceAll('2024-05-01', 'yesterday');
    expect(readShelf(csv, parseCsv)).toEqual({ ok: false, error: { code: 'damaged-file', row: 1 } });
  });

  test('what is not a kept quote does not come through, nor an unknown field', () => {
    expect(toKeptQuote({ ...kept('a'), extra: 1, quote: { ...kept('a').quote, extra: 1 } })).toEqual(kept('a'));
    for (const name of Object.keys(kept('a'))) expect(toKeptQuote({ ...kept('a'), [name]: undefined })).toBeUndefined();
    expect(toKeptQuote({ ...kept('a'), id: '' })).toBeUndefined();
  });
});
