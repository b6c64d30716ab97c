import type { Finding } from './clutter.ts';
import { bareLine, foldLine } from './line-cues.ts';
import type { TextIndex } from './text-index.ts';

const BOXES = '[class*=pull i][class*=quote i]';
/** Fewer UTF-16 units are in a text by chance. */
const SHORT = 9;
/** No article has more; each is looked for in the whole text. */
const MOST = 9;

/**
 * Finds pull quotes: what stands in a box that is named so, and word for word in the text as well. What is nowhere else stays.
 * Readability drops most that stand in an `aside`: those are not extracted at all, and so not found here.
 * @param found what goes already: a sentence in it does not stay.
 */
export function findPullQuotes({ blocks, elements, text }: TextIndex, found: readonly Finding[]): Finding[] {
  const pulls = elements.flatMap((element, block) => (element.closest(BOXES) ? block : []));
  if (!pulls.length || pulls.length > MOST) return [];
  const gone = new Set([...pulls, ...found.map(({ block }) => block)]);
  const lines = blocks.map(({ start, end }) => bareLine(foldLine(text.slice(start, end))));
  const kept = lines.filter((_, block) => !gone.has(block)).join('\n');
  const isKept = (line = ''): boolean => line.length > SHORT && kept.includes(line);
  return pulls.flatMap((block) => (isKept(lines[block]) ? { kind: 'pull-quote', rule: 'repeated', block } : []));
}
