// Gradient-boosted regression trees over the values of features, trained to pick one of several candidates: the loss is
// the softmax over the candidates of an example, as in ListNet (Cao et al. 2007); splits by gradient and curvature as in
// XGBoost (Chen & Guestrin 2016), values without an order sorted by their gradient as in LightGBM (Ke et al. 2017).

/** Reproducible random numbers from 0 to 1 (mulberry32). */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const WIDTH = 32;
/** Values without an order are held back more: their best order is itself learned. */
const KIND_L2 = 10;
const MIN_GAIN = 1e-3;

/**
 * @param examples [{features: Uint8Array[] (the values of each candidate), positive: number[] (right candidates), weight?}]
 * @param options {columns: [{size, ordered}], trees, leaves, rate, l2, minCurvature, columnShare, exampleShare, seed}
 * @returns trees: a node is {feature, mask, left, right} (values whose bit is set in the mask go left) or {value}
 */
export function train(examples, options) {
  const { columns, trees, leaves, rate, l2 = 3, columnShare = 0.3, exampleShare = 0.7, seed = 1 } = options;
  const next = random(seed);
  const data = tableOf(examples, columns.length);
  const { starts, values, size } = data;
  const scores = new Float64Array(size);
  const grower = growerOf(data, { ...options, l2 });
  const model = [];
  for (let t = 0; t < trees; t++) {
    let count = 0;
    examples.forEach(({ weight = 1 }, at) => {
      gradients(data, scores, starts[at], starts[at + 1], weight);
      if (next() >= exampleShare) return;
      for (let i = starts[at]; i < starts[at + 1]; i++) grower.rows[count++] = i;
    });
    const chosen = columns.map((_, feature) => feature).filter(() => next() < columnShare);
    const tree = grower.grow(count, chosen, leaves, rate);
    model.push(tree);
    for (let i = 0; i < size; i++) {
      let node = tree;
      while (node.left) node = (node.mask >>> values[node.feature][i]) & 1 ? node.left : node.right;
      scores[i] += node.value;
    }
  }
  return model;
}

/** All candidates of all examples in a row, by feature. */
function tableOf(examples, width) {
  const starts = [0];
  for (const { features } of examples) starts.push(starts.at(-1) + features.length);
  const size = starts.at(-1);
  const values = Array.from({ length: width }, () => new Uint8Array(size));
  const right = new Uint8Array(size);
  examples.forEach(({ features, positive }, at) => {
    for (const i of positive) right[starts[at] + i] = 1;
    features.forEach((row, i) => {
      for (let feature = 0; feature < width; feature++) values[feature][starts[at] + i] = row[feature];
    });
  });
  return { starts, values, right, size, slope: new Float32Array(size), curve: new Float32Array(size) };
}

/** First and second derivative of the loss of one example by the scores of its candidates. */
function gradients({ right, slope, curve }, scores, from, to, weight) {
  let highest = -Infinity;
  for (let i = from; i < to; i++) highest = Math.max(highest, scores[i]);
  let sum = 0;
  let mass = 1e-9;
  for (let i = from; i < to; i++) {
    slope[i] = Math.exp(scores[i] - highest);
    sum += slope[i];
    if (right[i]) mass += slope[i];
  }
  for (let i = from; i < to; i++) {
    const share = slope[i] / sum;
    curve[i] = weight * Math.max(share * (1 - share), 1e-4);
    slope[i] = weight * (share - (right[i] ? slope[i] / mass : 0));
  }
}

