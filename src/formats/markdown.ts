import TurndownService from 'turndown';
import type { Article, Span } from '../core/article.ts';
import { cleanTree } from './clean-tree.ts';
import { escapeMarkdown } from './markdown-escape.ts';
import { footnoteRules, markFootnotes } from './markdown-footnotes.ts';
import { linkDestination, markdownLink } from './markdown-link.ts';
import { markdownTables } from './markdown-table.ts';
import type { CopyOptions, ParseSafely } from './options.ts';
import { headLines } from './plain-text.ts';

/**
 * The article as Markdown (CommonMark, with the tables, footnotes and strikethrough of GFM).
 * @param parse makes a safe tree of the article's HTML.
 * @param span the part of `article.text` that is wanted; all of it when absent. UTF-16 offsets.
 * @returns blocks separated by a blank line, without a line break at the end.
 */
export function toMarkdown(article: Article, options: CopyOptions, parse: ParseSafely, span?: Span): string {
  const body = cleanTree(
    article,
    { links: options.links !== 'none', images: options.images, ...(span && { span }) },
    parse,
  );
  return [
    ...(options.title && article.title ? [`# ${escapeHeading(escapeMarkdown(article.title))}`] : []),
    ...headLines(article, { ...options, title: false }).map(escapeMarkdown),
    treeToMarkdown(body, options.links === 'footnotes'),
    ...(options.source ? [markdownSource(article)] : []),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The site's name as a link to the page, or the bare address. */
function markdownSource(article: Article): string {
  return article.siteName ? markdownLink(article.siteName, article.url) : `<${article.url}>`;
}

function treeToMarkdown(body: HTMLElement, linksAsFootnotes: boolean): string {
  body.normalize();
  markFootnotes(body);
  const service = new TurndownService({
    headingStyle: 'atx',
    hr: '---',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    emDelimiter: '*',
  });
  service.escape = escapeMarkdown;
  // A rule added later is asked first.
  service.use([markdownTables, inlineRules, blockRules, footnoteRules]);
  const notes = linksAsFootnotes ? linkNotes(service) : () => '';
  const text = service.turndown(body);
  return text + notes();
}

function inlineRules(service: TurndownService): void {
  service.addRule('emphasis', { filter: ['em', 'i'], replacement: (content, node) => delimited('*', content, node) });
  service.addRule('strong', {
    filter: ['strong', 'b'],
    replacement: (content, node) => delimited('**', content, node),
  });
  service.addRule('deleted', { filter: ['del', 's'], replacement: (content, node) => delimited('~~', content, node) });
  // Raised and lowered figures change the meaning when they come down to the line (10² is not 102), and Markdown
  // has no sign for them but HTML's own.
  service.addRule('raised', {
    filter: ['sup', 'sub'],
    replacement: (content, node) =>
      content.trim() === '' ? content : `<${node.nodeName.toLowerCase()}>${content}</${node.nodeName.toLowerCase()}>`,
  });
  service.addRule('link', {
    filter: (node) => node.nodeName === 'A' && node.hasAttribute('href'),
    replacement: (content, node) => {
      if (content.trim() === '') return content;
      return `[${oneParagraph(content)}](${linkDestination((node as Element).getAttribute('href') ?? '')})`;
    },
  });
}

function blockRules(service: TurndownService): void {
  service.addRule('heading', {
    filter: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
    replacement: (content, node) => {
      const line = content.replace(/(?<!\s)\s*\n\s*/g, ' ').trim();
      return line === '' ? '' : `\n\n${'#'.repeat(Number(node.nodeName.charAt(1)))} ${escapeHeading(line)}\n\n`;
    },
  });
  service.addRule('preformatted', {
    filter: 'pre',
    replacement: (_, node) => {
      const text = preformattedText(node);
      const longest = (text.match(/`{3,}/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
      const fence = '`'.repeat(longest + 1);
      return `\n\n${fence}\n${text.replace(/\n$/, '')}\n${fence}\n\n`;
    },
  });
  service.addRule('listItem', {
    filter: 'li',
    replacement: (content, node) => {
      const marker = listMarker(node as HTMLElement);
      const loose = content.endsWith('\n') ? '\n' : '';
      const lines = content.trim().replaceAll('\n', `\n${' '.repeat(marker.length)}`);
      return `${marker}${lines.replace(/^ +$/gm, '')}${loose}${node.nextSibling ? '\n' : ''}`;
    },
  });
}

/** Two lists one after the other would become one, so every second one gets the other marker. */
function listMarker(item: HTMLElement): string {
  const list = item.parentElement;
  if (!list) return '- ';
  let before = list.previousElementSibling;
  let other = false;
  while (before?.tagName === list.tagName) {
    other = !other;
    before = before.previousElementSibling;
  }
  if (list.tagName !== 'OL') return other ? '* ' : '- ';
  const start = Number.parseInt(list.getAttribute('start') ?? '1', 10);
  const number = Math.max(0, Number.isNaN(start) ? 1 : start) + [...list.children].indexOf(item);
  return `${number}${other ? ')' : '.'} `;
}

/** A row of `#` at the end of a heading would be taken for its closing sign. */
function escapeHeading(line: string): string {
  return line.replace(/(?<=^|[^\\#])#(?=#*$)/, '\\#');
}

function preformattedText(node: Node): string {
  if (node.nodeType === 3) return node.nodeValue ?? '';
  if (node.nodeName === 'BR') return '\n';
  return [...node.childNodes].map(preformattedText).join('');
}

const OUTER_SPACE = /\s/;
const PUNCTUATION = /[\p{P}\p{S}]/u;

/**
 * Puts delimiters around emphasised text where CommonMark will read them as such (its left- and right-flanking
 * rules, section 6.2); elsewhere, as in `“quoted”word` or in scripts written without spaces, they would show as
 * asterisks in the text, and the words alone are right.
 */
function delimited(mark: string, content: string, node: Node): string {
  const inner = oneParagraph(content);
  const first = inner.charAt(0);
  const last = inner.charAt(inner.length - 1);
  if (inner === '' || OUTER_SPACE.test(first) || OUTER_SPACE.test(last)) return content;
  const before = characterBeside(node, 'previousSibling');
  const after = characterBeside(node, 'nextSibling');
  const opens = !PUNCTUATION.test(first) || before === '' || OUTER_SPACE.test(before) || PUNCTUATION.test(before);
  const closes = !PUNCTUATION.test(last) || after === '' || OUTER_SPACE.test(after) || PUNCTUATION.test(after);
  return opens && closes && !touchesEmphasis(node) ? `${mark}${inner}${mark}` : content;
}

const EMPHASIS = /^(?:EM|I|STRONG|B|DEL|S)$/;

/** Delimiters of neighbours with nothing between them run together into one row that reads as something else. */
function touchesEmphasis(node: Node): boolean {
  return EMPHASIS.test(node.previousSibling?.nodeName ?? '') || EMPHASIS.test(node.nextSibling?.nodeName ?? '');
}

/** The character next to an inline node in its block; an empty string at the block's edge or a line break. */
function characterBeside(node: Node, side: 'previousSibling' | 'nextSibling'): string {
  for (let at: Node | null = node; at; at = at.parentNode) {
    const sibling: Node | null = at[side];
    if (sibling) {
      if (sibling.nodeName === 'BR') return '';
      const text = sibling.textContent ?? '';
      if (text !== '')
        return (side === 'previousSibling' ? Array.from(text.slice(-2)).at(-1) : Array.from(text.slice(0, 2))[0]) ?? '';
    }
    const parent: Node | null = at.parentNode;
    if (!parent || !INLINE_PARENTS.test(parent.nodeName)) return '';
  }
  return '';
}

const INLINE_PARENTS = /^(?:A|EM|STRONG|B|I|U|S|DEL|INS|SUB|SUP|Q|CITE|ABBR|TIME|MARK|SMALL|BDI|BDO|DFN)$/;

/** Delimiters and link texts do not reach over a blank line. */
function oneParagraph(content: string): string {
  return content.replace(/(?<!\s)\s*\n\s*\n\s*/g, '  \n');
}

/** Links become footnotes: the words stay, the address follows after the text. One note for each address. */
function linkNotes(service: TurndownService): () => string {
  const numbers = new Map<string, number>();
  service.addRule('linkNote', {
    filter: (node) => node.nodeName === 'A' && /^(?!#)./.test(node.getAttribute('href') ?? ''),
    replacement: (content, node) => {
      if (content.trim() === '') return content;
      const address = (node as Element).getAttribute('href') ?? '';
      const number = numbers.get(address) ?? numbers.size + 1;
      numbers.set(address, number);
      return `${content}[^${number}]`;
    },
  });
  return () => {
    const notes = [...numbers].map(
      ([address, number]) => `[^${number}]: <${address.replace(/[<>\s]/g, encodeURIComponent)}>`,
    );
    return notes.length > 0 ? `\n\n${notes.join('\n')}` : '';
  };
}
