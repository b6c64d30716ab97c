/** Put into a page when the reader asks for it; reads the page and answers. It changes nothing in it. */

import { answerTab, READ } from './browser/answering.ts';
import { choicesFor } from './browser/choices.ts';
import { type Answer, failure, type ReadRequest, success } from './browser/messages.ts';
import { pageReader } from './browser/page-reader.ts';
import { inSlices } from './browser/slices.ts';
import { type CleanPage, isFailure, type PageFailure } from './core/article.ts';
import type { Changed } from './core/page-copy.ts';
import { readPageInSteps } from './core/read-article.ts';
import type { ReadOptions } from './core/reader-choices.ts';
import { rulesHere } from './page-words.ts';

declare global {
  /** Reads the page; for the in-page reader, which is put in beside this when it is wanted. */
  var cleanCopyRead: ((asked?: ReadRequest, signal?: AbortSignal) => Promise<Answer<CleanPage>>) | undefined;
  /**
   * Answers what was asked before this was here. The build calls it last, so that what it gives is what putting this here gives;
   * and nothing else of this is done in a page where it is there.
   */
  var cleanCopyAnswerAsked: () => unknown;
}

/** Readings that were given an id to be stopped by. */
const stops = new Map<string, AbortController>();

/** Asked for while the words of the page's language are still on their way; of no use to a later reading. */
let chosen: ReturnType<typeof choicesFor> | undefined = choicesFor(location.hostname);

const read = pageReader(
  document,
  () => {
    const first = chosen ?? choicesFor(location.hostname);
    chosen = undefined;
    return first;
  },
  async (options, signal, changed) => {
    const page = await readSafely(options, signal, changed);
    if (signal.aborted) return failure('stopped');
    return isFailure(page) ? failure(page.error.code) : success(page);
  },
);

/** Pages are stranger than any list of them: what nobody has thought of is said to the reader, and not lost on the way. */
async function readSafely(
  options: ReadOptions,
  signal: AbortSignal,
  changed: Changed | undefined,
): Promise<CleanPage | PageFailure> {
  try {
    const page = Object.hasOwn(globalThis, 'cleanCopyArticle') ? globalThis.cleanCopyArticle?.() : undefined;
    const steps = readPageInSteps(page ?? document, location.href, rulesHere(), { ...options, changed });
    return await inSlices(steps, signal);
  } catch (error) {
    if (!signal.aborted) console.warn('Clean Copy:', error);
    return { error: { code: 'unreadable' } };
  }
}

async function answer(asked: ReadRequest | undefined): Promise<Answer<CleanPage>> {
  const id = asked?.id;
  if (id === undefined) return read(asked);
  const stop = new AbortController();
  stops.set(id, stop);
  return read(asked, stop.signal).finally(() => stops.delete(id));
}

globalThis.cleanCopyRead = read;
answerTab(READ, {
  read: answer,
  stop: ({ id }) => {
    chosen = undefined;
    stops.get(id)?.abort();
    return success(undefined);
  },
});
globalThis.cleanCopyAnswerAsked = () => {
  const { call, request } = (Object.hasOwn(globalThis, 'cleanCopyAsked') && globalThis.cleanCopyAsked) || {};
  globalThis.cleanCopyAsked = undefined;
  if (call === 'stop') chosen = undefined;
  return call === 'read' ? answer((request as ReadRequest | null) ?? undefined) : undefined;
};
