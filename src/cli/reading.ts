/** The core over jsdom. */
import { JSDOM, VirtualConsole } from 'jsdom';
import type { Article, Quote } from '../core/article.ts';
import { findQuotes } from '../core/quotes.ts';
import { readArticle, readText } from '../core/read-article.ts';
import { rulesFor } from '../rules/index.ts';
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
  const { window } = new JSDOM('');
  const article = readText(text, window.document.implementation, url, rulesFor(lang));
  window.close();
  return article;
}

function articleOfPage({ html, url, contentType }: { html: string | Buffer; url: string; contentType?: string }) {
  // A console of its own, with nobody listening: complaints about a page's style sheets are of no use here.
  const { window } = new JSDOM(html, {
    url,
    contentType: contentType ?? 'text/html',
    virtualConsole: new VirtualConsole(),
  });
  const article = readArticle(window.document, url, rulesFor(window.document.documentElement.lang || 'en'));
  window.close();
  return article;
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
