/** Put into a page when the reader wants to see a quote where it stands. It changes nothing in it. */
import { answerTab, POINT } from './browser/answering.ts';
import { success } from './browser/messages.ts';
import { pointInPage } from './point-in-page.ts';

declare global {
  /** Set once this has been put into the page. */
  var cleanCopyPointing: true | undefined;
}

// Injected twice, the first answers for both. An element of this name, which a page may have, is no field of the global object.
if (!Object.hasOwn(globalThis, 'cleanCopyPointing')) {
  globalThis.cleanCopyPointing = true;
  answerTab(POINT, { point: ({ passages }) => success({ found: pointInPage(document, passages) }) });
}
