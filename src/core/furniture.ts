import type { ClutterWeights, PageRules } from '../rules/schema.ts';
import type { RemovalKind } from './article.ts';
import { blockSignals, type PageFacts, type Signal, withNeighbours } from './block-signals.ts';
import type { Finding } from './clutter.ts';
import type { TextIndex } from './text-index.ts';

// Log-odds. Without evidence no block goes whatever its score, and what has evidence is seldom article: on pages that were
// not learned from, nothing that reads as text lies between this and 0 and is article.
const THRESHOLD = -1;

/**
 * Finds the blocks that belong to the page and not to the article: related links, bylines, share bars, menu remains.
 * Every block is judged by a linear model over its signals, then once more knowing its neighbours. A block is only taken
 * out on evidence, a signal that names a kind; the strongest one gives the finding its kind and its rule.
 * @param found what is known to be clutter already; it tells about its neighbours.
 */
export function findFurniture(
  index: TextIndex,
  page: PageFacts,
  rules: PageRules,
  found: readonly Finding[],
): Finding[] {
  const signals = blockSignals(index, page, rules, found);
  const { alone, among } = rules.weights;
  const again = withNeighbours(
    signals,
    signals.map((own) => scoreOf(own, alone)),
  );
  return again.flatMap((own, block) => {
    if (scoreOf(own, among) <= THRESHOLD) return [];
    const evidence = strongest(own, among);
    return evidence ? [{ kind: evidence.kind, rule: `furniture:${evidence.id}`, block }] : [];
  });
}

function scoreOf(signals: readonly Signal[], weights: ClutterWeights['alone']): number {
  let score = weights.bias ?? 0;
  for (const { id } of signals) score += weights[id] ?? 0;
  return score;
}

function strongest(
  signals: readonly Signal[],
  weights: ClutterWeights['among'],
): { id: string; kind: RemovalKind } | undefined {
  let best: { id: string; kind: RemovalKind } | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const { id, kind } of signals) {
    const weight = weights[id] ?? 0;
    if (kind && weight > most) {
      most = weight;
      best = { id, kind };
    }
  }
  return best;
}
