import type { Article } from '../core/article.ts';
import { copyOf } from '../formats/copying.ts';
import { DEFAULT_COPY_OPTIONS, TEXT_ONLY } from '../formats/options.ts';
import { quoteItems } from '../view/quote-list.ts';
import { sanitize } from '../view/sanitize.ts';
import type { Format, Mode } from './arguments.ts';

const COPY_FORMATS = { text: 'plain', markdown: 'markdown', html: 'html' } as const;

/** What is printed. HTML in it is sanitised, whatever the format. */
export async function format(article: Article, mode: Mode, name: Format): Promise<string> {
  // The sanitiser needs a whole DOM; loaded here, since `--jsonl` can do without.
  const { JSDOM } = await import('jsdom');
  const { window } = new JSDOM('');
  const parse = (html: string): HTMLElement => sanitize(window.document, html);
  if (name === 'json') {
    return JSON.stringify(
      mode === 'quotes' ? { quotes: article.quotes } : { ...article, html: parse(article.html).innerHTML },
      null,
      2,
    );
  }
  const whole = mode === 'read';
  // A page from standard input has no address worth printing.
  const options = whole ? { ...DEFAULT_COPY_OPTIONS, source: article.url !== 'about:blank' } : TEXT_ONLY;
  const scope = whole
    ? ({ kind: 'article' } as const)
    : ({
        kind: 'quotes',
        utterances: quoteItems(article).map(({ pieces }) => pieces.map(({ quote }) => quote)),
      } as const);
  return copyOf(article, scope, COPY_FORMATS[name], options, parse).plain;
}
