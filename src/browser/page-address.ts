/** What a page's address alone says about reading it. */

type AddressError = 'browser-page' | 'store-page' | 'pdf';

const READABLE_SCHEMES = ['http:', 'https:', 'file:', 'data:', 'blob:', 'ftp:', 'content:'];

/** Host and path where extensions are offered; browsers let no extension in there. */
const STORES: readonly (readonly [host: string, path: string])[] = [
  ['chromewebstore.google.com', '/'],
  ['chrome.google.com', '/webstore'],
  ['microsoftedge.microsoft.com', '/addons'],
  ['addons.mozilla.org', '/'],
  ['addons.opera.com', '/'],
];

/**
 * @param address a tab's address; '' when the browser keeps it back.
 * @returns why no extension can read the page, or undefined when the address does not say so.
 */
export function unreadableAddress(address: string): AddressError | undefined {
  if (address === '') return undefined;
  if (!URL.canParse(address)) return 'browser-page';
  const { protocol, hostname, pathname } = new URL(address);
  if (!READABLE_SCHEMES.includes(protocol)) return 'browser-page';
  if (STORES.some(([host, path]) => hostname === host && pathname.startsWith(path))) return 'store-page';
  return /\.pdf$/i.test(pathname) ? 'pdf' : undefined;
}

/**
 * The address as match patterns see it: no credentials, no port (patterns have none and mean any), no fragment.
 * @returns undefined for anything but http and https.
 */
export function webAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, pathname, search } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  // webext-patterns leaves the brackets of an IPv6 host unescaped, and a pattern for one would match its digits.
  return hostname.startsWith('[') ? undefined : `${protocol}//${hostname}${pathname}${search}`;
}

/** A host as a reader names it. */
export const siteOfHost = (hostname: string): string => hostname.replace(/^www\./, '');

/** The site an address is on, without "www."; undefined when the address is not on the web. */
export function siteName(url: string): string | undefined {
  const address = webAddress(url);
  return address === undefined ? undefined : siteOfHost(new URL(address).hostname);
}
