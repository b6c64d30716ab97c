/** Long work on a page's own thread, cut into slices, between which the page does what it has to. */
import type { Steps } from '../core/steps.ts';

/** A slice ends after this long, in ms: the page's next picture is late by no more than that. */
const SLICE = 12;
/** Work that takes longer than this, in ms, waits its turn between the page's own tasks. */
const HURRY = 100;

interface Scheduling {
  /** Chrome 129, Firefox 142; TypeScript does not have it. */
  scheduler?: { yield?: () => Promise<void> };
}

/**
 * Does work to its end, slice by slice.
 * @param signal ends it early.
 * @returns what the work gives. Rejects with the signal's reason when it was ended, and with what the work throws.
 */
export async function inSlices<Value>(steps: Steps<Value>, signal?: AbortSignal): Promise<Value> {
  signal?.throwIfAborted();
  const patient = performance.now() + HURRY;
  for (let end = performance.now() + SLICE; ; ) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < end) continue;
    await pause(performance.now() < patient);
    signal?.throwIfAborted();
    end = performance.now() + SLICE;
  }
}

/** The same for what is shown when it is done, which takes a slice or two of its own: what comes of it begins a new task. */
export async function inSlicesToShow<Value>(steps: Steps<Value>): Promise<Value> {
  const value = await inSlices(steps);
  await pause(true);
  return value;
}

/**
 * Lets the page go on. A message comes back in its turn; `yield`, for who is in a hurry, after input but before what the page
 * itself has put off. Neither is held back in a tab that nobody sees, as a timer would be.
 */
function pause(hurry: boolean): Promise<void> {
  const { scheduler } = globalThis as Scheduling;
  if (hurry && typeof scheduler?.yield === 'function') return scheduler.yield();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
