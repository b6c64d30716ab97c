/** Keeps a page as it is while something of ours lies over it. */

/** Where our own print and scroll rules for the page stand: `host` is the tag name of our element. */
const pageRules = (host: string): string =>
  `html { overflow: hidden !important; }
@page { margin: 2cm; }
@media print {
  html, body { height: auto !important; overflow: visible !important; }
  body { display: none !important; }
  html > :not(${host}, head) { display: none !important; }
}`;

/**
 * Pauses what plays and keeps the page from scrolling.
 * @param host the tag name of our element in the page.
 * @returns puts everything back as it was; what was paused stays paused.
 */
export function holdPage(document: Document, host: string): () => void {
  const window = document.defaultView;
  const { scrollX = 0, scrollY = 0 } = window ?? {};
  const letPlay = pauseMedia(document);

  // A constructed sheet is no part of the tree, and no content policy of the page forbids it.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(pageRules(host));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    letPlay();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    window?.scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' });
  };
}

/** A player that goes on whatever happens is let be after so many pauses; else it and we would take turns for ever. */
const PAUSES = 3;

/** Pauses what plays, and what begins to play by itself. @returns lets media play again; what was paused stays so. */
function pauseMedia(document: Document): () => void {
  const paused = new WeakMap<HTMLMediaElement, number>();
  const onPlay = ({ target }: Event): void => {
    if (!(target instanceof HTMLMediaElement)) return;
    const times = paused.get(target) ?? 0;
    paused.set(target, times + 1);
    if (times < PAUSES) target.pause();
  };
  for (const media of mediaIn(document)) if (!media.paused) media.pause();
  document.addEventListener('play', onPlay, true);
  return () => document.removeEventListener('play', onPlay, true);
}

/** Players like to stand in shadow trees of their own. */
function mediaIn(root: ParentNode): HTMLMediaElement[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    ...(element instanceof HTMLMediaElement ? [element] : []),
    ...(element.shadowRoot ? mediaIn(element.shadowRoot) : []),
  ]);
}

/**
 * Makes Back close instead of leave: one entry with the page's own state and address in front of the page's.
 * @param there whether the entry is there already: a reader that this one takes the place of has left it.
 * @returns takes the entry away again, when Back has not already done so, or leaves it to the next reader.
 */
export function closeOnBack(window: Window, close: () => void, there: boolean): (leave: boolean) => void {
  const { history, location } = window;
  const address = location.href;
  let entered = true;
  const onBack = (event: Event): void => {
    // The page never saw us enter, so it is not told that we left.
    event.stopImmediatePropagation();
    window.removeEventListener('popstate', onBack, true);
    if (!entered) return;
    entered = false;
    close();
  };
  try {
    if (!there) history.pushState(history.state, '');
  } catch {
    // Sandboxed documents have no history of their own.
    return () => {};
  }
  window.addEventListener('popstate', onBack, true);
  return (leave) => {
    if (!entered) return;
    entered = false;
    // A page that has gone to another address meanwhile has an entry of its own behind ours, and is not to be taken back.
    if (!leave && location.href === address) history.back();
    else window.removeEventListener('popstate', onBack, true);
  };
}
