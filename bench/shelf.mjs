// The shelf of quotes in real Chromium, with the extension as built:  node bench/shelf.mjs [quotes]
// Prints how long the page takes from its start to the first quotes, and each key of a search to the redrawn list.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import puppeteer from 'puppeteer-core';
import { median, quantile } from './statistics.mjs';

const COUNT = Number(process.argv[2] ?? 10_000);
const OPENINGS = 7;
const WORDS =
  'the council met to discuss a bridge over the river which nobody had planned for ten years Élan said'.split(' ');

const sentence = (at, length) => Array.from({ length }, (_, i) => WORDS[(at * 7 + i * i) % WORDS.length]).join(' ');
const quotes = Array.from({ length: COUNT }, (_, at) => {
  const time = new Date(1.7e12 + at * 1e6).toISOString();
  return {
    id: crypto.randomUUID(),
    quote: { text: `${sentence(at, 20 + (at % 30))} ${at}.`, open: '“', close: '”', speaker: `Speaker ${at % 200}` },
    source: { title: sentence(at, 8), siteName: `Site ${at % 50}`, url: `https://news.example/${at}`, lang: 'en' },
    address: `https://news.example/${at}`,
    kept: time,
    changed: time,
    note: at % 10 ? '' : sentence(at, 8),
    tags: at % 5 ? [] : [`tag ${at % 30}`],
  };
});

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clean-copy-'));
const file = path.join(folder, 'quotes.json');
fs.writeFileSync(file, JSON.stringify({ format: 'clean-copy-quotes', version: 1, quotes }));

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  pipe: true,
  enableExtensions: true,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
try {
  const id = await browser.installExtension(path.resolve('dist/chrome'));
  await browser.waitForTarget((target) => target.url().endsWith('/options/welcome.html'));
  const page = await browser.newPage();
  await page.goto(`chrome-extension://${id}/options/shelf.html`);
  await page.waitForSelector('.shelf');
  await (await page.$('input[type=file]')).uploadFile(file);
  await page.waitForSelector('.kept', { timeout: 60_000 });

  await page.evaluateOnNewDocument(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('.kept')) return;
      performance.mark('first quotes');
      observer.disconnect();
    }).observe(document, { subtree: true, childList: true });
  });
  const opened = [];
  for (let run = 0; run < OPENINGS; run++) {
    await page.reload();
    await page.waitForSelector('.kept');
    opened.push(await page.evaluate(() => performance.getEntriesByName('first quotes')[0].startTime));
    // All of them are there: what one page still reads, the next would wait for.
    await page.waitForFunction(() => document.querySelector('.shelf__found').textContent !== '');
  }
  const keys = await page.evaluate(async () => {
    const field = document.querySelector('input[type=search]');
    const times = [];
    for (const word of ['bridge 99', 'élan river', 'speaker 17', 'nothing']) {
      for (let length = 1; length <= word.length; length++) {
        field.value = word.slice(0, length);
        const start = performance.now();
        field.dispatchEvent(new Event('input', { bubbles: true }));
        document.body.getBoundingClientRect();
        times.push(performance.now() - start);
        await new Promise(requestAnimationFrame);
      }
    }
    return times;
  });
  const figures = (times) =>
    `quickest ${Math.min(...times).toFixed(1)} ms, median ${median(times).toFixed(1)} ms, 95th of 100 ${quantile(times, 0.95).toFixed(1)} ms`;
  console.log(`${COUNT} quotes\nopened    ${figures(opened)}\none key   ${figures(keys)}`);
} finally {
  await browser.close();
  fs.rmSync(folder, { recursive: true, force: true });
}
