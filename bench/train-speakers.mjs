// Trains the models of attribution (who speaks in English, who in any other language; whom a pronoun stands for) and
// writes src/core/speaker-weights.ts.
//   node bench/train-speakers.mjs ../shared/bench/quotes/gold-{en,de}-train-rest.jsonl [more.jsonl …]
//     [--antecedents ../shared/bench/quotes/gold-en-dev.jsonl] [--dry] [--seed N]
// Each line is an article {"id","text","lang"?,"quotes":[{"start","end","speaker","speakerStart","speakerResolved"}]}.
// Of every five articles one is kept apart to measure with and to set the temperature by; the weights that are written
// learn from all. Antecedents in the training articles were found by a program; --antecedents names articles where people
// found them: every second one is learned from for that model alone, the others stay unseen. evaluate-quotes.mjs beside the first file says which names are the same.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { evaluate, pack, temperatureFor, train } from './learn.mjs';

const SPEAKER = { hidden: 10, epochs: 14, rate: 0.004, decay: 0.05, dropout: 0.2 };
// Far fewer examples than English has, so it is held back more.
const OTHER_SPEAKER = { hidden: 16, epochs: 8, rate: 0.004, decay: 0.02, dropout: 0.3 };
const ANTECEDENT = { hidden: 8, epochs: 24, rate: 0.004, decay: 0.05, dropout: 0.3 };
const HUMAN_WEIGHT = 3;
const LEAST_LIKELY = 0.15;

const args = process.argv.slice(2);
const files = args.filter((arg, i) => !arg.startsWith('--') && !['--seed', '--antecedents'].includes(args[i - 1]));
const seed = Number(args[args.indexOf('--seed') + 1] || 1) || 1;
const root = path.join(import.meta.dirname, '..');

const core = await sources();
const { speakerMatch, pronoun } = await import(
  pathToFileURL(path.resolve(path.dirname(files[0] ?? '.'), 'evaluate-quotes.mjs'))
);

async function sources() {
  const outfile = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'train-')), 'sources.mjs');
  await build({
    stdin: {
      contents: `export * from './src/core/scene.ts';
        export { candidatesFor, SPEAKER_INPUTS } from './src/core/speaker-features.ts';
        export { antecedentsFor, ANTECEDENT_INPUTS } from './src/core/antecedent-features.ts';
        export { lexiconOf } from './src/core/lexicon.ts';
        export { fullestName } from './src/core/persons.ts';
        export { rulesFor } from './src/rules/index.ts';`,
      resolveDir: root,
    },
    bundle: true,
    format: 'esm',
    outfile,
  });
  return import(pathToFileURL(outfile));
}

