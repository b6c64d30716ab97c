/**
 * What the build puts in the polyfill's place in scripts that run in pages: the browser's own interface, a tenth of their size.
 * Chrome's has promises, and so has Firefox's `chrome` from manifest version 3 on. `browser` is not asked for: where it is not
 * the browser's own, an element of the page with that id stands there.
 */
import type { Browser } from 'webextension-polyfill';

export const { chrome } = globalThis as unknown as { chrome: Browser };

/** Whatever is asked of it, it fails as an interface does that has gone away. */
const absent: Browser = /* @__PURE__ */ new Proxy(() => {}, {
  get: () => absent,
  apply: () => Promise.reject(),
}) as unknown as Browser;

// In a page with a frame named "chrome" or "browser" Chromium gives its extensions no interface at all; what has its name is the frame.
const isOurs = (): boolean => Object.hasOwn(globalThis, 'chrome') && chrome.runtime !== undefined;

export default /* @__PURE__ */ isOurs() ? chrome : absent;
