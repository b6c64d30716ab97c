import { beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';

type Listener = (...heard: unknown[]) => void;
const TAB = { id: 7, url: 'https://news.example/a' };
const PAGE = { html: '<p>a</p>', text: 'a' };

const heard: Record<string, Listener> = {};
const event = (name: string) => ({
  addListener: (listener: Listener) => {
    heard[name] = listener;
  },
});
/** What the browser was asked, in order. */
const asked: string[] = [];
const badges: string[] = [];
/** How often the page does not let us in yet. */
let early = 0;
let copied: { ok: boolean; value?: { copied: boolean } };

beforeAll(() => {
  jest.useFakeTimers();
  jest.doMock('../../src/browser/polyfill.ts', () => ({
    browser: {
      runtime: { onInstalled: event('installed') },
      contextMenus: { onClicked: event('menu'), create: () => {} },
      commands: { onCommand: event('command') },
      i18n: { getMessage: (key: string) => key },
      storage: { sync: { get: async () => ({ copyOptions: { version: 1, value: { format: 'markdown' } } }) } },
      scripting: {
        executeScript: async ({
          files,
          args,
        }: {
          files?: string[];
          args?: [string, { options?: { format: string } }?];
        }) => {
          if (early-- > 0) throw new Error('Cannot access contents of the page.');
          if (!args) {
            asked.push(files?.join() ?? 'a click');
            return [{}];
          }
          const [call, request] = args;
          asked.push(`${call}${request?.options ? ` as ${request.options.format}` : ''}`);
          return [{ result: call === 'read' ? { ok: true, value: PAGE } : copied }];
        },
      },
      action: {
        getBadgeText: async () => '3',
        getTitle: async () => 'title',
        setBadgeText: async ({ text }: { text: string }) => void badges.push(text),
        setTitle: async () => {},
      },
    },
  }));
  jest
    .requireActual<typeof import('../../src/browser/copy-commands.ts')>('../../src/browser/copy-commands.ts')
    .offerCopying();
});

beforeEach(() => {
  asked.length = badges.length = early = 0;
  copied = { ok: true, value: { copied: true } };
});

describe('copying without opening anything', () => {
  test.each([
    ['command', ['copy-article', TAB]],
    ['menu', [{ menuItemId: 'copy-article' }, TAB]],
  ])('by %s counts as a click in the page before anything is waited for', async (name, args) => {
    heard[name]?.(...args);
    // A browser forgets what the reader did as soon as it is waited for something else.
    expect(asked[0]).toBe('a click');
    await jest.advanceTimersByTimeAsync(3000);
    // What reads goes along with the question whether it is there.
    expect(asked).toEqual(['a click', 'read', '/words/en.js,/articles.js,/content.js', 'copy as markdown']);
  });

  test.each([
    [{ ok: true, value: { copied: true } }, ['✓', '3']],
    [{ ok: true, value: { copied: false } }, ['!', '3']],
    [{ ok: false, error: { code: 'blocked' } }, ['!', '3']],
  ])('%j is confirmed for a moment', async (answer, shown) => {
    copied = answer;
    heard.command?.('copy-selection', TAB);
    await jest.advanceTimersByTimeAsync(3000);
    expect(badges).toEqual(shown);
  });

  test('a page that is not open to us yet when the shortcut is heard is tried again', async () => {
    early = 3;
    heard.command?.('copy-article', TAB);
    await jest.advanceTimersByTimeAsync(3000);
    expect(asked[0]).toBe('a click');
    expect(badges).toEqual(['✓', '3']);
  });

  test('a page of the browser, where nobody is let in, is told of at once', async () => {
    heard.command?.('copy-article', { ...TAB, url: 'chrome://settings/' });
    await jest.advanceTimersByTimeAsync(10);
    expect(asked).toEqual([]);
    expect(badges).toEqual(['!']);
  });

  test('another command copies nothing', async () => {
    heard.command?.('toggle-reader', TAB);
    await jest.advanceTimersByTimeAsync(100);
    expect(asked).toEqual([]);
  });
});
