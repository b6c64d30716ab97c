import type { ErrorCode } from '../src/browser/messages.ts';
import type { ShelfErrorCode } from '../src/browser/shelf.ts';
import type { FailureWords } from '../src/view/states.ts';
import type { MessageKey } from '../src/view/texts.ts';

/** What every shell says to each failure, and whether trying again can help. */
export const FAILURES: Readonly<Record<ErrorCode, FailureWords & { again: boolean }>> = {
  'browser-page': { title: 'errorBrowserPage', next: 'errorBrowserPageNext', again: false },
  'store-page': { title: 'errorStorePage', next: 'errorStorePageNext', again: false },
  pdf: { title: 'errorPdf', next: 'errorPdfNext', again: false },
  'local-file': { title: 'errorLocalFile', next: 'errorLocalFileNext', again: true },
  'error-page': { title: 'errorErrorPage', next: 'errorErrorPageNext', again: true },
  blocked: { title: 'errorBlocked', next: 'errorBlockedNext', again: false },
  'still-loading': { title: 'errorStillLoading', next: 'errorStillLoadingNext', again: true },
  'no-selection': { title: 'errorNoSelection', next: 'errorNoSelectionNext', again: true },
  'tab-gone': { title: 'errorTabGone', next: 'errorTabGoneNext', again: true },
  stopped: { title: 'errorStopped', next: 'errorStoppedNext', again: true },
  'no-answer': { title: 'errorNoAnswer', next: 'errorNoAnswerNext', again: true },
  'not-an-article': { title: 'errorNotAnArticle', next: 'errorNotAnArticleNext', again: true },
  'in-frame': { title: 'errorInFrame', next: 'errorInFrameNext', again: true },
  'for-subscribers': { title: 'errorForSubscribers', next: 'errorForSubscribersNext', again: true },
  empty: { title: 'errorEmpty', next: 'errorEmptyNext', again: true },
  'too-large': { title: 'errorTooLarge', next: 'errorTooLargeNext', again: false },
  unreadable: { title: 'errorUnreadable', next: 'errorUnreadableNext', again: true },
};

/** What is said when the shelf of kept quotes fails. */
export const SHELF_FAILURES: Readonly<Record<ShelfErrorCode, MessageKey>> = {
  'shelf-full': 'shelfErrorFull',
  'shelf-newer': 'shelfErrorNewer',
  'shelf-busy': 'shelfErrorBusy',
  'shelf-damaged': 'shelfErrorDamaged',
  'shelf-closed': 'shelfErrorClosed',
};
