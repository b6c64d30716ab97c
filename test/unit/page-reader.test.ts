import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { JSDOM } from 'jsdom';

jest.mock('../../src/browser/polyfill.ts', () => ({ browser: {} }));
const { failure } = jest.requireActual<typeof import('../../src/browser/messages.ts')>('../../src/browser/messages.ts');
const { pageReader } = jest.requireActual<typeof import('../../src/browser/page-reader.ts')>(
  '../../src/browser/page-reader.ts',
);

let dom: JSDOM;

beforeEach(() => {
  dom = new JSDOM('<body><p>Boats</p></body>', { url: 'https://news.example/a' });
  Object.assign(globalThis, { MutationObserver: dom.window.MutationObserver });
});

afterEach(() => {
  dom.window.close();
  Reflect.deleteProperty(globalThis, 'MutationObserver');
});

test.each([
  ['once', 1, 2],
  ['again and again', Number.POSITIVE_INFINITY, 2],
  ['never', 0, 1],
])('a page that goes elsewhere %s while it is read', async (_, moves, expected) => {
  const { history, document } = dom.window;
  let readings = 0;
  const read = pageReader(
    document,
    async () => ({}),
    async () => {
      readings++;
      if (readings <= moves) history.pushState({}, '', `/${readings}`);
      return readings === expected ? failure('empty') : failure('unreadable');
    },
  );
  expect(await read()).toEqual(failure('empty'));
  expect(readings).toBe(expected);
});
