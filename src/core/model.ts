/**
 * Boosted regression trees that score a candidate by the values of its features. Trained by `bench/train-speakers.mjs`.
 * All nodes of all trees lie in a row, each before what is left of it; the left one of a node comes right after it.
 */
export interface Model {
  /** Feature that a node asks for, or `LEAF`. */
  features: Uint8Array;
  /** For a split the values that go left, a bit each; for a leaf what it adds to the score. */
  contents: Int32Array;
  /** Where it goes on to the right. */
  rights: Uint16Array;
  /** Where each tree starts. */
  roots: readonly number[];
  /** What scores are multiplied with before they become probabilities, so that these are as often right as they say. */
  scale: number;
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

/** Probabilities that are as often right as they say leave too much unsaid: how much surer they are taken for. */
const SHARPER = 1.5;

/** @throws when the model was trained with other features than these. */
export function unpack(packed: PackedModel, columns: number): Model {
  if (packed.features !== columns) throw new Error('The weights do not fit the features: train again.');
  const bytes = atob(packed.data);
  const most = bytes.length >> 1;
  const features = new Uint8Array(most);
  const contents = new Int32Array(most);
  const rights = new Uint16Array(most);
  const roots: number[] = [];
  /** Splits whose left side is being read. */
  const waiting: number[] = [];
  let missing = 0;
  let node = 0;
  for (let at = 0; at < bytes.length; node++) {
    if (missing === 0) {
      roots.push(node);
      missing = 1;
    }
    const feature = bytes.charCodeAt(at);
    features[node] = feature;
    if (feature === LEAF) {
      contents[node] = (bytes.charCodeAt(at + 1) << 24) >> 24;
      at += 2;
      missing--;
      const parent = waiting.pop();
      if (parent !== undefined) rights[parent] = node + 1;
    } else {
      contents[node] =
        bytes.charCodeAt(at + 1) |
        (bytes.charCodeAt(at + 2) << 8) |
        (bytes.charCodeAt(at + 3) << 16) |
        (bytes.charCodeAt(at + 4) << 24);
      at += 5;
      missing++;
      waiting.push(node);
    }
  }
  return { features, contents, rights, roots, scale: (SHARPER * packed.scale) / packed.temperature };
}

/** After so many trees, and again after as many, who is so far behind the best is left as it is: the rest would not help. */
const STAGE = 24;
const HOPELESS = 9;

/** @returns the score of each candidate as a probability; they sum to 1. */
export function probabilities(candidates: readonly Uint8Array[], model: Model): number[] {
  const { roots, scale } = model;
  const sums = candidates.map(() => 0);
  let lowest = Number.NEGATIVE_INFINITY;
  for (let from = 0; from < roots.length; from += STAGE) {
    const to = Math.min(from + STAGE, roots.length);
    let highest = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < sums.length; at++) {
      const row = candidates[at];
      const before = sums[at] ?? 0;
      if (!row || before < lowest) continue;
      const sum = before + sumOf(row, model, from, to);
      sums[at] = sum;
      if (sum > highest) highest = sum;
    }
    lowest = highest - HOPELESS / scale;
  }
  const highest = Math.max(...sums);
  let total = 0;
  for (let at = 0; at < sums.length; at++) {
    const weight = Math.exp(((sums[at] ?? 0) - highest) * scale);
    sums[at] = weight;
    total += weight;
  }
  return sums.map((weight) => weight / total);
}

/** What some of the trees give a candidate together. */
function sumOf(row: Uint8Array, { features, contents, rights, roots }: Model, from: number, to: number): number {
  let sum = 0;
  for (let tree = from; tree < to; tree++) {
    let node = roots[tree] ?? 0;
    let feature = features[node] ?? LEAF;
    while (feature !== LEAF) {
      node = ((contents[node] ?? 0) >>> (row[feature] ?? 0)) & 1 ? node + 1 : (rights[node] ?? 0);
      feature = features[node] ?? LEAF;
    }
    sum += contents[node] ?? 0;
  }
  return sum;
}
