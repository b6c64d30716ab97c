import type { CleanPage } from '../core/article.ts';

/**
 * An article's text alone as elements: one for each block, in reading order. List items stand in flat lists, table rows are
 * paragraphs.
 */
export function blockTree({ text: all, blocks }: Pick<CleanPage, 'text' | 'blocks'>, document: Document): HTMLElement {
  const root = document.createElement('div');
  for (const block of blocks) {
    const text = all.slice(block.start, block.end);
    const element = document.createElement(BLOCK_ELEMENTS[block.kind] ?? `h${block.level ?? 2}`);
    if (block.kind === 'preformatted') element.textContent = text;
    else appendLines(element, text);
    let parent: Element = root;
    if (block.kind === 'list-item') {
      const before = root.lastElementChild;
      parent = before?.tagName === 'UL' ? before : root.appendChild(document.createElement('ul'));
    }
    parent.append(element);
  }
  return root;
}

const BLOCK_ELEMENTS: Readonly<Record<string, string>> = {
  paragraph: 'p',
  'list-item': 'li',
  blockquote: 'blockquote',
  preformatted: 'pre',
  'table-row': 'p',
  caption: 'p',
};

/** Appends text whose line breaks are to be seen. */
export function appendLines(element: Element, text: string): void {
  text.split('\n').forEach((line, at) => {
    if (at > 0) element.append(element.ownerDocument.createElement('br'));
    element.append(line);
  });
}
