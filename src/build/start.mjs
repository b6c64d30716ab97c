// `npm start [-- FILE|URL]`: builds, and opens a page in the browser on this machine with the extension in it. Without a
// browser or a screen the page is cleaned here in the terminal.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { launch } from 'puppeteer-core';
import { CHROMIUM_ARGUMENTS, installedBrowsers } from './browsers.mjs';
import { printArticle } from './print-article.mjs';
import { serveSample } from './sample.mjs';
import { serve } from './serve.mjs';

// Npm changes to the project's folder; a file is named from where the person is.
const from = process.env.INIT_CWD ?? process.cwd();

const BY_HAND = `To load it by hand:
  Chrome, Edge, Chromium   chrome://extensions, switch on Developer mode, Load unpacked, choose ${resolve('dist/chrome')}
  Firefox                  about:debugging#/runtime/this-firefox, Load Temporary Add-on, choose ${resolve('dist/firefox/manifest.json')}`;

/** What to open: the address for a browser, and how the command line names it. @returns a sentence when it is not there. */
async function pageFor(argument) {
  if (argument === undefined) {
    const site = await serveSample();
    return {
      address: `${site.origin}/`,
      source: 'src/build/sample/index.html',
      name: 'The sample news page',
      close: site.close,
    };
  }
  if (/^https?:\/\//i.test(argument))
    return { address: argument, source: argument, name: argument, close: async () => {} };
  const path = resolve(from, argument);
  if (!existsSync(path))
    return `There is no file ${path}. Name a file or an address that starts with http:// or https://.`;
  if (!statSync(path).isFile()) return `${path} is a folder. Name a file in it.`;
  // Browsers keep local files closed to extensions, so the file is served.
  const type = extname(path).toLowerCase() === '.txt' ? 'text/plain' : 'text/html';
  const site = await serve(async (asked) => (asked === '/' ? { body: await readFile(path), type } : undefined));
  return { address: `${site.origin}/`, source: path, name: path, close: site.close };
}

function hasScreen() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Opens the page in the first browser that starts. @returns what runs, or undefined. */
async function openBrowser(address) {
  for (const { kind, name, path } of [...installedBrowsers('chrome'), ...installedBrowsers('firefox')]) {
    console.log(`Opening ${name}…`);
    const shared = { executablePath: path, headless: false, defaultViewport: null };
    let browser;
    try {
      browser =
        kind === 'chrome'
          ? await launch({ ...shared, pipe: true, enableExtensions: true, args: CHROMIUM_ARGUMENTS })
          : await launch({ ...shared, browser: 'firefox' });
      await browser.installExtension(resolve(`dist/${kind}`));
      // The first-run page opens in front; the article goes before it.
      await browser
        .waitForTarget((target) => target.url().endsWith('/options/welcome.html'), { timeout: 3000 })
        .catch(() => undefined);
      const [page = await browser.newPage()] = await browser.pages();
      // A page that loads for ever can be seen while it loads.
      page
        .goto(address, { waitUntil: 'domcontentloaded' })
        .catch((error) => console.log(`The page did not open: ${error.message}`));
      await page.bringToFront();
      return browser;
    } catch (error) {
      await browser?.close();
      console.log(`${name} (${path}) did not start: ${firstLine(error)}`);
    }
  }
  return undefined;
}

function cleanHere({ source, name }) {
  console.log(`\n${name}, cleaned here in the terminal:\n`);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', 'read', source, '--format', 'json'], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) {
    console.error(stderr.trim());
    process.exitCode = 1;
    return;
  }
  printArticle(JSON.parse(stdout));
}

function firstLine(error) {
  return String(error instanceof Error ? error.message : error).split('\n')[0];
}

const page = await pageFor(process.argv[2]);
if (typeof page === 'string') {
  console.error(page);
  process.exit(1);
}

console.log('Building…');
const started = performance.now();
try {
  const { build } = await import('./bundle.mjs');
  await build();
} catch (error) {
  console.error(
    `The build failed: ${firstLine(error)}\nIf packages are missing, run npm ci; then run npm start again.`,
  );
  process.exit(1);
}
console.log(`Built dist/chrome and dist/firefox in ${((performance.now() - started) / 1000).toFixed(1)} s.`);

const browser = hasScreen() ? await openBrowser(page.address) : undefined;
if (browser) {
  console.log(
    `${page.name} is open. Click the Clean Copy button in the toolbar (behind the puzzle piece at first) or press Alt+Shift+K.`,
  );
  console.log('Close the browser, or press Ctrl+C here, to end.');
  await new Promise((ended) => {
    browser.once('disconnected', ended);
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => browser.close().then(ended, ended));
  });
} else {
  console.log(
    hasScreen()
      ? 'No browser that could be started was found. Install Chrome, Chromium, Edge or Firefox, or name one in CHROME_PATH or FIREFOX_PATH.'
      : 'There is no screen here to open a browser on.',
  );
  cleanHere(page);
  console.log(`\n${BY_HAND}`);
}
await page.close();
