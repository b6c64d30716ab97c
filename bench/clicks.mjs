// What a click costs the reader, in the extension as it ships: real clicks on the toolbar button, each on a page of its own. All
// times are from the browser's own trace, where the click, the paints and the tasks of all processes have one clock.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import { median } from './statistics.mjs';

/** Longest wait for anything, in ms. */
const PATIENCE = 60_000;
/** So long a popup is left alone, in ms: who looks into it while it opens holds it up. */
const ALONE = 1000;

const texts = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, '../src/_locales/en/messages.json'), 'utf8'));
/** What the button says that opens the reader over the page. */
const READER = texts.openReader.message;
/** The article's blocks of text, in the popup. */
const TEXT = 'article :is(p, li, pre, blockquote)';
/** What is painted of a paragraph is larger than this, of words on buttons and of what is said while one waits smaller. In pixels. */
const PARAGRAPH = 10_000;

/** An extension whose popup is one paragraph: what Chromium itself takes for a popup, which no extension can go below. */
const EMPTY = {
  'manifest.json': JSON.stringify({
    manifest_version: 3,
    name: 'Empty',
    version: '1',
    action: { default_popup: 'popup/popup.html' },
    background: { service_worker: 'background.js' },
  }),
  'background.js': '',
  'popup/popup.html': `<!doctype html><body style="width:720px;height:600px"><article><p>${'Some words. '.repeat(30)}</p></article></body>`,
};

function writeFolder(files) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clean-copy-'));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

/** The id Chromium gives an unpacked extension: of its path. */
function extensionId(folder) {
  const hash = createHash('sha256').update(path.resolve(folder)).digest('hex').slice(0, 32);
  return [...hash].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}

/** A profile in which these buttons are in the toolbar: one that is not slides in for 250 ms before its popup opens. */
function profileWith(folders) {
  const pinned_extensions = folders.map(extensionId);
  return writeFolder({ 'Default/Preferences': JSON.stringify({ extensions: { pinned_extensions } }) });
}

/** @returns the events of all processes while something is done. Times are in µs. */
async function traced(browser, act) {
  const session = await browser.target().createCDPSession();
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      recordMode: 'recordAsMuchAsPossible',
      includedCategories: [
        'loading',
        'blink.user_timing',
        'devtools.timeline',
        'disabled-by-default-devtools.timeline',
      ],
    },
  });
  await act();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return events;
}

/** Sets the moment of a click in the trace, by a page's own clock. */
const mark = (page) => page.evaluate(() => void performance.mark('clicked'));

const painted = (page) =>
  page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
  );

const eventOf = (events, mark) => events.find(({ name, cat }) => name === mark && cat.includes('user_timing'));

/** @returns the longest task of a thread after a moment, in ms. The browser's own tasks and waiting for the processor count. */
function longestTask(events, { pid, tid }, after) {
  const tasks = events.filter((event) => event.name === 'RunTask' && event.pid === pid && event.tid === tid);
  return Math.max(0, ...tasks.filter(({ ts }) => ts >= after).map(({ dur = 0 }) => dur / 1000));
}

/** @returns the first paint of a paragraph in the page of an address. What came before may have been gone again when it was seen. */
function paragraphPainted(events, address) {
  const page = events.findLast(
    ({ name, args }) => name === 'navigationStart' && args.data?.documentLoaderURL === address,
  );
  return events
    .filter(
      ({ name, pid, ts }) => name === 'PaintTimingVisualizer::LayoutObjectPainted' && pid === page.pid && ts > page.ts,
    )
    .sort((a, b) => a.ts - b.ts)
    .find(({ args }) => areaOf(args.data.rect) > PARAGRAPH);
}

const areaOf = ([left, top, , , right, bottom]) => (right - left) * (bottom - top);

/**
 * Puppeteer takes hold of whatever opens, and has it wait until it does.
 * @param on whether it does from now on.
 */
