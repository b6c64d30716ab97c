// `npm run fuzz -- --runs 10000 --mutated 2000 --scripted 2000 --seconds 1800 --seed 7`: the pages of test/fixtures/fuzz-pages.ts, many of them,
// in Chromium, which is several times faster at them than jsdom. Ends at whichever bound comes first; the seed is printed,
// and with it the same pages come again. Exit status 1 when something did not hold, or not all pages were read.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { launch } from 'puppeteer-core';
import { CHROMIUM_ARGUMENTS, installedBrowsers } from './browsers.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    mutated: { type: 'string', default: '2000' },
    scripted: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '1800' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const seed = Number(values.seed);
const end = Date.now() + Number(values.seconds) * 1000;
/** Pages between two looks at the clock; each batch has the next seed. */
const BATCH = 100;

const IN_BROWSER = `
import fc from 'fast-check';
import { examine, generated, mutated, scripted } from './test/fixtures/fuzz-pages.ts';
const parse = (html) => new DOMParser().parseFromString(html, 'text/html');
globalThis.runBatch = (kind, seed, numRuns) => {
  let articles = 0;
  let failing = false;
  const property = fc.property({ generated, mutated, scripted }[kind], (page) => {
    try {
      if (examine(page, parse) && !failing) articles++;
    } catch (error) {
      failing = true; // Pages tried after this one only make it shorter.
      throw error;
    }
  });
  const { failed, numRuns: pages, errorInstance, counterexample } = fc.check(property, { seed, numRuns });
  return { pages, articles, failure: failed ? errorInstance + '\\n' + JSON.stringify(counterexample[0]) : undefined };
};`;

async function main() {
  const [found] = installedBrowsers('chrome');
  if (!found) throw new Error('The fuzzing needs Chromium. Install it, or set CHROME_PATH.');
  const { outputFiles } = await build({
    stdin: { contents: IN_BROWSER, resolveDir: fileURLToPath(new URL('../..', import.meta.url)), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
  });
  const browser = await launch({
    executablePath: found.path,
    pipe: true,
    args: [...CHROMIUM_ARGUMENTS, '--disable-gpu'],
    protocolTimeout: 600_000,
  });
  let failures = 0;
  let missing = 0;
  try {
    for (const [kind, wanted] of [
      ['generated', Number(values.runs)],
      ['mutated', Number(values.mutated)],
      ['scripted', Number(values.scripted)],
    ]) {
      const total = await runKind(browser, outputFiles[0]?.text ?? '', kind, wanted);
      console.log(
        `${kind}: ${total.pages} pages, ${total.articles} with an article, ${total.failures} failures (seed ${seed})`,
      );
      failures += total.failures;
      missing += Math.max(0, wanted - total.pages);
    }
  } finally {
    await browser.close();
  }
  if (missing > 0) console.log(`${missing} pages were not read: the time was up.`);
  process.exitCode = failures + missing > 0 ? 1 : 0;
}

async function runKind(browser, script, kind, wanted) {
  const total = { pages: 0, articles: 0, failures: 0 };
  const page = await browser.newPage();
  for (let batch = 0; total.pages < wanted && Date.now() < end; batch++) {
    // A new document each time: what a batch leaves behind is not in the next one's way.
    await page.goto('about:blank');
    await page.evaluate(script);
    const { pages, articles, failure } = await page.evaluate(
      (kind, seed, count) => globalThis.runBatch(kind, seed, count),
      kind,
      seed + batch,
      Math.min(BATCH, wanted - total.pages),
    );
    total.pages += pages;
    total.articles += articles;
    if (failure === undefined) continue;
    total.failures++;
    console.log(`${kind}, seed ${seed + batch}: ${failure}`);
  }
  await page.close();
  return total;
}

await main();
