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
  type LeftOut,
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

// One for each script that answers in a page: none carries the checks of another.
export const READ: Pick<Checks<'tab'>, 'read' | 'stop'> = {
  read: (value): value is ReadRequest | undefined =>
    isNothing(value) ||
    (isRecord(value) &&
      typeof value.selection === 'boolean' &&
      typeof (value.anyway ?? false) === 'boolean' &&
      typeof (value.id ?? '') === 'string'),
  stop: (value): value is { id: string } => isRecord(value) && typeof value.id === 'string',
};
export const TIDY: Pick<Checks<'tab'>, 'tidy'> = {
  tidy: (value): value is { on: boolean } => isRecord(value) && typeof value.on === 'boolean',
};
export const POINT: Pick<Checks<'tab'>, 'point'> = { point: hasPassages };
export const CITE: Pick<Checks<'tab'>, 'fragments' | 'selected' | 'pictures' | 'copy'> = {
  fragments: hasPassages,
  selected: isNothing,
  pictures: (value): value is { addresses: string[] } =>
    isRecord(value) && Array.isArray(value.addresses) && value.addresses.every((one) => typeof one === 'string'),
  copy: (value): value is { page: CleanPage; what: PageCopy; options: object } =>
    isRecord(value) && (value.what === 'article' || value.what === 'selection') && hasPage(value),
};
export const QUOTE: Pick<Checks<'tab'>, 'copyQuotes'> = {
  copyQuotes: (value): value is { page: CleanPage; options: object } => isRecord(value) && hasPage(value),
};

const TO_BACKGROUND: Checks<'background'> = {
  readerClosed: isNothing,
  left: isNothing,
  leaveOut: (value): value is { what: LeftOut } => isRecord(value) && (value.what === 'page' || value.what === 'site'),
  openShelf: isNothing,
  keep: (value): value is { quote: object } => isRecord(value) && isRecord(value.quote),
  font: (value): value is { font: FontName } => isRecord(value) && FONT_NAMES.some((name) => name === value.font),
  cleaned: (value): value is { removed: number; tabId?: number | undefined } =>
    isRecord(value) &&
    Number.isSafeInteger(value.removed) &&
    Number(value.removed) >= 0 &&
    (value.tabId === undefined || Number.isSafeInteger(value.tabId)),
  arrived: (value): value is Arrival =>
    isRecord(value) && typeof value.reloaded === 'boolean' && isRecord(value.facts) && areFacts(value.facts),
};

/**
 * Answers calls in the page of a tab, to pages of ours and the background. A message that is not ours, comes from someone who
 * may not ask, or has the wrong shape gets no answer at all.
 * @param checks the shape of each call it answers.
 * @returns ends the listening.
 */
export function answerTab<C extends Call<'tab'>>(
  checks: Pick<Checks<'tab'>, C>,
  handlers: Pick<Required<Handlers<'tab'>>, C>,
): () => void {
  globalThis.cleanCopyAnswers = {
    ...(Object.hasOwn(globalThis, 'cleanCopyAnswers') && cleanCopyAnswers),
    ...handlers,
  };
  return listen('tab', checks, handlers as Handlers<'tab'>);
}

/** The same in the background, to content scripts as well. */
export function answerBackground(handlers: Handlers<'background'>): () => void {
  return listen('background', TO_BACKGROUND, handlers);
}

function listen<D extends Direction>(direction: D, checks: Partial<Checks<D>>, handlers: Handlers<D>): () => void {
  // Answers through `sendAnswer`, not as a promise: only the polyfill's listeners may, and scripts in pages are without it.
  const listener = (
    message: unknown,
    sender: Runtime.MessageSender,
    sendAnswer: (answer?: unknown) => void,
  ): true | undefined => {
    if (!isEnvelope(message) || message.to !== direction || !mayAsk(direction, sender)) return undefined;
    if (!Object.hasOwn(checks, message.call)) return undefined;
    const call = message.call as Call<D>;
    const { request } = message;
    if (!checks[call]?.(request)) return undefined;
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
  return direction === 'background' || isOwnPage(sender);
}

const isOwnPage = ({ url }: Runtime.MessageSender): boolean => url?.startsWith(browser.runtime.getURL('')) ?? false;

/**
 * The id of the tab that a request to the background is about: the sender's, whatever a content script says; for a page of ours,
 * which may stand in a tab itself, the one it names.
 */
export function tabMeant({ tabId }: { tabId?: number | undefined }, sender: Runtime.MessageSender): number | undefined {
  return isOwnPage(sender) ? tabId : sender.tab?.id;
}

function isEnvelope(value: unknown): value is Envelope {
  return isRecord(value) && typeof value.to === 'string' && typeof value.call === 'string';
}

function hasPage({ page, options }: Record<string, unknown>): boolean {
  return isRecord(options) && isRecord(page) && typeof page.html === 'string' && typeof page.text === 'string';
}

function hasPassages(value: unknown): value is { passages: Passage[] } {
  return isRecord(value) && Array.isArray(value.passages) && value.passages.every(isPassage);
}

function isPassage(value: unknown): value is Passage {
  return isRecord(value) && [value.text, value.before, value.after].every((part) => typeof part === 'string');
}

function areFacts({ text, headlines, declared, login, readerable }: Record<string, unknown>): boolean {
  return (
    [text, headlines].every((count) => Number.isSafeInteger(count)) &&
    [login, readerable].every((answer) => typeof answer === 'boolean') &&
    (isNothing(declared) || declared === 'article' || declared === 'listing')
  );
}

function isNothing(value: unknown): value is undefined {
  // JSON between the parts turns undefined into null in some browsers.
  return value === undefined || value === null;
}
