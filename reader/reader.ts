/** The reader over a page: an article in a closed tree in the top layer, and the page as it was when it closes. */
import type { Taking } from '../popup/taking.ts';
import { isCopying } from '../src/browser/clipboard.ts';
import type { Article } from '../src/core/article.ts';
import type { Copyable } from '../src/formats/copying.ts';
import { passageOf } from '../src/formats/find-passage.ts';
import { pointInPage } from '../src/point-in-page.ts';
import { type Appearance, applyAppearance } from '../src/view/appearance.ts';
import type { DrawnBody } from '../src/view/article-view.ts';
import { maker } from '../src/view/dom.ts';
import { icon } from '../src/view/icons.ts';
import type { FailureWords } from '../src/view/states.ts';
import { renderFailure } from '../src/view/states.ts';
import type { Texts } from '../src/view/texts.ts';
import { addTools, type Tools } from '../src/view/tools.ts';
import { createWorkspace } from '../src/view/workspace.ts';
import type { WorkspaceShell } from '../src/view/workspace-shell.ts';
import { closeOnBack, holdPage } from './hold-page.ts';
import css from './in-page.css?text';

export interface ReaderShell {
  texts: Texts;
  appearance: Appearance;
  /** The body of the article, drawn with the images this appearance has. */
  drawn?: DrawnBody | undefined;
  inSlices?: WorkspaceShell['inSlices'];
  /** Rejects when it cannot be kept. */
  onAppearance(appearance: Appearance): Promise<void>;
  copy(content: Copyable): Promise<boolean>;
  readAgain: WorkspaceShell['readAgain'];
  choices: WorkspaceShell['choices'];
  taking: Taking;
  /** When it opened by itself: closes it, and it does not open by itself any more where the reader says. */
  leaveOut?(what: 'page' | 'site'): void;
  /** Reads the page anew after a failure; absent where that cannot help. */
  again?: (() => void) | undefined;
  /** Told once, after everything of ours has left the page. */
  onClose(): void;
}

export interface Reader {
  setAppearance(appearance: Appearance): void;
  /** Leaves the page as it was before. */
  close(): void;
}

const HOST = 'clean-copy-reader';
/** Told to a reader that is open already: one that an earlier version of the extension has left behind. */
const REPLACED = 'clean-copy-replaced';
/** What a page must not hear of while it is covered. */
const INPUT = [
  'keydown',
  'keyup',
  'keypress',
  'beforeinput',
  'input',
  'change',
  'click',
  'dblclick',
  'auxclick',
  'contextmenu',
  'mousedown',
  'mouseup',
  'mousemove',
  'pointerdown',
  'pointerup',
  'pointermove',
  'touchstart',
  'touchmove',
  'touchend',
  'wheel',
  'focusin',
  'focusout',
  'copy',
  'cut',
  'paste',
  'selectstart',
  'dragstart',
  'submit',
];

