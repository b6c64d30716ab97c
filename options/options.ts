/** The options page: how articles look, the sites, what is removed, how is cited, the keys, and a backup; each section draws itself. */
import { download } from '../popup/download.ts';
import { forgetAside, keptAside } from '../src/browser/aside.ts';
import {
  loadSiteChoices,
  pageChoices,
  parsePageChoices,
  parseSiteChoices,
  saveSiteChoices,
} from '../src/browser/choices.ts';
import { browser } from '../src/browser/polyfill.ts';
import { pageMemory, setting } from '../src/browser/settings.ts';
import type { SiteRule } from '../src/browser/site-rules.ts';
import { autoMode, isSiteRule, loadSites, removeSite, saveSites, turnOnRule } from '../src/browser/sites.ts';
import { parseTakeOptions } from '../src/formats/options.ts';
import { parseAppearance } from '../src/view/appearance.ts';
import { maker } from '../src/view/dom.ts';
import { makeTexts } from '../src/view/texts.ts';
import { createAppearance } from './appearance.ts';
import { createAside } from './aside.ts';
import { createBackup } from './backup.ts';
import { createCitation } from './citation.ts';
import { createRemoval } from './removal.ts';
import { createShortcuts } from './shortcuts.ts';
import { createSites } from './sites.ts';

const frame = document.documentElement;
const appearance = setting('appearance', parseAppearance, pageMemory());
const taking = setting('copyOptions', parseTakeOptions, pageMemory());
const texts = makeTexts((key, values) => browser.i18n.getMessage(key, values));
frame.lang = texts.locale;
frame.dir = texts.dir;
document.title = texts.text('optionsTitle');

const make = maker(document);
const status = make('p', { class: 'options__said', role: 'status' });
const say = (text: string, error = false): void => {
  status.textContent = text;
  status.classList.toggle('options__said--error', error);
};
/** Storage can be full or off; the page says so instead of losing what was chosen in silence. */
const kept = (saving: Promise<void>): Promise<void> => saving.catch(() => say(texts.text('optionsNotSaved'), true));

const sites = createSites(
  {
    document,
    texts,
    say,
    save: (rules) => kept(saveSites(rules)),
    grant: turnOnRule,
    remove: (rule) => kept(removeSite(rule)),
  },
  (mode) => void kept(autoMode.save(mode)),
);
const look = createAppearance({
  document,
  texts,
  save: (chosen) => void kept(appearance.save(chosen)),
});
const removal = createRemoval({
  document,
  texts,
  savePages: (choices) => kept(pageChoices.save(choices)),
  saveSites: (choices) => kept(saveSiteChoices(choices)),
});
const citation = createCitation({
  document,
  texts,
  say,
  save: async (change) => kept(taking.save({ ...(await taking.load()), ...change })),
});
const aside = createAside({
  document,
  texts,
  save: (text) => download(new Blob([text], { type: 'application/json' }), 'clean-copy-kept-aside.json'),
  forget: forgetAside,
});
const backup = createBackup({
  document,
  texts,
  say,
  collect: async () => ({
    appearance: await appearance.load(),
    autoMode: await autoMode.load(),
    sites: await loadSites(),
    removal: await pageChoices.load(),
    siteChoices: await loadSiteChoices(),
    taking: await taking.load(),
  }),
  restore: async (given) => {
    await appearance.save(parseAppearance(given.appearance));
    await autoMode.save(given.autoMode === 'tidy' ? 'tidy' : 'reader');
    await pageChoices.save(parsePageChoices(given.removal));
    await saveSiteChoices(parseSiteChoices(given.siteChoices));
    await taking.save(parseTakeOptions(given.taking));
    const rules: SiteRule[] = Array.isArray(given.sites) ? given.sites.filter(isSiteRule) : [];
    // What may be read is the browser's to grant, site by site: rules that come from a file wait until they are turned on.
    await saveSites(rules);
  },
});

document.body.append(
  make(
    'main',
    { class: 'options__page' },
    make('h1', { class: 'options__title' }, texts.text('optionsTitle')),
    status,
    aside.root,
    look.root,
    sites.root,
    removal.root,
    citation.root,
    createShortcuts(document, texts, await browser.commands.getAll()),
    backup,
  ),
);

async function show(): Promise<void> {
  const [rules, mode, chosen, everywhere, here, copies] = await Promise.all([
    loadSites(),
    autoMode.load(),
    appearance.load(),
    pageChoices.load(),
    loadSiteChoices(),
    taking.load(),
  ]);
  look.show(chosen);
  const strange = await Promise.all([appearance, autoMode, pageChoices, taking].map((one) => one.isStrange()));
  aside.show(strange.includes(true), await keptAside());
  sites.show(rules, mode);
  removal.show(everywhere, here);
  citation.show(copies);
}
browser.storage.onChanged.addListener(() => void show());
await show();
