/** Writing to the clipboard from an extension page or a content script. Nothing here reads it. */

/** The flavours that go to the clipboard together. */
export interface Copyable {
  plain: string;
  /** The same as clean HTML, for programs that paste rich text. */
  html?: string;
}

export type CopyAnswer = { ok: true } | { ok: false; error: { code: 'clipboard-blocked' } };

/** How long the newer interface may take, in ms: without a click before it, it waits for a permission nobody is asked for. */
const PATIENCE = 3000;

/** The window to copy from, a parameter so that tests can bring their own. */
export type CopyWindow = Pick<Window & typeof globalThis, 'document' | 'navigator' | 'ClipboardItem' | 'Blob'> &
  Pick<EventTarget, 'addEventListener' | 'removeEventListener'> & { setTimeout(done: () => void, ms: number): unknown };

/**
 * Copies while the reader's click, key or menu choice is still fresh. A `copy` event comes first: it writes both
 * flavours as they are, and works where a page's permissions policy forbids the newer interface (which also wraps the
 * HTML into a page of its own). The newer interface is for where the event does not come through.
 */
export async function copy(content: Copyable, window: CopyWindow = globalThis.window): Promise<CopyAnswer> {
  const tooLate = (): Promise<boolean> => new Promise((resolve) => window.setTimeout(() => resolve(false), PATIENCE));
  if (copyByEvent(content, window) || (await Promise.race([copyByInterface(content, window), tooLate()]))) {
    return { ok: true };
  }
  return { ok: false, error: { code: 'clipboard-blocked' } };
}

let copying = false;

/** Whether a `copy` event that comes by now is our own: whoever keeps events from a page has to let it through to here. */
export const isCopying = (): boolean => copying;

function copyByEvent(content: Copyable, window: CopyWindow): boolean {
  let written = false;
  const write = (event: Event): void => {
    const { clipboardData } = event as ClipboardEvent;
    // The page's own listeners must neither change what is copied nor see it.
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!clipboardData) return;
    clipboardData.clearData();
    clipboardData.setData('text/plain', content.plain);
    if (content.html !== undefined) clipboardData.setData('text/html', content.html);
    written = true;
  };
  window.addEventListener('copy', write, true);
  copying = true;
  try {
    return window.document.execCommand('copy') && written;
  } catch {
    // XML pages have no commands.
    return false;
  } finally {
    copying = false;
    window.removeEventListener('copy', write, true);
  }
}

async function copyByInterface(content: Copyable, window: CopyWindow): Promise<boolean> {
  const { clipboard } = window.navigator;
  // Only pages of secure origins have one.
  if (!clipboard) return false;
  try {
    if (content.html === undefined || !window.ClipboardItem) {
      await clipboard.writeText(content.plain);
    } else {
      const flavour = (type: string, data: string): Record<string, Blob> => ({
        [type]: new window.Blob([data], { type }),
      });
      const item = { ...flavour('text/plain', content.plain), ...flavour('text/html', content.html) };
      await clipboard.write([new window.ClipboardItem(item)]);
    }
    return true;
  } catch {
    return false;
  }
}
