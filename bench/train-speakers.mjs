// Trains the model that picks a quotation's speaker, and writes src/core/speaker-weights.ts.
//   node bench/train-speakers.mjs ../shared/bench/quotes/gold-en-train-rest.jsonl [more.jsonl …] [--held-out file.jsonl] [--dry]
// Each line is an article {"id","text","lang"?,"quotes":[{"start","end","speaker","speakerStart"}]}. Of every five
// articles one is kept apart to stop by and to set the temperature with. No dependency but esbuild, which reads the sources.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const HIDDEN = 20;
const EPOCHS = 14;
const RATE = 0.004;
const DECAY = 2e-5;
const DROPOUT = 0.1;

const args = process.argv.slice(2);
const files = args.filter((arg, i) => !arg.startsWith('--') && args[i - 1] !== '--judge');
const dry = args.includes('--dry');
const root = path.join(import.meta.dirname, '..');

const { sceneOf, candidatesFor, FEATURES, lexiconOf, rulesFor } = await sources();
const { speakerMatch } = await import(
  pathToFileURL(path.resolve(path.dirname(files[0] ?? '.'), 'evaluate-quotes.mjs'))
);

/** Reproducible random numbers (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

async function sources() {
  const outfile = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'train-')), 'sources.mjs');
  await build({
    stdin: {
      contents: `export { sceneOf, candidatesFor, FEATURES } from './src/core/speaker-features.ts';
        export { lexiconOf } from './src/core/lexicon.ts';
        export { rulesFor } from './src/rules/index.ts';`,
      resolveDir: root,
    },
    bundle: true,
    format: 'esm',
    outfile,
  });
  return import(pathToFileURL(outfile));
}

const blocksOf = (text) =>
  [...text.matchAll(/[^\n]*\S[^\n]*/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));

/** Every quotation of an article as candidates with their features, and which of them are right. */
function examplesOf(article) {
  const quotes = article.quotes
    .toSorted((a, b) => a.start - b.start)
    .filter((quote, i, all) => i === 0 || quote.start >= all[i - 1].end);
  const scene = sceneOf(
    { text: article.text, blocks: blocksOf(article.text), quotes },
    lexiconOf(rulesFor(article.lang).speech),
  );
  const memory = { lastMention: -1, lastPerson: -1, spoken: new Map() };
  const examples = [];
  quotes.forEach((quote, index) => {
    const candidates = candidatesFor(index, scene, memory);
    if (candidates.length === 0) return;
    const right = candidates.map(({ mention }) => isRight(scene.mentions[mention], quote, article.text));
    const nobody = candidates.length - 1;
    const positive = right.flatMap((yes, i) => (yes ? [i] : []));
    const first = candidates[positive[0]]?.mention ?? -1;
    if (first >= 0) {
      memory.lastMention =
        positive.map((i) => candidates[i].mention).find((id) => overlaps(scene.mentions[id], quote)) ?? first;
      memory.lastPerson = scene.cast.personOf[memory.lastMention] ?? -1;
      memory.spoken.set(memory.lastPerson, (memory.spoken.get(memory.lastPerson) ?? 0) + 1);
    }
    // No speaker in the data may be an omission there; it teaches nothing.
    if (!quote.speaker) return;
    examples.push({
      features: candidates.map(({ features }) => Uint16Array.from(features)),
      positive: positive.length > 0 ? positive : [nobody],
    });
  });
  return examples;
}

const overlaps = (mention, { speaker, speakerStart }) =>
  speakerStart !== undefined &&
  speakerStart !== null &&
  mention.start < speakerStart + speaker.length &&
  mention.end > speakerStart;

function isRight(mention, quote, text) {
  if (!mention || !quote.speaker) return false;
  return speakerMatch(text.slice(mention.start, mention.end), quote.speaker);
}

function forward(features, model, hiddenOut) {
  let score = 0;
  for (let unit = 0; unit < HIDDEN; unit++) {
    let sum = 0;
    for (const at of features) sum += model.input[at * HIDDEN + unit];
    hiddenOut[unit] = sum > 0 ? sum : 0;
    score += hiddenOut[unit] * model.output[unit];
  }
  return score;
}

