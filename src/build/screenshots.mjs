// `npm run screenshots`: every view in every theme, in English, Arabic and Japanese, as a real click shows it in Chromium,
// and the print of the article.
// `-- en` makes those of one language.
// All of them go to dist/screenshots, the few that README.md shows to popup/screenshots as well.
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { launch } from 'puppeteer-core';
import { CHROMIUM_ARGUMENTS, installedBrowsers } from './browsers.mjs';
import { build } from './bundle.mjs';
import { sampleReply } from './sample.mjs';
import { serve } from './serve.mjs';

const OUT = 'dist/screenshots';
const FOR_README = {
  'popup-article-light-en': 'popup.png',
  'popup-quotes-light-en': 'quotes.png',
  'popup-removed-dark-en': 'removed.png',
  'reader-sepia-en': 'reader.png',
};
const LANGUAGES = process.argv.length > 2 ? process.argv.slice(2) : ['en', 'ar', 'ja'];
const THEMES = ['light', 'sepia', 'dark', 'contrast'];
const TABS = ['article', 'quotes', 'removed'];
const POPUP = { width: 720, height: 600 };
const NARROW = { width: 360, height: 600 };
const WINDOW = { width: 1280, height: 900 };
/** Pages of ours that need no article; the settings are longer than any window. */
const PAGES = ['options/welcome', 'options/options', 'options/shelf'];
/** What opens from the popup's buttons: the message that names the button, and what is to be seen then. */
const SHEETS = {
  look: '.look',
  outline: '.sheet:popover-open',
  takeAlong: '.take',
  keys: '.keys',
  siteSheet: '.site-sheet',
};
const FAILURES = { '/menu': 'not-an-article', '/empty': 'empty', 'chrome://version/': 'browser-page', '/a.pdf': 'pdf' };

const [browserFound] = installedBrowsers('chrome');
if (!browserFound) throw new Error('Screenshots need Chromium, Chrome or Edge on this machine.');

await build();
await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
const site = await serve(async (path) => {
  const language = /^\/(ar|ja)$/.exec(path)?.[1];
  if (language) return { body: await readFile(new URL(`./sample/${language}.html`, import.meta.url)) };
  if (path === '/menu') return { body: '<!doctype html><title>Menu</title><nav><a href="#a">News</a></nav>' };
  if (path === '/empty') return { body: '<!doctype html><title>Empty</title><body></body>' };
  return sampleReply(path === '/en' ? '/' : path);
});

for (const language of LANGUAGES) await inLanguage(language);
await site.close();
await mkdir('popup/screenshots', { recursive: true });
for (const [name, file] of LANGUAGES.includes('en') ? Object.entries(FOR_README) : [])
  await copyFile(`${OUT}/${name}.png`, `popup/screenshots/${file}`);

/** The browser's own language is the interface's. */
async function inLanguage(language) {
  const browser = await launch({
    executablePath: browserFound.path,
    pipe: true,
    enableExtensions: true,
    defaultViewport: null,
    env: { ...process.env, LANGUAGE: language },
    // A popup is no higher than the screen leaves room for.
    args: [
      ...CHROMIUM_ARGUMENTS,
      '--disable-gpu',
      '--screen-info={1600x1200}',
      '--window-size=1280,900',
      `--lang=${language}`,
    ],
  });
  try {
    const id = await browser.installExtension(resolve('dist/chrome'));
    const extension = (await browser.extensions()).get(id);
    const welcome = await browser.waitForTarget((target) => target.url().endsWith('/options/welcome.html'));
    await (await welcome.page()).close();
    const click = async (page) => {
      await page.bringToFront();
      const opened = browser.waitForTarget((target) => target.url().endsWith('/popup/popup.html'));
      await extension.triggerAction(page);
      const popup = await (await opened).asPage();
      await popup.waitForSelector('article h1, [role=alert] h1');
      await popup.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
      return popup;
    };
    const page = await browser.newPage();
    await page.goto(`${site.origin}/${language}`);
    await popupShots(await click(page), language);
    await sheetShots(await click(page), language);
    await panelShots(browser, id, page, await click(page), language);
    await pageShots(browser, id, language);
    await readerShots(browser, page, await click(page), language);
    if (language === 'en') await failureShots(browser, click);
  } finally {
    await browser.close();
  }
}

