import { beforeAll, expect, jest, test } from '@jest/globals';

const PAGE = { id: 7, url: 'https://news.example/boats' };

/** What was asked of the page, in order. */
const asked: string[] = [];
/** Lets the scripts arrive in the page. */
let arrive: () => void;
let isThere = false;
let tab: typeof import('../../src/browser/tab.ts');

beforeAll(() => {
  jest.doMock('../../src/browser/polyfill.ts', () => ({
    browser: {
      i18n: { detectLanguage: () => Promise.resolve({ languages: [] }) },
      runtime: { getURL: (path: string) => `chrome-extension://ours/${path}` },
      scripting: {
        executeScript: ({ files }: { files?: string[] }) =>
          files?.includes('/content.js')
            ? new Promise((resolve) => {
                arrive = () => {
                  isThere = true;
                  resolve([{}]);
                };
              })
            : Promise.resolve([{ result: 'en' }]),
      },
      tabs: {
        TAB_ID_NONE: -1,
        detectLanguage: () => Promise.resolve('en'),
        sendMessage: (_: number, { call }: { call: string }) => {
          if (!isThere)
            return Promise.reject(new Error('Could not establish connection. Receiving end does not exist.'));
          asked.push(call);
          return Promise.resolve({ ok: false, error: { code: 'empty' } });
        },
      },
    },
  }));
  tab = jest.requireActual<typeof import('../../src/browser/tab.ts')>('../../src/browser/tab.ts');
});

test('a reading that is called off before the script is in the page is never begun there', async () => {
  const stop = new AbortController();
  const answer = tab.readTab(PAGE as Parameters<typeof tab.readTab>[0], { selection: false }, stop.signal);
  // The first call found nobody, and the script is on its way.
  while (arrive === undefined) await new Promise((resolve) => setImmediate(resolve));
  stop.abort();
  expect(await answer).toEqual({ ok: false, error: { code: 'stopped' } });
  arrive();
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toEqual([]);

  // Without a word from the reader it is.
  const other = tab.readTab(PAGE as Parameters<typeof tab.readTab>[0]);
  await other;
  expect(asked).toContain('read');
});
