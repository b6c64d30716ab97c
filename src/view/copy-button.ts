import type { Article, Span } from '../core/article.ts';
import type { Copyable } from '../formats/copying.ts';
import { DEFAULT_TAKE_OPTIONS, type TakeOptions } from '../formats/options.ts';
import { citableQuote, copyOfArticle, copyOfCitation, copyOfQuotes, copyOfSelection } from './copying.ts';
import { maker } from './dom.ts';
import { icon } from './icons.ts';
import { type QuoteItem, quoteItems } from './quote-list.ts';
import type { MessageKey } from './texts.ts';
import type { WorkspaceShell } from './workspace-shell.ts';

export interface CopySource {
  /** What is shown: as the reader changed it and as it was read. */
  now(): { article: Article; original: Article; images: boolean };
  /** Ends when what the reader has changed last is shown; undefined when it is. */
  changing(): Promise<void> | undefined;
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

  async function copy(): Promise<void> {
    const chosen = source.chosen();
    // What is selected is meant as it stands, everything else with what was changed before the copying.
    if (chosen && !isList(chosen)) return put(copyOfSelection(source.now().article, chosen, document, takeOptions()));
    if (chosen) return copyList(await asChanged(chosen));
    await source.changing();
    return put(copyOfArticle(source.now().article, document, takeOptions()));
  }

  /** The same quotes with what was changed before they are taken. */
  async function asChanged(items: readonly QuoteItem[]): Promise<readonly QuoteItem[]> {
    const changing = source.changing();
    if (!changing) return items;
    const { original } = source.now();
    await changing;
    const { article, original: now } = source.now();
    // Of a page that was read anew nobody knows which quotes these are.
    if (now !== original) return items;
    const changed = quoteItems(article);
    return items.map((item) => {
      const first = item.pieces[0]?.index;
      return changed.find(({ pieces }) => pieces.some(({ index }) => index === first)) ?? item;
    });
  }

  return {
    button,
    name: () => {
      const chosen = source.chosen();
      label.textContent = texts.text(isList(chosen) ? 'copyQuotes' : chosen ? 'copySelection' : 'copyArticle');
    },
    copy,
    copyQuotes: async (listed) => {
      const items = await asChanged(listed);
      return items[0] && items.length === 1 ? cite(items[0]) : copyList(items);
    },
    keep: async (listed) => {
      const [item = listed] = await asChanged([listed]);
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
