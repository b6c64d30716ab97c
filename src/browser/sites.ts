/**
 * The sites the reader has chosen: kept on this device, in step with what the browser grants and with the content script that is
 * registered there. Everything ends in `reconcile`, which can run at any time, any number of times, and after any interruption.
 */

import { keepAside } from './aside.ts';
import { browser } from './polyfill.ts';
import { setting } from './settings.ts';
import {
  type AutoMode,
  originsOf,
  type SiteRule,
  sitePattern,
  usablePatterns,
  verdictFor,
  withoutPage,
  withoutSite,
} from './site-rules.ts';

/** The script that waits on the chosen sites; registered for those patterns only. */
const WATCHER = 'auto.js';
/** A wish that the browser's prompt did not answer in this time, in ms, is forgotten. */
const WISH_LASTS = 10 * 60_000;

/** What happens on sites without a choice of their own. */
export const autoMode = setting<AutoMode>('autoMode', (stored) => (stored === 'tidy' ? 'tidy' : 'reader'));

/** A rule the reader asked for while the browser's prompt is open: the prompt closes the popup, and with it whoever waits for the answer. */
interface Wish {
  rule: SiteRule;
  /** Unix time in ms. */
  asked: number;
}

interface Stored {
  sites: SiteRule[];
  siteWishes: Wish[];
}

const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/** @returns whether a value from storage or an import is a rule; patterns in it may still be wrong, and then match nothing. */
export function isSiteRule(value: unknown): value is SiteRule {
  if (typeof value !== 'object' || value === null) return false;
  const { matches, excludes, mode, off } = value as Record<string, unknown>;
  return (
    isStrings(matches) &&
    matches.length > 0 &&
    isStrings(excludes) &&
    [undefined, 'reader', 'tidy'].includes(mode as AutoMode | undefined) &&
    [undefined, 'by-reader', 'no-access'].includes(off as SiteRule['off'])
  );
}

async function load(): Promise<Stored> {
  const { sites, siteWishes } = await browser.storage.local.get(['sites', 'siteWishes']);
  return {
    sites: Array.isArray(sites) ? sites.filter(isSiteRule) : [],
    siteWishes: Array.isArray(siteWishes) ? siteWishes.filter((wish) => isSiteRule(wish?.rule) && wish.asked > 0) : [],
  };
}

/** Stores it. What is in the place of the rules and is no list of them, or holds what is none, is kept aside first. */
async function put(values: Partial<Stored>): Promise<void> {
  const { sites } = await browser.storage.local.get('sites');
  if (sites !== undefined && !(Array.isArray(sites) && sites.every(isSiteRule))) await keepAside('sites', sites);
  await browser.storage.local.set(values);
}

/** The rules in the order the reader made them. */
export async function loadSites(): Promise<SiteRule[]> {
  return (await load()).sites;
}

/** One at a time in all parts of the extension: whoever changes the rules has read them just before. Ends with whoever held it. */
const alone = <T>(work: () => Promise<T>): Promise<T> => navigator.locks.request('sites', work) as Promise<T>;

/** Keeps the rules as they are given; the background brings the browser into step. Rejects when storage is full. */
export function saveSites(sites: readonly SiteRule[]): Promise<void> {
  return alone(() => put({ sites: [...sites] }));
}

/**
 * Asks the browser for one site, and turns the rule on when it is granted. Has to be called in the click itself: an await before
 * it would lose the right to ask. The wish is noted first and finished by the background, since the prompt closes the popup.
 * @returns whether it was granted; whoever is still there to hear it may say so.
 */
export async function turnOnSite(url: string, mode?: AutoMode): Promise<boolean> {
  const pattern = sitePattern(url);
  if (pattern === undefined) return false;
  return turnOnRule({ matches: [pattern], excludes: [], ...(mode && { mode }) });
}

/** The same for a rule made in the editor. */
export async function turnOnRule(rule: SiteRule): Promise<boolean> {
  // Not awaited: the note only has to be on its way before the prompt is.
  const noted = browser.storage.local.set({ siteWishes: [{ rule, asked: Date.now() } satisfies Wish] });
  const granted = await browser.permissions.request({ origins: originsOf(rule) });
  await noted;
  if (granted) await reconcile();
  else await browser.storage.local.set({ siteWishes: [] });
  return granted;
}

/** Takes a rule away, and gives back the access that no other rule needs. */
export function removeSite(rule: SiteRule): Promise<void> {
  return changeSites((other) => (sameMatches(other, rule) ? undefined : other));
}

/** The rules no longer hold for this address, or for the site it is on. Access that no rule needs any more is given back. */
export function leaveOut(url: string, what: 'page' | 'site'): Promise<void> {
  const change = what === 'page' ? withoutPage : withoutSite;
  return changeSites((rule) => change(rule, url));
}

/** What happens by itself on the site of an address; without a rule for it, on every site without a choice of its own. */
export async function setMode(url: string, mode: AutoMode): Promise<void> {
  const verdict = verdictFor(url, await loadSites());
  if (!verdict.cleaned) await autoMode.save(mode);
  else await changeSites((rule) => (sameMatches(rule, verdict.rule) ? { ...rule, mode } : rule));
}

