// Trains what tells a quotation from a phrase in quotation marks, and writes src/core/quote-weights.ts.
//   node bench/train-quotes.mjs ../shared/bench/quotes/gold-{en,de}-train-rest.jsonl [more.jsonl …] [--dry] [--only LIST]
// --only writes one of the two lists, QUOTE_WEIGHTS or GERMAN_QUOTE_WEIGHTS, and leaves the other as it is; both learn from
// all the articles.
// Each line is an article {"id","text","lang"?,"quotes":[{"start","end"}],"ignore"?:[{"start","end"}]}. Logistic
// regression with L2, full batch. Prints the error on every fifth article, kept apart; --dry writes nothing.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const MIN_COUNT = 6;
const L2 = 3;
const STEPS = 400;
const RATE = 0.15;
/** Languages weigh the same together, whatever their number of articles, up to this factor. */
const MAX_BALANCE = 3;

const args = process.argv.slice(2);
const files = args.filter((arg, i) => !arg.startsWith('--') && args[i - 1] !== '--only');
const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : undefined;
const dry = args.includes('--dry');
const root = path.join(import.meta.dirname, '..');
const { findQuotedSpans, contextOf, featuresOf, rulesFor } = await sources();

async function sources() {
  const outfile = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'train-')), 'sources.mjs');
  await build({
    stdin: {
      contents: `export { findQuotedSpans } from './src/core/quotes.ts';
        export { contextOf } from './src/core/quote-context.ts';
        export { featuresOf } from './src/core/quote-features.ts';
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
  [...text.matchAll(/[^\n]*\S[^\n]*/g)].map((match) => ({
    kind: 'paragraph',
    start: match.index,
    end: match.index + match[0].length,
  }));
const overlap = (a, b) => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
const same = (a, b) => overlap(a, b) >= 0.8 * (Math.max(a.end, b.end) - Math.min(a.start, b.start));

/** Every span in marks of an article: its features, and whether it is a quotation. */
function examplesOf(article, held) {
  const source = { text: article.text, blocks: blocksOf(article.text) };
  const rules = rulesFor(article.lang).speech;
  const spans = findQuotedSpans(source, rules);
  const context = contextOf(source, rules, spans);
  return spans.flatMap((span, index) => {
    if (span.continues || spans[index - 1]?.continues) return [];
    const label = article.quotes.some((quote) => same(quote, span)) ? 1 : 0;
    const unclear = (article.ignore ?? []).some((part) => overlap(part, span) >= 0.5 * (span.end - span.start));
    if (!label && (unclear || article.quotes.some((quote) => overlap(quote, span) > 0))) return [];
    const text = `${article.text.slice(span.outer.start - 60, span.outer.start)}[[${article.text.slice(span.start, span.end)}]]${article.text.slice(span.outer.end, span.outer.end + 40)}`;
    return [{ features: featuresOf(index, spans, context), label, lang: rules.lang, held, text }];
  });
}

function train(examples, names) {
  const at = new Map(names.map((name, i) => [name, i]));
  const counts = new Map();
  for (const { lang } of examples) counts.set(lang, (counts.get(lang) ?? 0) + 1);
  const most = Math.max(...counts.values());
  const rows = examples.map(({ features, label, lang }) => ({
    columns: [...new Set(features)].flatMap((name) => at.get(name) ?? []),
    label,
    weight: Math.min(MAX_BALANCE, most / counts.get(lang)),
  }));
  const weights = new Float64Array(names.length + 1);
  const first = new Float64Array(weights.length);
  const second = new Float64Array(weights.length);
  for (let step = 1; step <= STEPS; step++) {
    const gradient = weights.map((weight, i) => (i < names.length ? L2 * weight : 0));
    for (const { columns, label, weight } of rows) {
      let sum = weights[names.length];
      for (const column of columns) sum += weights[column];
      const error = (1 / (1 + Math.exp(-sum)) - label) * weight;
      for (const column of columns) gradient[column] += error;
      gradient[names.length] += error;
    }
    for (let i = 0; i < weights.length; i++) {
      first[i] = 0.9 * first[i] + 0.1 * gradient[i];
      second[i] = 0.999 * second[i] + 0.001 * gradient[i] ** 2;
      weights[i] -= (RATE * (first[i] / (1 - 0.9 ** step))) / (Math.sqrt(second[i] / (1 - 0.999 ** step)) + 1e-8);
    }
  }
  return new Map([['', weights[names.length]], ...names.map((name, i) => [name, weights[i]])]);
}

const namesOf = (examples) => {
  const counts = new Map();
  for (const { features } of examples)
    for (const name of new Set(features)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= MIN_COUNT).map(([name]) => name);
};
const scoreOf = (weights, features) =>
  [...new Set(features)].reduce((sum, name) => sum + (weights.get(name) ?? 0), weights.get(''));

const articles = files.flatMap((file) =>
  fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line)),
);
const examples = articles.flatMap((article, index) => examplesOf(article, index % 5 === 0));
const seen = examples.filter(({ held }) => !held);
const trial = train(seen, namesOf(seen));
for (const lang of new Set(examples.map((each) => each.lang))) {
  const apart = examples.filter((each) => each.held && each.lang === lang);
  const wrong = apart.filter(({ features, label }) => (scoreOf(trial, features) > 0 ? 1 : 0) !== label);
  const found = apart.filter(({ features, label }) => label && scoreOf(trial, features) > 0).length;
  const said = apart.filter(({ features }) => scoreOf(trial, features) > 0).length;
  const real = apart.filter(({ label }) => label).length;
  console.log(
    `${lang}: ${apart.length} held out, ${wrong.length} wrong, F1 ${((2 * found) / (said + real)).toFixed(4)}`,
  );
  if (args.includes('--show'))
    for (const each of wrong)
      console.log(
        each.label ? 'missed' : 'false ',
        scoreOf(trial, each.features).toFixed(1),
        each.text.replaceAll('\n', '⏎').slice(0, 220),
      );
}
if (!dry) {
  const weights = [...train(examples, namesOf(examples))].filter(
    ([name, weight]) => name === '' || Math.abs(weight) >= 0.05,
  );
  weights.sort(([a], [b]) => (a < b ? -1 : 1));
  const rowOf = ([name, weight]) =>
    `  ['${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}', ${Number(weight.toFixed(2))}],`;
  const isOf = (name, lang) =>
    new RegExp(`^(?:lang|title case \\w+) ${lang}$|(?:^after|^on| over) ${lang} `).test(name);
  const file = path.join(root, 'src/core/quote-weights.ts');
  const before = fs.readFileSync(file, 'utf8');
  const writtenAs = (name) => new RegExp(`^export const ${name}: .*?^\\];\n`, 'ms').exec(before)?.[0];
  // Each list is asked with the features of its languages alone.
  const lists = Object.entries({ QUOTE_WEIGHTS: 'de', GERMAN_QUOTE_WEIGHTS: 'en' }).map(([list, other]) => {
    if (only && list !== only) return writtenAs(list);
    const rows = weights.filter(([name]) => !isOf(name, other)).map(rowOf);
    return `export const ${list}: readonly (readonly [feature: string, weight: number])[] = [\n${rows.join('\n')}\n];\n`;
  });
  fs.writeFileSync(
    file,
    `/** Written by \`bench/train-quotes.mjs\`; do not edit. Log odds that a span is a quotation, '' for every span. */\n${lists.join('\n')}`,
  );
}
