import type { PackedModel } from '../src/core/model.ts';

/** A leaf, or a split: values whose bit is set in the mask go left. */
export type TreeNode = { value: number } | { feature: number; mask: number; left: TreeNode; right: TreeNode };

/** @returns the trees as they are checked in. */
export function pack(model: readonly TreeNode[], features: number, temperature: number): PackedModel;
