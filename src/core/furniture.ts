import type { ClutterWeights, PageRules } from '../rules/schema.ts';
import type { RemovalKind } from './article.ts';
import { blockSignals, neighbourSignals, type PageFacts, type Signal } from './block-signals.ts';
import type { Finding } from './clutter.ts';
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
  const scores = signals.map((own) => weigh(own, alone));
  const besides = yield* neighbourSignals(signals, scores);
  return besides.flatMap((beside, block) => {
    if ((scores[block] ?? 0) + weigh(beside, among) <= 0) return [];
    const evidence = strongest([...(signals[block] ?? []), ...beside], alone);
    return evidence ? [{ kind: evidence.kind, rule: `furniture:${evidence.id}`, block }] : [];
  });
}

/** What says the same of every kind stands in the weights once: `cue:*:start`. */
function weightOf(id: string, weights: ClutterWeights['alone']): number {
  return weights[id] ?? weights[id.replace(/:[^:]+/, ':*')] ?? 0;
}

/** Log-odds of a block's being clutter. */
function weigh(signals: readonly Signal[], weights: ClutterWeights['alone']): number {
  let score = weights.bias ?? 0;
  for (const { id } of signals) score += weightOf(id, weights);
  return score;
}

function strongest(
  signals: readonly Signal[],
  weights: ClutterWeights['alone'],
): { id: string; kind: RemovalKind } | undefined {
  let best: { id: string; kind: RemovalKind } | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const { id, kind } of signals) {
    const weight = weightOf(id, weights);
    if (kind && weight > most) {
      most = weight;
      best = { id, kind };
    }
  }
  return best;
}
