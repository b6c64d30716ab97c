import { afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';

const PAGE = { id: 7, url: 'https://news.example/boats' };
const EMPTY = { ok: false, error: { code: 'empty' } };

interface Injection {
  files?: string[];
  func?: (...args: unknown[]) => unknown;
  args?: unknown[];
}

/** What was read in the page, in order, and what was put into it. */
let read: unknown[];
let put: string[];
/** The language of the page's text. */
let language: string;
/** Lets the script that reads arrive in the page. */
let arrive: () => void;
let tab: typeof import('../../src/browser/tab.ts');

/** What content.js does once it is in the page. */
function contentScript(): unknown {
  globalThis.cleanCopyAnswers = {
    read: (request: unknown) => {
      read.push(request);
      return Promise.resolve(EMPTY);
    },
    stop: () => ({ ok: true }),
  };
  const asked = globalThis.cleanCopyAsked;
  globalThis.cleanCopyAsked = undefined;
  return asked?.call === 'read'
    ? (globalThis.cleanCopyAnswers as { read(request: unknown): unknown }).read(asked.request)
    : undefined;
}

async function executeScript({ files, func, args = [] }: Injection): Promise<unknown[]> {
  if (func) return [{ result: await func(...args) }];
  put.push(...(files ?? []));
  if (!files?.includes('/content.js')) return [{}];
  await new Promise<void>((resolve) => {
    arrive = resolve;
  });
  return [{ result: await contentScript() }];
}

beforeAll(() => {
  jest.doMock('../../src/browser/polyfill.ts', () => ({
    browser: {
      i18n: { detectLanguage: () => Promise.resolve({ languages: [{ language }] }) },
      scripting: { executeScript },
      tabs: { TAB_ID_NONE: -1, sendMessage: () => Promise.reject(new Error('Receiving end does not exist.')) },
    },
  }));
  // Functions that run in a page see the page's own globals.
  Object.assign(globalThis, {
    document: { querySelectorAll: () => [], documentElement: { lang: '' }, body: { textContent: 'Words.' } },
  });
  tab = jest.requireActual<typeof import('../../src/browser/tab.ts')>('../../src/browser/tab.ts');
});
beforeEach(() => {
  read = [];
  put = [];
  language = 'en';
});
afterEach(() => {
  globalThis.cleanCopyAnswers = globalThis.cleanCopyAsked = undefined;
  Reflect.deleteProperty(globalThis, 'cleanCopyAnswers');
  Reflect.deleteProperty(globalThis, 'cleanCopyHasWords');
});

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const readTab = (signal?: AbortSignal) =>
  tab.readTab(PAGE as Parameters<typeof tab.readTab>[0], { selection: false }, signal);

test('what is asked before the script is in the page is answered by it', async () => {
  const answer = readTab();
  await settled();
  expect(read).toEqual([]);
  arrive();
  expect(await answer).toEqual(EMPTY);
  expect(read).toHaveLength(1);
  expect(put).toEqual(['/words/en.js', '/articles.js', '/content.js']);
});

test('a page is not read before the words of its language are there', async () => {
  language = 'de';
  const answer = readTab();
  arrive();
  expect(await answer).toEqual(EMPTY);
  expect(put.at(-1)).toBe('/words/de.js');
  expect(read).toHaveLength(1);
});

test('who asks while the words are on their way waits for them, too', async () => {
  language = 'de';
  contentScript();
  const answer = readTab();
  expect(await answer).toEqual(EMPTY);
  expect(put).toContain('/words/de.js');
  // From then on the script answers at once.
  put = [];
  expect(await readTab()).toEqual(EMPTY);
  expect(put).not.toContain('/words/de.js');
});

test('a reading that is called off before the script is in the page is never begun there', async () => {
  const stop = new AbortController();
  const answer = readTab(stop.signal);
  await settled();
  stop.abort();
  expect(await answer).toEqual({ ok: false, error: { code: 'stopped' } });
  arrive();
  await settled();
  expect(read).toEqual([]);
});
