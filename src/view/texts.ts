import type messages from '../_locales/en/messages.json';

export type MessageKey = keyof typeof messages;

/** The interface's words in one language, and how that language counts, lists and dates. */
export interface Texts {
  /** BCP 47 tag of the language the words are in. */
  locale: string;
  dir: 'ltr' | 'rtl';
  /** @param values stand in for `$1`, `$2`… */
  text(key: MessageKey, ...values: string[]): string;
  /** The words for a number of things: the form the language's plural rules ask for, with the number for `$1`. */
  count(key: MessageKey, count: number): string;
  /** "a, b" as the language lists things. */
  list(items: readonly string[]): string;
  number(value: number): string;
  /** @param iso an ISO 8601 date, with or without a time. @returns the day in words, or `iso` itself when it is no date. */
  date(iso: string): string;
}

const PLURAL_CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

/**
 * @param getMessage the words of a key with `$1`… filled in, as `browser.i18n.getMessage` gives them. Messages that
 *   count hold one form for each plural category of the language, in the order of `PLURAL_CATEGORIES`, parted by `|`.
 */
export function makeTexts(getMessage: (key: string, values: string[]) => string): Texts {
  const locale = getMessage('locale', []);
  const numbers = new Intl.NumberFormat(locale);
  const plurals = new Intl.PluralRules(locale);
  const categories = pluralCategories(locale);
  const lists = new Intl.ListFormat(locale, { type: 'unit', style: 'short' });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return {
    locale,
    dir: getMessage('direction', []) === 'rtl' ? 'rtl' : 'ltr',
    text: (key, ...values) => getMessage(key, values),
    count: (key, count) => {
      const forms = getMessage(key, [numbers.format(count)]).split('|');
      return forms[categories.indexOf(plurals.select(count))] ?? forms.at(-1) ?? '';
    },
    list: (items) => lists.format(items),
    number: (value) => numbers.format(value),
    date: (iso) => {
      // The day the article says, wherever its reader is: its own time zone's, not the reader's.
      const date = new Date(/^\d{4}-\d\d-\d\d/.exec(iso)?.[0] ?? Number.NaN);
      return Number.isNaN(date.getTime()) ? iso : days.format(date);
    },
  };
}

/** The plural categories a language has, in the order in which messages give their forms. */
export function pluralCategories(locale: string): string[] {
  const own = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  return PLURAL_CATEGORIES.filter((category) => own.includes(category));
}
