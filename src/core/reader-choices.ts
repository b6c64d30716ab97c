import type { RemovalKind } from './article.ts';
import { applyCaptionPolicy, type CaptionPolicy } from './captions.ts';
import type { Finding } from './clutter.ts';
import { bareLine, foldLine } from './line-cues.ts';
import type { TextIndex } from './text-index.ts';

/** What the reader decided about this page, its site, or every page. All plain data but the selection. */
export interface ReadOptions {
  /** Kinds that are never taken out. */
  keepKinds?: readonly RemovalKind[];
  /** Ids of removals (`Removal.id`) that were put back. */
  keep?: readonly string[];
  /** Lines that always go, compared without case, marks around them and white space. */
  alwaysRemove?: readonly string[];
  /** Captions and credits: taken out (the default), kept where their picture is kept beside them, or kept. */
  captions?: CaptionPolicy;
  /** The article is made from this part of the page, as it is selected. */
  selection?: Range;
  /** Whatever there is to read on the page is the article, be it a list of others. */
  anyway?: boolean;
}

/** A finding with the id its removal will have. */
export type IdentifiedFinding = Finding & { id: string };

/** The same piece of the same page has the same id however often it is read: what it is, and which of its likes. */
export function identify(index: TextIndex, findings: readonly Finding[]): IdentifiedFinding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { start, end } = finding.run ?? index.blocks[finding.block] ?? { start: 0, end: 0 };
    const what = hash(`${finding.rule}\n${index.text.slice(start, end)}`);
    const ordinal = seen.get(what) ?? 0;
    seen.set(what, ordinal + 1);
    return { ...finding, id: `${what}-${ordinal}` };
  });
}

/** FNV-1a, 32 bits, in base 36. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(36);
}

/**
 * Puts the reader's decisions over ours.
 * @param findings in reading order.
 * @returns what is to be taken out, in reading order.
 */
export function applyChoices(
  index: TextIndex,
  findings: readonly Finding[],
  options: ReadOptions,
): IdentifiedFinding[] {
  const keptKinds = new Set(options.keepKinds);
  const keptIds = new Set(options.keep);
  const all = identify(index, [...findings, ...unwantedLines(index, findings, options.alwaysRemove ?? [])]);
  const chosen = applyCaptionPolicy(index, all, options.captions ?? 'remove').filter(
    ({ id, kind }) => !keptKinds.has(kind) && !keptIds.has(id),
  );
  return chosen.sort((a, b) => a.block - b.block || (a.run?.start ?? 0) - (b.run?.start ?? 0));
}

function unwantedLines(index: TextIndex, findings: readonly Finding[], lines: readonly string[]): Finding[] {
  if (lines.length === 0) return [];
  const fold = (line: string): string => bareLine(foldLine(line));
  const unwanted = new Set(lines.map(fold).filter((line) => line !== ''));
  const taken = new Set(findings.map(({ block }) => block));
  return index.blocks.flatMap((block, i) =>
    !taken.has(i) && unwanted.has(fold(index.text.slice(block.start, block.end)))
      ? [{ kind: 'boilerplate', rule: 'reader', block: i }]
      : [],
  );
}
