/**
 * Waits on the pages of sites the reader has chosen, and tells the background when one is an article. Small, and without the
 * polyfill: it runs on every page there.
 */
import type { ToBackground } from './browser/messages.ts';
import { chrome } from './browser/native-api.ts';
import { judgePage, type PageVerdict } from './core/article-page.ts';

declare global {
  /** Two rules may match one page. */
  var cleanCopyWatches: true | undefined;
  interface Document {
    readonly prerendering?: boolean;
  }
}

/** Text that arrives late is waited for, in ms; a page is judged again when it has been still for `STILL`. */
const PATIENCE = 10_000;
const STILL = 300;
/** Addresses are looked at this often, in ms, where the browser tells nobody of a change. */
const GLANCE = 1000;

function tell(verdict: PageVerdict, reloaded: boolean): void {
  const request: ToBackground['arrived']['request'] = { verdict, reloaded, typed: hasTypedText() };
  // Nobody answers while the extension is being updated; the new one's script is not in this page, so there is nothing to do.
  void chrome.runtime.sendMessage({ to: 'background', call: 'arrived', request }).catch(() => undefined);
}

/** Whether something was typed that covering the page would hide. */
function hasTypedText(): boolean {
  for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) {
    if (field.type !== 'hidden' && 'defaultValue' in field && field.value !== field.defaultValue) return true;
  }
  return false;
}

const idle = (): Promise<unknown> => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 }));

const addressNow = (): string => location.href.replace(/#.*$/, '');

/** Judges until the page is an article or has stopped growing into one. */
async function visit(reloaded: boolean, signal: AbortSignal): Promise<void> {
  await idle();
  if (signal.aborted) return;
  let verdict = judgePage(document, location.href);
  if (verdict !== 'little-text') {
    tell(verdict, reloaded);
    return;
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const finish = (): void => {
    observer.disconnect();
    clearTimeout(timer);
    clearTimeout(deadline);
  };
  const observer = new MutationObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      verdict = judgePage(document, location.href);
      if (verdict === 'little-text') return;
      finish();
      tell(verdict, reloaded);
    }, STILL);
  });
  const deadline = setTimeout(() => {
    finish();
    tell(verdict, reloaded);
  }, PATIENCE);
  signal.addEventListener('abort', finish);
  observer.observe(document, { subtree: true, childList: true, characterData: true });
}

function watch(): void {
  const [navigation] = performance.getEntriesByType('navigation');
  let reloaded = (navigation as PerformanceNavigationTiming | undefined)?.type === 'reload';
  let address = '';
  let visiting = new AbortController();
  const glance = (): void => {
    if (addressNow() === address) return;
    address = addressNow();
    visiting.abort();
    visiting = new AbortController();
    void visit(reloaded, visiting.signal);
    reloaded = false;
  };
  glance();
  if ('navigation' in window) (window.navigation as EventTarget).addEventListener('navigatesuccess', glance);
  else setInterval(glance, GLANCE);
  addEventListener('popstate', glance);
}

if (window === window.top && !Object.hasOwn(globalThis, 'cleanCopyWatches')) {
  globalThis.cleanCopyWatches = true;
  if (document.prerendering) document.addEventListener('prerenderingchange', watch, { once: true });
  else watch();
}
