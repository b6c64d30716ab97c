import type { Article, Span } from '../core/article.ts';
import type { Copyable } from '../formats/copying.ts';
import { DEFAULT_TAKE_OPTIONS, type TakeOptions } from '../formats/options.ts';
import { citableQuote, copyOfArticle, copyOfCitation, copyOfQuotes, copyOfSelection } from './copying.ts';
import { maker } from './dom.ts';
import { icon } from './icons.ts';
import type { QuoteItem } from './quote-list.ts';
import type { MessageKey } from './texts.ts';
import type { WorkspaceShell } from './workspace-shell.ts';

export interface CopySource {
  /** What is shown: as the reader changed it and as it was read. */
  now(): { article: Article; original: Article; images: boolean };
  /** What the reader is about: the quotes that are listed, a part of the article, or undefined for all of it. */
  chosen(): readonly QuoteItem[] | Span | undefined;
  announce(message: string): void;
}

/** The button that copies, and everything else that leaves the workspace: single quotes, and quotes for the shelf. */
export interface CopyButton {
  button: HTMLElement;
  /** The button says what it would copy now. */
  name(): void;
  /** Copies what the reader is about. */
  copy(): Promise<void>;
  /** Several quotes are copied as a list, one with its source and an address that leads to it. */
  copyQuotes(items: readonly QuoteItem[]): Promise<void>;
  /** Puts a quote on the shelf. */
  keep(item: QuoteItem): Promise<void>;
}

export function createCopyButton(shell: WorkspaceShell, source: CopySource): CopyButton {
  const { document, texts } = shell;
  const { announce } = source;
  const h = maker(document);
  const label = h('span', {});
  const button = h(
    'button',
    { class: 'button button--primary', type: 'button', click: () => void copy() },
    icon(document, 'copy'),
    label,
  );

  const takeOptions = (): TakeOptions => ({
    ...(shell.takeOptions?.() ?? DEFAULT_TAKE_OPTIONS),
    images: source.now().images,
  });

  async function addressOf(item: QuoteItem): Promise<string | undefined> {
    const { original } = source.now();
    return shell.addressOf?.(
      item.pieces.flatMap(({ index }) => original.quotes[index] ?? []),
      original,
    );
  }

  async function cite(item: QuoteItem): Promise<void> {
    const address = await addressOf(item);
    const done = shell.addressOf && !address ? 'copiedWithoutPlace' : 'copied';
    await put(copyOfCitation(citableQuote(source.now().article, item, address), takeOptions()), done);
  }

  async function put(content: Copyable, done: MessageKey = 'copied'): Promise<void> {
    const copied = await shell.copy(content);
    announce(texts.text(copied ? done : 'copyFailed'));
    if (!copied) return;
    button.classList.add('button--done');
    button.addEventListener('animationend', () => button.classList.remove('button--done'), { once: true });
  }

  function copyList(items: readonly QuoteItem[]): Promise<void> {
    return put(copyOfQuotes(source.now().article, items, document, takeOptions()));
  }

  function copy(): Promise<void> {
    const chosen = source.chosen();
    const { article } = source.now();
    if (isList(chosen)) return copyList(chosen);
    return put(
      chosen
        ? copyOfSelection(article, chosen, document, takeOptions())
        : copyOfArticle(article, document, takeOptions()),
    );
  }

  return {
    button,
    name: () => {
      const chosen = source.chosen();
      label.textContent = texts.text(isList(chosen) ? 'copyQuotes' : chosen ? 'copySelection' : 'copyArticle');
    },
    copy,
    copyQuotes: (items) => (items[0] && items.length === 1 ? cite(items[0]) : copyList(items)),
    keep: async (item) => {
      const now = new Date().toISOString();
      const { quote, source: from, address } = citableQuote(source.now().article, item, await addressOf(item));
      const kept = {
        id: crypto.randomUUID(),
        quote,
        source: from,
        address,
        kept: now,
        changed: now,
        note: '',
        tags: [],
      };
      const told = await shell.keep?.(kept);
      if (told) announce(texts.text(told));
    },
  };
}

function isList(chosen: ReturnType<CopySource['chosen']>): chosen is readonly QuoteItem[] {
  return Array.isArray(chosen);
}
