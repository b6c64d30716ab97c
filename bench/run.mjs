// Speed in real Chromium, beside the peers:  npm run bench -- [--pages DIR] [--repeat R] [--limit N] [--largest ELEMENTS] [--clicks IDS] [--quotes] [--clock wall] [--json]
// --clicks: pages of ours to click on in the extension that was built; none with --clicks ''.
// --quotes: instead, what the quotes take of long articles, and of pages that are nothing but quotation marks.
// Every contender runs on documents of its own, page by page in turn, the order rotated, with a collection of garbage before each
// run. Page scripts and all requests are blocked by the response's CSP. Figures are ratios to Readability on the same page in the
// same run, of CPU time of the page's thread (--clock wall: of time on the wall): absolute times say more about the machine than
// about the code.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import puppeteer from 'puppeteer-core';
import { packedRulesPlugin } from '../src/build/packed-rules-plugin.mjs';
import { readabilityPlugin } from '../src/build/readability-plugin.mjs';
import { minified } from '../src/build/terser-plugin.mjs';
import { measureClicks } from './clicks.mjs';
import { generatedPages, longArticles, pagesNamed, pagesOfMarks, savedPages } from './pages.mjs';
import { growthExponent, median, quantile, sum } from './statistics.mjs';

const HERE = import.meta.dirname;
const BASE = 'readability';
const OURS = 'clean-copy';
/** Runs on one document after the first, which is counted apart: cold code is what a reader pays. */
const WARM_RUNS = 2;

const { values: options } = parseArgs({
  options: {
    pages: { type: 'string' },
    repeat: { type: 'string', default: '5' },
    limit: { type: 'string', default: '0' },
    largest: { type: 'string', default: '50000' },
    only: { type: 'string', default: '' },
    clock: { type: 'string', default: 'thread' },
    clicks: { type: 'string', default: 'news-300,news-1000,news-3000,news-5000' },
    quotes: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    chromium: { type: 'string', default: process.env.CHROMIUM ?? '/usr/bin/chromium' },
  },
});

const say = (line) => process.stderr.write(`${line}\n`);

