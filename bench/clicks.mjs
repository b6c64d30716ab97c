// What a click costs the reader, in the extension as it ships: real clicks on the toolbar button, each on a page of its own.
import fs from 'node:fs';
import path from 'node:path';
import puppeteer from 'puppeteer-core';
import { median } from './statistics.mjs';

/** Longest wait for anything, in ms. */
const PATIENCE = 60_000;

const texts = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, '../src/_locales/en/messages.json'), 'utf8'));
/** What the button says that opens the reader over the page. */
const READER = texts.openReader.message;

/** In any page: the time, in ms since 1970, at which a selector first matches and has been painted. */
async function shownAt(page, selector) {
  await page.waitForSelector(selector, { timeout: PATIENCE });
  return page.evaluate(
    () =>
      new Promise((resolve) =>
        requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now()))),
      ),
  );
}

/** Puts an ear on the page's long tasks, whoever makes them. */
const listen = (page) =>
  page.evaluate(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => globalThis.longTasks.push(...list.getEntries().map((e) => e.duration))).observe({
      type: 'longtask',
    });
  });

/**
 * @param {string} folder the unpacked extension.
 * @param {string} origin serves the pages by id.
 * @param {{ id: string }[]} pages
 * @returns per page, medians in ms: from the click to the article's first text in the popup; from the click on its button to
 *   the reader over the page; the content script's own time when it is asked again and nothing has changed; the longest task
 *   on the page's main thread after the click. And how many scripts of ours a page has that was not clicked on.
 */
export async function measureClicks({ folder, origin, pages, repeat, executablePath, args }) {
  const browser = await puppeteer.launch({ executablePath, pipe: true, enableExtensions: true, args });
  try {
    const id = await browser.installExtension(folder);
    const extension = (await browser.extensions()).get(id);
    const welcome = await browser.waitForTarget((target) => target.url().endsWith('/options/welcome.html'), {
      timeout: PATIENCE,
    });
    await (await welcome.page())?.close();
    const results = [];
    for (const { id: name } of pages) {
      const runs = { text: [], reader: [], again: [], longest: [] };
      for (let round = 0; round < repeat; round++) {
        const page = await browser.newPage();
        await page.goto(`${origin}/${encodeURIComponent(name)}`, { waitUntil: 'load' });
        await listen(page);
        await page.bringToFront();
        const opened = browser.waitForTarget((target) => target.url().endsWith('/popup/popup.html'), {
          timeout: PATIENCE,
        });
        const clicked = Date.now();
        await extension.triggerAction(page);
        const popup = await (await opened).asPage();
        runs.text.push((await shownAt(popup, 'article p, article li, article pre')) - clicked);
        runs.longest.push(Math.max(0, ...(await page.evaluate(() => globalThis.longTasks))));
        runs.again.push(await readAgain(browser, id, page));
        const button = await popup.$(`aria/${READER}`);
        if (button) {
          const asked = Date.now();
          await button.click();
          runs.reader.push((await shownAt(page, 'clean-copy-reader')) - asked);
        }
        await page.close();
      }
      results.push({
        id: name,
        ...Object.fromEntries(Object.entries(runs).map(([what, list]) => [what, median(list)])),
      });
    }
    return { pages: results, scriptsOnOtherPages: await scriptsUnasked(browser, `${origin}/${pages[0].id}`, id) };
  } finally {
    await browser.close();
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