async function attachToWhatOpens(browser, on) {
  const session = await browser.target().createCDPSession();
  const filter = on ? [{ type: 'page', exclude: true }, {}] : [{ exclude: true }];
  await session.connection().send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: on,
    flatten: true,
    filter,
  });
  await session.detach();
}

/** What a click does until there is text, in order. Of each the first that comes after the one before it counts. */
const STEPS = [
  [
    'popup asked for',
    ({ name, args }, { address }) => name === 'navigationStart' && args.data?.documentLoaderURL === address,
  ],
  ['its page there', ({ name, args }, { address }) => name === 'ResourceSendRequest' && args.data?.url === address],
  ['begin.js runs', (event) => runs(event, 'begin.js')],
  ['in the page', ({ name, pid }, { page }) => name === 'EvaluateScript' && pid === page],
  ['content.js there', (event) => runs(event, 'content.js')],
  ['answer in the popup', ({ name, args }) => name === 'ResourceSendRequest' && args.data?.url.includes('/viewer-')],
];

const runs = ({ name, args }, file) => name === 'EvaluateScript' && args.data?.url?.endsWith(`/${file}`);

/** @returns for each step after a click its ms since then; fewer when not all are found, as in an empty popup. */
function timeline(events, click, address) {
  const sorted = events.filter(({ ts }) => ts >= click.ts).sort((a, b) => a.ts - b.ts);
  const found = {};
  let from = 0;
  for (const [step, is] of STEPS) {
    const at = sorted.findIndex((event, at) => at >= from && is(event, { address, page: click.pid }));
    if (at < 0) break;
    found[step] = (sorted[at].ts - click.ts) / 1000;
    from = at;
  }
  return found;
}

/** Opens a popup by its button. @returns the popup, and what the trace says: ms to its first text, longest tasks here and there. */
async function openPopup(browser, extension, page) {
  const address = `chrome-extension://${extension.id}/popup/popup.html`;
  let popup;
  const events = await traced(browser, async () => {
    await attachToWhatOpens(browser, false);
    await mark(page);
    await extension.triggerAction(page);
    await delay(ALONE);
    await attachToWhatOpens(browser, true);
    popup = await (await browser.waitForTarget((target) => target.url() === address, { timeout: PATIENCE })).asPage();
    await popup.waitForSelector(TEXT, { timeout: PATIENCE });
    await painted(popup);
  });
  const click = eventOf(events, 'clicked');
  const text = paragraphPainted(events, address);
  return {
    popup,
    text: (text.ts - click.ts) / 1000,
    steps: timeline(events, click, address),
    inPage: longestTask(events, click, click.ts),
    inPopup: longestTask(events, text, click.ts),
  };
}

/** Looks at quotes, removals and the article again. @returns the longest task of the popup's main thread meanwhile, in ms. */
async function lookAround(browser, popup) {
  await popup.waitForSelector('[role=tab]', { timeout: PATIENCE });
  const events = await traced(browser, async () => {
    await mark(popup);
    for (const at of [1, 2, 0]) {
      await popup.evaluate((at) => document.querySelectorAll('[role=tab]')[at].click(), at);
      await painted(popup);
    }
  });
  const start = eventOf(events, 'clicked');
  return longestTask(events, start, start.ts);
}

/** Presses the popup's button for the reader. @returns ms until the reader over the page has been painted. */
async function openReader(browser, popup, page) {
  const button = await popup.$(`aria/${READER}`);
  await page.evaluate(() => {
    globalThis.readerShown = new Promise((resolve) => {
      const watch = new MutationObserver(() => {
        if (!document.querySelector('clean-copy-reader')) return;
        watch.disconnect();
        // The frame in which it is drawn, and after that.
        requestAnimationFrame(() => setTimeout(() => resolve(void performance.mark('shown'))));
      });
      watch.observe(document.documentElement, { childList: true });
    });
  });
  const events = await traced(browser, async () => {
    await mark(popup);
    await button.click();
    await page.evaluate(() => globalThis.readerShown);
  });
  return (eventOf(events, 'shown').ts - eventOf(events, 'clicked').ts) / 1000;
}