/** @param change what becomes of a rule; undefined takes it away. */
async function changeSites(change: (rule: SiteRule) => SiteRule | undefined): Promise<void> {
  const origins = await alone(async () => {
    const before = await loadSites();
    const sites = before.map(change).filter((rule) => rule !== undefined);
    await put({ sites });
    const needed = new Set(sites.flatMap(originsOf));
    return before.flatMap(originsOf).filter((origin) => !needed.has(origin));
  });
  // One at a time: what the manifest itself asks for cannot be given back, and must not keep the others.
  for (const origin of origins) await browser.permissions.remove({ origins: [origin] }).catch(() => false);
}

const sameMatches = (a: SiteRule, b: SiteRule): boolean => a.matches.join(' ') === b.matches.join(' ');

/**
 * Brings wishes, rules, the browser's grants and the registered scripts into step. Each step leaves storage whole, so that being
 * stopped between two of them loses nothing.
 */
export function reconcile(): Promise<void> {
  return alone(inStep);
}

async function inStep(): Promise<void> {
  const stored = await load();
  const sites = [...stored.sites];
  const siteWishes: Wish[] = [];
  for (const wish of stored.siteWishes) {
    if (await hasAccess(wish.rule)) {
      const known = sites.findIndex((rule) => sameMatches(rule, wish.rule));
      if (known < 0) sites.push(wish.rule);
      else sites[known] = wish.rule;
    } else if (Date.now() - wish.asked < WISH_LASTS) siteWishes.push(wish);
  }
  for (const [at, rule] of sites.entries()) sites[at] = withAccess(rule, await hasAccess(rule));

  // Written only where something differs: the change of storage is what calls the next run, and a wish may come in meanwhile.
  const changed = (Object.entries({ sites, siteWishes }) as [keyof Stored, unknown][]).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(stored[key]),
  );
  if (changed.length > 0) await put(Object.fromEntries(changed));
  await register(sites.filter((rule) => !rule.off));
}

async function hasAccess(rule: SiteRule): Promise<boolean> {
  const origins = originsOf(rule);
  // A pattern the browser does not take throws; the rule it is in has no access, the others are not touched.
  return origins.length > 0 && browser.permissions.contains({ origins }).catch(() => false);
}

/** Access withdrawn turns a rule off and says so; access given back turns it on again. What the reader turned off stays off. */
function withAccess(rule: SiteRule, access: boolean): SiteRule {
  if (rule.off === 'by-reader') return rule;
  const { off: _, ...on } = rule;
  return access ? on : { ...on, off: 'no-access' };
}

async function register(rules: readonly SiteRule[]): Promise<void> {
  const wanted = new Map(rules.map((rule) => [idOf(rule), rule]));
  const present = (await browser.scripting.getRegisteredContentScripts()).map(({ id }) => id);
  const ids = present.filter((id) => !wanted.has(id));
  if (ids.length > 0) await browser.scripting.unregisterContentScripts({ ids });
  for (const [id, rule] of wanted) {
    if (present.includes(id)) continue;
    // Before, since whoever is stopped in between is not asked again; and after, for a page that began meanwhile.
    await watchOpenTabs(rule);
    const { matches, excludes } = usablePatterns(rule);
    // One at a time: a pattern that one browser refuses must not keep the others out.
    await browser.scripting
      .registerContentScripts([
        {
          id,
          js: [WATCHER],
          matches,
          ...(excludes.length > 0 && { excludeMatches: excludes }),
          runAt: 'document_idle',
          persistAcrossSessions: true,
        },
      ])
      .catch((error: unknown) => console.warn('Clean Copy: a site pattern was refused.', String(error)));
    await watchOpenTabs(rule);
  }
}

/** The page in front when a rule comes to hold is cleaned at once: the browser puts the watcher only into pages to come. */
async function watchOpenTabs(rule: SiteRule): Promise<void> {
  const { matches } = usablePatterns(rule);
  const tabs = await browser.tabs.query({ active: true, url: matches }).catch(() => []);
  for (const { id } of tabs) {
    if (id === undefined) continue;
    const target = { tabId: id };
    // A tab can be gone by now, or show an error in the page's place.
    await browser.scripting.executeScript({ target, files: [`/${WATCHER}`] }).catch(() => undefined);
  }
}

/** The same for the same patterns, so that an unchanged rule is not registered anew. */
const idOf = ({ matches, excludes }: SiteRule): string => `auto ${[...matches, '-', ...excludes].join(' ')}`;

/**
 * Brings everything into step now, and whenever something can have put it out of step. Called once, while the background starts:
 * an earlier one may have been ended in the middle.
 * @param afterwards told each time.
 */
export function keepInStep(afterwards: () => Promise<void>): void {
  const again = (): void => void reconcile().then(afterwards);
  browser.permissions.onAdded.addListener(again);
  browser.permissions.onRemoved.addListener(again);
  browser.runtime.onInstalled.addListener(again);
  browser.runtime.onStartup.addListener(again);
  browser.storage.local.onChanged.addListener((changes) => {
    if ('sites' in changes || 'siteWishes' in changes) again();
  });
  again();
}