function softmax(scores, temperature = 1) {
  const highest = Math.max(...scores);
  const weights = scores.map((score) => Math.exp((score - highest) / temperature));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

function train(examples, seed) {
  const next = random(seed);
  const model = {
    input: Float32Array.from({ length: FEATURES * HIDDEN }, () => (next() - 0.5) * 0.3),
    output: Float32Array.from({ length: HIDDEN }, () => (next() - 0.5) * 1.2),
  };
  const moments = {
    input: new Float32Array(FEATURES * HIDDEN),
    input2: new Float32Array(FEATURES * HIDDEN),
    output: new Float32Array(HIDDEN),
    output2: new Float32Array(HIDDEN),
  };
  const order = examples.map((_, i) => i);
  const gradient = new Float32Array(HIDDEN);
  const adam = (weights, at, g, m, v, rate) => {
    m[at] = 0.9 * m[at] + 0.1 * g;
    v[at] = 0.99 * v[at] + 0.01 * g * g;
    weights[at] -= rate * (m[at] / (Math.sqrt(v[at]) + 1e-6) + DECAY * weights[at] * 100);
  };
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
    const rate = RATE * (1 - epoch / EPOCHS) + 1e-4;
    for (const index of order) {
      const { features: all, positive } = examples[index];
      const features = DROPOUT ? all.map((list) => list.filter(() => next() > DROPOUT)) : all;
      const layers = features.map(() => new Float32Array(HIDDEN));
      const odds = softmax(features.map((list, i) => forward(list, model, layers[i])));
      const mass = positive.reduce((sum, i) => sum + odds[i], 0);
      const inputGradients = new Map();
      const outputGradient = new Float32Array(HIDDEN);
      features.forEach((list, i) => {
        const error = odds[i] - (positive.includes(i) ? odds[i] / mass : 0);
        if (Math.abs(error) < 1e-4) return;
        for (let unit = 0; unit < HIDDEN; unit++) {
          outputGradient[unit] += error * layers[i][unit];
          gradient[unit] = layers[i][unit] > 0 ? error * model.output[unit] : 0;
        }
        for (const at of list) {
          const sum = inputGradients.get(at) ?? new Float32Array(HIDDEN);
          inputGradients.set(at, sum);
          for (let unit = 0; unit < HIDDEN; unit++) sum[unit] += gradient[unit];
        }
      });
      for (const [at, sum] of inputGradients)
        for (let unit = 0; unit < HIDDEN; unit++)
          if (sum[unit] !== 0) adam(model.input, at * HIDDEN + unit, sum[unit], moments.input, moments.input2, rate);
      for (let unit = 0; unit < HIDDEN; unit++)
        adam(model.output, unit, outputGradient[unit], moments.output, moments.output2, rate);
    }
  }
  return model;
}

/** Share of examples whose likeliest candidate is right, and the mean log loss. */
function evaluate(examples, model, temperature = 1) {
  const layer = new Float32Array(HIDDEN);
  let right = 0;
  let loss = 0;
  for (const { features, positive } of examples) {
    const odds = softmax(
      features.map((list) => forward(list, model, layer)),
      temperature,
    );
    if (positive.includes(odds.indexOf(Math.max(...odds)))) right++;
    loss -= Math.log(positive.reduce((sum, i) => sum + odds[i], 0) + 1e-9);
  }
  return { accuracy: right / examples.length, loss: loss / examples.length };
}

function quantise(weights) {
  const scale = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127;
  return { scale, values: Int8Array.from(weights, (weight) => Math.round(weight / scale)) };
}

const articles = files.flatMap((file) =>
  fs
    .readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line)),
);
const sets = articles.map(examplesOf);
const learn = sets.filter((_, i) => i % 5 !== 0).flat();
const check = sets.filter((_, i) => i % 5 === 0).flat();
const ceiling = check.filter(({ features, positive }) => positive[0] < features.length - 1).length / check.length;
console.log(
  `${learn.length} to learn from, ${check.length} to check with, ${FEATURES} features, right one among the candidates ${ceiling.toFixed(4)}`,
);
const trial = train(learn, 1);
const best = [0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.5, 1.7, 2].toSorted(
  (a, b) => evaluate(check, trial, a).loss - evaluate(check, trial, b).loss,
)[0];
console.log('learned', evaluate(learn, trial), 'checked', evaluate(check, trial), 'temperature', best);

if (!dry) {
  const model = train([...learn, ...check], 1);
  const input = quantise(model.input);
  const output = quantise(model.output);
  const bytes = Buffer.concat([Buffer.from(input.values.buffer), Buffer.from(output.values.buffer)]);
  const digits = (value) => Number(value.toPrecision(6));
  fs.writeFileSync(
    path.join(root, 'src/core/speaker-weights.ts'),
    `/** Written by \`bench/train-speakers.mjs\`; do not edit. */
export const WEIGHTS = {
  hidden: ${HIDDEN},
  inputScale: ${digits(input.scale)},
  outputScale: ${digits(output.scale)},
  temperature: ${best},
  data: '${bytes.toString('base64')}',
};
`,
  );
}
