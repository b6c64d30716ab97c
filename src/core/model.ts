/**
 * Boosted regression trees that score a candidate by the values of its features. Trained by `bench/train-speakers.mjs`.
 * All nodes of all trees lie in a row, each before what is left of it; the left one of a node comes right after it.
 */
export interface Model {
  /** The feature that a node asks for in the lowest byte; above it where it goes on to the right. A leaf goes on to itself. */
  heads: Int32Array;
  /** The values that go left, a bit each; of a leaf none does. */
  masks: Int32Array;
  /** What a leaf adds to the score. */
  leaves: Int8Array;
  /** Where each tree starts. */
  roots: readonly number[];
  /** What scores are multiplied with before they become probabilities, so that these are as often right as they say. */
  scale: number;
}

/** A model as it is checked in. What repeats is apart from what does not, which compresses better. */
export interface PackedModel {
  features: number;
  scale: number;
  temperature: number;
  /** A character for each node: `LEAF`, or the feature that a split asks for; what is left of it follows, then what is right. */
  shape: string;
  /**
   * Of each leaf a whole number from -128 to 127, to be multiplied with `scale`: a character, or `LEAF` and two (the upper bits,
   * the lower six) where it is far from 0.
   */
  leaves: string;
  /**
   * In base64: of each split the values that go left, a bit each (seven to a byte, the lowest first; the highest bit of a byte
   * says that more follow).
   */
  data: string;
}

const LEAF = '!'.charCodeAt(0);
/** What stands for 0; the backslash, which has to be written twice, stands for no number. */
const ZERO = '('.charCodeAt(0);
const BACKSLASH = '\\'.charCodeAt(0);
/** The farthest from 0 that a leaf of one character is. */
const SMALL_LEAF = 42;
const FAR_LEAF = 128;
const SEVEN_BITS = 0x7f;
/** No tree has more splits one under another. */
const MAX_DEPTH = 256;
/** How many values a feature can have, with the one for "not set". */
const MAX_VALUES = 32;

/**
 * The value of each feature of one candidate. An array of small integers: an engine keeps a typed array of that length outside
 * of its heap, which takes several times as long to make and to copy.
 */
export type Row = number[];

