/** Put into a page when the reader wants to see a quote where it stands. It changes nothing in it. */
import { handle, success } from './browser/messages.ts';
import { pointInPage } from './point-in-page.ts';

declare global {
  /** Set once this has been put into the page. */
  var cleanCopyPointing: true | undefined;
}

// Injected twice, the first answers for both.
if (!globalThis.cleanCopyPointing) {
  globalThis.cleanCopyPointing = true;
  handle('tab', { point: ({ passages }) => success({ found: pointInPage(document, passages) }) });
}
