import type { Rules } from '../rules/schema.ts';
import type { RemovalKind } from './article.ts';
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
 * @param rules words and cues as data.
 * @returns findings in reading order, none overlapping.
 */
export function findClutter(index: TextIndex, rules: Rules): Finding[] {
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
