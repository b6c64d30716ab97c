#!/usr/bin/env node
// Learns how much each signal about a block (src/core/block-signals.ts, line-signals.ts) speaks for its being clutter.
//   node bench/train-clutter.mjs DATA [--half 0|1] [--folds N] [--extra DATA] [--write] [--errors]
// DATA holds ground-truth.json ({id: {url, articleBody}}), html/ID.html.gz and scoring.mjs, as ../shared/bench/articles does;
// pages of --extra are learned from whatever is held out, and are scored in none of the figures but their own.
// Prints scores of pages that were not learned from (cross-validated by page; with --half, learned on that half of the
// pages and scored on the other) and, with --write, puts weights learned from all pages into src/rules/clutter-weights.ts.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import zlib from 'node:zlib';
import { build } from 'esbuild';
import { JSDOM, VirtualConsole } from 'jsdom';

/** Parts of the pages that judge each other while learning. */
const FOLDS = 4;
const STEPS = 240;
/** Log-odds. No block goes without evidence, and what has evidence is seldom article, so a little less is enough. */
const LEAN = 1;
/** What a page from elsewhere counts beside one of the data. */
const ELSEWHERE = 0.5;
/** A weight this near to 0, or to what is common, is not written: the difference decides nothing. Log-odds. */
const SMALL = 0.65;
/** A first score beyond this is as good as known. Log-odds. */
const SURE = 8;
const [data, ...flags] = process.argv.slice(2);
if (!data) {
  console.error(
    'usage: node bench/train-clutter.mjs DATA [--half 0|1] [--folds N] [--extra DATA] [--write] [--errors]',
  );
  process.exit(2);
}
// What is believed before any page is seen: the data is small and many cues are rare in it, so weights are drawn
// towards these and not towards 0. The first pattern that matches a signal's id counts.
const BELIEFS = [
  [/^bias$/, -2],
  [/^found:/, 8],
  [/^cue:byline:whole/, 2.5],
  [/^cue:(navigation|media|share):whole/, 5.5],
  [/^cue:\w+:whole/, 7.5],
  [/^cue:bio:start/, 1],
  [/^cue:byline:within/, 9.5],
  [/^cue:byline:\w+:long/, 5.5],
  [/^cue:\w+:start:long/, 2.5],
  [/^cue:\w+:start/, 5.5],
  [/^cue:\w+:within:long/, 2.5],
  [/^cue:\w+:within/, 5],
  [/^by$/, 4],
  [/^date:all/, 4],
  [/^date:most/, 2],
  [/^date:words/, 3],
  [/^(contact|asks)/, 7],
  [/^bio:named/, 6],
  [/^heads-prose/, -3],
  [/^links:sentence:(before|after)/, 3],
  [/^is:title:head/, 12],
  [/^is:(title|byline|site)/, 3],
  [/^is:excerpt/, 3],
  [/^in:(figcaption|nav)/, 4],
  [/^in:(figure|footer|aside|button|other-article|form)/, 2.5],
  [
    /^own:(caption|credit|related|promotion|share|comments|cookie|tags|bio|ad-box|byline|date|navigation|boilerplate)/,
    2.5,
  ],
  [
    /^near:(caption|credit|related|promotion|share|comments|cookie|tags|bio|ad-box|byline|date|navigation|boilerplate)/,
    2,
  ],
  [/^(own|near):(headline|media)/, 1],
  [/^(own|near):(article|quote)/, -1.5],
  [/^links:headline:paragraph/, 3],
  [/^list-under-related/, 4],
  [/^(is:address|counter|link-list:outside|heads-link-list$)/, 2.5],
  [/^(has-address|links:headline:between|caps:links)/, 2],
  [/^beside-media/, 4],
  [/^beside-caption/, 4],
  [/^outside:(before|after)/, 1.5],
  [/^outside:within/, 0.5],
  [/^copyright-sign/, 4],
  [/^in:blockquote/, -1.5],
  [/^like-a-sentence/, -5],
  [/^size:xl/, -2],
  [/^size:l/, -1],
];
const belief = (id) => BELIEFS.find(([pattern]) => pattern.test(id))?.[1] ?? 0;
const flag = (name) => (flags.includes(name) ? (flags[flags.indexOf(name) + 1] ?? true) : undefined);
const { aggregate, page: score, tokens } = await import(pathToFileURL(path.resolve(data, 'scoring.mjs')));
const core = await bundleCore();
const pages = readPages(data);
const extra = flag('--extra') ? readPages(flag('--extra')) : [];
for (const page of extra) page.less = ELSEWHERE;

