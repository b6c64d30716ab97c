// Makes the PNGs in icons/ from the SVGs there, in Chromium: `npm run icons`, after an SVG has changed.
import { readFile, writeFile } from 'node:fs/promises';
import { launch } from 'puppeteer-core';
import { CHROMIUM_ARGUMENTS, installedBrowsers } from './browsers.mjs';

const SIZES = [16, 32, 48, 128];
/** Up to this many pixels the drawing on the pixel grid is the clearer one. */
const SMALL = 32;

/** The sheet's colour, as it is and when the page has been cleaned. */
const SHEET = '#1c6280';
const CLEANED = '#1b7a43';

/** Laid over the mark when the page has been cleaned: told by its shape and not by the colour alone. */
const TICK = `<svg class="tick" viewBox="0 0 16 16"><circle cx="8" cy="8" r="8" fill="#fff"/><circle cx="8" cy="8" r="6.8" fill="${CLEANED}"/><path d="M4.6 8.3l2.3 2.3 4.5-4.8" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

const [chromium] = installedBrowsers('chrome');
if (!chromium) throw new Error('Install Chromium or Chrome to make the icons.');
const browser = await launch({ executablePath: chromium.path, pipe: true, args: CHROMIUM_ARGUMENTS });
try {
  const page = await browser.newPage();
  for (const size of SIZES) {
    const drawing = await readFile(size <= SMALL ? 'icons/icon-small.svg' : 'icons/icon.svg', 'utf8');
    for (const [name, tick] of [
      ['icon', ''],
      ['cleaned', TICK],
    ]) {
      const mark = tick ? drawing.replace(SHEET, CLEANED) : drawing;
      await page.setViewport({ width: size, height: size });
      await page.setContent(
        `<style>*{margin:0}svg{position:absolute;inset:0;width:100%;height:100%}.tick{inset:auto 0 0 auto;width:56%;height:56%}</style>${mark}${tick}`,
      );
      await writeFile(`icons/${name}-${size}.png`, await page.screenshot({ omitBackground: true }));
    }
  }
} finally {
  await browser.close();
}
