import type { PageRules, Rules, SpeechRules } from '../rules/schema.ts';
import {
  type Article,
  type CleanPage,
  isFailure,
  type PageFailure,
  type ReadErrorCode,
  type ReadFailure,
} from './article.ts';
import { tidyByline } from './byline.ts';
import { fieldOf, unclobbered } from './clobbering.ts';
import { type ClutterStage, findClutter } from './clutter.ts';
import { coverageOf, type ExpectedRoot, expectedRoot } from './coverage.ts';
import { type Extraction, extractFrom, markClean, rootOfElement, selectionRoot } from './extract.ts';
import { headFacts } from './head-facts.ts';
import { directionOf, languageOfText } from './language.ts';
import { type Changed, copyPage } from './page-copy.ts';
import { isTooDeep, isTooLarge, isTooLong } from './page-size.ts';
import { plainTextRoot, textRoot } from './plain-text.ts';
import { findQuotesInSteps } from './quotes.ts';
import { applyChoices, type ReadOptions } from './reader-choices.ts';
import { readingMinutes } from './reading-time.ts';
import { removeFindings } from './remove.ts';
import { mendBlocks, mendTables } from './round-trip.ts';
import { finish, type Steps } from './steps.ts';
import { type Metadata, readMetadata } from './structured-data.ts';
import { indexText, indexTextInSteps, type TextIndex } from './text-index.ts';
import { countWords } from './words.ts';

// Below this share of the page's largest text root the extraction is not trusted, if the root has so many UTF-16 units.
const POOR_COVERAGE = 0.4;
const WORTH_A_SECOND_TRY = 1000;
// The other root has to hold this much more: a short article may stand beside longer terms of use.
const SECOND_IS_LONGER = 3;
// A text of which more than this share is links is a list of other pages.
const MOSTLY_LINKS = 0.6;
// Of a list so many UTF-16 units may be text.
const NO_MORE_THAN_A_LINE = 250;
// So many headings that lead elsewhere, each for no more text than this, are teasers.
const MANY_HEADLINES = 5;
const TEASER = 300;

/** For who runs it: what the core, which has no clock and does not see a page change, cannot know by itself. */
export interface Watch {
  /** For who measures: told each stage's name when it ends. */
  onStage?: (stage: Stage) => void;
  /** For who lays the work down now and then while the page goes on. */
  changed?: Changed;
}

export type Stage =
  | 'copy'
  | 'metadata'
  | 'text-root'
  | 'extract'
  | 'index'
  | 'language'
  | ClutterStage
  | 'remove'
  | 'article'
  | 'quotes';

/**
 * The whole way from a page to an article.
 * @param document the page; it is not changed.
 * @param url the page's address.
 * @param rules words and cues as data, see `rulesFor`.
 * @param options what the reader decided, and who is told of each stage; nothing by default.
 * @returns the article as JSON-safe data, or a failure as a value; it does not throw on any page.
 */
export function readArticle(
  document: Document,
  url: string,
  rules: Rules,
  options: ReadOptions & Watch = {},
): Article | ReadFailure {
  const page = readPage(document, url, rules, options);
  if (isFailure(page)) return said(page);
  const article = withQuotes(page, rules.speech);
  MEASURED: options.onStage?.('quotes');
  return article;
}

/** The first part of the way, which needs the page: everything but the quotes. Parameters and errors as for `readArticle`. */
export function readPage(
  page: Document,
  url: string,
  rules: PageRules,
  options: ReadOptions & Watch = {},
): CleanPage | PageFailure {
  return finish(readPageInSteps(page, url, rules, options));
}

/**
 * The same, so that it can be laid down: what is read is a copy. A second attempt copies the page as it is by then, so who lets it
 * become another page meanwhile has to read it again.
 */
export function* readPageInSteps(
  page: Document,
  url: string,
  rules: PageRules,
  options: ReadOptions & Watch = {},
): Steps<CleanPage | PageFailure> {
  const { onStage, selection, anyway } = options;
  // Of a page that is too large a part can be selected; one that is too deep cannot even be copied.
  if ((!selection && isTooLarge(page)) || isTooDeep(page)) return failure('too-large');
  if (selection) {
    const selected = selectionRoot(page, selection);
    const metadata = readMetadata(unclobbered(page), url, rules.furniture);
    MEASURED: onStage?.('metadata');
    return yield* clean(yield* selected, metadata, url, rules, options);
  }
  const copied = (): Steps<Document> => copyPage(page, options.changed);
  const copy = yield* copied();
  MEASURED: onStage?.('copy');
  yield;
  const metadata = readMetadata(copy, url, rules.furniture);
  MEASURED: onStage?.('metadata');
  yield;
  if (fieldOf(page, 'contentType') === 'text/plain')
    return yield* clean(plainTextRoot(copy), metadata, url, rules, options);

  const largest = yield* expectedRoot(copy.body, metadata.body);
  MEASURED: onStage?.('text-root');
  let extraction = yield* extractFrom(copy, metadata.title ?? '', copied);
  if (!extraction && anyway) extraction = yield* rootOfElement((yield* copied()).body);
  MEASURED: onStage?.('extract');
  const first = yield* clean(extraction, metadata, url, rules, options, largest);
  if (!isPoor(first, largest)) {
    const isEmpty = isFailure(first) && !largest && isBlank(yield* copied());
    return isEmpty ? failure('empty') : first;
  }
  // Readability looked at the wrong place: the page's largest text is somewhere else.
  const again = yield* expectedRoot((yield* copied()).body, metadata.body);
  if (!again) return first;
  const second = yield* clean(yield* rootOfElement(again.element), metadata, url, rules, options, again);
  if (isFailure(first)) return second;
  if (isFailure(second)) return first;
  const better = again.declared
    ? second.coverage > first.coverage
    : second.text.length > first.text.length * SECOND_IS_LONGER;
  return better ? second : first;
}

