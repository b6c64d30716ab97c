/**
 * Boosted regression trees that score a candidate by the values of its features. Trained by `bench/train-speakers.mjs`.
 * All nodes of all trees lie in a row, each before what is left of it; the left one of a node comes right after it.
 */
export interface Model {
  /** Feature that a node asks for, or `LEAF`. */
  features: Uint8Array;
  /** Values that go left, a bit each. */
  lefts: Uint32Array;
  /** Where it goes on to the right. */
  rights: Uint32Array;
  /** What a leaf adds to the score. */
  values: Float32Array;
  /** Where each tree starts. */
  roots: readonly number[];
  /** Scores are divided by this before they become probabilities, so that these are as often right as they say. */
  temperature: number;
}

/**
 * A model as it is checked in, in base64: a split is its feature and four bytes with the values that go left, then what
 * is left, then what is right; a leaf is `LEAF` and a signed byte, to be multiplied with `scale`.
 */
export interface PackedModel {
  features: number;
  scale: number;
  temperature: number;
  data: string;
}

const LEAF = 255;
/** How many values a feature can have, with the one for "not set". */
const MAX_VALUES = 32;

/** Numbers features and their values, in the order given; a change means training again. */
export class Features<Amount extends string, Kind extends string> {
  /** For each feature how many values it has ("not set" is the last one), and whether they have an order. */
  readonly columns: readonly { name: string; size: number; ordered: boolean }[];
  readonly #indices = {} as Record<Amount | Kind, number>;
  readonly #unset: Uint8Array;

  /**
   * @param amounts features whose values have an order, and how many values each can have.
   * @param kinds features whose values have none.
   */
  constructor(amounts: Readonly<Record<Amount, number>>, kinds: Readonly<Record<Kind, number>>) {
    const columns: { name: string; size: number; ordered: boolean }[] = [];
    const enter = <Name extends Amount | Kind>(sizes: Readonly<Record<Name, number>>, ordered: boolean): void => {
      for (const name in sizes) {
        if (sizes[name] >= MAX_VALUES) throw new RangeError(`Too many values: ${name}`);
        this.#indices[name] = columns.length;
        columns.push({ name, size: sizes[name] + 1, ordered });
      }
    };
    enter(amounts, true);
    enter(kinds, false);
    this.columns = columns;
    this.#unset = Uint8Array.from(columns, ({ size }) => size - 1);
  }

  /** @returns a row of values with none set. */
  row(): Uint8Array {
    return this.#unset.slice();
  }

  /** @returns a function that sets values in a row; values past the end count as the last. */
  setter(row: Uint8Array): (name: Amount | Kind, value: number) => void {
    return (name, value) => {
      const at = this.#indices[name];
      row[at] = Math.max(0, Math.min(value, (this.#unset[at] ?? 1) - 1));
    };
  }
}

/** @returns how many of the ascending limits a value is above. */
export function bucket(value: number, limits: readonly number[]): number {
  let at = 0;
  while (at < limits.length && value > (limits[at] ?? 0)) at++;
  return at;
}

/** @throws when the model was trained with other features than these. */
export function unpack(packed: PackedModel, features: number): Model {
  if (packed.features !== features) throw new Error('The weights do not fit the features: train again.');
  const bytes = Uint8Array.from(atob(packed.data), (char) => char.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const nodes: { feature: number; left: number; value: number }[] = [];
  const rights = new Uint32Array(bytes.length);
  const roots: number[] = [];
  const waiting: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (waiting.length === 0) roots.push(nodes.length);
    const feature = view.getUint8(at);
    if (feature === LEAF) {
      const value = view.getInt8(at + 1) * packed.scale;
      at += 2;
      nodes.push({ feature, left: 0, value });
      const parent = waiting.pop();
      if (parent !== undefined) rights[parent] = nodes.length;
    } else {
      waiting.push(nodes.length);
      nodes.push({ feature, left: view.getUint32(at + 1, true), value: 0 });
      at += 5;
    }
  }
  return {
    features: Uint8Array.from(nodes, ({ feature }) => feature),
    lefts: Uint32Array.from(nodes, ({ left }) => left),
    rights: rights.slice(0, nodes.length),
    values: Float32Array.from(nodes, ({ value }) => value),
    roots,
    temperature: packed.temperature,
  };
}

/** @returns the score of each candidate as a probability; they sum to 1. */
export function probabilities(candidates: readonly Uint8Array[], model: Model): number[] {
  const scores = candidates.map((row) => scoreOf(row, model) / model.temperature);
  const highest = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - highest));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

function scoreOf(row: Uint8Array, { features, lefts, rights, values, roots }: Model): number {
  let score = 0;
  for (let node of roots) {
    for (let feature = features[node] ?? LEAF; feature !== LEAF; feature = features[node] ?? LEAF) {
      const isLeft = ((lefts[node] ?? 0) >>> (row[feature] ?? 0)) & 1;
      node = isLeft ? node + 1 : (rights[node] ?? 0);
    }
    score += values[node] ?? 0;
  }
  return score;
}