/** Grows one tree at a time, the leaf with the most to gain first. */
function growerOf({ values, slope, curve, size }, { columns, l2, minCurvature = 2 }) {
  const rows = new Int32Array(size);
  const aside = new Int32Array(size);

  const histogram = (from, to, chosen) => {
    const sums = new Float64Array(chosen.length * WIDTH * 2);
    for (let c = 0; c < chosen.length; c++) {
      const column = values[chosen[c]];
      const base = c * WIDTH * 2;
      for (let k = from; k < to; k++) {
        const row = rows[k];
        const at = base + column[row] * 2;
        sums[at] += slope[row];
        sums[at + 1] += curve[row];
      }
    }
    return sums;
  };

  const bestSplit = ({ sums, g, h }, chosen) => {
    let best = { gain: MIN_GAIN };
    chosen.forEach((feature, c) => {
      const { size: count, ordered } = columns[feature];
      const of = (value) => (c * WIDTH + value) * 2;
      const present = Array.from({ length: count }, (_, value) => value).filter((value) => sums[of(value) + 1] > 0);
      const held = ordered ? l2 : l2 + KIND_L2 / 2;
      const whole = (g * g) / (h + l2);
      const tryAll = (order) => {
        let [left, weight, mask] = [0, 0, 0];
        for (const value of order.slice(0, -1)) {
          left += sums[of(value)];
          weight += sums[of(value) + 1];
          mask = (mask | (1 << value)) >>> 0;
          if (weight < minCurvature || h - weight < minCurvature) continue;
          const gain = (left * left) / (weight + held) + (g - left) ** 2 / (h - weight + held) - whole;
          if (gain > best.gain) best = { gain, feature, mask };
        }
      };
      if (!ordered) {
        const pull = (value) => sums[of(value)] / (sums[of(value) + 1] + KIND_L2);
        tryAll(present.toSorted((a, b) => pull(a) - pull(b)));
        return;
      }
      tryAll(present);
      // A value that is not set may go either way.
      if (present.at(-1) === count - 1) tryAll([count - 1, ...present.slice(0, -1)]);
    });
    return best;
  };

  const grow = (count, chosen, leaves, rate) => {
    const nodeOf = (from, to, sums) => {
      let [g, h] = [0, 0];
      for (let k = from; k < to; k++) {
        g += slope[rows[k]];
        h += curve[rows[k]];
      }
      const node = { from, to, g, h, sums };
      return { ...node, split: bestSplit(node, chosen) };
    };
    const root = nodeOf(0, count, histogram(0, count, chosen));
    const open = [root];
    for (let grown = 1; grown < leaves; grown++) {
      const at = open.reduce((best, { split }, i) => (split.gain > open[best].split.gain ? i : best), 0);
      const [node] = open.splice(at, 1);
      if (node.split.feature === undefined) break;
      const column = values[node.split.feature];
      let left = node.from;
      let right = 0;
      for (let k = node.from; k < node.to; k++) {
        if ((node.split.mask >>> column[rows[k]]) & 1) rows[left++] = rows[k];
        else aside[right++] = rows[k];
      }
      rows.set(aside.subarray(0, right), left);
      const leftIsLess = left - node.from < right;
      const less = leftIsLess ? histogram(node.from, left, chosen) : histogram(left, node.to, chosen);
      const rest = node.sums.map((sum, k) => (Math.abs(sum - less[k]) < 1e-9 ? 0 : sum - less[k]));
      node.left = nodeOf(node.from, left, leftIsLess ? less : rest);
      node.right = nodeOf(left, node.to, leftIsLess ? rest : less);
      node.sums = undefined;
      open.push(node.left, node.right);
    }
    const plain = (node) =>
      node.left
        ? { feature: node.split.feature, mask: node.split.mask, left: plain(node.left), right: plain(node.right) }
        : { value: (-rate * node.g) / (node.h + l2) };
    return plain(root);
  };
  return { rows, grow };
}

function scoreOf(row, model) {
  let score = 0;
  for (const tree of model) {
    let node = tree;
    while (node.left) node = (node.mask >>> row[node.feature]) & 1 ? node.left : node.right;
    score += node.value;
  }
  return score;
}

function softmax(scores, temperature) {
  const highest = Math.max(...scores);
  const weights = scores.map((score) => Math.exp((score - highest) / temperature));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

/** @returns the probability of each candidate of an example. */
export function oddsOf({ features }, model, temperature = 1) {
  return softmax(
    features.map((row) => scoreOf(row, model)),
    temperature,
  );
}

/** @returns the share of examples whose likeliest candidate is right, and the mean log loss. */
export function evaluate(examples, model, temperature = 1) {
  let right = 0;
  let loss = 0;
  for (const example of examples) {
    const odds = oddsOf(example, model, temperature);
    if (example.positive.includes(odds.indexOf(Math.max(...odds)))) right++;
    loss -= Math.log(example.positive.reduce((sum, i) => sum + odds[i], 0) + 1e-9);
  }
  return { accuracy: right / examples.length, loss: loss / examples.length };
}

/** @returns what scores have to be divided by for the least log loss. */
export function temperatureFor(examples, model) {
  const choices = [0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.5, 1.7, 2, 2.5];
  return choices
    .map((temperature) => ({ temperature, loss: evaluate(examples, model, temperature).loss }))
    .toSorted((a, b) => a.loss - b.loss)[0].temperature;
}

// As in src/core/model.ts.
const LEAF = '!';
const ZERO = '('.charCodeAt(0);
const BACKSLASH = '\\'.charCodeAt(0);
const SMALL_LEAF = 42;
const FAR_LEAF = 128;

function signOf(number) {
  const sign = ZERO + number;
  return String.fromCharCode(sign < BACKSLASH ? sign : sign + 1);
}

const leafOf = (value) =>
  Math.abs(value) <= SMALL_LEAF
    ? signOf(value + SMALL_LEAF)
    : LEAF + signOf((value + FAR_LEAF) >> 6) + signOf((value + FAR_LEAF) & 63);

/** The bits of a number, seven to a byte, the lowest first; the highest bit of a byte says that more follow. */
const inSevens = (number) => (number < 128 ? [number] : [(number & 127) | 128, ...inSevens(number >>> 7)]);

/** @returns the trees as text; the shape of `PackedModel`. */
export function pack(model, features, temperature) {
  let most = 0;
  const each = (node, visit) => {
    visit(node);
    if (!node.left) return;
    each(node.left, visit);
    each(node.right, visit);
  };
  for (const tree of model) each(tree, ({ value = 0 }) => (most = Math.max(most, Math.abs(value))));
  const scale = Number((most / 127).toPrecision(6));
  let shape = '';
  const masks = [];
  let leaves = '';
  for (const tree of model)
    each(tree, ({ feature, mask, value }) => {
      shape += feature === undefined ? LEAF : signOf(feature);
      if (feature === undefined) leaves += leafOf(Math.round(value / scale));
      else masks.push(...inSevens(mask));
    });
  return { features, scale, temperature, shape, leaves, data: Buffer.from(masks).toString('base64') };
}