report('nothing removed', pages, () => -1);
report('every junk block removed', pages, (block) => (block.junk ? 1 : -1));
if (flag('--half') === undefined) {
  const folds = Number(flag('--folds') ?? 7);
  const judged = new Map();
  for (let fold = 0; fold < folds; fold++) {
    const model = learn([...extra, ...pages.filter((_, i) => i % folds !== fold)]);
    pages.forEach((page, i) => {
      if (i % folds === fold)
        judge(page, model).forEach((p, k) => {
          judged.set(page.blocks[k], p);
        });
    });
  }
  report('cross-validated', pages, (block) => judged.get(block));
} else {
  const half = (page) => Number.parseInt(page.id.slice(0, 8), 16) % 2;
  const model = learn([...extra, ...pages.filter((page) => half(page) === Number(flag('--half')))]);
  const judged = new Map();
  for (const page of pages)
    judge(page, model).forEach((p, k) => {
      judged.set(page.blocks[k], p);
    });
  report(
    'learned half',
    pages.filter((page) => half(page) === Number(flag('--half'))),
    (block) => judged.get(block),
  );
  report(
    'other half',
    pages.filter((page) => half(page) !== Number(flag('--half'))),
    (block) => judged.get(block),
  );
}
if (extra.length > 0) {
  const model = learn(pages);
  const judged = new Map(extra.flatMap((page) => judge(page, model).map((p, k) => [page.blocks[k], p])));
  report('extra pages, unseen', extra, (block) => judged.get(block));
}
if (flags.includes('--write')) write(learn([...extra, ...pages]));

async function bundleCore() {
  const outfile = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'train-')), 'core.mjs');
  await build({
    stdin: {
      contents: `export { extract } from './src/core/extract.ts';
        export { indexText } from './src/core/text-index.ts';
        export { blockSignals, neighbourSignals } from './src/core/block-signals.ts';
        export { findAdWords } from './src/core/ad-words.ts';
        export { findCaptions } from './src/core/captions.ts';
        export { finish } from './src/core/steps.ts';
        export { languageOfText } from './src/core/language.ts';
        export { readMetadata } from './src/core/structured-data.ts';
        export { rulesFor } from './src/rules/index.ts';`,
      resolveDir: path.resolve(import.meta.dirname, '..'),
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
  });
  return import(pathToFileURL(outfile));
}

function readPages(folder) {
  const gold = JSON.parse(fs.readFileSync(path.join(folder, 'ground-truth.json'), 'utf8'));
  return Object.entries(gold)
    .map(([id, truth]) => readPage(folder, id, truth))
    .filter(Boolean);
}

/** Text, signals and truth of every block the extraction gives for a page. */
function readPage(folder, id, { url, articleBody }) {
  const bytes = zlib.gunzipSync(fs.readFileSync(path.join(folder, 'html', `${id}.html.gz`)));
  const charset = /<meta[^>]+charset\s*=\s*["']?\s*([\w:-]+)/i.exec(bytes.toString('latin1', 0, 65536))?.[1];
  let html;
  try {
    html = new TextDecoder(charset ?? 'utf-8').decode(bytes);
  } catch {
    html = new TextDecoder().decode(bytes);
  }
  const { window } = new JSDOM(html, { url: url, virtualConsole: new VirtualConsole() });
  const metadata = core.readMetadata(window.document, url, core.rulesFor('en').furniture);
  const extraction = core.extract(window.document, metadata.title ?? '');
  if (!extraction) return undefined;
  const index = core.indexText(extraction.root);
  const rules = core.rulesFor(metadata.lang);
  const found = [...core.finish(core.findAdWords(index, rules)), ...core.finish(core.findCaptions(index, rules))];
  const taken = new Set(found.filter(({ run }) => !run).map(({ block }) => block));
  const signals = core.finish(core.blockSignals(index, { ...metadata, url }, rules, found));
  const texts = index.blocks.map((block) => index.text.slice(block.start, block.end));
  const words = texts.map((text) => tokens(text));
  const truth = matched(words.flat(), tokens(articleBody));
  let from = 0;
  const blocks = texts.map((text, i) => {
    const n = words[i].length;
    const hits = truth.slice(from, from + n).filter(Boolean).length;
    from += n;
    return { text, signals: signals[i], size: n, junk: n > 0 && hits / n < 0.5, empty: n === 0, taken: taken.has(i) };
  });
  window.close();
  return { id, gold: articleBody, blocks };
}

/** Which tokens of `a` lie on a longest common subsequence with `b`. */
function matched(a, b) {
  const width = b.length + 1;
  const best = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      best[i * width + j] =
        a[i] === b[j]
          ? best[(i + 1) * width + j + 1] + 1
          : Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
    }
  }
  const hit = new Array(a.length).fill(false);
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      hit[i++] = true;
      j++;
    } else if (best[(i + 1) * width + j] >= best[i * width + j + 1]) i++;
    else j++;
  }
  return hit;
}

