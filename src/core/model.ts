/** A network of one hidden layer that scores a candidate by its active features. Trained by `bench/train-speakers.mjs`. */
export interface Model {
  hidden: number;
  /** Row by row: `hidden` weights for each input. */
  input: Float32Array;
  output: Float32Array;
  /** Scores are divided by this before they become probabilities, so that these are as often right as they say. */
  temperature: number;
}

/** A model as it is checked in: weights as signed bytes in base64, to be multiplied with their scale. */
export interface PackedModel {
  hidden: number;
  inputScale: number;
  outputScale: number;
  temperature: number;
  data: string;
}

/** Numbers the values of named features as inputs of a model, in the order given. */
export class Inputs<Name extends string> {
  readonly size: number;
  readonly #offsets = {} as Record<Name, number>;
  readonly #sizes: Readonly<Record<Name, number>>;

  /** @param sizes how many values each feature can take; a change means training again. */
  constructor(sizes: Readonly<Record<Name, number>>) {
    this.#sizes = sizes;
    let size = 0;
    for (const name in sizes) {
      this.#offsets[name] = size;
      size += sizes[name];
    }
    this.size = size;
  }

  /** @returns the input that stands for a feature having a value; values past the end count as the last. */
  of(name: Name, value: number): number {
    return this.#offsets[name] + Math.max(0, Math.min(value, this.#sizes[name] - 1));
  }

  /** @returns a function that adds features to a list. */
  setter(features: number[]): (name: Name, value: number) => void {
    return (name, value) => {
      features.push(this.of(name, value));
    };
  }
}

/** @returns how many of the ascending limits a value is above. */
export function bucket(value: number, limits: readonly number[]): number {
  let at = 0;
  while (at < limits.length && value > (limits[at] ?? 0)) at++;
  return at;
}

/** @throws when the weights were trained with other features than these. */
export function unpack(packed: PackedModel, inputs: number): Model {
  const bytes = Int8Array.from(atob(packed.data), (char) => char.charCodeAt(0));
  const size = inputs * packed.hidden;
  if (bytes.length !== size + packed.hidden) throw new Error('The weights do not fit the features: train again.');
  return {
    hidden: packed.hidden,
    input: Float32Array.from(bytes.subarray(0, size), (value) => value * packed.inputScale),
    output: Float32Array.from(bytes.subarray(size), (value) => value * packed.outputScale),
    temperature: packed.temperature,
  };
}

/** @returns the score of each candidate as a probability; they sum to 1. */
export function probabilities(candidates: readonly (readonly number[])[], model: Model): number[] {
  const scores = candidates.map((features) => scoreOf(features, model) / model.temperature);
  const highest = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - highest));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

function scoreOf(features: readonly number[], { hidden, input, output }: Model): number {
  const layer = new Float32Array(hidden);
  for (const at of features) {
    const row = at * hidden;
    for (let unit = 0; unit < hidden; unit++) layer[unit] = (layer[unit] ?? 0) + (input[row + unit] ?? 0);
  }
  let score = 0;
  layer.forEach((sum, unit) => {
    if (sum > 0) score += sum * (output[unit] ?? 0);
  });
  return score;
}
