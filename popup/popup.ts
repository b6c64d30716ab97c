/** The popup: the article of the active tab, and the ways to read it elsewhere. */

import { openOptions, openPanel, openReadingTab, panelAvailable } from '../src/browser/places.ts';
import { toggleReader } from '../src/browser/tab.ts';
import type { Texts } from '../src/view/texts.ts';
import { articlePage } from './article-page.ts';

/** No window that shows anything is smaller, in CSS pixels. Before they have their size, popups are 25 or 147 wide. */
const SMALLEST = 240;

const frame = document.documentElement;
const { tab } = globalThis.cleanCopyBegun;

// The page is asked first of all: what is done here before that is waited for.
await tab;
// The article is set in it at once, and not once more when it is there: a font nobody asks for is loaded when it is used.
void document.fonts.load(`1rem ${getComputedStyle(frame).getPropertyValue('--font-reading')}`);

const page = articlePage({
  source: () => tab,
  begun: globalThis.cleanCopyBegun,
  actions: (texts) => [
    { icon: 'reader', label: texts.text('openReader'), act: () => void readInPage() },
    ...(panelAvailable()
      ? [{ icon: 'panel' as const, label: texts.text('openPanel'), act: () => void leaveFor(openPanel) }]
      : []),
    { icon: 'tab', label: texts.text('openTab'), act: () => void leaveFor(openReadingTab) },
    { icon: 'auto', label: texts.text('siteSheet'), act: () => void showSiteSheet(texts) },
    { icon: 'settings', label: texts.text('openOptions'), act: () => void openOptions().then(() => window.close()) },
  ],
});

async function readInPage(): Promise<void> {
  const opened = await toggleReader(await tab);
  if (opened.ok) window.close();
  else page.fail(opened.error.code);
}

async function showSiteSheet(texts: Texts): Promise<void> {
  const [{ openSiteSheet }, at] = await Promise.all([import('./site.ts'), tab]);
  if (at) await openSiteSheet(at, texts);
}

/** Browsers open a panel only while the click is fresh: the tab is known by then. */
async function leaveFor(open: typeof openPanel): Promise<void> {
  if (known) await open(known);
  window.close();
}
let known: Awaited<typeof tab>;
void tab.then((active) => {
  known = active;
});

/** As wide as the window the browser gives, and as low: a phone, a menu and a small screen give less than was asked for. */
function fitWindow(): void {
  const { innerWidth, innerHeight } = window;
  if (innerWidth < SMALLEST || innerHeight < SMALLEST) return;
  // What an earlier, smaller window left is forgotten first: a popup may still be growing.
  frame.style.removeProperty('--popup-width');
  frame.style.removeProperty('--popup-height');
  if (innerWidth !== frame.offsetWidth) frame.style.setProperty('--popup-width', `${innerWidth}px`);
  if (innerHeight < frame.offsetHeight) frame.style.setProperty('--popup-height', `${innerHeight}px`);
}

addEventListener('resize', fitWindow);
fitWindow();
void page.read();
