import type { PageRules } from '../rules/schema.ts';
import { findAdWords } from './ad-words.ts';
import type { RemovalKind } from './article.ts';
import type { PageFacts } from './block-signals.ts';
import { findCaptions } from './captions.ts';
import { findFurniture } from './furniture.ts';
import type { TextIndex } from './text-index.ts';

/** A decision to take something out; nothing is changed by finding it. */
export interface Finding {
  kind: RemovalKind;
  rule: string;
  /** Index of the block in the index that was searched. */
  block: number;
  /** For a run inside the block: offsets into the searched index's text. Absent: the whole block. */
  run?: { start: number; end: number };
}

/**
 * Decides which blocks (or runs inside blocks) of an extracted tree are not article.
 * @param index the text of the extracted root.
 * @param page what the page says about itself; lines that repeat it are not article.
 * @param rules words, cues and weights as data.
 * @returns findings in reading order, none overlapping.
 */
export function findClutter(index: TextIndex, page: PageFacts, rules: PageRules): Finding[] {
  const words = [...findAdWords(index, rules), ...findCaptions(index, rules)];
  const findings = [...words, ...findFurniture(index, page, rules, words)];
  // The first to claim a whole block has it; what else was found in it goes with it.
  const whole = new Map<number, Finding>();
  for (const finding of findings) if (!finding.run && !whole.has(finding.block)) whole.set(finding.block, finding);
  return findings
    .filter((finding) => (whole.get(finding.block) ?? finding) === finding)
    .sort((a, b) => a.block - b.block || (a.run?.start ?? 0) - (b.run?.start ?? 0));
}
