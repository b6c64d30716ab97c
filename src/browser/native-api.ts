/**
 * What the build puts in the polyfill's place in scripts that run in pages: the browser's own interface, a tenth of their size.
 * Chrome's has promises, and so has Firefox's `chrome` from manifest version 3 on. `browser` is not asked for: where it is not
 * the browser's own, an element of the page with that id stands there.
 */
import type { Browser } from 'webextension-polyfill';

const { chrome } = globalThis as unknown as { chrome: Browser };

export default chrome;