/** Numbers features and their values, in the order given; a change means training again. */
export class Features<Amount extends string, Kind extends string> {
  /** For each feature how many values it has ("not set" is the last one), and whether they have an order. */
  readonly columns: readonly { name: string; size: number; ordered: boolean }[];
  readonly #indices = {} as Record<Amount | Kind, number>;
  readonly #unset: Readonly<Row>;

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
    this.#unset = columns.map(({ size }) => size - 1);
  }

  /** @returns a row of values with none set. */
  row(): Row {
    return this.#unset.slice();
  }

  /** @returns the numbers of the features that are set in a row. */
  setIn(row: Readonly<Row>): number[] {
    const set: number[] = [];
    for (let at = 0; at < row.length; at++) if (row[at] !== this.#unset[at]) set.push(at);
    return set;
  }

  /** @returns a function that sets values in a row; values past the end count as the last. */
  setter(row: Row): (name: Amount | Kind, value: number) => void {
    const indices = this.#indices;
    const unset = this.#unset;
    return (name, value) => {
      const at = indices[name];
      const last = (unset[at] as number) - 1;
      row[at] = value > last ? last : value < 0 ? 0 : value;
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

/** Browsers of 2025 have it; TypeScript does not. */
interface Decoding {
  fromBase64?: (text: string) => Uint8Array;
}

function bytesOf(base64: string): Uint8Array {
  const decoding = Uint8Array as Decoding;
  if (decoding.fromBase64) return decoding.fromBase64(base64);
  const chars = atob(base64);
  const bytes = new Uint8Array(chars.length);
  // `Uint8Array.from` takes several times as long: it asks an iterator for each character.
  for (let i = 0; i < chars.length; i++) bytes[i] = chars.charCodeAt(i);
  return bytes;
}

/** The number that a character stands for, by its code. A table: this is asked for some ten thousand characters in a first run. */
const NUMBERS = Uint8Array.from({ length: 0x80 }, (_, code) => code - ZERO - (code > BACKSLASH ? 1 : 0));

/**
 * @param columns how many features there are now; those past what the model was trained with it does not ask for.
 * @throws when the model was trained with more.
 */
export function unpack(packed: PackedModel, columns: number): Model {
  if (packed.features > columns) throw new Error('The weights do not fit the features: train again.');
  const { shape, leaves: values } = packed;
  const bytes = bytesOf(packed.data);
  const { length } = shape;
  const heads = new Int32Array(length);
  const masks = new Int32Array(length);
  const leaves = new Int8Array(length);
  const roots: number[] = [];
  /** Splits whose left side is being read. */
  const waiting = new Int32Array(MAX_DEPTH);
  let depth = 0;
  let isRoot = true;
  let at = 0;
  let value = 0;
  for (let node = 0; node < length; node++) {
    if (isRoot) roots.push(node);
    const sign = shape.charCodeAt(node);
    if (sign === LEAF) {
      heads[node] = node << 8;
      const first = values.charCodeAt(value++);
      if (first === LEAF) {
        const upper = NUMBERS[values.charCodeAt(value)] as number;
        leaves[node] = (upper << 6) + (NUMBERS[values.charCodeAt(value + 1)] as number) - FAR_LEAF;
        value += 2;
      } else leaves[node] = (NUMBERS[first] as number) - SMALL_LEAF;
      isRoot = depth === 0;
      if (!isRoot) {
        const parent = waiting[--depth] as number;
        heads[parent] = (heads[parent] as number) | ((node + 1) << 8);
      }
    } else {
      let byte = bytes[at++] as number;
      let mask = byte & SEVEN_BITS;
      for (let shift = 7; byte > SEVEN_BITS; shift += 7) {
        byte = bytes[at++] as number;
        mask |= (byte & SEVEN_BITS) << shift;
      }
      heads[node] = NUMBERS[sign] as number;
      masks[node] = mask;
      waiting[depth++] = node;
      isRoot = false;
    }
  }
  return { heads, masks, leaves, roots, scale: (SHARPER * packed.scale) / packed.temperature };
}

/**
 * After so many trees, and again after as many, who is so far behind the best (log odds) is left as it is, and nothing more is
 * asked when only one is left: the rest would not help.
 */
const STAGE = 12;
const HOPELESS = 5;

/** @returns the score of each candidate as a probability; they sum to 1. */
export function probabilities(candidates: readonly Readonly<Row>[], model: Model): number[] {
  const { roots, scale } = model;
  const sums: number[] = [];
  /** Who is asked on, in the first `left` places. */
  const running: number[] = [];
  for (let at = 0; at < candidates.length; at++) {
    sums.push(0);
    running.push(at);
  }
  let left = candidates.length;
  for (let from = 0; from < roots.length && left > 1; from += STAGE) {
    const to = Math.min(from + STAGE, roots.length);
    let highest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < left; k++) {
      const at = running[k] as number;
      const sum = (sums[at] as number) + sumOf(candidates[at] as Readonly<Row>, model, from, to);
      sums[at] = sum;
      if (sum > highest) highest = sum;
    }
    const lowest = highest - HOPELESS / scale;
    let kept = 0;
    for (let k = 0; k < left; k++) {
      const at = running[k] as number;
      if ((sums[at] as number) >= lowest) running[kept++] = at;
    }
    left = kept;
  }
  const highest = Math.max(...sums);
  const weights = sums.map((sum) => Math.exp((sum - highest) * scale));
  const total = weights.reduce((whole, weight) => whole + weight, 0);
  return weights.map((weight) => weight / total);
}

/** What some of the trees give a candidate together. This is where most of the time goes: nothing in it is checked twice. */
function sumOf(row: Readonly<Row>, { heads, masks, leaves, roots }: Model, from: number, to: number): number {
  let sum = 0;
  let tree = from;
  // Four trees are gone down at once: a processor waits less where one step does not need the one before.
  for (; tree + 3 < to; tree += 4) {
    let a = roots[tree] as number;
    let b = roots[tree + 1] as number;
    let c = roots[tree + 2] as number;
    let d = roots[tree + 3] as number;
    for (let moved = 1; moved !== 0; ) {
      const nextA = stepFrom(a, row, heads, masks);
      const nextB = stepFrom(b, row, heads, masks);
      const nextC = stepFrom(c, row, heads, masks);
      const nextD = stepFrom(d, row, heads, masks);
      moved = (nextA ^ a) | (nextB ^ b) | (nextC ^ c) | (nextD ^ d);
      a = nextA;
      b = nextB;
      c = nextC;
      d = nextD;
    }
    sum += (leaves[a] as number) + (leaves[b] as number) + (leaves[c] as number) + (leaves[d] as number);
  }
  for (; tree < to; tree++) {
    let node = roots[tree] as number;
    for (let next = stepFrom(node, row, heads, masks); next !== node; next = stepFrom(node, row, heads, masks))
      node = next;
    sum += leaves[node] as number;
  }
  return sum;
}

/** Where a node goes on to. Reckoned instead of branched: a processor cannot guess which side it is. All ones for the left. */
function stepFrom(node: number, row: Readonly<Row>, heads: Int32Array, masks: Int32Array): number {
  const head = heads[node] as number;
  const left = -(((masks[node] as number) >>> (row[head & 0xff] as number)) & 1);
  const right = head >>> 8;
  return right + ((node + 1 - right) & left);
}
