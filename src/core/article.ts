/**
 * The model every shell, view and format shares. Plain JSON-safe data: no nodes, no functions.
 * All offsets are UTF-16 code units into `Article.text`, end exclusive.
 */

/** A half-open range of UTF-16 offsets into `Article.text`. */
export interface Span {
  start: number;
  end: number;
}

export type BlockKind = 'paragraph' | 'heading' | 'list-item' | 'blockquote' | 'preformatted' | 'table-row' | 'caption';

/** One block of the article, in reading order. `text.slice(start, end)` is exactly what a reader sees of it. */
export interface Block extends Span {
  kind: BlockKind;
  /** Heading level 1–6; nesting depth (1 = outermost) of a list item. */
  level?: number;
}

/** How a speaker was found. Ordered from surest to least sure; shown to the reader who asks why. */
export type SpeakerVia =
  | 'cue' // a reporting verb with its subject beside the quote
  | 'frame' // "according to", "in the words of", "so der Vorsitzende"
  | 'colon' // "The mayor: “…”", interview and headline labels
  | 'clause' // participle or coordinated verb with the subject further left
  | 'carried' // the speaker of the quote before, nothing new named since
  | 'context'; // the only person the sentence names

export interface Speaker {
  /** As the article says it: "he", "Mr. Trump", "the letter". Exactly `text.slice(start, end)` when those are given. */
  name: string;
  start?: number;
  end?: number;
  /** The fullest name found for the same person; absent when it is `name` itself or is not known. */
  resolvedName?: string;
  /** A pronoun, and the text does not tell whom it stands for: two of the same may be two people. */
  unresolved?: true;
  via: SpeakerVia;
  /** 0–1: how often a speaker found this way was right on the development data. */
  confidence: number;
}

/** One quotation. `text` is exactly `article.text.slice(start, end)`, inside the marks. */
export interface Quote extends Span {
  text: string;
  /** The reporting word that introduced it ("said"), when there was one. */
  cue?: string;
  /** Absent means unknown: a wrong name costs more trust than none. */
  speaker?: Speaker;
  /** Other possible speakers below the confidence to be shown, surest first. */
  candidates?: Speaker[];
  /** Quotes that are pieces of one utterance ("…," he said, "…") or of one quotation over paragraphs share a number. */
  group?: number;
}

/** Words in quotation marks that are not speech: a title, a nickname, scare quotes. */
export interface QuotedPhrase extends Span {
  text: string;
}

export const REMOVAL_KINDS = [
  'ad-marker',
  'ad-box',
  'caption',
  'credit',
  'related',
  'promotion',
  'share',
  'byline',
  'date',
  'headline',
  'pull-quote',
  'bio',
  'tags',
  'comments',
  'cookie',
  'media',
  'navigation',
  'boilerplate',
] as const;

export type RemovalKind = (typeof REMOVAL_KINDS)[number];

/** One block, or one run inside a block, that was taken out of what was extracted. */
export interface Removal {
  /** The same piece of the same page has the same id each time the page is read. */
  id: string;
  kind: RemovalKind;
  /** Id of the rule that decided, e.g. `ad-words:en`. Stable, used in settings. */
  rule: string;
  /** Exactly what a reader would have seen. */
  text: string;
  /** Index into `blocks` of the block it stood before (`blocks.length`: after the last). For a run inside a block: that block's index. */
  at: number;
  /** For a run inside a block: UTF-16 offset into `Article.text` where it stood. */
  offset?: number;
}

export type Direction = 'ltr' | 'rtl';

export interface Article {
  url: string;
  title: string;
  byline?: string;
  siteName?: string;
  /** ISO 8601, with the time zone the page gave; a date alone when the page gave no time. */
  published?: string;
  modified?: string;
  /** The dek (standfirst), when the page gives one. */
  excerpt?: string;
  /** BCP 47 tag, `und` when nothing tells. */
  lang: string;
  dir: Direction;
  /** Serialised clean root. NOT sanitised: every shell sanitises at the last step before display. */
  html: string;
  /** Blocks joined by a blank line; what is shown and copied, character for character. */
  text: string;
  wordCount: number;
  /** Whole minutes, at least 1. */
  readingMinutes: number;
  blocks: Block[];
  quotes: Quote[];
  phrases: QuotedPhrase[];
  removals: Removal[];
  /** Share (0–1) of the page's largest text root that the extraction kept; low means text may be missing. */
  coverage: number;
  /** The site says that the whole text is for its subscribers, and there is little here. Found out by the shells. */
  forSubscribers?: boolean;
}

/** An article whose quotes have not been looked for: what is read in the page itself, where code has to be small. */
export type CleanPage = Omit<Article, 'quotes' | 'phrases' | 'readingMinutes'>;

/** What can go wrong while reading. Each code has one translated sentence and a next step in `_locales`. */
export type ReadErrorCode = 'not-an-article' | 'empty' | 'too-large' | 'unreadable';

/** An error as a value. Shells translate by `code`. */
export interface PageFailure {
  error: { code: ReadErrorCode };
}

/** The same in the shape the command line answers; `message` is English. */
export interface ReadFailure {
  error: { code: ReadErrorCode; message: string };
}

export function isFailure<Failure extends PageFailure>(result: CleanPage | Failure): result is Failure {
  return 'error' in result;
}
