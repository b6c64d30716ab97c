import { FEATURES } from './speaker-features.ts';
import { WEIGHTS } from './speaker-weights.ts';

/** A network of one hidden layer that scores a candidate by its active features. Trained by `bench/train-speakers.mjs`. */
export interface Model {
  hidden: number;
  /** Row by row: \`hidden\` weights for each feature. */
  input: Float32Array;
  output: Float32Array;
  /** Scores are divided by this before they become probabilities, so that these are as often right as they say. */
  temperature: number;
}

let loaded: Model | undefined;

/** @returns the trained model, decoded at first use. */
export function speakerModel(): Model {
  loaded ??= decode(WEIGHTS);
  return loaded;
}

function decode(packed: typeof WEIGHTS): Model {
  const bytes = Uint8Array.from(atob(packed.data), (char) => char.charCodeAt(0));
  const signed = new Int8Array(bytes.buffer);
  const size = FEATURES * packed.hidden;
  if (signed.length !== size + packed.hidden) throw new Error('The weights do not fit the features: train again.');
  return {
    hidden: packed.hidden,
    input: Float32Array.from(signed.subarray(0, size), (value) => value * packed.inputScale),
    output: Float32Array.from(signed.subarray(size), (value) => value * packed.outputScale),
    temperature: packed.temperature,
  };
}

/** @returns the score of each candidate as a probability; they sum to 1. */
export function probabilities(candidates: readonly (readonly number[])[], model: Model = speakerModel()): number[] {
  const scores = candidates.map((features) => scoreOf(features, model) / model.temperature);
  const highest = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - highest));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

function scoreOf(features: readonly number[], { hidden, input, output }: Model): number {
  let score = 0;
  for (let unit = 0; unit < hidden; unit++) {
    let sum = 0;
    for (const at of features) sum += input[at * hidden + unit] ?? 0;
    if (sum > 0) score += sum * (output[unit] ?? 0);
  }
  return score;
}
