/**
 * Quotation marks as data. Costs are on one scale: 0 is what well-set text does, 6 is what is only believed
 * when everything else is worse. A new mark is a row.
 */

/** Marks of one family can close each other when a page has mixed or turned them. */
export type MarkFamily = 'double' | 'single' | 'guillemet' | 'single-guillemet' | 'corner' | 'white-corner' | 'title';

export interface QuoteMark {
  mark: string;
  family: MarkFamily;
  /** Cost of reading the mark as an opening one. */
  open: number;
  /** Cost of reading the mark as a closing one, when what it closes is not its usual partner in `MARK_PAIRS`. */
  close: number;
  /** Cost of reading it as no quotation mark at all, where that is not the usual one. */
  ignore?: number;
}

export const QUOTE_MARKS: readonly QuoteMark[] = [
  { mark: '"', family: 'double', open: 0.2, close: 0.2 },
  { mark: '＂', family: 'double', open: 0.2, close: 0.2 },
  { mark: '“', family: 'double', open: 0, close: 2 },
  { mark: '”', family: 'double', open: 2, close: 0 },
  { mark: '„', family: 'double', open: 0, close: 5 },
  { mark: '‟', family: 'double', open: 0.5, close: 1 },
  { mark: '〝', family: 'double', open: 0, close: 3 },
  { mark: '〞', family: 'double', open: 3, close: 0 },
  { mark: '〟', family: 'double', open: 3, close: 0 },
  { mark: '``', family: 'double', open: 0, close: 2 },
  { mark: "''", family: 'double', open: 0.5, close: 0.2, ignore: 4 },
  { mark: '’’', family: 'double', open: 2, close: 0.2, ignore: 2 },
  { mark: '‘‘', family: 'double', open: 0, close: 2 },
  { mark: '´´', family: 'double', open: 1, close: 0.2 },
  { mark: ',,', family: 'double', open: 0.2, close: 6, ignore: 1 },
  { mark: '‚‚', family: 'double', open: 0.2, close: 6, ignore: 1 },
  { mark: '«', family: 'guillemet', open: 0, close: 2.2 },
  { mark: '»', family: 'guillemet', open: 0.8, close: 0 },
  { mark: '‹', family: 'single-guillemet', open: 0, close: 0.8 },
  { mark: '›', family: 'single-guillemet', open: 0.8, close: 0 },
  { mark: '‘', family: 'single', open: 0, close: 2 },
  { mark: '’', family: 'single', open: 2.5, close: 0 },
  { mark: '‚', family: 'single', open: 0.5, close: 6 },
  { mark: '‛', family: 'single', open: 0.5, close: 3 },
  { mark: "'", family: 'single', open: 0.3, close: 0.2 },
  { mark: '＇', family: 'single', open: 0.3, close: 0.2 },
  { mark: '「', family: 'corner', open: 0, close: 5 },
  { mark: '」', family: 'corner', open: 5, close: 0 },
  { mark: '｢', family: 'corner', open: 0, close: 5 },
  { mark: '｣', family: 'corner', open: 5, close: 0 },
  { mark: '『', family: 'white-corner', open: 0, close: 5 },
  { mark: '』', family: 'white-corner', open: 5, close: 0 },
  { mark: '《', family: 'title', open: 0, close: 5 },
  { mark: '》', family: 'title', open: 5, close: 0 },
  { mark: '〈', family: 'title', open: 0, close: 5 },
  { mark: '〉', family: 'title', open: 5, close: 0 },
];

/** Opening and closing mark as some language sets them on purpose: a closing mark is free behind its partner. */
export const MARK_PAIRS: readonly (readonly [open: string, close: string])[] = [
  ['“', '”'], // English, Portuguese, Turkish, Chinese, Korean
  ['„', '“'], // German, Czech, Slovak, Slovene, Bulgarian, Lithuanian, Icelandic
  ['„', '”'], // Polish, Romanian, Hungarian, Dutch (older), Croatian
  ['„', '"'], // the same, closed from the keyboard
  ['”', '”'], // Swedish, Finnish, Norwegian
  ['»', '»'], // Swedish and Finnish books
  ['»', '«'], // German books, Danish, Slovene
  ['›', '‹'],
  ['’', '’'], // Swedish, Finnish inner
  ['‚', '‘'], // German inner
  ['‚', '’'], // Polish inner
  [',,', "''"],
  [',,', '“'],
  [',,', '”'],
  [',,', '"'],
  ['‚‚', '‘‘'],
  ['‚‚', '’’'],
  ['``', "''"],
  ['‘‘', '’’'],
  ['〝', '〟'],
];

/** Words that begin with an apostrophe; lower case, without it. */
export const ELISIONS: readonly string[] = [
  'em',
  'til',
  'till',
  'cause',
  'tis',
  'twas',
  'bout',
  'round',
  'cos',
  'n',
  'nuff',
  's',
  't',
  'k',
  'm',
  'ne',
  'nen',
  'ner',
  'nem',
];

/** Languages that set speech with a dash at the start of the paragraph. BCP 47 primary subtags. */
export const DIALOGUE_DASH_LANGUAGES: readonly string[] = [
  'bg',
  'ca',
  'cs',
  'da',
  'el',
  'es',
  'eu',
  'fi',
  'fr',
  'gl',
  'hr',
  'hu',
  'it',
  'lt',
  'lv',
  'mk',
  'no',
  'nb',
  'nn',
  'pl',
  'pt',
  'ro',
  'ru',
  'sk',
  'sr',
  'sv',
  'tr',
  'uk',
];

/** Those of them where what is set tight behind a dash may be speech as well as the clause that reports it. */
export const LOOSE_DASH_LANGUAGES: readonly string[] = ['fr'];

/** Those of them where a dash opens speech behind a sentence of the same paragraph, too. */
export const INNER_DASH_LANGUAGES: readonly string[] = ['da', 'fi', 'nb', 'nn', 'no', 'pl', 'sv'];
