/** The side panel follows the active tab of its window; with `?tab=` in its address it stays with that tab, in a tab of its own. */
import { articlePage } from '../popup/article-page.ts';
import { answerBackground, tabMeant } from '../src/browser/answering.ts';
import { success } from '../src/browser/messages.ts';
import { onOtherPage, openReadingTab } from '../src/browser/places.ts';
import { browser } from '../src/browser/polyfill.ts';
import { activeTab } from '../src/browser/tab.ts';

const fixed = Number(new URL(location.href).searchParams.get('tab') ?? Number.NaN);
const follows = Number.isNaN(fixed);
const source = follows ? activeTab : () => browser.tabs.get(fixed).catch(() => undefined);

/** How far each page was read, by its address, in CSS pixels. */
const places = new Map<string, number>();

const page = articlePage({
  source,
  prints: true,
  actions: (texts) =>
    follows
      ? [
          {
            icon: 'tab',
            label: texts.text('openTab'),
            act: () => void source().then((tab) => tab && openReadingTab(tab)),
          },
        ]
      : [],
  // Here nobody has clicked yet; the browser opens a page to us only after that.
  failures: { blocked: { title: 'panelClosed', next: 'panelClosedNext', again: true } },
});

async function read(): Promise<void> {
  const leaving = page.workspace();
  if (leaving) places.set(leaving.article().url, leaving.scroll());
  await page.read();
  const arrived = page.workspace();
  if (arrived) arrived.scroll(places.get(arrived.article().url) ?? 0);
}

// A click on the toolbar button opens the page to us: what could not be read here can be now.
answerBackground({
  cleaned: async (request, sender) => {
    const wanted = page.failed() && (await source());
    if (wanted && wanted.id === tabMeant(request, sender)) void read();
    return success(undefined);
  },
});
if (follows) {
  const { id } = await browser.windows.getCurrent();
  if (id !== undefined) onOtherPage(id, () => void read());
}
void read();
