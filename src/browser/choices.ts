/** What the reader decided about what is removed: on every page (`storage.sync`), and on single sites (this device only). */
import { REMOVAL_KINDS, type RemovalKind } from '../core/article.ts';
import type { ReadOptions } from '../core/reader-choices.ts';
import { keepAside } from './aside.ts';
import { siteName, siteOfHost } from './page-address.ts';
import { browser } from './polyfill.ts';
import { loadSetting, setting } from './settings.ts';

export type PageChoices = Required<Pick<ReadOptions, 'captions'>> & { keepKinds: RemovalKind[] };

/** What was chosen for one site. No more of a page is stored than the lines the reader pointed at. */
export interface SiteChoices {
  /** As `siteName` gives it. */
  site: string;
  keepKinds: RemovalKind[];
  alwaysRemove: string[];
}

/** Lines remembered for a site; the oldest gives way to a new one. */
const MOST_LINES = 200;
/** Longest line that can be remembered, in UTF-16 units: what returns on every page is short. */
export const LONGEST_LINE = 400;
const MOST_SITES = 500;
const KEY = 'siteChoices';

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const kindsIn = (value: unknown): RemovalKind[] => REMOVAL_KINDS.filter((kind) => listOf(value).includes(kind));

/** @returns valid choices for every page from whatever is stored or imported; by default everything is removed. */
export function parsePageChoices(stored: unknown): PageChoices {
  const { keepKinds, captions } = recordOf(stored);
  return {
    keepKinds: kindsIn(keepKinds),
    captions: captions === 'with-image' || captions === 'keep' ? captions : 'remove',
  };
}

/** @returns what is chosen in what is stored of a site; what is no choice is left out. */
function chosenIn({ keepKinds, alwaysRemove }: Record<string, unknown>): Omit<SiteChoices, 'site'> {
  const lines = listOf(alwaysRemove).filter(
    (line): line is string => typeof line === 'string' && line.trim() !== '' && line.length <= LONGEST_LINE,
  );
  return { keepKinds: kindsIn(keepKinds), alwaysRemove: [...new Set(lines)].slice(-MOST_LINES) };
}

/** @returns valid choices for sites from whatever is stored or imported; what is no choice is left out. */
export function parseSiteChoices(stored: unknown): SiteChoices[] {
  const sites = new Map<string, SiteChoices>();
  for (const one of listOf(stored).map(recordOf)) {
    const { site } = one;
    if (typeof site !== 'string' || site === '' || site.length > 255) continue;
    const choices = { site, ...chosenIn(one) };
    if (choices.keepKinds.length + choices.alwaysRemove.length > 0) sites.set(site, choices);
  }
  return [...sites.values()].slice(-MOST_SITES);
}

const EVERYWHERE = 'removal';
/** Whoever only reads it has no use for the rest of it: see `choicesFor`. */
export const pageChoices = /* @__PURE__ */ setting(EVERYWHERE, parsePageChoices);

export async function loadSiteChoices(): Promise<SiteChoices[]> {
  return parseSiteChoices((await browser.storage.local.get(KEY))[KEY]);
}

/** Rejects when storage is full or off. What is stored and cannot be understood is kept aside first. */
export async function saveSiteChoices(all: readonly SiteChoices[]): Promise<void> {
  const { [KEY]: stored } = await browser.storage.local.get(KEY);
  if (stored !== undefined && !(Array.isArray(stored) && parseSiteChoices(stored).length === stored.length))
    await keepAside(KEY, stored);
  await browser.storage.local.set({ [KEY]: parseSiteChoices(all) });
}

/** Changes what is chosen for the site an address is on. Rejects when storage is full or off. */
async function changeSite(url: string, change: (choices: SiteChoices) => SiteChoices): Promise<void> {
  const site = siteName(url);
  if (site === undefined) return;
  const all = await loadSiteChoices();
  const known = all.find((other) => other.site === site) ?? { site, keepKinds: [], alwaysRemove: [] };
  await saveSiteChoices([...all.filter((other) => other !== known), change(known)]);
}

export function keepKindOnSite(url: string, kind: RemovalKind): Promise<void> {
  return changeSite(url, (choices) => ({ ...choices, keepKinds: [...choices.keepKinds, kind] }));
}

export function removeLineOnSite(url: string, line: string): Promise<void> {
  return changeSite(url, (choices) => ({ ...choices, alwaysRemove: [...choices.alwaysRemove, line] }));
}

/** Lines are the same when their letters and digits are. */
const bare = (line: string): string =>
  line
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

export function allowLineOnSite(url: string, line: string): Promise<void> {
  return changeSite(url, (choices) => ({
    ...choices,
    alwaysRemove: choices.alwaysRemove.filter((other) => bare(other) !== bare(line)),
  }));
}

/** Everything the reader chose that holds for the pages of a host; nothing when storage cannot be read. */
export async function choicesFor(hostname: string): Promise<ReadOptions> {
  const [everywhere, stored] = await Promise.all([
    loadSetting(EVERYWHERE, parsePageChoices),
    browser.storage.local.get(KEY).catch(() => ({}) as Record<string, unknown>),
  ]);
  // Of one site only: code put into pages has to be small.
  const site = siteOfHost(hostname);
  const here = chosenIn(recordOf(listOf(stored[KEY]).findLast((one) => recordOf(one).site === site)));
  return { ...here, captions: everywhere.captions, keepKinds: [...everywhere.keepKinds, ...here.keepKinds] };
}
