/** What one of our own pages shows when readings overlap or fail: the reading itself is made up here. */
import { afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import type { Answer } from '../../src/browser/messages.ts';
import type { CleanPage } from '../../src/core/article.ts';

const PAGE: CleanPage = {
  url: 'https://news.example/boats',
  lang: 'en',
  dir: 'ltr',
  title: 'Boats',
  byline: undefined,
  published: undefined,
  html: '<p>The boats were counted.</p>',
  text: 'The boats were counted.',
  wordCount: 4,
  blocks: [{ kind: 'paragraph', start: 0, end: 23 }],
  removals: [],
  coverage: 1,
};

type Reading = (answer: Answer<CleanPage>) => void;
const readings: Reading[] = [];
const articleOf = jest.fn<(page: CleanPage) => Promise<unknown>>();
let articlePage: typeof import('../../popup/article-page.ts').articlePage;
let dom: JSDOM;

beforeAll(() => {
  const silent = { addListener: () => {}, removeListener: () => {} };
  jest.doMock('../../src/browser/polyfill.ts', () => ({
    browser: {
      i18n: { getMessage: (key: string) => key },
      storage: { onChanged: silent, sync: { get: async () => ({}) } },
    },
  }));
  jest.doMock('../../src/browser/tab.ts', () => ({
    askTab: jest.fn(),
    readTab: () => new Promise((resolve: Reading) => readings.push(resolve)),
  }));
  jest.doMock('../../src/browser/toolbar.ts', () => ({ showState: async () => {}, stateAfter: () => 'off' }));
  jest.doMock('../../src/browser/quote-finder.ts', () => ({ articleOf }));
  jest.doMock('../../popup/viewer.ts', () => ({}));
  articlePage =
    jest.requireActual<typeof import('../../popup/article-page.ts')>('../../popup/article-page.ts').articlePage;
});

beforeEach(() => {
  jest.useFakeTimers();
  readings.length = 0;
  dom = new JSDOM('<html class="clean-copy"><body></body></html>', {
    url: 'https://popup.example/',
    pretendToBeVisual: true,
  });
  const { window } = dom;
  Object.assign(globalThis, { document: window.document, addEventListener: () => {} });
});

afterEach(() => {
  jest.useRealTimers();
  dom.window.close();
  for (const name of ['document', 'addEventListener']) Reflect.deleteProperty(globalThis, name);
});

const open = (): ReturnType<typeof articlePage> => articlePage({ source: async () => undefined, actions: () => [] });

test('a reading that is still on its way does not cover what was asked for after it', async () => {
  const page = open();
  void page.read();
  await jest.advanceTimersByTimeAsync(10);
  void page.read();
  await jest.advanceTimersByTimeAsync(10);
  readings[1]?.({ ok: false, error: { code: 'pdf' } });
  await jest.advanceTimersByTimeAsync(1000);
  expect(page.failed()).toBe('pdf');
  expect(dom.window.document.body.textContent).toContain('errorPdf');
});

test('when no quotes can be looked for, the reader is told', async () => {
  const warned = jest.spyOn(console, 'warn').mockImplementation(() => {});
  articleOf.mockRejectedValueOnce(new RangeError('too deep'));
  const page = open();
  const read = page.read();
  await jest.advanceTimersByTimeAsync(10);
  readings[0]?.({ ok: true, value: PAGE });
  await jest.advanceTimersByTimeAsync(1000);
  await read;
  expect(page.failed()).toBe('unreadable');
  expect(warned).toHaveBeenCalled();
  warned.mockRestore();
});

test('the first look has its byline as the article will have it', async () => {
  articleOf.mockReturnValueOnce(new Promise(() => {}));
  const page = open();
  void page.read();
  await jest.advanceTimersByTimeAsync(10);
  readings[0]?.({ ok: true, value: { ...PAGE, byline: 'Ann Lee | 12.03.2019' } });
  await jest.advanceTimersByTimeAsync(1000);
  expect(dom.window.document.querySelector('.article__byline')?.textContent).toBe('Ann Lee');
});
