/** The core over a tree of our own parsing. */
import type { Article, Quote } from '../core/article.ts';
import { findQuotes } from '../core/quotes.ts';
import { readArticle, readText } from '../core/read-article.ts';
import { rulesFor } from '../rules/index.ts';
import { parsePage } from './dom.ts';
import { decodePage } from './encoding.ts';
import { type CliError, cliError } from './errors.ts';
import type { Input } from './input.ts';

/** @param lang of a plain text, which does not say so itself; BCP 47. */
export function articleOf(input: Input, lang?: string): Article | CliError {
  try {
    return 'text' in input ? articleOfText(input, lang) : articleOfPage(input);
  } catch (error) {
    return cliError(
      'unreadable',
      `The page could not be read: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

function articleOfText({ text, url }: { text: string; url: string }, lang = 'en'): Article | CliError {
  return readText(text, parsePage('', url).implementation, url, rulesFor(lang));
}

function articleOfPage({ html, url, charset }: { html: string | Buffer; url: string; charset?: string }) {
  const page = parsePage(typeof html === 'string' ? html : decodePage(html, charset), url);
  return readArticle(page, url, rulesFor(page.documentElement.lang || 'en'));
}

/** The quotes of a text taken as it is: every line that is not empty is a block, offsets refer to the text. */
export function quotesOf(text: string, lang?: string): Quote[] {
  const lines = [...text.matchAll(/[^\n]+/g)].filter(([line]) => line.trim() !== '');
  const blocks = lines.map((match) => ({
    kind: 'paragraph' as const,
    start: match.index,
    end: match.index + match[0].length,
  }));
  return findQuotes({ text, blocks }, rulesFor(lang).speech).quotes;
}
