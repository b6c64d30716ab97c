import type { PageRules, Rules, SpeechRules } from '../rules/schema.ts';
import { type Article, type CleanPage, isFailure, type ReadErrorCode, type ReadFailure } from './article.ts';
import { findClutter } from './clutter.ts';
import { type Extraction, extract } from './extract.ts';
import { plainTextRoot, textRoot } from './plain-text.ts';
import { findQuotes } from './quotes.ts';
import { removeFindings } from './remove.ts';
import { directionOf, type Metadata, readMetadata } from './structured-data.ts';
import { indexText } from './text-index.ts';
import { countWords, readingMinutes } from './words.ts';

/**
 * The whole way from a page to an article.
 * @param document the page; it is not changed.
 * @param url the page's address.
 * @param rules words and cues as data, see `rulesFor`.
 * @returns the article as JSON-safe data, or a failure as a value; it does not throw on any page.
 */
export function readArticle(document: Document, url: string, rules: Rules): Article | ReadFailure {
  const page = readPage(document, url, rules);
  return isFailure(page) ? page : withQuotes(page, rules.speech);
}

/** The first part of the way, which needs the page: everything but the quotes. Parameters and errors as for `readArticle`. */
export function readPage(document: Document, url: string, rules: PageRules): CleanPage | ReadFailure {
  const metadata = readMetadata(document);
  const extraction =
    document.contentType === 'text/plain' ? plainTextRoot(document) : extract(document, metadata.title ?? '');
  if (!extraction && isBlank(document)) return failure('empty', 'The page has no text to read.');
  return assemble(extraction, metadata, url, rules);
}

function isBlank({ body }: Document): boolean {
  return !body || indexText(body).text === '';
}

/** The second part, which needs no page: the quotes and who said them. */
export function withQuotes(page: CleanPage, rules: SpeechRules): Article {
  return { ...page, ...findQuotes(page, rules) };
}

/**
 * The same way for plain text: paragraphs are what blank lines separate.
 * @param implementation makes the tree; the core has no document of its own.
 */
export function readText(
  text: string,
  implementation: DOMImplementation,
  url: string,
  rules: Rules,
): Article | ReadFailure {
  if (text.trim() === '') return failure('empty', 'There is no text to read.');
  const metadata = { lang: rules.lang, dir: directionOf(rules.lang) };
  const page = assemble(textRoot(text, implementation), metadata, url, rules);
  return isFailure(page) ? page : withQuotes(page, rules.speech);
}

function assemble(
  extraction: Extraction | undefined,
  metadata: Metadata,
  url: string,
  rules: PageRules,
): CleanPage | ReadFailure {
  if (!extraction) return failure('not-an-article', 'No article was found on this page.');

  const extracted = indexText(extraction.root);
  const findings = findClutter(extracted, { ...metadata, url }, rules);
  const { kept, removals } = removeFindings(extracted, findings, indexText);
  const { text, blocks } = kept;
  if (text === '') return failure('not-an-article', 'No article was found on this page.');

  const wordCount = countWords(text, metadata.lang);
  return {
    ...metadata,
    url,
    title: metadata.title ?? '',
    byline: metadata.byline ?? extraction.byline,
    html: extraction.root.innerHTML,
    text,
    wordCount,
    readingMinutes: readingMinutes(wordCount, metadata.lang),
    blocks,
    removals,
    coverage: 1,
  };
}

function failure(code: ReadErrorCode, message: string): ReadFailure {
  return { error: { code, message } };
}
