import { describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { type CopyWindow, copy } from '../../src/browser/clipboard.ts';

/** A window whose `copy` command works as told, and what was written to its clipboard. */
function windowWith(command: 'works' | 'refused' | 'throws' | 'muted', clipboard?: 'works' | 'refused' | 'waits') {
  const { window } = new JSDOM('<p>a</p>');
  const written: Record<string, string> = {};
  const document = window.document as Document;
  document.execCommand = () => {
    if (command === 'throws') throw new Error('no commands here');
    if (command === 'refused') return false;
    const event = new window.Event('copy', { bubbles: true, cancelable: true });
    const data = {
      clearData: () => {},
      setData: (type: string, value: string) => Object.assign(written, { [type]: value }),
    };
    Object.defineProperty(event, 'clipboardData', { value: data });
    if (command !== 'muted') document.body.dispatchEvent(event);
    return true;
  };
  const refuse = (): never => {
    throw new Error('NotAllowedError');
  };
  const byInterface = {
    writeText: async (text: string) =>
      clipboard === 'works' ? void Object.assign(written, { 'text/plain': text }) : refuse(),
    write: async ([item]: { data: Record<string, Blob> }[]) => {
      if (clipboard === 'refused') refuse();
      if (clipboard === 'waits') await new Promise(() => {});
      for (const [type, blob] of Object.entries(item?.data ?? {})) written[type] = await blob.text();
    },
  };
  const copyWindow = {
    document,
    navigator: { clipboard: clipboard && byInterface },
    Blob,
    ClipboardItem: class {
      constructor(readonly data: Record<string, Blob>) {}
    },
    addEventListener: window.addEventListener.bind(window),
    removeEventListener: window.removeEventListener.bind(window),
    // Nothing is waited for longer than it takes.
    setTimeout: (done: () => void) => setTimeout(done, 50),
  } as unknown as CopyWindow;
  return { copyWindow, written, document };
}

describe('copy', () => {
  const both = { plain: 'a', html: '<p>a</p>' };
  const flavours = { 'text/plain': 'a', 'text/html': '<p>a</p>' };

  test('writes both flavours by a copy event', async () => {
    const { copyWindow, written } = windowWith('works');
    expect(await copy(both, copyWindow)).toEqual({ ok: true });
    expect(written).toEqual(flavours);
  });

  test('the page does not hear of it', async () => {
    const { copyWindow, document } = windowWith('works');
    let heard = false;
    document.addEventListener('copy', () => {
      heard = true;
    });
    await copy(both, copyWindow);
    expect(heard).toBe(false);
    document.body.dispatchEvent(
      new (document.defaultView as Window & typeof globalThis).Event('copy', { bubbles: true }),
    );
    expect(heard).toBe(true);
  });

  test.each(['refused', 'throws', 'muted'] as const)('takes the interface when the command is %s', async (command) => {
    const { copyWindow, written } = windowWith(command, 'works');
    expect(await copy(both, copyWindow)).toEqual({ ok: true });
    expect(written).toEqual(flavours);
  });

  test('text alone stays text alone', async () => {
    for (const command of ['works', 'refused'] as const) {
      const { copyWindow, written } = windowWith(command, 'works');
      expect(await copy({ plain: 'a' }, copyWindow)).toEqual({ ok: true });
      expect(written).toEqual({ 'text/plain': 'a' });
    }
  });

  test.each([undefined, 'refused', 'waits'] as const)(
    'says so when nothing works (interface: %s)',
    async (clipboard) => {
      const { copyWindow } = windowWith('refused', clipboard);
      expect(await copy(both, copyWindow)).toEqual({ ok: false, error: { code: 'clipboard-blocked' } });
    },
  );
});