/** The second part, which needs no page: the names of the byline, the quotes and who said them. */
export function withQuotes(page: CleanPage, rules: SpeechRules): Article {
  return finish(withQuotesInSteps(page, rules));
}

/** The same, so that it can be laid down. */
export function* withQuotesInSteps(page: CleanPage, rules: SpeechRules): Steps<Article> {
  return {
    ...page,
    byline: tidyByline(page.byline, page.lang),
    readingMinutes: readingMinutes(page.wordCount, page.lang),
    ...(yield* findQuotesInSteps(page, rules)),
  };
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
  options: ReadOptions = {},
): Article | ReadFailure {
  if (text.trim() === '') return said(failure('empty'));
  const metadata = { lang: rules.lang, dir: directionOf(rules.lang) };
  const page = finish(clean(textRoot(text, implementation), metadata, url, rules, options));
  return isFailure(page) ? said(page) : withQuotes(page, rules.speech);
}

/** From the extracted tree to the clean text: what is not article is found, then taken out, then what is left is read. */
function* clean(
  extraction: Extraction | undefined,
  metadata: Metadata,
  url: string,
  rules: PageRules,
  options: ReadOptions & Watch,
  largest?: ExpectedRoot,
): Steps<CleanPage | PageFailure> {
  const { onStage } = options;
  if (!extraction) return failure('not-an-article');
  yield* mendTables(extraction.root);
  const extracted = yield* indexTextInSteps(extraction.root);
  if (isTooLong(extracted.text)) return failure('too-large');
  MEASURED: onStage?.('index');
  yield;
  const lang = languageOfText(extracted.text, metadata.lang, rules.furniture);
  const facts = { ...metadata, url, languages: [lang, metadata.lang] };
  MEASURED: onStage?.('language');
  const clutter = extraction.clean ? [] : yield* findClutter(extracted, facts, rules, onStage);
  const findings = applyChoices(extracted, clutter, options);
  yield;
  const { kept, removals } = yield* removeFindings(extracted, findings);
  MEASURED: onStage?.('remove');
  yield;
  const mayBeList = !options.selection && !options.anyway && !extraction.clean;
  if (kept.text === '' || (mayBeList && isList(extracted, kept, metadata))) {
    return failure('not-an-article');
  }

  yield* mendBlocks(extraction.root);
  markClean(extraction.root);
  const { body: _, ...declared } = metadata;
  const shown = headFacts(removals, lang, rules.furniture);
  const wordCount = countWords(kept.text);
  yield;
  const { innerHTML: html } = extraction.root;
  yield;
  const page: CleanPage = {
    ...declared,
    url,
    lang,
    dir: metadata.lang === lang ? metadata.dir : directionOf(lang),
    title: metadata.title ?? '',
    byline: metadata.byline ?? shown.byline ?? extraction.byline,
    published: metadata.published ?? shown.published,
    html,
    text: kept.text,
    wordCount,
    blocks: kept.blocks,
    removals,
    coverage: yield* coverageOf(largest, extraction.root),
  };
  MEASURED: onStage?.('article');
  return page;
}

function isPoor(page: CleanPage | PageFailure, largest: ExpectedRoot | undefined): largest is ExpectedRoot {
  if (!largest || largest.length < WORTH_A_SECOND_TRY) return false;
  return isFailure(page) || page.coverage < POOR_COVERAGE;
}

/** A list of other pages: nothing but links, links with a line of text beside them, or a headline to each few sentences. */
function isList(extracted: TextIndex, kept: TextIndex, { published, body }: Metadata): boolean {
  if (isLinkList(kept)) return true;
  if (isLinkList(extracted) && kept.text.length < NO_MORE_THAN_A_LINE) return true;
  let headlines = 0;
  for (const [at, { kind, start, end }] of extracted.blocks.entries()) {
    if (kind === 'heading' && (extracted.linked[at] ?? 0) > (end - start) * MOSTLY_LINKS) headlines++;
    // A paragraph above them all is no teaser.
    else if (headlines === 0 && end - start > TEASER && !extracted.linked[at]) return false;
  }
  // What has a date or a body of its own is an article, however many stand beside it.
  return !published && !body && headlines >= MANY_HEADLINES && kept.text.length < headlines * TEASER;
}

function isLinkList({ text, linked }: TextIndex): boolean {
  return linked.reduce((sum, length) => sum + length, 0) > text.length * MOSTLY_LINKS;
}

function isBlank({ body }: Document): boolean {
  return !body || indexText(body).text === '';
}

/** In English, for who has no translations. The page's half gives codes alone: code put into pages has to be small. */
const MESSAGES: Readonly<Record<ReadErrorCode, string>> = {
  'not-an-article': 'No article was found on this page.',
  empty: 'There is no text to read.',
  'too-large': 'The page is too large to be read at once.',
  unreadable: 'The page could not be read.',
};

function said({ error: { code } }: PageFailure): ReadFailure {
  return { error: { code, message: MESSAGES[code] } };
}

function failure(code: ReadErrorCode): PageFailure {
  return { error: { code } };
}