function articlesOf(file) {
  return fs
    .readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const blocksOf = (text) =>
  [...text.matchAll(/[^\n]*\S[^\n]*/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));

/** The quotations of an article as examples for both models; speakers are remembered as the data has them. */
function examplesOf(article) {
  const quotes = article.quotes
    .toSorted((a, b) => a.start - b.start)
    .filter((quote, i, all) => i === 0 || quote.start >= all[i - 1].end);
  const source = { text: article.text, blocks: blocksOf(article.text), quotes };
  const scene = core.sceneOf(source, core.lexiconOf(core.rulesFor(article.lang).speech));
  const memory = core.newMemory();
  const speakers = [];
  const antecedents = [];
  quotes.forEach((quote, index) => {
    // No speaker in the data may be an omission there; it teaches nothing.
    if (!quote.speaker) return;
    const candidates = core.candidatesFor(index, scene, memory);
    const mentions = candidates.map(({ mention }) => scene.mentions[mention]);
    const behind = mentionBehind(quote, scene);
    const right = candidates.flatMap(({ mention }, i) =>
      mention >= 0 && (mention === behind || isSpeaker(mentions[i], quote, article.text)) ? [i] : [],
    );
    const exact = right.filter((i) => overlaps(mentions[i], quote));
    // Other mentions of the right name are neither right nor wrong: that is what the data does not say.
    const kept = candidates.flatMap((_, i) => (exact.length > 0 && right.includes(i) && !exact.includes(i) ? [] : [i]));
    const wanted = exact.length > 0 ? exact : samePersons(right, candidates, scene);
    const positive = kept.flatMap((i, at) => (wanted.includes(i) ? [at] : []));
    if (candidates.length > 0)
      speakers.push({
        features: kept.map((i) => candidates[i].features),
        positive: positive.length > 0 ? positive : [kept.length - 1],
      });
    const chosen = right.find((i) => overlaps(mentions[i], quote)) ?? right[0];
    if (chosen === undefined) return;
    const mention = candidates[chosen].mention;
    let person = scene.cast.personOf[mention] ?? -1;
    if (person < 0 && isGendered(quote.speaker)) {
      const choices = core.antecedentsFor(mention, scene, memory);
      const wanted = choices.flatMap((each, i) =>
        isAntecedent(scene.cast.persons[each.person], quote, scene) ? [i] : [],
      );
      if (wanted.length > 0) {
        antecedents.push({ features: choices.map(({ features }) => features), positive: wanted });
        person = choices[wanted[0]].person;
      }
    }
    core.remember(memory, mention, person, scene);
  });
  return { speakers, antecedents };
}

/** The right candidates and the other mentions of the same persons. */
function samePersons(right, candidates, { cast }) {
  const personOf = (i) => cast.personOf[candidates[i].mention] ?? -1;
  const persons = new Set(right.map(personOf).filter((person) => person >= 0));
  return candidates.flatMap((_, i) => (right.includes(i) || persons.has(personOf(i)) ? [i] : []));
}

/** A relative pronoun ("who") stands for the mention before it. */
const mentionBehind = ({ speaker, speakerStart }, scene) =>
  ['who', 'which'].includes(pronoun(speaker)) && Number.isInteger(speakerStart)
    ? scene.mentions.findLastIndex((mention) => mention.end <= speakerStart)
    : -1;
const weighted = ({ antecedents }) => ({ antecedents: antecedents.map((each) => ({ ...each, weight: HUMAN_WEIGHT })) });
const overlaps = (mention, { speaker, speakerStart }) =>
  Number.isInteger(speakerStart) && mention.start < speakerStart + speaker.length && mention.end > speakerStart;
const isSpeaker = (mention, quote, text) =>
  mention !== undefined && speakerMatch(text.slice(mention.start, mention.end), quote.speaker);
const isGendered = (speaker) => ['he', 'she'].includes(pronoun(speaker));
const isAntecedent = (person, quote, scene) =>
  Boolean(quote.speakerResolved) &&
  !pronoun(quote.speakerResolved) &&
  speakerMatch(core.fullestName(person, scene.text), quote.speakerResolved);

/**
 * Measures on articles kept apart, then learns from all of them.
 * @param unseen examples to set the temperature by, if not those kept apart.
 */
function learn(name, sets, options, unseen) {
  const seen = sets.filter((_, i) => i % 5 !== 0).flat();
  const apart = sets.filter((_, i) => i % 5 === 0).flat();
  const trial = train(seen, { ...options, seed });
  const temperature = temperatureFor(unseen ?? apart, trial);
  const report = (set) =>
    Object.entries(evaluate(set, trial))
      .map(([k, v]) => `${k} ${v.toFixed(4)}`)
      .join(', ');
  console.log(
    `${name}: learned from ${seen.length} (${report(seen)}), kept apart ${apart.length} (${report(apart)}), temperature ${temperature}`,
  );
  return args.includes('--dry') ? undefined : pack(train([...seen, ...apart], { ...options, seed }), temperature);
}

const human = args.includes('--antecedents') ? articlesOf(args[args.indexOf('--antecedents') + 1]) : [];
const articles = files.flatMap(articlesOf);

/** Leaves out what a model that has learned from people, too, finds hardly possible: the program's mistakes. */
function plausible(sets, options) {
  const model = train(sets.flat(), { ...options, seed: seed + 1 });
  const likely = (each) => each.weight !== undefined || evaluate([each], model).loss < -Math.log(LEAST_LIKELY);
  return sets.map((set) => set.filter(likely));
}

const examples = articles.map((article) => ({ english: (article.lang ?? 'en') === 'en', ...examplesOf(article) }));
const english = examples.filter((each) => each.english).map((each) => each.speakers);
const others = examples.filter((each) => !each.english).map((each) => [...each.speakers, ...each.speakers]);
const speaker = learn('speakers, English', english, { ...SPEAKER, inputs: core.SPEAKER_INPUTS });
// Verbs and their subjects stand together in much the same ways: some English helps the languages with little data.
const otherSpeaker = learn('speakers, other languages', [...others, ...english.filter((_, i) => i % 3 === 0)], {
  ...OTHER_SPEAKER,
  inputs: core.SPEAKER_INPUTS,
});
const options = { ...ANTECEDENT, inputs: core.ANTECEDENT_INPUTS };
const taught = human.filter((_, i) => i % 2 === 0).map((article) => weighted(examplesOf(article)));
const untaught = human.filter((_, i) => i % 2 === 1).flatMap((article) => examplesOf(article).antecedents);
const antecedents = [...examples, ...taught].map((each) => each.antecedents);
const antecedent = learn(
  'antecedents',
  plausible(antecedents, options),
  options,
  untaught.length > 0 ? untaught : undefined,
);

if (speaker && otherSpeaker && antecedent) {
  const literal = (model) => `{
  hidden: ${model.hidden},
  inputScale: ${model.inputScale},
  outputScale: ${model.outputScale},
  temperature: ${model.temperature},
  data: '${model.data}',
}`;
  fs.writeFileSync(
    path.join(root, 'src/core/speaker-weights.ts'),
    `import type { PackedModel } from './model.ts';

// Written by \`bench/train-speakers.mjs\`; do not edit.
export const SPEAKER_WEIGHTS: PackedModel = ${literal(speaker)};
export const OTHER_SPEAKER_WEIGHTS: PackedModel = ${literal(otherSpeaker)};
export const ANTECEDENT_WEIGHTS: PackedModel = ${literal(antecedent)};
`,
  );
}
