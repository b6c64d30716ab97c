import type { Article, Span } from '../core/article.ts';
import { isWebAddress } from './address.ts';
import { appendLines } from './block-tree.ts';
import { cleanTree } from './clean-tree.ts';
import { isoDate, longDate } from './dates.ts';
import type { CopyOptions, ParseSafely } from './options.ts';

/**
 * The article as clean semantic HTML: no classes, no styles, absolute addresses. A fragment for the clipboard, not a
 * whole page.
 * @param parse makes a safe tree of the article's HTML.
 * @param span the part of `article.text` that is wanted; all of it when absent. UTF-16 offsets.
 */
export function toHtml(article: Article, options: CopyOptions, parse: ParseSafely, span?: Span): string {
  const body = cleanTree(
    article,
    { links: options.links !== 'none', images: options.images, ...(span && { span }) },
    parse,
  );
  if (options.links === 'footnotes') numberLinks(body);
  body.prepend(...head(article, options, body.ownerDocument));
  if (options.source) body.append(sourceParagraph(article, body.ownerDocument));
  return body.innerHTML;
}

function head(article: Article, options: CopyOptions, document: Document): Element[] {
  const elements: Element[] = [];
  const add = (tag: string, text: string): HTMLElement => {
    const element = document.createElement(tag);
    element.append(text);
    elements.push(element);
    return element;
  };
  if (options.title && article.title) add('h1', article.title);
  if (options.byline && article.byline) add('p', article.byline);
  const date = longDate(article.published, article.lang);
  if (options.date && date) {
    const paragraph = add('p', '');
    const time = document.createElement('time');
    time.setAttribute('datetime', article.published ?? isoDate(article.published));
    time.append(date);
    paragraph.replaceChildren(time);
  }
  return elements;
}

function sourceParagraph(article: Article, document: Document): Element {
  const paragraph = document.createElement('p');
  if (article.siteName) appendLines(paragraph, `${article.siteName}, `);
  // An address of another kind is no place to go to for whoever gets the copy.
  if (isWebAddress(article.url)) {
    const link = document.createElement('a');
    link.setAttribute('href', article.url);
    link.append(article.url);
    paragraph.append(link);
  } else appendLines(paragraph, article.url);
  return paragraph;
}

/** Takes the links off the words and lists their addresses, numbered, after the text. */
function numberLinks(body: HTMLElement): void {
  const document = body.ownerDocument;
  const numbers = new Map<string, number>();
  for (const link of [...body.querySelectorAll('a[href]')]) {
    const href = link.getAttribute('href') ?? '';
    const content = [...link.childNodes];
    if (href.startsWith('#')) continue;
    const number = numbers.get(href) ?? numbers.size + 1;
    numbers.set(href, number);
    const mark = document.createElement('sup');
    mark.append(`[${number}]`);
    link.replaceWith(...content, mark);
  }
  if (numbers.size === 0) return;
  const list = document.createElement('ol');
  for (const href of numbers.keys()) {
    const link = document.createElement('a');
    link.setAttribute('href', href);
    link.append(href);
    const item = document.createElement('li');
    item.append(link);
    list.append(item);
  }
  body.append(document.createElement('hr'), list);
}
