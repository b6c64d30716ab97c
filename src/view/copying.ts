import type { Article } from '../core/article.ts';
import { toHtml } from '../formats/html.ts';
import { DEFAULT_COPY_OPTIONS } from '../formats/options.ts';
import { toPlainText } from '../formats/plain-text.ts';
import { maker } from './dom.ts';
import { type QuoteItem, speakerName } from './quote-list.ts';
import { sanitize } from './sanitize.ts';
import type { Texts } from './texts.ts';

/** The two flavours that go to the clipboard together. */
export interface Copyable {
  plain: string;
  html: string;
}

/** The article as it is shown: with images or without. */
export function copyOfArticle(article: Article, document: Document, images: boolean): Copyable {
  const options = { ...DEFAULT_COPY_OPTIONS, images };
  return {
    plain: toPlainText(article, options),
    html: toHtml(article, options, (html) => sanitize(document, html)),
  };
}

/** Quotes with their speakers, in the order given. */
export function copyOfQuotes(items: readonly QuoteItem[], document: Document, texts: Texts): Copyable {
  const h = maker(document.implementation.createHTMLDocument(''));
  const list = h('div');
  const lines = items.map((item) => {
    const words = `“${item.pieces.map(({ quote }) => quote.text).join(' … ')}”`;
    const name = speakerName(item.speaker) || texts.text('speakerUnknown');
    list.append(h('blockquote', {}, h('p', {}, words), h('p', {}, `— ${name}`)));
    return `${words}\n— ${name}`;
  });
  return { plain: lines.join('\n\n'), html: list.innerHTML };
}

/**
 * Puts both flavours on the clipboard. Must be called in answer to a person's action.
 * @returns false when the browser refused.
 */
export async function writeToClipboard(document: Document, { plain, html }: Copyable): Promise<boolean> {
  const window = document.defaultView;
  const clipboard = window?.navigator.clipboard;
  // Pages served without encryption have no clipboard of their own.
  if (!window || !clipboard?.write || !('ClipboardItem' in window)) return copyByCommand(document, { plain, html });
  try {
    const item = new window.ClipboardItem({
      'text/plain': new Blob([plain], { type: 'text/plain' }),
      'text/html': new Blob([html], { type: 'text/html' }),
    });
    await clipboard.write([item]);
    return true;
  } catch {
    return copyByCommand(document, { plain, html });
  }
}

function copyByCommand(document: Document, { plain, html }: Copyable): boolean {
  let filled = false;
  const fill = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', plain);
    event.clipboardData?.setData('text/html', html);
    filled = event.clipboardData !== null;
  };
  document.addEventListener('copy', fill, { capture: true });
  try {
    return document.execCommand('copy') && filled;
  } finally {
    document.removeEventListener('copy', fill, { capture: true });
  }
}
