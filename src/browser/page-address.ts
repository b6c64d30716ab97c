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
