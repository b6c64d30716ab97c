/** What our own pages that show an article (popup, side panel, tab) have in common: reading, failing, the remembered look. */
import type { Tabs } from 'webextension-polyfill';
import { copy } from '../src/browser/clipboard.ts';
import { type Answer, type ErrorCode, type ReadRequest, sendToBackground } from '../src/browser/messages.ts';
import { browser } from '../src/browser/polyfill.ts';
import { pageMemory, setting } from '../src/browser/settings.ts';
import { askTab, readTab } from '../src/browser/tab.ts';
import { showState, stateAfter } from '../src/browser/toolbar.ts';
import type { Article, CleanPage, Span } from '../src/core/article.ts';
import { type Appearance, parseAppearance } from '../src/view/appearance.ts';
import type { DrawnBody } from '../src/view/article-view.ts';
import { renderFirstLook } from '../src/view/first-look.ts';
import { painted } from '../src/view/painted.ts';
import { type FailureWords, renderFailure, renderProgress } from '../src/view/states.ts';
import { makeTexts, type Texts } from '../src/view/texts.ts';
import type { Tools } from '../src/view/tools.ts';
import type { Workspace } from '../src/view/workspace.ts';
import type { ShellAction } from '../src/view/workspace-shell.ts';
import { FAILURES } from './failures.ts';
import type { Taking } from './taking.ts';

type Viewer = typeof import('./viewer.ts');

export interface ArticlePageOptions {
  /** The tab whose page is read. */
  source(): Promise<Tabs.Tab | undefined>;
  /** The first reading of it, where that has begun before this. */
  begun?: { page: Promise<Answer<CleanPage>>; stop: AbortController };
  /** Where else the article can be read, made when there is one. */
  actions(texts: Texts): readonly ShellAction[];
  /** Whether the article can be printed from here. */
  prints?: boolean;
  /** Says something else than usual to a failure. */
  failures?: Partial<Record<ErrorCode, FailureWords & { again: boolean }>>;
}

export interface ArticlePage {
  /** Reads the source and shows it. What was asked for last is what is shown, whatever is ready first. */
  read(): Promise<void>;
  fail(code: ErrorCode): void;
  /** What is shown; undefined while reading and after a failure. */
  workspace(): Workspace | undefined;
  /** The failure that is shown instead of an article. */
  failed(): ErrorCode | undefined;
}

/** What takes no longer than this, in ms, needs nobody to stop it. */
const NO_TIME = 300;

/** Where the reader may know better than we what the article is. */
const SELECTION_HELPS: readonly ErrorCode[] = [
  'not-an-article',
  'empty',
  'too-large',
  'for-subscribers',
  'no-selection',
];

