// A network of one hidden layer over sparse features, trained to pick one of several candidates.

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

function forward(features, model, layer) {
  layer.fill(0);
  for (const at of features) {
    const row = at * model.hidden;
    for (let unit = 0; unit < model.hidden; unit++) layer[unit] += model.input[row + unit];
  }
  let score = 0;
  for (let unit = 0; unit < model.hidden; unit++) {
    if (layer[unit] < 0) layer[unit] = 0;
    score += layer[unit] * model.output[unit];
  }
  return score;
}

function softmax(scores, temperature = 1) {
  const highest = Math.max(...scores);
  const weights = scores.map((score) => Math.exp((score - highest) / temperature));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

/**
 * @param examples [{features: number[][] (active inputs of each candidate), positive: number[] (right candidates), weight?}]
 * @param options {inputs, hidden, epochs, rate, decay, dropout, seed}
 * @returns {hidden, input, output}: weights row by row
 */
export function train(examples, { inputs, hidden, epochs, rate: top, decay, dropout, seed }) {
  const next = random(seed);
  const model = {
    hidden,
    input: Float32Array.from({ length: inputs * hidden }, () => (next() - 0.5) * 0.3),
    output: Float32Array.from({ length: hidden }, () => (next() - 0.5) * 1.2),
  };
  const moments = [inputs * hidden, inputs * hidden, hidden, hidden].map((size) => new Float32Array(size));
  const adam = (weights, at, g, m, v, rate) => {
    m[at] = 0.9 * m[at] + 0.1 * g;
    v[at] = 0.99 * v[at] + 0.01 * g * g;
    weights[at] -= rate * (m[at] / (Math.sqrt(v[at]) + 1e-6) + decay * weights[at]);
  };
  const order = examples.map((_, i) => i);
  const back = new Float32Array(hidden);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
    const rate = top * (1 - epoch / epochs) + top / 40;
    for (const index of order) {
      const { features: all, positive, weight = 1 } = examples[index];
      const features = all.map((list) => list.filter(() => next() >= dropout));
      const layers = features.map(() => new Float32Array(hidden));
      const odds = softmax(features.map((list, i) => forward(list, model, layers[i])));
      const mass = positive.reduce((sum, i) => sum + odds[i], 0) + 1e-9;
      const inputGradients = new Map();
      const outputGradient = new Float32Array(hidden);
      features.forEach((list, i) => {
        const error = weight * (odds[i] - (positive.includes(i) ? odds[i] / mass : 0));
        if (Math.abs(error) < 1e-4) return;
        for (let unit = 0; unit < hidden; unit++) {
          outputGradient[unit] += error * layers[i][unit];
          back[unit] = layers[i][unit] > 0 ? error * model.output[unit] : 0;
        }
        for (const at of list) {
          const sum = inputGradients.get(at) ?? new Float32Array(hidden);
          inputGradients.set(at, sum);
          for (let unit = 0; unit < hidden; unit++) sum[unit] += back[unit];
        }
      });
      for (const [at, sum] of inputGradients)
        for (let unit = 0; unit < hidden; unit++)
          if (sum[unit] !== 0) adam(model.input, at * hidden + unit, sum[unit], moments[0], moments[1], rate);
      for (let unit = 0; unit < hidden; unit++)
        adam(model.output, unit, outputGradient[unit], moments[2], moments[3], rate);
    }
  }
  return model;
}

/** @returns the share of examples whose likeliest candidate is right, and the mean log loss. */
export function evaluate(examples, model, temperature = 1) {
  const layer = new Float32Array(model.hidden);
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

/** @returns what scores have to be divided by for the least log loss. */
export function temperatureFor(examples, model) {
  const choices = [0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.5, 1.7, 2, 2.5];
  return choices
    .map((temperature) => ({ temperature, loss: evaluate(examples, model, temperature).loss }))
    .toSorted((a, b) => a.loss - b.loss)[0].temperature;
}

/** @returns the weights as signed bytes in base64, with their scales; the shape of `PackedModel`. */
export function pack({ hidden, input, output }, temperature) {
  const bytes = (weights) => {
    const scale = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127;
    return {
      scale: Number(scale.toPrecision(6)),
      values: Int8Array.from(weights, (weight) => Math.round(weight / scale)),
    };
  };
  const [a, b] = [bytes(input), bytes(output)];
  return {
    hidden,
    inputScale: a.scale,
    outputScale: b.scale,
    temperature,
    data: Buffer.concat([Buffer.from(a.values.buffer), Buffer.from(b.values.buffer)]).toString('base64'),
  };
}
