/** The context menu of the toolbar button: what can be done with the page without opening anything. */
import type { Menus, Tabs } from 'webextension-polyfill';
import { openOptions } from './places.ts';
import { browser } from './polyfill.ts';
import { type AutoMode, type SiteRule, verdictFor } from './site-rules.ts';
import { autoMode, leaveOut, loadSites, setMode, turnOnSite } from './sites.ts';

const CLEAN = 'clean-page';
const AUTO = 'auto-site';
const OPTIONS = 'options';
/** Ids of the radio entries are modes. */
const MODES: readonly AutoMode[] = ['reader', 'tidy'];

const ENTRIES: readonly { id: string; message: string; type: Menus.ItemType }[] = [
  { id: CLEAN, message: 'menuCleanPage', type: 'normal' },
  { id: AUTO, message: 'menuAutoSite', type: 'checkbox' },
  { id: 'reader', message: 'modeReader', type: 'radio' },
  { id: 'tidy', message: 'modeTidy', type: 'radio' },
  { id: OPTIONS, message: 'openOptions', type: 'normal' },
];

/** Browsers on phones have no menus. */
const menus = (): typeof browser.contextMenus | undefined => (browser as Partial<typeof browser>).contextMenus;

/**
 * Called once, while the background starts.
 * @param clean cleans the page of a tab now.
 */
export function offerActions(clean: (tab: Tabs.Tab, mode: AutoMode) => Promise<void>): void {
  browser.runtime.onInstalled.addListener(() => {
    for (const { id, message, type } of ENTRIES) {
      menus()?.create({ id, title: browser.i18n.getMessage(message), type, contexts: ['action'] });
    }
  });
  menus()?.onClicked.addListener(({ menuItemId, checked }, tab) => {
    if (tab) void act(String(menuItemId), checked === true, tab, clean);
  });
  browser.tabs.onActivated.addListener(() => void showActions());
}

async function act(
  id: string,
  checked: boolean,
  tab: Tabs.Tab,
  clean: Parameters<typeof offerActions>[0],
): Promise<void> {
  const { url = '' } = tab;
  if (id === OPTIONS) await openOptions();
  // Before anything is awaited, which would lose the right to ask the browser.
  else if (id === AUTO && checked) await turnOnSite(url).catch(() => false);
  else if (id === AUTO) await leaveOut(url, 'site');
  else if (id === CLEAN) await clean(tab, (await siteOf(url)).mode);
  else if (isMode(id)) await setMode(url, id);
  // The browser has ticked what was clicked; what holds is another matter.
  await showActions(tab);
}

const isMode = (id: string): id is AutoMode => MODES.some((mode) => mode === id);

async function siteOf(url: string): Promise<{ rule: SiteRule | undefined; mode: AutoMode }> {
  const verdict = verdictFor(url, await loadSites());
  const rule = verdict.cleaned ? verdict.rule : undefined;
  return { rule, mode: rule?.mode ?? (await autoMode.load()) };
}

/** Ticks what holds for a tab, when it is in front; without one, for the tab that is. */
export async function showActions(of?: Tabs.Tab): Promise<void> {
  const contextMenus = menus();
  if (!contextMenus || of?.active === false) return;
  const tab = of ?? (await browser.tabs.query({ active: true, lastFocusedWindow: true }))[0];
  const { rule, mode } = await siteOf(tab?.url ?? '');
  // At the very start they may not be there yet.
  await Promise.all([
    contextMenus.update(AUTO, { checked: rule !== undefined }),
    ...MODES.map((id) => contextMenus.update(id, { checked: id === mode })),
  ]).catch(() => undefined);
}
