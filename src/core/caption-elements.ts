import type { StructureRules } from '../rules/schema.ts';
import { namesOn } from './block-places.ts';
import type { Finding } from './clutter.ts';
import type { TextIndex } from './text-index.ts';

/** What an element named as a caption may hold; above, the name is about something else. UTF-16 units. */
const MAX_CAPTION_ELEMENT = 900;
/** How many elements up a caption's figure or class may be. */
const MAX_DEPTH = 5;

/** @returns what tells whether a block lies in a figure or in an element named as a caption. */
export function captionElements(
  { blocks, elements, nodes }: TextIndex,
  structure: StructureRules,
): (at: number) => Omit<Finding, 'block'> | undefined {
  const known = new Map<Element, string | undefined>();
  const ruleOf = (element: Element): string | undefined => {
    if (known.has(element)) return known.get(element);
    let rule: string | undefined;
    if (element.tagName === 'FIGCAPTION') rule = 'figcaption';
    else if (element.tagName === 'FIGURE') rule = 'figure';
    else if (namesOn(element, structure).some((name) => name === 'caption' || name === 'credit'))
      rule = 'caption-class';
    if (rule && (element.textContent?.length ?? 0) > MAX_CAPTION_ELEMENT) rule = undefined;
    known.set(element, rule);
    return rule;
  };
  let node = 0;
  /** The innermost element that holds all text of a block; asked for block after block. */
  const holderOf = (at: number): Element | null | undefined => {
    const block = blocks[at];
    while (block && (nodes[node]?.start ?? block.start) < block.start) node++;
    const first = nodes[node]?.node;
    let last = first;
    for (let i = node; block && (nodes[i]?.start ?? block.end) < block.end; i++) last = nodes[i]?.node;
    let holder = first?.parentElement;
    for (let depth = 0; holder && last && !holder.contains(last) && depth < MAX_DEPTH; depth++)
      holder = holder.parentElement;
    return holder && elements[at]?.contains(holder) ? holder : elements[at];
  };
  return (at) => {
    const kind = blocks[at]?.kind;
    let element: Element | null | undefined = holderOf(at);
    for (let depth = 0; element && depth < MAX_DEPTH; depth++, element = element.parentElement) {
      const rule = ruleOf(element);
      // A figure may hold a quote or a table, which are article.
      if (rule === 'figure' && kind !== 'paragraph' && kind !== 'caption') return undefined;
      if (rule) return { kind: 'caption', rule };
    }
    return undefined;
  };
}
