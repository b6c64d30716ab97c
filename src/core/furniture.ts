import type { ClutterWeights, PageRules } from '../rules/schema.ts';
import type { RemovalKind } from './article.ts';
import { blockSignals, neighbourSignals } from './block-signals.ts';
import type { Finding } from './clutter.ts';
import type { Signal } from './line-signals.ts';
import type { PageFacts } from './repeated-facts.ts';
import type { Steps } from './steps.ts';
import type { TextIndex } from './text-index.ts';

/**
 * Finds the blocks that belong to the page and not to the article: related links, bylines, share bars, menu remains.
 * Every block is judged by a linear model over its signals, then once more by what its neighbours
 * are judged to be. A block is only taken
 * out on evidence, a signal that names a kind; the strongest one gives the finding its kind and its rule.
 * @param found what is known to be clutter already; it tells about its neighbours.
 */
export function* findFurniture(
  index: TextIndex,
  page: PageFacts,
  rules: PageRules,
  found: readonly Finding[],
): Steps<Finding[]> {
  const signals = yield* blockSignals(index, page, rules, found);
  const { alone, among } = rules.weights;
  const ownWeight = weightsIn(alone);
  const besideWeight = weightsIn(among);
  const scores = signals.map((own) => weigh(own, ownWeight));
  const besides = yield* neighbourSignals(signals, scores);
  return besides.flatMap((beside, block) => {
    if ((scores[block] ?? 0) + weigh(beside, besideWeight) <= 0) return [];
    const evidence = strongest([...(signals[block] ?? []), ...beside], ownWeight);
    return evidence ? [{ kind: evidence.kind, rule: `furniture:${evidence.id}`, block }] : [];
  });
}

/** By weights, what was asked for before: pages say the same few hundred things of their blocks. */
const known = new WeakMap<ClutterWeights['alone'], Map<string, number>>();

/** What says the same of every kind stands in the weights once: `cue:*:start`. */
function weightsIn(weights: ClutterWeights['alone']): (id: string) => number {
  const found = known.get(weights) ?? new Map<string, number>();
  known.set(weights, found);
  return (id) => {
    let weight = found.get(id);
    if (weight === undefined) {
      weight = weights[id] ?? weights[id.replace(/:[^:]+/, ':*')] ?? 0;
      found.set(id, weight);
    }
    return weight;
  };
}

type WeightOf = ReturnType<typeof weightsIn>;

/** Log-odds of a block's being clutter. */
function weigh(signals: readonly Signal[], weightOf: WeightOf): number {
  let score = weightOf('bias');
  for (const { id } of signals) score += weightOf(id);
  return score;
}

function strongest(signals: readonly Signal[], weightOf: WeightOf): { id: string; kind: RemovalKind } | undefined {
  let best: { id: string; kind: RemovalKind } | undefined;
  let most = -Infinity;
  for (const { id, kind } of signals) {
    if (!kind) continue;
    const weight = weightOf(id);
    if (weight <= most) continue;
    most = weight;
    best = { id, kind };
  }
  return best;
}
