import type { Removal } from './article.ts';
import type { Finding } from './clutter.ts';
import type { TextIndex } from './text-index.ts';

/**
 * Carries the findings out on the extracted tree (our own clone, never the page).
 * @returns what was removed, `at` counted in kept blocks.
 */
export function removeFindings(index: TextIndex, findings: readonly Finding[]): Removal[] {
  const removals: Removal[] = [];
  const whole = new Set(findings.filter((finding) => !finding.run).map((finding) => finding.block));
  for (const finding of findings) {
    const block = index.blocks[finding.block];
    if (!block) continue;
    const span = finding.run ?? block;
    let at = 0;
    for (let i = 0; i < finding.block; i++) if (!whole.has(i)) at++;
    removals.push({ kind: finding.kind, rule: finding.rule, text: index.text.slice(span.start, span.end), at });
    index.rangeOf(span)?.deleteContents();
  }
  return removals;
}
