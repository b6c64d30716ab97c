/** The answering half of `messages.ts`: who may ask, in what shape, and who is called. */
import type { Runtime } from 'webextension-polyfill';
import type { CleanPage } from '../core/article.ts';
import type { Passage } from '../formats/find-passage.ts';
import type { PageCopy } from '../view/page-copy.ts';
import type { Arrival } from './auto.ts';
import {
  type Answer,
  type Call,
  type Direction,
  type Envelope,
  FONT_NAMES,
  type FontName,
  isRecord,
  type ReadRequest,
  type RequestOf,
  type ValueOf,
} from './messages.ts';
import { browser } from './polyfill.ts';

/** Several scripts may answer in one tab, each its own calls. */
export type Handlers<D extends Direction> = {
  [C in Call<D>]?: (
    request: RequestOf<D, C>,
    sender: Runtime.MessageSender,
  ) => Answer<ValueOf<D, C>> | Promise<Answer<ValueOf<D, C>>>;
};

/** The shape of each request, checked before a handler sees it. */
type Checks<D extends Direction> = { [C in Call<D>]: (value: unknown) => value is RequestOf<D, C> };

const TO_TAB: Checks<'tab'> = {
  read: (value): value is ReadRequest | undefined =>
    isNothing(value) || (isRecord(value) && typeof value.selection === 'boolean'),
  tidy: (value): value is { on: boolean } => isRecord(value) && typeof value.on === 'boolean',
  point: hasPassages,
  fragments: hasPassages,
  selected: isNothing,
  pictures: (value): value is { addresses: string[] } =>
    isRecord(value) && Array.isArray(value.addresses) && value.addresses.every((one) => typeof one === 'string'),
  copy: (value): value is { page: CleanPage; what: PageCopy } =>
    isRecord(value) &&
    (value.what === 'article' || value.what === 'selection') &&
    isRecord(value.page) &&
    typeof value.page.html === 'string' &&
    typeof value.page.text === 'string',
};

const TO_BACKGROUND: Checks<'background'> = {
  readerClosed: isNothing,
  openShelf: isNothing,
  keep: (value): value is { quote: object } => isRecord(value) && isRecord(value.quote),
  font: (value): value is { font: FontName } => isRecord(value) && FONT_NAMES.some((name) => name === value.font),
  cleaned: (value): value is { removed: number } =>
    isRecord(value) && Number.isSafeInteger(value.removed) && Number(value.removed) >= 0,
  arrived: (value): value is Arrival =>
    isRecord(value) &&
    typeof value.verdict === 'string' &&
    typeof value.reloaded === 'boolean' &&
    typeof value.typed === 'boolean',
};

/**
 * Answers calls in the page of a tab, to pages of ours and the background. A message that is not ours, comes from someone who
 * may not ask, or has the wrong shape gets no answer at all.
 * @returns ends the listening.
 */
export function answerTab(handlers: Handlers<'tab'>): () => void {
  globalThis.cleanCopyAnswers = {
    ...(Object.hasOwn(globalThis, 'cleanCopyAnswers') && cleanCopyAnswers),
    ...handlers,
  };
  return listen('tab', TO_TAB, handlers);
}

/** The same in the background, to content scripts as well. */
export function answerBackground(handlers: Handlers<'background'>): () => void {
  return listen('background', TO_BACKGROUND, handlers);
}

function listen<D extends Direction>(direction: D, checks: Checks<D>, handlers: Handlers<D>): () => void {
  // Answers through `sendAnswer`, not as a promise: only the polyfill's listeners may, and scripts in pages are without it.
  const listener = (
    message: unknown,
    sender: Runtime.MessageSender,
    sendAnswer: (answer?: unknown) => void,
  ): true | undefined => {
    if (!isEnvelope(message) || message.to !== direction || !mayAsk(direction, sender)) return undefined;
    if (!Object.hasOwn(handlers, message.call)) return undefined;
    const call = message.call as Call<D>;
    const { request } = message;
    if (!checks[call](request)) return undefined;
    const answer = async (): Promise<unknown> => handlers[call]?.(request, sender);
    answer().then(sendAnswer, (error: unknown) => {
      sendAnswer();
      throw error;
    });
    return true;
  };
  browser.runtime.onMessage.addListener(listener as Runtime.OnMessageListener);
  return () => browser.runtime.onMessage.removeListener(listener as Runtime.OnMessageListener);
}

/** Only this extension may ask; a content script is answered by the background alone. */
function mayAsk(direction: Direction, sender: Runtime.MessageSender): boolean {
  if (sender.id !== browser.runtime.id) return false;
  return direction === 'background' || (sender.url?.startsWith(browser.runtime.getURL('')) ?? false);
}

function isEnvelope(value: unknown): value is Envelope {
  return isRecord(value) && typeof value.to === 'string' && typeof value.call === 'string';
}

function hasPassages(value: unknown): value is { passages: Passage[] } {
  return isRecord(value) && Array.isArray(value.passages) && value.passages.every(isPassage);
}

function isPassage(value: unknown): value is Passage {
  return isRecord(value) && [value.text, value.before, value.after].every((part) => typeof part === 'string');
}

function isNothing(value: unknown): value is undefined {
  // JSON between the parts turns undefined into null in some browsers.
  return value === undefined || value === null;
}