/** Two rounds of logistic regression: each block by itself, then what the first round's verdicts beside it add to its score. */
function learn(train) {
  const first = fit(train.map(signalsOf), train);
  // The first round knows the answers of its own pages and is surer of them than it will be of others: each page is judged
  // by a first round that has not seen it.
  const blind = new Map();
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = train.filter((_, i) => i % FOLDS !== fold);
    const weights = fit(others.map(signalsOf), others);
    for (const page of train.filter((_, i) => i % FOLDS === fold)) blind.set(page, raw(page, weights));
  }
  const beside = train.map((page) => core.finish(core.neighbourSignals(signalsOf(page), blind.get(page))));
  const second = fit(beside, train, (page, k) => Math.max(-SURE, Math.min(SURE, blind.get(page)[k])));
  // Everything in units of the first score, so that one table serves both rounds; LEAN moves the threshold to 0.
  const scale = second.get('score');
  second.delete('score');
  for (const [id, w] of second) second.set(id, (w + (id === 'bias' ? LEAN : 0)) / scale);
  return { first, second };
}

function signalsOf(page) {
  return page.blocks.map(({ signals }) => signals);
}

/**
 * Logistic regression, L2, full batch with Adam.
 * @param score a number known of each block beforehand; its weight is learned with the others.
 */
function fit(signals, train, score) {
  const count = new Map();
  for (const block of signals.flat()) for (const { id } of block) count.set(id, (count.get(id) ?? 0) + 1);
  const ids = [...count.keys()].filter((id) => count.get(id) >= 3);
  if (score) ids.unshift('score');
  const prior = Float64Array.from(['bias', ...ids], score ? (id) => (id === 'score' ? 1 : 0) : belief);
  const number = new Map(ids.map((id, i) => [id, i + 1]));
  const rows = train.flatMap((page, p) =>
    page.blocks.map((block, k) => ({
      x: [0, ...signals[p][k].map(({ id }) => number.get(id)).filter((i) => i !== undefined)],
      s: score ? score(page, k) : 0,
      y: block.junk ? 1 : 0,
      // A long block costs more when it is wrong; a page with a thousand menu entries is still one page.
      w: block.empty
        ? 0
        : (page.less ?? 1) *
          (Math.log2(2 + block.size) / 4) *
          Math.min(1, 40 / page.blocks.length + 0.3) *
          (block.junk ? 1 : Number(flag('--keep') ?? 1.15)),
    })),
  );
  const w = Float64Array.from(prior);
  const m = new Float64Array(w.length);
  const v = new Float64Array(w.length);
  // What words say is known better than these few pages can tell.
  const l2 = Number(flag('--l2') ?? 3);
  const lambda = ['bias', ...ids].map((id) => (id === 'bias' ? 0 : /^(?:cue|like|is:title)/.test(id) ? 1.5 * l2 : l2));
  for (let step = 1; step <= STEPS; step++) {
    const gradient = new Float64Array(w.length);
    for (const { x, s, y, w: weight } of rows) {
      let z = score ? w[1] * s : 0;
      for (const i of x) z += w[i];
      const error = (1 / (1 + Math.exp(-z)) - y) * weight;
      for (const i of x) gradient[i] += error;
      if (score) gradient[1] += error * s;
    }
    const rate = step > STEPS * 0.7 ? 0.015 : 0.05;
    for (let i = 0; i < w.length; i++) {
      const g = gradient[i] + lambda[i] * (w[i] - prior[i]);
      m[i] = 0.9 * m[i] + 0.1 * g;
      v[i] = 0.999 * v[i] + 0.001 * g * g;
      w[i] -= (rate * (m[i] / (1 - 0.9 ** step))) / (Math.sqrt(v[i] / (1 - 0.999 ** step)) + 1e-8);
    }
  }
  return new Map([['bias', w[0]], ...ids.map((id) => [id, w[number.get(id)]])]);
}

