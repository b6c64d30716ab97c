// Small statistics over arrays of numbers; none changes its input.

/** @param {number} q 0–1; linear interpolation between neighbours (type 7). @returns NaN for an empty list. */
export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  return sorted.length ? low + (high - low) * (at - Math.floor(at)) : Number.NaN;
}

export const median = (values) => quantile(values, 0.5);
export const sum = (values) => values.reduce((total, value) => total + value, 0);

/** Least-squares slope of log(y) over log(x): 1 is linear growth, 2 quadratic. Points with a zero are left out. */
export function growthExponent(points) {
  const logs = points.filter(([x, y]) => x > 0 && y > 0).map(([x, y]) => [Math.log(x), Math.log(y)]);
  const mx = sum(logs.map(([x]) => x)) / logs.length;
  const my = sum(logs.map(([, y]) => y)) / logs.length;
  return sum(logs.map(([x, y]) => (x - mx) * (y - my))) / sum(logs.map(([x]) => (x - mx) ** 2));
}
