import { expect, test } from '@jest/globals';
import { unreadableAddress } from '../../src/browser/page-address.ts';

test.each([
  ['https://chromewebstore.google.com/detail/clean-copy/abc', 'store-page'],
  ['https://chrome.google.com/webstore/detail/abc', 'store-page'],
  ['https://microsoftedge.microsoft.com/addons/detail/abc', 'store-page'],
  ['https://addons.mozilla.org/en-US/firefox/addon/abc/', 'store-page'],
  ['https://addons.opera.com/en/extensions/', 'store-page'],
  ['chrome://version/', 'browser-page'],
  ['about:config', 'browser-page'],
  ['edge://settings', 'browser-page'],
  ['moz-extension://0123/options.html', 'browser-page'],
  ['view-source:https://example.org/', 'browser-page'],
  ['no address', 'browser-page'],
  ['https://example.org/report.PDF?page=2', 'pdf'],
])('%s cannot be read: %s', (address, code) => {
  expect(unreadableAddress(address)).toBe(code);
});

test.each([
  ['a browser that keeps the address back', ''],
  ['an article', 'https://example.org/2026/11/ferry'],
  ['a store named in the query', 'https://example.org/?from=https://chromewebstore.google.com/'],
  ['a site that has the store in its name', 'https://addons.mozilla.org.example.org/'],
  ["what else the store's host serves", 'https://chrome.google.com/intl/en/about'],
  ['an article about PDF', 'https://example.org/what-is.pdf/explained'],
  ['a file on this device', 'file:///home/reader/article.html'],
])('nothing is said against %s', (_, address) => {
  expect(unreadableAddress(address)).toBeUndefined();
});