async function popupShots(popup, language) {
  for (const theme of THEMES) {
    await choose(popup, theme);
    for (const tab of TABS) {
      await popup.evaluate((id) => document.querySelector(`[role=tab][id$="-${id}"]`).click(), tab);
      await shot(popup, `popup-${tab}-${theme}-${language}`, POPUP);
      if (theme === 'light' || theme === 'dark') await shot(popup, `popup-${tab}-${theme}-${language}-narrow`, NARROW);
    }
  }
  await popup.close();
}

async function sheetShots(popup, language) {
  for (const theme of ['light', 'dark']) {
    await choose(popup, theme);
    for (const [name, shown] of Object.entries(SHEETS)) {
      await resize(popup, POPUP);
      await popup.evaluate((name) => {
        document.querySelector(`button[aria-label="${chrome.i18n.getMessage(name)}"]`).click();
      }, name);
      await popup.waitForSelector(shown);
      await shot(popup, `sheet-${name}-${theme}-${language}`, POPUP);
      await popup.evaluate(() => document.querySelector(':popover-open').hidePopover());
    }
  }
  await popup.close();
}

/** The side panel's page beside the article, as narrow as panels are. */
async function panelShots(browser, id, page, popup, language) {
  const tab = await popup.evaluate(async () => (await chrome.tabs.query({ active: true, currentWindow: true }))[0].id);
  const panel = await browser.newPage();
  await panel.goto(`chrome-extension://${id}/reader/panel.html?tab=${tab}`);
  await panel.waitForSelector('article h1');
  for (const theme of THEMES) {
    await choose(panel, theme);
    await shot(panel, `panel-${theme}-${language}`, { width: 360, height: 800 });
  }
  await choose(panel, 'light');
  await panel.pdf({ path: `${OUT}/print-${language}.pdf` });
  await panel.close();
  await page.bringToFront();
}

async function pageShots(browser, id, language) {
  for (const path of PAGES) {
    const page = await browser.newPage();
    await page.goto(`chrome-extension://${id}/${path}.html`);
    await page.waitForSelector('h1');
    for (const theme of THEMES) {
      await choose(page, theme);
      await page.setViewport(WINDOW);
      await settled(page);
      const name = path.split('/').at(-1);
      await page.screenshot({ path: `${OUT}/${name}-${theme}-${language}.png`, fullPage: true });
      if (theme !== 'light') continue;
      await page.setViewport(NARROW);
      await settled(page);
      await page.screenshot({ path: `${OUT}/${name}-${theme}-${language}-narrow.png`, fullPage: true });
    }
    await page.close();
  }
}

async function readerShots(browser, page, popup, language) {
  const worker = await (await browser.waitForTarget((target) => target.type() === 'service_worker')).worker();
  await popup.evaluate(() => {
    const name = chrome.i18n.getMessage('openReader');
    document.querySelector(`.workspace__foot [aria-label="${name}"]`).click();
  });
  await page.waitForSelector('clean-copy-reader');
  for (const theme of THEMES) {
    await worker.evaluate((theme) => chrome.storage.sync.set({ appearance: { version: 1, value: { theme } } }), theme);
    await page.bringToFront();
    await settled(page);
    await page.screenshot({ path: `${OUT}/reader-${theme}-${language}.png` });
  }
}

async function failureShots(browser, click) {
  for (const [address, name] of Object.entries(FAILURES)) {
    const page = await browser.newPage();
    await page.goto(address.startsWith('/') ? site.origin + address : address).catch(() => undefined);
    const popup = await click(page);
    await choose(popup, 'light');
    await shot(popup, `popup-failure-${name}`, POPUP);
    await popup.close();
    await page.close();
  }
}

async function choose(popup, theme) {
  await popup.evaluate((theme) => chrome.storage.sync.set({ appearance: { version: 1, value: { theme } } }), theme);
  await popup.waitForFunction((theme) => document.documentElement.dataset.theme === theme, {}, theme);
}

async function shot(popup, name, size) {
  await resize(popup, size);
  await popup.screenshot({ path: `${OUT}/${name}.png` });
}

/** A popup is as large as its content asks for, a page as large as its window; until both agree they follow each other. */
async function resize(popup, { width, height }) {
  await popup.setViewport({ width, height });
  await popup.waitForFunction(
    (width, height) => {
      const { style, offsetWidth, offsetHeight } = document.documentElement;
      style.setProperty('--popup-width', `${width}px`);
      style.setProperty('--popup-height', `${height}px`);
      return [innerWidth, offsetWidth].every((now) => now === width) && Math.min(innerHeight, offsetHeight) === height;
    },
    {},
    width,
    height,
  );
  await settled(popup);
}

/** After fonts are there and what was changed is painted. */
async function settled(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  });
}
