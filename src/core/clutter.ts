import type { PageRules } from '../rules/schema.ts';
import { findAdWords } from './ad-words.ts';
import type { RemovalKind, Span } from './article.ts';
import { findCaptions } from './captions.ts';
import { isWordPart } from './characters.ts';
import { findFurniture } from './furniture.ts';
import { put } from './grouping.ts';
import { findPullQuotes } from './pull-quotes.ts';
import type { PageFacts } from './repeated-facts.ts';
import type { Steps } from './steps.ts';
import type { TextIndex } from './text-index.ts';

/** A decision to take something out; nothing is changed by finding it. */
export interface Finding {
  kind: RemovalKind;
  rule: string;
  /** Index of the block in the index that was searched. */
  block: number;
  /** For a run inside the block: offsets into the searched index's text. Absent: the whole block. */
  run?: Span;
}

export type ClutterStage = 'ad-words' | 'captions' | 'furniture';

/**
 * Decides which blocks (or runs inside blocks) of an extracted tree are not article.
 * @param index the text of the extracted root.
 * @param page what the page says about itself; lines that repeat it are not article.
 * @param rules words, cues and weights as data.
 * @param onStage told each stage's name when it ends.
 * @returns findings in reading order, none overlapping.
 */
export function* findClutter(
  index: TextIndex,
  page: PageFacts,
  rules: PageRules,
  onStage?: (stage: ClutterStage) => void,
): Steps<Finding[]> {
  const adWords = yield* findAdWords(index, rules);
  MEASURED: onStage?.('ad-words');
  const words = [...adWords, ...(yield* findCaptions(index, rules))];
  MEASURED: onStage?.('captions');
  const findings = [...words, ...(yield* findFurniture(index, page, rules, words))];
  findings.push(...findPullQuotes(index, findings));
  MEASURED: onStage?.('furniture');
  const byBlock = new Map<number, Finding[]>();
  for (const finding of findings) put(byBlock, finding.block, finding);
  return [...byBlock].sort(([a], [b]) => a - b).flatMap(([, here]) => settle(index, here));
}

/**
 * Makes the findings of one block stand beside each other. The first to claim the whole block has it, but runs found in
 * it keep their own kind: of "January 6, 2020 Advertisement" both halves go, each for its own reason.
 */
function settle(index: TextIndex, findings: readonly Finding[]): Finding[] {
  const first = findings[0];
  const block = first && index.blocks[first.block];
  if (!first || !block) return [];
  const runs: (Finding & { run: Span })[] = [];
  for (const finding of [...findings].sort((a, b) => (a.run?.start ?? 0) - (b.run?.start ?? 0))) {
    const { run } = finding;
    if (run && run.start >= (runs.at(-1)?.run.end ?? 0)) runs.push({ ...finding, run });
  }
  const whole = findings.find(({ run }) => !run);
  const gaps = gapsOf(index.text, block, runs);
  const speaks = gaps.some(({ start, end }) => saysSomething(index.text, start, end));
  if (runs.length === 0 || !speaks) return [{ ...(whole ?? first), run: undefined }];
  if (!whole) return runs;
  const rest = gaps.map((run) => ({ ...whole, run }));
  return [...runs, ...rest].sort((a, b) => a.run.start - b.run.start);
}

function saysSomething(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (isWordPart(text.charCodeAt(at))) return true;
  return false;
}

/** What lies between runs, without the white space around it. */
function gapsOf(text: string, block: Span, runs: readonly { run: Span }[]): Span[] {
  const edges = [block.start, ...runs.flatMap(({ run }) => [run.start, run.end]), block.end];
  const gaps: Span[] = [];
  for (let i = 0; i < edges.length; i += 2) {
    const start = edges[i] ?? 0;
    const gap = text.slice(start, edges[i + 1]);
    if (gap.trim() !== '') {
      const from = start + gap.length - gap.trimStart().length;
      gaps.push({ start: from, end: from + gap.trim().length });
    }
  }
  return gaps;
}