/** @param content an article, or why there is none. */
export function open(document: Document, content: Article | FailureWords, shell: ReaderShell): Reader {
  const { texts } = shell;
  const h = maker(document);
  const before = document.querySelector(HOST);
  before?.dispatchEvent(new Event(REPLACED));
  const host = document.createElement(HOST);
  let replaced = false;
  host.addEventListener(REPLACED, () => {
    replaced = true;
    close();
  });
  const shadow = host.attachShadow({ mode: 'closed' });
  shadow.adoptedStyleSheets = [styleSheet()];
  const frame = h('dialog', {
    class: 'clean-copy reader',
    lang: texts.locale,
    dir: texts.dir,
    'aria-label': texts.text('reader'),
  }) as HTMLDialogElement;
  shadow.append(frame);
  applyAppearance(frame, shell.appearance);
  const closeButton = h(
    'button',
    {
      class: 'icon-button',
      type: 'button',
      'aria-label': texts.text('close'),
      title: texts.text('close'),
      click: close,
    },
    icon(document, 'close'),
  );

  let tools: Tools | undefined;
  let leave = (): void => {};
  let focus = (): void => closeButton.focus();
  if ('html' in content) {
    showArticle(content);
  } else {
    frame.append(
      h('div', { class: 'reader__corner' }, closeButton),
      renderFailure(document, texts, content, shell.again),
    );
  }

  function showArticle(article: Article): void {
    const { shell: lent, panel } = shell.taking;
    let { appearance } = shell;
    const workspace = createWorkspace(article, {
      document,
      texts,
      images: shell.appearance.images,
      drawn: shell.drawn,
      inSlices: shell.inSlices,
      // After an update the browser tells a script in a page no words that it has not asked for.
      listsAtOnce: true,
      onImages: (images) => choose({ ...appearance, images }),
      copy: shell.copy,
      showInPage: async (spans, article) => {
        // The page is only to be seen without us.
        close();
        return (
          pointInPage(
            document,
            spans.map((span) => passageOf(article, span)),
          ) > 0
        );
      },
      readAgain: shell.readAgain,
      choices: shell.choices,
      ...lent,
      actions: [],
    });
    const remember = (chosen: Appearance): void => {
      appearance = chosen;
      shell.onAppearance(chosen).catch(() => workspace.announce(texts.text('optionsNotSaved')));
    };
    const choose = (chosen: Appearance): void => {
      remember(chosen);
      tools?.setAppearance(chosen);
    };
    frame.append(h('div', { class: 'reader__body' }, workspace.root));
    tools = addTools(workspace, {
      document,
      texts,
      frame,
      appearance,
      onAppearance: remember,
      takeAlong: () => panel(workspace),
      print: () => document.defaultView?.print(),
    });
    workspace.head.append(closeButton);
    if (shell.leaveOut) workspace.head.after(choicesBar(shell.leaveOut));
    focus = workspace.focus;
    leave = workspace.close;
  }

  function choicesBar(leaveOut: (what: 'page' | 'site') => void): HTMLElement {
    const choice = (what: 'page' | 'site', words: string): HTMLElement =>
      h('button', { class: 'button', type: 'button', click: () => leaveOut(what) }, words);
    return h(
      'p',
      { class: 'reader__itself' },
      h('span', {}, texts.text('openedByItself')),
      choice('page', texts.text('siteNotThisPage')),
      choice('site', texts.text('siteNotThisSite')),
    );
  }

  const release = holdPage(document, HOST);
  const deaf = new AbortController();
  for (const type of INPUT) {
    host.addEventListener(type, (event) => event.stopPropagation());
    // Tab also leads out to the browser's own controls, and between these and ours keys go to the page.
    document.defaultView?.addEventListener(
      type,
      (event) => event.composedPath().includes(host) || isCopying() || event.stopImmediatePropagation(),
      { capture: true, signal: deaf.signal },
    );
  }
  // Where nothing of ours scrolls, the page behind would.
  frame.addEventListener('wheel', (event) => scrollsInside(event) || event.preventDefault(), { passive: false });
  frame.addEventListener('cancel', (event) => {
    event.preventDefault();
    close();
  });
  document.documentElement.append(host);
  // The size the reader set in the browser: the host's own, which nothing in the page can change.
  frame.style.setProperty('--rem', getComputedStyle(host).fontSize);
  frame.showModal();
  focus();
  const forgetBack = document.defaultView ? closeOnBack(document.defaultView, close, before !== null) : () => {};

  let closed = false;
  function close(): void {
    if (closed) return;
    closed = true;
    tools?.close();
    // Gives the focus back to what had it.
    frame.close();
    leave();
    host.remove();
    release();
    deaf.abort();
    forgetBack(replaced);
    shell.taking.close();
    shell.onClose();
  }

  return { setAppearance: (appearance) => tools?.setAppearance(appearance), close };
}

function styleSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

function scrollsInside(event: Event): boolean {
  return event
    .composedPath()
    .some(
      (target) =>
        target instanceof HTMLElement &&
        target.matches('.panel, .sheet, .margin__note') &&
        target.scrollHeight > target.clientHeight,
    );
}
