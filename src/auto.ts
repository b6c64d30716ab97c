/**
 * Waits on the pages of sites the reader has chosen, and tells the background what they are. Small, and without the polyfill: it
 * runs on every page there.
 */
import type { Answer, ToBackground } from './browser/messages.ts';
import { chrome } from './browser/native-api.ts';
import { factsOf } from './core/page-facts.ts';

declare global {
  /** Two rules may match one page. */
  var cleanCopyWatches: true | undefined;
  interface Document {
    readonly prerendering?: boolean;
  }
}

/** Text that arrives late is waited for, in ms; a page is looked at when it has been still for `STILL`. */
const PATIENCE = 10_000;
const STILL = 300;
/** The page is let go on after so many steps of looking at it: a few ms. */
const SLICE = 40;
/** Addresses are looked at this often, in ms, where the browser tells nobody of a change. */
const GLANCE = 1000;
/** How often the background is asked: the browser may end it in the middle of an answer. */
const ATTEMPTS = 4;

type Arrived = ToBackground['arrived'];

const pause = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));
/** After the page was painted, and when it has nothing else to do. A page nobody sees is not painted. */
const idle = (): Promise<unknown> =>
  Promise.race([new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(resolve))), pause(2000)]);
const addressNow = (): string => location.href.replace(/#.*$/, '');
const send = (call: 'arrived' | 'left', request?: Arrived['request']): Promise<Answer<Arrived['value']> | undefined> =>
  chrome.runtime.sendMessage({ to: 'background', call, request });

async function tell(request: Arrived['request']): Promise<Arrived['value'] | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // Nobody answers after the extension was updated; the new one's script is not in this page, so there is nothing to do.
    const answer = await send('arrived', request).catch(() => undefined);
    if (answer?.ok) return answer.value;
    await pause(STILL);
  }
}

/** The article that was told last, while it is in the page. */
let known: { root: Element; start: string } | undefined;

const startOf = (root: Element): string => root.textContent.slice(0, 500);

function isStillThere(): boolean {
  return known !== undefined && known.root.getClientRects().length > 0 && startOf(known.root) === known.start;
}

/**
 * Looks until the background has heard enough, the page has stopped growing, or the reader is elsewhere.
 * @param inPage the page changed its address itself: it is another article when the text is another one.
 */
async function visit(reloaded: boolean, inPage: boolean, signal: AbortSignal): Promise<void> {
  let changes = 1;
  let seen = 0;
  let still = !inPage;
  const observer = new MutationObserver(() => changes++);
  observer.observe(document, { subtree: true, childList: true, characterData: true });
  const end = performance.now() + PATIENCE;
  await idle();
  for (let waits = true; waits && !signal.aborted; ) {
    waits = performance.now() < end;
    if (seen !== changes && (still || !waits) && !(inPage && isStillThere())) {
      seen = changes;
      const heard = await look(reloaded, signal);
      if (heard !== 'wait') break;
    }
    const before = changes;
    if (waits) await pause(STILL);
    still = changes === before;
  }
  observer.disconnect();
}

async function look(reloaded: boolean, signal: AbortSignal): Promise<Arrived['value'] | undefined> {
  const steps = factsOf(document);
  let step = steps.next();
  for (let turn = 1; !step.done; turn++) {
    if (turn % SLICE === 0) await pause(0);
    step = steps.next();
  }
  // What was seen is of the page before.
  if (signal.aborted) return;
  const { facts, root } = step.value;
  const heard = await tell({ facts, reloaded });
  known = heard === 'article' && root ? { root: root.element, start: startOf(root.element) } : undefined;
  return heard;
}

function watch(): void {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  let reloaded = navigation?.type === 'reload';
  let address = '';
  let visiting = new AbortController();
  const glance = (): void => {
    if (addressNow() === address) return;
    visiting.abort();
    visiting = new AbortController();
    void visit(reloaded, address !== '', visiting.signal);
    address = addressNow();
    reloaded = false;
  };
  glance();
  if ('navigation' in window) (window.navigation as EventTarget).addEventListener('navigatesuccess', glance);
  else setInterval(glance, GLANCE);
  addEventListener('pagehide', () => void send('left').catch(() => undefined));
  // The browser has forgotten what the toolbar button said of a page that it kept.
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    address = '';
    glance();
  });
}

if (window === window.top && !Object.hasOwn(globalThis, 'cleanCopyWatches')) {
  globalThis.cleanCopyWatches = true;
  if (document.prerendering) document.addEventListener('prerenderingchange', watch, { once: true });
  else watch();
}
