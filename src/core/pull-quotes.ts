import type { Finding } from './clutter.ts';
import { bareLine, foldLine } from './line-cues.ts';
import type { TextIndex } from './text-index.ts';

const BOXES = '[class*=pullquote i],[class*=pull-quote i]';
/** Fewer UTF-16 units are in a text by chance. */
const SHORT = 9;
/** No article has more; each is looked for in the whole text. */
const MOST = 9;

/**
 * Finds pull quotes: what stands in a box that is named so, and word for word in the text as well. What is nowhere else stays.
 * @param found what goes already: a sentence in it does not stay.
 */
export function findPullQuotes({ blocks, elements, text }: TextIndex, found: readonly Finding[]): Finding[] {
  const pulls = new Set<number>();
  elements.forEach((element, i) => {
    if (element.closest(BOXES)) pulls.add(i);
  });
  if (pulls.size === 0 || pulls.size > MOST) return [];
  const gone = new Set(found.map(({ block }) => block));
  const lines = blocks.map(({ start, end }) => bareLine(foldLine(text.slice(start, end))));
  const kept = lines.filter((_, i) => !pulls.has(i) && !gone.has(i)).join('\n');
  return lines.flatMap((line, block) =>
    pulls.has(block) && line.length > SHORT && kept.includes(line)
      ? [{ kind: 'headline', rule: 'repeated', block }]
      : [],
  );
}
