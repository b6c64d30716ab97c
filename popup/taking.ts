/** What every shell lends the article view for copying, citing, keeping and saving. */
import { copy } from '../src/browser/clipboard.ts';
import { setting } from '../src/browser/settings.ts';
import type { ShelfAnswer } from '../src/browser/shelf.ts';
import type { Article, Span } from '../src/core/article.ts';
import { findPassage, type Passage, passageOf } from '../src/formats/find-passage.ts';
import type { KeptQuote } from '../src/formats/kept-quote.ts';
import { parseTakeOptions, type TakeOptions } from '../src/formats/options.ts';
import { type TextFragment, withTextFragment } from '../src/formats/text-fragment.ts';
import { renderTakeAlong } from '../src/view/take-along.ts';
import type { MessageKey, Texts } from '../src/view/texts.ts';
import type { Workspace } from '../src/view/workspace.ts';
import type { WorkspaceShell } from '../src/view/workspace-shell.ts';
import { download } from './download.ts';
import { SHELF_FAILURES } from './failures.ts';

/** What differs between our own pages and the reader over a page. */
export interface TakingHost {
  /** Where the choices are remembered so that they are there at once. */
  memory?: Storage;
  /** Text fragments for passages of the live page; undefined where none can be made or the page is gone. */
  fragments(passages: readonly Passage[]): Promise<(TextFragment | undefined)[]>;
  /** What is selected in the live page; undefined for nothing. */
  selected(): Promise<Passage | undefined>;
  /** Pictures of the live page as data: addresses; undefined for those it does not give away. */
  pictures(addresses: readonly string[]): Promise<(string | undefined)[]>;
  /** Puts a quote on the shelf. @returns what to tell the reader. */
  keep(quote: KeptQuote): Promise<MessageKey>;
  openShelf(): void;
}

export interface Taking {
  /** What a workspace is lent. */
  shell: Required<Pick<WorkspaceShell, 'takeOptions' | 'addressOf' | 'keep'>>;
  /** The panel for a workspace, made anew at each opening. */
  panel(workspace: Workspace): HTMLElement;
  /** Ends the listening to choices made elsewhere. */
  close(): void;
}

/** What is said after a quote was put on the shelf. */
export function keptWords(answer: ShelfAnswer<void>): MessageKey {
  return answer.ok ? 'quoteKept' : SHELF_FAILURES[answer.error.code];
}

export function createTaking(host: TakingHost, texts: Texts): Taking {
  const stored = setting('copyOptions', parseTakeOptions, host.memory);
  let options: TakeOptions = stored.remembered() ?? parseTakeOptions(undefined);
  const take = (chosen: TakeOptions): void => {
    options = chosen;
  };
  void stored.load().then(take);
  const close = stored.onChange(take);

  async function addressesOf(article: Article, spans: readonly Span[]): Promise<(string | undefined)[]> {
    const fragments = await host.fragments(spans.map((span) => passageOf(article, span)));
    return spans.map((_, at) => fragments[at] && withTextFragment(article.url, fragments[at]));
  }

  return {
    shell: {
      takeOptions: () => options,
      // Of a quote in pieces the first leads there.
      addressOf: async (spans, article) => (await addressesOf(article, spans.slice(0, 1)))[0],
      keep: host.keep,
    },
    close,
    panel: (workspace) =>
      renderTakeAlong({
        document,
        texts,
        article: workspace.article,
        quotes: workspace.listedQuotes,
        selection: workspace.selection,
        pageSelection: async () => {
          const passage = await host.selected();
          return passage && findPassage(workspace.article().text, passage)[0];
        },
        options,
        onOptions: (chosen) => {
          take(chosen);
          stored.save(chosen).catch(() => workspace.announce(texts.text('optionsNotSaved')));
        },
        copy: async (content) => workspace.announce(texts.text((await copy(content)).ok ? 'copied' : 'copyFailed')),
        save: (name, type, text) => download(new Blob([text], { type }), name),
        pictures: host.pictures,
        addresses: (spans) => addressesOf(workspace.article(), spans),
        announce: workspace.announce,
        share: 'share' in navigator ? (data) => void share(data, texts, workspace) : undefined,
        openShelf: host.openShelf,
      }),
  };
}

async function share(data: ShareData, texts: Texts, workspace: Workspace): Promise<void> {
  try {
    await navigator.share(data);
  } catch (error) {
    // A reader who closes the dialog needs no message.
    if (!(error instanceof DOMException && error.name === 'AbortError')) workspace.announce(texts.text('shareFailed'));
  }
}
