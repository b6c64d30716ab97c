/** What goes to the clipboard: a part of the article, in the form the reader wants it. */
import type { Article, Quote, Span } from '../core/article.ts';
import { toHtml } from './html.ts';
import { escapeHtml } from './html-escape.ts';
import { toMarkdown } from './markdown.ts';
import type { CopyFormat, CopyOptions, ParseSafely } from './options.ts';
import { toPlainText } from './plain-text.ts';
import { citedUtterance } from './quotes.ts';

/** The flavours that go to the clipboard together. */
export interface Copyable {
  /** `text/plain` */
  plain: string;
  /** `text/html`, for programs that paste rich text. */
  html?: string;
}

export type CopyScope =
  | { kind: 'article' }
  | { kind: 'selection'; span: Span }
  /** Utterances, each with the pieces that "he said" or a new paragraph parted. */
  | { kind: 'quotes'; utterances: readonly (readonly Quote[])[] };

/** @param parse makes a safe tree of the article's HTML. */
export function copyOf(
  article: Article,
  scope: CopyScope,
  format: CopyFormat,
  options: CopyOptions,
  parse: ParseSafely,
): Copyable {
  const source = scope.kind === 'quotes' ? quotesAlone(article, scope.utterances) : article;
  const span = scope.kind === 'selection' ? scope.span : undefined;
  if (format === 'markdown') return { plain: toMarkdown(source, options, parse, span) };
  if (format === 'html') return { plain: toHtml(source, options, parse, span) };
  const plain = toPlainText(source, options, span);
  return format === 'plain' ? { plain } : { plain, html: toHtml(source, options, parse, span) };
}

/** An article that is nothing but quotes, so that they are written in the same way as everything else. */
function quotesAlone(article: Article, utterances: readonly (readonly Quote[])[]): Article {
  const texts = utterances.map((pieces) => {
    const { open, text, close, speaker } = citedUtterance(article, pieces);
    return `${open}${text}${close}${speaker === undefined ? '' : `\n— ${speaker}`}`.replaceAll('\t', ' ');
  });
  let start = 0;
  const blocks = texts
    .flatMap((text) => text.split('\n\n'))
    .map((text) => {
      const block = { kind: 'blockquote' as const, start, end: start + text.length };
      start = block.end + 2;
      return block;
    });
  const paragraphs = (text: string): string =>
    text
      .split('\n\n')
      .map((part) => `<p>${escapeHtml(part).replaceAll('\n', '<br>')}</p>`)
      .join('');
  return {
    ...article,
    text: texts.join('\n\n'),
    blocks,
    html: texts.map((text) => `<blockquote>${paragraphs(text)}</blockquote>`).join(''),
  };
}