function value(signals, weights) {
  let z = weights.get('bias') ?? 0;
  for (const { id } of signals) z += weights.get(id) ?? belief(id);
  return z;
}

function raw(page, weights) {
  return page.blocks.map((block) => value(block.signals, weights));
}

/** Each block's score; above 0 it goes. */
function judge(page, { first, second }) {
  const scores = raw(page, first);
  return core.finish(core.neighbourSignals(signalsOf(page), scores)).map((beside, i) => {
    const { taken, signals } = page.blocks[i];
    if (taken) return Number.POSITIVE_INFINITY;
    const evidence = [...signals, ...beside].some(({ kind }) => kind);
    return evidence ? scores[i] + value(beside, second) : Number.NEGATIVE_INFINITY;
  });
}

function report(name, set, scoreOf) {
  const results = set.map((page) => {
    const kept = page.blocks.filter((block) => scoreOf(block) <= 0);
    return score(page.gold, kept.map((block) => block.text).join('\n'));
  });
  const { f1, precision, recall, accuracy } = aggregate(results);
  console.log(
    `${name.padEnd(28)} F1 ${f1.toFixed(4)}  precision ${precision.toFixed(4)}  recall ${recall.toFixed(4)}  exactly right ${accuracy.toFixed(3)}`,
  );
  if (flags.includes('--errors') && !/removed/.test(name)) {
    set.forEach((page) => {
      for (const block of page.blocks) {
        const p = scoreOf(block);
        if (!block.empty && p > 0 !== block.junk) {
          console.log(
            `  ${page.id.slice(0, 8)} ${block.junk ? 'LEFT' : 'LOST'} ${p.toFixed(2)} ${block.text.slice(0, 130).replace(/\n/g, '⏎')}\n       ${block.signals.map(({ id }) => id).join(' ')}`,
          );
        }
      }
    });
  }
}

/** Ids that a belief speaks of and that these pages may not show. */
function possibleIds() {
  const { furniture, structure } = core.rulesFor('en');
  const kinds = new Set(furniture.flatMap(({ lines }) => Object.keys(lines)));
  const names = Object.keys({ ...structure.names, ...structure.properties });
  const cues = ['whole', 'start', 'start:long', 'within', 'within:long'];
  return [
    ...['ad-marker', 'ad-box', 'caption', 'credit', 'media'].map((kind) => `found:${kind}`),
    ...[...kinds].flatMap((kind) => cues.map((cue) => `cue:${kind}:${cue}`)),
    ...names.flatMap((name) => [`own:${name}`, `near:${name}`]),
    ...'figcaption nav figure footer aside button other-article form'.split(' ').map((tag) => `in:${tag}`),
    ...'by date:all date:most is:title is:title:head is:byline is:site is:excerpt date:words contact asks:network bio:named heads-prose links:sentence:before links:sentence:after links:headline:paragraph links:headline:between caps:links is:address has-address copyright-sign counter beside-media beside-caption outside:before outside:within outside:after link-list:outside heads-link-list list-under-related'.split(
      ' ',
    ),
  ];
}

/** The name under which stands what is the same for most signals of a sort, see `weightOf` in src/core/furniture.ts. */
function commonId(id) {
  return id.replace(/:[^:]+/, ':*');
}

function write({ first, second }) {
  const lines = (weights, steps, common = new Map()) =>
    [...common, ...weights]
      .map(([id, w]) => [id, Math.round(w * steps) / steps])
      .filter(([id, w]) => common.has(id) || Math.abs(w - (common.get(commonId(id)) ?? 0)) >= SMALL)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, w]) => `    ${/^\w+$/.test(id) ? id : `'${id}'`}: ${w},`)
      .join('\n');
  const believed = new Map(possibleIds().map((id) => [id, belief(id)]));
  const all = new Map([...believed, ...first]);
  const common = new Map();
  for (const how of ['whole', 'start', 'start:long', 'within', 'within:long'])
    common.set(`cue:*:${how}`, belief(`cue:boilerplate:${how}`));
  for (const side of ['own', 'near', 'found']) common.set(`${side}:*`, belief(`${side}:boilerplate`));
  fs.writeFileSync(
    path.join(import.meta.dirname, '../src/rules/clutter-weights.ts'),
    `// Made by bench/train-clutter.mjs; do not edit by hand.
import type { ClutterWeights } from './schema.ts';

export const weights: ClutterWeights = {
  alone: {
${lines(all, 5, common)}
  },
  among: {
${lines(second, 10)}
  },
};
`,
  );
}
