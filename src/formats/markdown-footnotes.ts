/** An article's own footnotes: marks that link to a note in the same text, and notes that link back. */
import type TurndownService from 'turndown';

const NOTE_MARK = /^[[(]?(?:\d{1,3}|[a-z]|[*†‡§¶]{1,3})[\])]?$/iu;
const LABEL = 'data-note';
const ROLE = 'data-note-role';

/** Marks, in the tree, what `footnoteRules` turns into Markdown's footnotes. The tree is changed. */
export function markFootnotes(root: HTMLElement): void {
  const targets = new Map([...root.querySelectorAll('[id]')].map((element) => [element.id, element]));
  for (const link of [...root.querySelectorAll('a[href^="#"]')]) {
    const target = targetOf(link, targets);
    const note = target?.closest('li, p, dd');
    if (!target || !note || !NOTE_MARK.test((link.textContent ?? '').trim()) || note.contains(link)) continue;
    if (!(link.compareDocumentPosition(note) & FOLLOWING) || note.querySelector('li, table')) continue;
    const label = `note-${target.id.replace(/[^\p{L}\p{N}-]+/gu, '-')}`;
    const mark = link.closest('sup') ?? link;
    removeBacklinks(note, mark, targets);
    removeOwnMark(note, (link.textContent ?? '').trim());
    note.setAttribute(LABEL, label);
    note.setAttribute(ROLE, 'note');
    mark.setAttribute(LABEL, label);
    mark.setAttribute(ROLE, 'mark');
  }
  // A list of nothing but notes is no list in Markdown.
  for (const list of root.querySelectorAll('ol, ul')) {
    if (list.children.length > 0 && [...list.children].every((item) => item.getAttribute(ROLE) === 'note')) {
      list.replaceWith(...list.childNodes);
    }
  }
}

export function footnoteRules(service: TurndownService): void {
  service.addRule('noteMark', {
    filter: (node) => node.getAttribute(ROLE) === 'mark',
    replacement: (_, node) => `[^${(node as Element).getAttribute(LABEL)}]`,
  });
  service.addRule('note', {
    filter: (node) => node.getAttribute(ROLE) === 'note',
    replacement: (content, node) => {
      const text = content.trim().replaceAll('\n', '\n    ');
      return `\n\n[^${(node as Element).getAttribute(LABEL)}]: ${text}\n\n`;
    },
  });
}

const FOLLOWING = 4;

function targetOf(link: Element, targets: ReadonlyMap<string, Element>): Element | undefined {
  return targets.get(decodeURIComponent((link.getAttribute('href') ?? '').slice(1)));
}

function removeBacklinks(note: Element, mark: Element, targets: ReadonlyMap<string, Element>): void {
  for (const link of [...note.querySelectorAll('a[href^="#"]')]) {
    const target = targetOf(link, targets);
    if (target && (target.contains(mark) || mark.contains(target))) link.remove();
  }
}

/** A note that begins with its own number: Markdown writes that itself. */
function removeOwnMark(note: Element, mark: string): void {
  const first = note.firstElementChild;
  if (first && note.textContent?.trimStart().startsWith(mark) && (first.textContent ?? '').trim() === mark)
    first.remove();
}