function installPeers() {
  if (fs.existsSync(path.join(HERE, 'node_modules', 'defuddle'))) return;
  say('installing the peers in bench/ …');
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: HERE,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function bundle(entry, plugins = []) {
  const result = await build({
    plugins,
    entryPoints: [path.join(HERE, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'error',
  });
  return result.outputFiles[0].text;
}

/** Serves the pages by id, nothing loadable beside them. Isolated from other origins, so that its clock counts in 5 µs. */
function serve(pages) {
  const byId = new Map(pages.map((page) => [`/${page.id}`, page.html]));
  const server = http.createServer((request, response) => {
    const html = byId.get(decodeURIComponent(request.url ?? ''));
    response.writeHead(html === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cache-control': 'no-store',
    });
    response.end(html ?? '');
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** In the page: one timed run; also what it left on the heap and, for ours, where the time went. */
async function timed(bag, name) {
  const run = globalThis[bag][name];
  const stages = {};
  let last = 0;
  const onStage = (stage) => {
    const now = performance.now();
    stages[stage] = (stages[stage] ?? 0) + now - last;
    last = now;
  };
  const heap = performance.memory.usedJSHeapSize;
  const start = performance.now();
  last = start;
  let length = 0;
  try {
    length = await run(document, onStage);
  } catch {
    length = -1;
  }
  const ms = performance.now() - start;
  return { ms, heap: performance.memory.usedJSHeapSize - heap, length, stages };
}

/** CPU time of the page's main thread so far, in ms: another process that takes the machine does not count. */
async function threadTime(client) {
  const { metrics } = await client.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'ThreadTime').value * 1000;
}

async function measure(browser, origin, pages, scripts) {
  const names = Object.keys(scripts);
  const runs = new Map(
    pages.map((page) => [
      page.id,
      Object.fromEntries(names.map((name) => [name, { cold: [], warm: [], heap: [], stages: [] }])),
    ]),
  );
  const elements = new Map();
  const failed = Object.fromEntries(names.map((name) => [name, 0]));
  const page = await browser.newPage();
  const client = await page.createCDPSession();
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  // What asking for the time costs, which is no contender's.
  const asked = [];
  for (let i = 0; i < 20; i++) {
    const before = await threadTime(client);
    await page.evaluate(() => ({ ms: 0, heap: 0, length: 0, stages: {} }));
    asked.push((await threadTime(client)) - before);
  }
  const idle = median(asked);
  for (let round = 0; round < Number(options.repeat); round++) {
    say(`round ${round + 1} of ${options.repeat}`);
    for (const [index, { id }] of pages.entries()) {
      const turn = (round + index) % names.length;
      for (const name of [...names.slice(turn), ...names.slice(0, turn)]) {
        await page.goto(`${origin}/${encodeURIComponent(id)}`, { waitUntil: 'domcontentloaded' });
        if (!elements.has(id)) elements.set(id, await page.evaluate('document.getElementsByTagName("*").length'));
        await client.send('Runtime.evaluate', { expression: scripts[name].source });
        const results = runs.get(id)[name];
        for (let run = 0; run <= WARM_RUNS; run++) {
          await client.send('HeapProfiler.collectGarbage');
          const before = await threadTime(client);
          const result = await page.evaluate(timed, scripts[name].bag, name);
          const spent = (await threadTime(client)) - before;
          if (result.length < 0) failed[name]++;
          (run === 0 ? results.cold : results.warm).push(options.clock === 'wall' ? result.ms : spent - idle);
          results.heap.push(result.heap);
          results.stages.push(result.stages);
        }
      }
    }
  }
  await page.close();
  return { runs, elements, failed };
}

function summarise({ runs, elements, failed }, names) {
  const pages = [...runs.keys()];
  const of = (id, name, when) => median(runs.get(id)[name][when]);
  const table = names.map((name) => {
    const ratios = (when) => pages.map((id) => of(id, name, when) / of(id, BASE, when));
    return {
      name,
      median: median(ratios('warm')),
      p90: quantile(ratios('warm'), 0.9),
      firstMedian: median(ratios('cold')),
      firstP90: quantile(ratios('cold'), 0.9),
      totalMs: sum(pages.map((id) => of(id, name, 'warm'))),
      firstTotalMs: sum(pages.map((id) => of(id, name, 'cold'))),
      growth: growthExponent(pages.map((id) => [elements.get(id), of(id, name, 'warm')])),
      peakHeapMB: Math.max(...pages.map((id) => median(runs.get(id)[name].heap))) / 1e6,
      failed: failed[name],
    };
  });
  const stages = {};
  for (const id of pages)
    for (const run of runs.get(id)[OURS]?.stages ?? [])
      for (const [stage, ms] of Object.entries(run)) stages[stage] = (stages[stage] ?? 0) + ms;
  const total = sum(Object.values(stages));
  const share = Object.fromEntries(Object.entries(stages).map(([stage, ms]) => [stage, ms / total]));
  const perPage = pages.map((id) => ({
    id,
    elements: elements.get(id),
    firstRun: runs.get(id)[OURS] && of(id, OURS, 'cold'),
    ...Object.fromEntries(names.map((name) => [name, of(id, name, 'warm')])),
  }));
  return { pages: pages.length, table, stages: share, perPage };
}

/** For each page the share of the quotes in our time, and our time in ms, in the first run and repeated. */
function quoteShares({ runs }) {
  return [...runs].map(([id, contenders]) => {
    const { cold, warm, stages } = contenders[OURS];
    const share = median(stages.map((run) => run.quotes / sum(Object.values(run))));
    return { id, share, first: median(cold), repeated: median(warm) };
  });
}

/** Bytes of what the extension ships, when it has been built. */
function bundleSizes() {
  const root = path.join(HERE, '..', 'dist', 'chrome');
  if (!fs.existsSync(root)) return [];
  return fs
    .readdirSync(root, { recursive: true })
    .filter((name) => /\.(js|css)$/.test(name))
    .sort()
    .map((name) => {
      const data = fs.readFileSync(path.join(root, name));
      return { name, bytes: data.length, gzip: gzipSync(data, { level: 9 }).length };
    });
}

/** Real clicks in the extension, when it has been built. */
async function clicks() {
  const folder = path.join(HERE, '..', 'dist', 'chrome');
  if (!fs.existsSync(folder) || clicked.length === 0) return undefined;
  say('clicks');
  const repeat = Number(options.repeat);
  return measureClicks({ folder, origin, pages: clicked, repeat, executablePath: options.chromium, args });
}

function printQuotes(rows) {
  console.log(`${''.padEnd(26)}quotes  first, ms  repeated, ms`);
  for (const { id, share, first, repeated } of rows)
    console.log(
      `${id.padEnd(24)}${(share * 100).toFixed(1).padStart(6)} %${first.toFixed(0).padStart(11)}${repeated.toFixed(0).padStart(14)}`,
    );
}

function print(result) {
  const n = (value, digits = 2) => (Number.isFinite(value) ? value.toFixed(digits) : '–').padStart(9);
  console.log(`${result.pages} pages, time ÷ Readability's on the same page\n`);
  console.log(`${''.padEnd(14)}   median  90th pct    first  first 90   total ms  growth   heap MB  failed`);
  for (const row of result.table)
    console.log(
      `${row.name.padEnd(14)}${n(row.median)}${n(row.p90)}${n(row.firstMedian)}${n(row.firstP90)}${n(row.totalMs, 0)}${n(row.growth)}${n(row.peakHeapMB, 1)}${String(row.failed).padStart(8)}`,
    );
  if (Object.keys(result.stages).length) {
    console.log('\nwhere our time goes');
    for (const [stage, share] of Object.entries(result.stages))
      console.log(`  ${stage.padEnd(20)}${(share * 100).toFixed(1).padStart(6)} %`);
  }
  if (result.clicks) {
    console.log('\nclicks in the extension, ms');
    console.log(
      '  first text: from the click on the toolbar button; empty popup: the same in an extension with one paragraph',
    );
    const heads = [
      'first text',
      'empty popup',
      'pipeline, first run',
      'longest task here',
      'of its tabs',
      'in the page',
      'asked again',
    ];
    console.log(`  ${''.padEnd(14)}${[...heads, 'reader'].map((head) => head.padStart(head.length + 3)).join('')}`);
    for (const { id, text, floor, inPopup, inTabs, inPage, again, reader } of result.clicks.pages) {
      const own = result.perPage.find((page) => page.id === id)?.firstRun;
      const cells = [text, floor, own, inPopup, inTabs, inPage, again, reader];
      const row = cells.map((ms, at) =>
        n(ms, 1)
          .trim()
          .padStart((heads[at] ?? 'reader').length + 3),
      );
      console.log(`  ${id.padEnd(14)}${row.join('')}`);
    }
    console.log('\nfrom the click to the first text, ms since the click');
    const steps = Object.keys(result.clicks.pages[0].steps);
    console.log(`  ${''.padEnd(14)}${[...steps, 'first text'].map((head) => head.padStart(head.length + 3)).join('')}`);
    for (const { id, text, steps: at } of result.clicks.pages) {
      const cells = [
        ...steps.map((step) =>
          n(at[step], 1)
            .trim()
            .padStart(step.length + 3),
        ),
        n(text, 1).trim().padStart(13),
      ];
      console.log(`  ${id.padEnd(14)}${cells.join('')}`);
    }
    console.log(`  scripts of ours on a page that was not clicked on: ${result.clicks.scriptsOnOtherPages}`);
  }
  if (result.sizes.length) {
    console.log('\nbytes shipped                             minified      gzip');
    for (const { name, bytes, gzip } of result.sizes)
      console.log(`  ${name.padEnd(38)}${String(bytes).padStart(10)}${String(gzip).padStart(10)}`);
  }
}

installPeers();
const [own, bounds, peers] = await Promise.all([
  // As the extension is.
  bundle('contenders.mjs', [readabilityPlugin, packedRulesPlugin]).then(minified),
  bundle('bounds.mjs'),
  bundle('peers.mjs'),
]);
const postlight = fs.readFileSync(path.join(HERE, 'node_modules/@postlight/parser/dist/mercury.web.js'), 'utf8');
const scripts = {
  'clean-copy': { source: own, bag: 'cleanCopyBench' },
  readability: { source: bounds, bag: 'cleanCopyBounds' },
  defuddle: { source: peers, bag: 'cleanCopyPeers' },
  postlight: { source: `${postlight}\n${peers}`, bag: 'cleanCopyPeers' },
  'clone only': { source: bounds, bag: 'cleanCopyBounds' },
  'text walk': { source: bounds, bag: 'cleanCopyBounds' },
};
const only = options.only.split(',').filter(Boolean);
for (const name of Object.keys(scripts)) if (only.length && name !== BASE && !only.includes(name)) delete scripts[name];
if (options.quotes) for (const name of Object.keys(scripts)) if (name !== OURS) delete scripts[name];

const generated = options.quotes ? [...longArticles(), ...pagesOfMarks()] : generatedPages(Number(options.largest));
const all = options.pages ? savedPages(options.pages) : generated;
const pages = Number(options.limit) ? all.slice(0, Number(options.limit)) : all;
const clicked = pagesNamed(options.quotes || options.pages ? [] : options.clicks.split(',').filter(Boolean));
const server = await serve([...pages, ...clicked]);
const origin = `http://127.0.0.1:${server.address().port}`;
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=en',
];
const browser = await puppeteer.launch({
  executablePath: options.chromium,
  args: [...args, '--enable-precise-memory-info'],
});
try {
  const measured = await measure(browser, origin, pages, scripts);
  const result = options.quotes
    ? quoteShares(measured)
    : { ...summarise(measured, Object.keys(scripts)), sizes: bundleSizes(), clicks: await clicks() };
  if (options.json) console.log(JSON.stringify(result, null, 1));
  else if (options.quotes) printQuotes(result);
  else print(result);
} finally {
  await browser.close();
  server.close();
}
