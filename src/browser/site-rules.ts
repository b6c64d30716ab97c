/**
 * Where Clean Copy cleans by itself, as data: WebExtension match patterns and what to do there. Pure; storing and asking the
 * browser for access is done elsewhere. Patterns are matched by webext-patterns.
 */
import { isValidPattern, patternToRegex } from 'webext-patterns';
import { siteName, siteOfHost, webAddress } from './page-address.ts';

/** What happens by itself: the reader opens over the page, or ad markers and captions are hidden in place. */
export type AutoMode = 'reader' | 'tidy';

export interface SiteRule {
  /** Match patterns; the rule holds where one matches. */
  matches: string[];
  /** Match patterns it does not hold for, though one of `matches` does. */
  excludes: string[];
  /** Absent: the mode chosen in the settings. */
  mode?: AutoMode;
  /** Off by the reader, or because the browser withdrew access. */
  off?: 'by-reader' | 'no-access';
}

export type PatternError = 'empty' | 'not-a-web-address' | 'bad-host' | 'every-site' | 'not-a-pattern';

/** Why an address is or is not cleaned; `pattern` is the one that decided. */
export type Verdict =
  | { cleaned: true; because: 'matches'; pattern: string; rule: SiteRule }
  | { cleaned: false; because: 'excluded' | 'rule-off'; pattern: string; rule: SiteRule }
  | { cleaned: false; because: 'no-match' | 'not-a-web-address' };

const isAddressOfMachine = (host: string): boolean => /^[\d.]+$/.test(host) || !host.includes('.');

/**
 * The pattern for the site an address is on: its host and what is below it, "www." left aside.
 * @returns undefined when the address is not on the web.
 */
export function sitePattern(url: string): string | undefined {
  const site = siteName(url);
  if (site === undefined) return undefined;
  return isAddressOfMachine(site) ? `*://${site}/*` : `*://*.${site}/*`;
}

/** The pattern for this address alone, whatever its fragment; undefined when it is not on the web. */
export function pagePattern(url: string): string | undefined {
  const address = webAddress(url);
  if (address === undefined) return undefined;
  const { hostname, pathname, search } = new URL(address);
  return `*://${hostname}${pathname}${search}`;
}

/**
 * Makes a match pattern of what a reader types: "example.com", "*.example.com/news/*", "https://example.com/a", or a whole pattern.
 * @returns the pattern with its host in the form browsers compare (punycode, lower case), or what is wrong with it.
 */
export function patternFrom(input: string): { pattern: string } | { error: PatternError } {
  const typed = input.trim();
  if (typed === '') return { error: 'empty' };
  if (typed === '<all_urls>') return { error: 'every-site' };
  const parts = /^(?:([a-z*][a-z0-9+.*-]*):\/\/)?([^/?#]*)([/?#].*)?$/i.exec(typed);
  const [, scheme = '*', typedHost = '', rest = ''] = parts ?? [];
  if (!parts || !['*', 'http', 'https'].includes(scheme.toLowerCase())) return { error: 'not-a-web-address' };
  const below = typedHost.startsWith('*.');
  const bare = below ? typedHost.slice(2) : typedHost;
  if (typedHost === '*' || /^\*?$/.test(bare)) return { error: 'every-site' };
  const host = hostOf(bare);
  if (host === undefined) return { error: 'bad-host' };
  if (below && isAddressOfMachine(host)) return { error: host.includes('.') ? 'bad-host' : 'every-site' };
  const path = rest === '' || rest === '/' ? '/*' : rest.replace(/#.*$/, '').replace(/^\?/, '/?');
  const pattern = `${scheme.toLowerCase()}://${below ? '*.' : ''}${host}${path}`;
  return isValidPattern(pattern) ? { pattern } : { error: 'not-a-pattern' };
}

function hostOf(host: string): string | undefined {
  if (host.includes('*') || host.includes('@') || !URL.canParse(`https://${host}/`)) return undefined;
  const { hostname } = new URL(`https://${host}/`);
  return hostname.startsWith('[') || hostname === '' ? undefined : hostname;
}

// webext-patterns leaves what else has a meaning in expressions as it is: "?" before a query, brackets in a title.
const expressionOf = (pattern: string): RegExp => patternToRegex(pattern.replace(/[?+()[\]{}|^$\\]/g, '\\$&'));

/** The patterns of a list that match; a pattern that is not one matches nothing and does not stop the others. */
function firstMatch(address: string, patterns: readonly string[]): string | undefined {
  return patterns.find((pattern) => isValidPattern(pattern) && expressionOf(pattern).test(address));
}

/**
 * Which rule holds for an address, and why. The first rule that cleans it decides; when none does, the first that
 * would have but for an exclusion or for being off is named.
 */
export function verdictFor(url: string, rules: readonly SiteRule[]): Verdict {
  const address = webAddress(url);
  if (address === undefined) return { cleaned: false, because: 'not-a-web-address' };
  let near: Verdict | undefined;
  for (const rule of rules) {
    const pattern = firstMatch(address, rule.matches);
    if (pattern === undefined) continue;
    const exclude = firstMatch(address, rule.excludes);
    if (exclude !== undefined) near ??= { cleaned: false, because: 'excluded', pattern: exclude, rule };
    else if (rule.off) near ??= { cleaned: false, because: 'rule-off', pattern, rule };
    else return { cleaned: true, because: 'matches', pattern, rule };
  }
  return near ?? { cleaned: false, because: 'no-match' };
}

/** The patterns of a rule that are ones: a browser refuses a whole list for one that it cannot read. */
export function usablePatterns({ matches, excludes }: SiteRule): Pick<SiteRule, 'matches' | 'excludes'> {
  const usable = (patterns: readonly string[]): string[] => patterns.filter((pattern) => isValidPattern(pattern));
  return { matches: usable(matches), excludes: usable(excludes) };
}

/** The origins the browser has to grant for a rule; a path is no part of what is granted. */
export function originsOf(rule: SiteRule): string[] {
  return usablePatterns(rule).matches.map((pattern) => pattern.replace(/^([^:]+:\/\/[^/]+)\/.*$/, '$1/*'));
}

/** @returns the rule without this address; the same one when it does not hold for it. */
export function withoutPage(rule: SiteRule, url: string): SiteRule {
  return except(rule, url, pagePattern(url));
}

/** @returns the rule without the site of this address; undefined when it was for nothing else. */
export function withoutSite(rule: SiteRule, url: string): SiteRule | undefined {
  const site = siteName(url);
  const rest = rule.matches.filter((pattern) => siteOfPattern(pattern) !== site);
  return rest.length === 0 ? undefined : except({ ...rule, matches: rest }, url, sitePattern(url));
}

const siteOfPattern = (pattern: string): string => siteOfHost(pattern.replace(/^[^:]+:\/\/(?:\*\.)?([^/]*).*$/, '$1'));

function except(rule: SiteRule, url: string, pattern: string | undefined): SiteRule {
  if (pattern === undefined || !verdictFor(url, [rule]).cleaned) return rule;
  return { ...rule, excludes: [...rule.excludes, pattern] };
}
