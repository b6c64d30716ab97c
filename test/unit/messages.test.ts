import { beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';

type Listener = (message: unknown, sender: object, answer: (value: unknown) => void) => true | undefined;
const ID = 'our-own-id';
const OURS = { id: ID, url: `chrome-extension://${ID}/popup/popup.html` };
const CONTENT = { id: ID, url: 'https://news.example/a', tab: { id: 1 }, frameId: 0 };

let listener: Listener;
const answer = jest.fn();
const answerTo = (message: unknown, sender: object): Promise<unknown> =>
  new Promise((resolve) => {
    expect(listener(message, sender, resolve)).toBe(true);
  });
const read = jest.fn(() => ({ ok: false as const, error: { code: 'empty' as const } }));
const cleaned = jest.fn(() => ({ ok: true as const, value: undefined }));
let answering: typeof import('../../src/browser/answering.ts');

beforeAll(() => {
  jest.doMock('../../src/browser/polyfill.ts', () => ({
    browser: {
      runtime: {
        id: ID,
        getURL: (path: string) => `chrome-extension://${ID}/${path}`,
        onMessage: {
          addListener: (added: Listener) => {
            listener = added;
          },
          removeListener: () => {},
        },
      },
    },
  }));
  answering = jest.requireActual<typeof import('../../src/browser/answering.ts')>('../../src/browser/answering.ts');
});

beforeEach(() => {
  read.mockClear();
  cleaned.mockClear();
});

describe('the content script answers', () => {
  beforeEach(() => void answering.answerTab({ read: answering.READ.read }, { read }));

  test('pages of ours', async () => {
    expect(await answerTo({ to: 'tab', call: 'read' }, OURS)).toEqual({ ok: false, error: { code: 'empty' } });
  });

  test.each([
    ['another extension', { id: 'other', url: OURS.url }],
    ['a page', { url: 'https://news.example/' }],
    ['a content script', CONTENT],
    ['a name that only begins like ours', { id: ID, url: `chrome-extension://${ID}.example/x` }],
    ['nobody', {}],
  ])('not %s', (_, sender) => {
    expect(listener({ to: 'tab', call: 'read' }, sender, answer)).toBeUndefined();
    expect(answer).not.toHaveBeenCalled();
    expect(read).not.toHaveBeenCalled();
  });
});

test.each([
  ['the popup names it', { tabId: 7 }, OURS, 7],
  ['a page of ours in a tab of its own names another', { tabId: 7 }, { ...OURS, tab: { id: 2 } }, 7],
  ['a content script means its own', {}, CONTENT, 1],
  ['whatever it says', { tabId: 7 }, CONTENT, 1],
])('the tab that is meant: %s', (_, request, sender, tab) => {
  expect(answering.tabMeant(request, sender as Parameters<typeof answering.tabMeant>[1])).toBe(tab);
});

describe('the background answers', () => {
  beforeEach(() => void answering.answerBackground({ cleaned }));

  test('content scripts of ours', async () => {
    expect(await answerTo({ to: 'background', call: 'cleaned', request: { removed: 3 } }, CONTENT)).toEqual({
      ok: true,
    });
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'read'],
    ['another direction', { to: 'tab', call: 'cleaned', request: { removed: 1 } }],
    ['a call it does not know', { to: 'background', call: 'arrived', request: {} }],
    ['a call of every object', { to: 'background', call: 'constructor', request: {} }],
    ['a call of every prototype', { to: 'background', call: '__proto__', request: {} }],
    ['no request', { to: 'background', call: 'cleaned' }],
    ['a number below nothing', { to: 'background', call: 'cleaned', request: { removed: -1 } }],
    ['a number that is none', { to: 'background', call: 'cleaned', request: { removed: '1' } }],
    ['a tab that is none', { to: 'background', call: 'cleaned', request: { removed: 1, tabId: '7' } }],
    ['a number without bounds', { to: 'background', call: 'cleaned', request: { removed: Number.POSITIVE_INFINITY } }],
  ])('not %s', (_, message) => {
    expect(listener(message, CONTENT, answer)).toBeUndefined();
    expect(answer).not.toHaveBeenCalled();
    expect(cleaned).not.toHaveBeenCalled();
  });

  test('not other extensions', () => {
    expect(
      listener({ to: 'background', call: 'cleaned', request: { removed: 1 } }, { ...CONTENT, id: 'other' }, answer),
    ).toBeUndefined();
  });
});