/**
 * @param {string} folder the unpacked extension.
 * @param {string} origin serves the pages by id.
 * @param {{ id: string }[]} pages
 * @returns per page, medians in ms: from the click to the article's first text in the popup; the same of an empty popup; the
 *   longest task on the page's main thread after the click, on the popup's, and there while its tabs are looked at; from the click
 *   on its button to the reader over the page; the content script's own time when it is asked again and nothing has changed; and of
 *   each step of the way to the first text when it begins. And how many scripts of ours a page has that was not clicked on.
 */
export async function measureClicks({ folder, origin, pages, repeat, executablePath, args }) {
  const empty = writeFolder(EMPTY);
  const userDataDir = profileWith([folder, empty]);
  const browser = await puppeteer.launch({ executablePath, pipe: true, enableExtensions: true, userDataDir, args });
  try {
    const id = await browser.installExtension(folder);
    const emptyId = await browser.installExtension(empty);
    const extensions = await browser.extensions();
    const welcome = await browser.waitForTarget((target) => target.url().endsWith('/options/welcome.html'), {
      timeout: PATIENCE,
    });
    await (await welcome.page())?.close();
    const results = [];
    for (const { id: name } of pages) {
      const runs = { text: [], floor: [], reader: [], again: [], inPage: [], inPopup: [], inTabs: [] };
      const steps = [];
      const open = async () => {
        const page = await browser.newPage();
        await page.goto(`${origin}/${encodeURIComponent(name)}`, { waitUntil: 'load' });
        await page.bringToFront();
        return page;
      };
      for (let round = 0; round < repeat; round++) {
        const before = await open();
        runs.floor.push((await openPopup(browser, extensions.get(emptyId), before)).text);
        await before.close();
        const page = await open();
        const { popup, text, inPage, inPopup, ...opened } = await openPopup(browser, extensions.get(id), page);
        runs.text.push(text);
        steps.push(opened.steps);
        runs.inPage.push(inPage);
        runs.inPopup.push(inPopup);
        runs.inTabs.push(await lookAround(browser, popup));
        runs.again.push(await readAgain(browser, id, page));
        runs.reader.push(await openReader(browser, popup, page));
        await page.close();
      }
      const found = Object.entries(runs).map(([what, list]) => [what, median(list)]);
      const way = STEPS.map(([step]) => [step, median(steps.flatMap((one) => one[step] ?? []))]);
      results.push({ id: name, ...Object.fromEntries(found), steps: Object.fromEntries(way) });
    }
    return { pages: results, scriptsOnOtherPages: await scriptsUnasked(browser, `${origin}/${pages[0].id}`, id) };
  } finally {
    await browser.close();
    for (const made of [empty, userDataDir]) fs.rmSync(made, { recursive: true, force: true });
  }
}

/** Asks the content script, which the click has left in the page, for the article once more. */
async function readAgain(browser, id, page) {
  const worker = await (
    await browser.waitForTarget((target) => target.type() === 'service_worker' && target.url().includes(id), {
      timeout: PATIENCE,
    })
  ).worker();
  return worker.evaluate(async (url) => {
    const tab = (await chrome.tabs.query({})).find((candidate) => candidate.url === url);
    const [answer] = await chrome.scripting.executeScript({
      target: { tabId: tab.id },
      func: async () => {
        const start = performance.now();
        await globalThis.cleanCopyRead();
        return performance.now() - start;
      },
    });
    return answer.result;
  }, page.url());
}

async function scriptsUnasked(browser, url, id) {
  const page = await browser.newPage();
  const client = await page.createCDPSession();
  let ours = 0;
  client.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin.includes(id)) ours++;
  });
  await client.send('Runtime.enable');
  await page.goto(url, { waitUntil: 'load' });
  await page.close();
  return ours;
}
