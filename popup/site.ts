/** Lends the popup's sheet about a site what it needs of the browser. */
import type { Tabs } from 'webextension-polyfill';
import { leaveOut, loadSites, removeSite, saveSites, turnOnSite } from '../src/browser/sites.ts';
import { setTidy } from '../src/browser/tidy.ts';
import type { Texts } from '../src/view/texts.ts';
import { createSiteSheet } from './site-sheet.ts';

/** Opens the sheet about the site a tab is on, when it is on one. */
export async function openSiteSheet({ id, url }: Tabs.Tab, texts: Texts): Promise<void> {
  if (id === undefined || url === undefined) return;
  const sheet = await createSiteSheet({
    document,
    texts,
    url,
    sites: loadSites,
    turnOn: (mode) => turnOnSite(url, mode),
    save: saveSites,
    remove: removeSite,
    leaveOutSite: () => leaveOut(url, 'site'),
    tidy: (on) => setTidy(id, on),
  });
  if (!sheet) return;
  document.body.append(sheet);
  sheet.addEventListener('toggle', (event) => {
    if ((event as ToggleEvent).newState === 'closed') sheet.remove();
  });
  sheet.showPopover();
  sheet.querySelector('input')?.focus();
}
