// The one import of the polyfill: it throws outside an extension, so nothing that tests run without a browser may import it.
import browser from 'webextension-polyfill';

export { browser };
