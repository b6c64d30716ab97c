import { expect, test } from '@jest/globals';
import { pack, type TreeNode } from '../../bench/learn.mjs';
import { type Model, unpack } from '../../src/core/model.ts';

const FEATURES = 70;
const leaf = (value: number): TreeNode => ({ value });

/** The leaves of a model from left to right, each with the splits that lead to it: whether left, by what feature and mask. */
function pathsOf(tree: TreeNode, way: readonly string[] = []): [value: number, way: string][] {
  if ('value' in tree) return [[tree.value, way.join(' ')]];
  const split = `${tree.feature}:${tree.mask}`;
  return [...pathsOf(tree.left, [...way, `<${split}`]), ...pathsOf(tree.right, [...way, `>${split}`])];
}

function unpackedPaths(model: Model, node: number, way: readonly string[] = []): [number, string][] {
  const { heads, masks, leaves } = model;
  const head = heads[node] ?? 0;
  if (head >> 8 === node) return [[leaves[node] ?? 0, way.join(' ')]];
  const split = `${head & 0xff}:${(masks[node] ?? 0) >>> 0}`;
  return [
    ...unpackedPaths(model, node + 1, [...way, `<${split}`]),
    ...unpackedPaths(model, head >> 8, [...way, `>${split}`]),
  ];
}

test('what training writes is what is read', () => {
  // Every leaf from one end to the other, below splits by every feature and with masks of every length.
  const values = Array.from({ length: 255 }, (_, at) => at - 127);
  const trees = values.map((value, at): TreeNode => {
    const inner = { feature: (at + 1) % FEATURES, mask: 1, left: leaf(0), right: leaf(-value) };
    return { feature: at % FEATURES, mask: (2 ** (at % 32) + 1) >>> 0, left: leaf(value), right: inner };
  });
  const model = unpack(pack(trees, FEATURES, 1), FEATURES);
  expect(model.roots).toHaveLength(trees.length);
  expect(model.roots.map((root) => unpackedPaths(model, root))).toEqual(
    trees.map((tree) => pathsOf(tree).map(([value, way]) => [value + 0, way])),
  );
});
