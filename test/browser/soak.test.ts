/** Pages opened, cleaned and left, one after the other: nothing of them stays in the page's process, the popup's, or the worker's. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CDPSession, Page } from 'puppeteer-core';
import { type Chromium, changedBuild, PATIENCE, type Site, serveWithSample, startChromium } from './harness.ts';

/** `npm run soak` reads three hundred. */
const PAGES = Number(process.env.SOAK_PAGES ?? 9);
/** How much larger a heap may be in the last third than in the first; few pages leave more to chance. */
const GROWTH = PAGES >= 100 ? 1.05 : 1.15;
/** Before this many pages caches fill. */
const WARM = 3;
const SENTENCE = 'The harbour master counted the boats again in the evening, and this time there was one more. ';

interface Measure {
  page: number;
  popup: number;
  worker: number;
  documents: number;
  popupDocuments: number;
}

let chromium: Chromium;
let site: Site;
let build: Awaited<ReturnType<typeof changedBuild>>;

beforeAll(async () => {
  site = await serveWithSample(
    Object.fromEntries(
      Array.from({ length: 10 }, (_, at) => [
        `/${at}`,
        `<!doctype html><html lang="en"><title>Boats ${at}</title><article><h1>Boats ${at}</h1>${`<p>${SENTENCE.repeat(4)}</p><p>“There is one more boat,” said Ann Lee.</p><p>Advertisement</p>`.repeat(40)}</article>`,
      ]),
    ),
  );
  build = await changedBuild('chrome', (manifest) => ({ ...manifest, host_permissions: ['*://127.0.0.1/*'] }));
  chromium = await startChromium(build.folder);
});

afterAll(async () => {
  await chromium?.close();
  await build?.remove();
  await site?.close();
});

/** Bytes on the heap when all that can go has gone. */
async function heap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

/** Documents that are alive in the process, shown or not. */
async function documents(session: CDPSession): Promise<number> {
  return (await session.send('Memory.getDOMCounters')).documents;
}

async function workerHeap(): Promise<number> {
  const target = await chromium.browser.waitForTarget((one) => one.type() === 'service_worker', { timeout: PATIENCE });
  const session = await target.createCDPSession();
  const used = await heap(session);
  await session.detach();
  return used;
}

async function round(page: Page, session: CDPSession, at: number): Promise<Measure> {
  await page.goto(`${site.origin}/${at % 10}`);
  const popup = await chromium.click(page);
  await popup.waitForSelector('article h1', { timeout: PATIENCE });
  const inPopup = await popup.createCDPSession();
  const popupUsed = await heap(inPopup);
  const popupDocuments = await documents(inPopup);
  const toggle = `(async () => {
    const [{ id: tabId }] = await chrome.tabs.query({ url: '${site.origin}/*' });
    await chrome.scripting.executeScript({ target: { tabId }, files: ['reader/in-page.js'] });
  })()`;
  await popup.evaluate(toggle);
  await page.waitForSelector('clean-copy-reader', { timeout: PATIENCE });
  await popup.evaluate(toggle);
  await page.waitForFunction(() => document.querySelector('clean-copy-reader') === null, { timeout: PATIENCE });
  await popup.close();
  const worker = await workerHeap();
  await page.goto('about:blank');
  return { page: await heap(session), popup: popupUsed, worker, documents: await documents(session), popupDocuments };
}

const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;

test(
  `${PAGES} pages leave nothing behind`,
  async () => {
    const page = await chromium.browser.newPage();
    const session = await page.createCDPSession();
    const measures: Measure[] = [];
    for (let at = 0; at < WARM; at++) await round(page, session, at);
    for (let at = 0; at < PAGES; at++) measures.push(await round(page, session, at));

    const third = Math.floor(PAGES / 3);
    const grown: Record<string, number> = {};
    for (const what of ['page', 'popup', 'worker', 'documents', 'popupDocuments'] as const) {
      const values = measures.map((measure) => measure[what]);
      const [first, last] = [mean(values.slice(0, third)), mean(values.slice(-third))];
      grown[what] = last / first;
      console.log(
        `${what}: ${Math.round(first)} in the first third of ${PAGES} pages, ${Math.round(last)} in the last (× ${(last / first).toFixed(3)})`,
      );
    }
    for (const what of ['page', 'popup', 'worker']) expect([what, (grown[what] ?? 0) <= GROWTH]).toEqual([what, true]);
    expect(measures.at(-1)?.documents).toBe(measures[0]?.documents);
    expect(measures.at(-1)?.popupDocuments).toBe(measures[0]?.popupDocuments);
    await page.close();
  },
  60_000 + PAGES * 20_000,
);