/** Takes over the page: its `html` element carries `class="clean-copy"`, its body is filled. */
export function articlePage(options: ArticlePageOptions): ArticlePage {
  const frame = document.documentElement;
  const stored = setting('appearance', parseAppearance, pageMemory());
  const texts = makeTexts((key, values) => browser.i18n.getMessage(key, values));
  let appearance = stored.remembered() ?? parseAppearance(undefined);
  let tools: Tools | undefined;
  let workspace: Workspace | undefined;
  let taking: Taking | undefined;
  let failed: ErrorCode | undefined;
  let turn = 0;
  /** The tab that is read; another may be in front by the time it is shown. */
  let readFrom: number | undefined;
  let { begun } = options;
  /** Ends the reading that goes on. */
  let reading: AbortController | undefined;

  frame.lang = texts.locale;
  frame.dir = texts.dir;
  // A voice goes on when its page is gone.
  addEventListener('pagehide', () => {
    reading?.abort();
    tools?.close();
  });
  stored.onChange((changed) => {
    appearance = changed;
    tools?.setAppearance(changed);
  });

  async function read(asked: ReadRequest = { selection: false }): Promise<void> {
    const mine = ++turn;
    reading?.abort();
    const stop = begun?.stop ?? new AbortController();
    reading = stop;
    clear(renderProgress(document, texts));
    const offer = setTimeout(() => {
      // What was asked for since stands there by now.
      if (mine === turn) clear(renderProgress(document, texts, () => stop.abort()));
    }, NO_TIME);
    try {
      const tidying = import('../src/core/byline.ts');
      const answer = await readSource(asked, stop.signal).finally(() => clearTimeout(offer));
      // Not before: on a small machine it is in the way of the page that is read.
      const rest = Promise.all([stored.load(), import('./viewer.ts'), import('../src/browser/quote-finder.ts')]);
      if (mine !== turn) return;
      if (!answer.ok) {
        fail(answer.error.code);
        return;
      }
      const { byline, lang } = answer.value;
      const tidied = (await tidying).tidyByline(byline, lang);
      if (mine !== turn) return;
      fill(renderFirstLook({ ...answer.value, byline: tidied }, document, texts));
      const [[loaded, viewer, { articleOf }]] = await Promise.all([rest, painted(document)]);
      if (mine !== turn) return;
      appearance = loaded;
      const article = await articleOf(answer.value);
      // Meanwhile the first look stands, scrolls and goes when it is told to.
      const drawn = await viewer.drawInSlices(article, document, texts, appearance.images);
      if (mine !== turn) return;
      show(article, viewer, asked.selection, drawn);
      void sayCleaned(answer.value);
    } catch (error) {
      console.warn('Clean Copy: the article could not be shown.', error);
      if (mine === turn) fail('unreadable');
    }
  }

  async function readSource(asked: ReadRequest, signal?: AbortSignal): Promise<Answer<CleanPage>> {
    const tab = await options.source();
    readFrom = tab?.id;
    const first = begun?.page;
    begun = undefined;
    const answer = await (first ?? readTab(tab, asked, signal));
    if (!answer.ok && answer.error.code !== 'stopped' && tab?.id !== undefined)
      void showState(tab.id, stateAfter(answer.error.code));
    return answer;
  }

  /** The toolbar button tells of what is shown; it is told afterwards: whom this wakes may have to be started first. */
  const sayCleaned = ({ removals }: CleanPage) =>
    sendToBackground('cleaned', { removed: removals.length, tabId: readFrom });

  function clear(content: HTMLElement): void {
    tools?.close();
    workspace?.close();
    tools = workspace = failed = undefined;
    fill(content);
  }

  function fill(content: HTMLElement): void {
    const main = document.createElement('main');
    main.append(content);
    document.body.replaceChildren(main);
  }

  function fail(code: ErrorCode): void {
    const { again, ...words } = options.failures?.[code] ?? FAILURES[code];
    const useSelection = SELECTION_HELPS.includes(code) ? () => void read({ selection: true }) : undefined;
    const anyway = code === 'not-an-article' ? () => void read({ selection: false, anyway: true }) : undefined;
    clear(renderFailure(document, texts, words, again ? () => void read() : undefined, useSelection, anyway));
    failed = code;
  }

  function show(article: Article, viewer: Viewer, selection: boolean, drawn: DrawnBody): void {
    const { addTools, createWorkspace, passageOf, siteChoices, tabTaking } = viewer;
    taking ??= tabTaking(options.source, texts);
    const { shell: lent, panel } = taking;
    const showInPage = async (spans: readonly Span[], article: Article): Promise<boolean> => {
      const passages = spans.map((span) => passageOf(article, span));
      const answer = await askTab(await options.source(), 'pointing.js', 'point', { passages });
      return answer.ok && answer.value.found > 0;
    };
    const shown = createWorkspace(article, {
      document,
      texts,
      images: appearance.images,
      inSlices: viewer.inSlices,
      // Images were switched while it was drawn.
      drawn: drawn.images === appearance.images ? drawn : undefined,
      onImages: (images) => {
        remember({ ...appearance, images });
        tools?.setAppearance(appearance);
      },
      copy: async (content) => (await copy(content)).ok,
      showInPage,
      ...lent,
      selection,
      readAgain: async (selection) => {
        const answer = await readSource({ selection });
        if (!answer.ok) return FAILURES[answer.error.code].next;
        void sayCleaned(answer.value);
        return (await import('../src/browser/quote-finder.ts')).articleOf(answer.value);
      },
      choices: siteChoices(article.url),
      actions: options.actions(texts),
    });
    workspace = shown;
    const { scrollTop = 0 } = document.querySelector('.panel') ?? {};
    fill(shown.root);
    shown.scroll(scrollTop);
    document.title = article.title || texts.text('extensionName');
    tools = addTools(shown, {
      document,
      texts,
      frame,
      appearance,
      onAppearance: remember,
      takeAlong: () => panel(shown),
      ...(options.prints && { print }),
    });
    shown.focus();
    void stored.isStrange().then((strange) => strange && shown.announce(texts.text('keptAside')));
  }

  function remember(chosen: Appearance): void {
    appearance = chosen;
    stored.save(chosen).catch(() => workspace?.announce(texts.text('optionsNotSaved')));
  }

  const print = (): void => window.print();

  return { read: () => read(), fail, workspace: () => workspace, failed: () => failed };
}
