import type { Rules } from '../rules/schema.ts';
import type { RemovalKind } from './article.ts';
import type { PageFacts } from './block-signals.ts';
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
export function findClutter(index: TextIndex, page: PageFacts, rules: Rules): Finding[] {
  const findings = [...findAdWords(index, rules), ...findFurniture(index, page, rules)];
  const taken = new Set<number>();
  return findings
    .filter(({ block, run }) => !taken.has(block) && (run || taken.add(block)))
    .sort((a, b) => a.block - b.block || (a.run?.start ?? 0) - (b.run?.start ?? 0));
}

function findAdWords(index: TextIndex, rules: Rules): Finding[] {
  const findings: Finding[] = [];
  const words = new Map(
    rules.clutter.flatMap((language) => language.adWords.map((word) => [word, language.lang] as const)),
  );
  index.blocks.forEach((block, at) => {
    const line = index.text
      .slice(block.start, block.end)
      .toLowerCase()
      .replace(/^[\s\W]+|[\s\W]+$/g, '');
    const lang = words.get(line);
    if (lang) findings.push({ kind: 'ad-marker', rule: `ad-words:${lang}`, block: at });
  });
  return findings;
}
