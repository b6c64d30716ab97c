import type { FurnitureRules } from '../rules/schema.ts';
import { WITH_APOSTROPHES, wordFinder } from './characters.ts';
import { foldLine } from './line-cues.ts';

/** What the words of dates are: months by their number 1–12, or one of these. */
const WEEKDAY = 13;
const OTHER = 14;

const known = new WeakMap<FurnitureRules, ReadonlyMap<string, number>>();

function dateWordsOf(language: FurnitureRules): ReadonlyMap<string, number> {
  const made = known.get(language);
  if (made) return made;
  const words = new Map<string, number>();
  for (const word of language.dateWords) words.set(word, OTHER);
  for (const word of language.weekdays) words.set(word, WEEKDAY);
  language.months.forEach((forms, month) => {
    for (const form of forms.split(' ')) words.set(form, month + 1);
  });
  known.set(language, words);
  return words;
}

const tokensIn = wordFinder({ any: `${WITH_APOSTROPHES.any}|\\d+`, latin: `${WITH_APOSTROPHES.latin}|\\d+` });

/** ASCII without apostrophes. */
const PLAIN = /^[\0-&(-\x7f]*$/;

const NO_DATE = { share: 0, dated: false, worded: false };

export interface DateReader {
  /**
   * @param words of the line, see `wordsOf`.
   * @returns the share (0–1) of a folded line's words that are numbers or date words, whether a month, weekday or year is
   *   named, and whether any is a word; 0 when it is not more than half of them.
   */
  dateShare(line: string, words: readonly string[]): { share: number; dated: boolean; worded: boolean };
  /** @returns the first calendar day a line names, as `YYYY-MM-DD`, or undefined. */
  firstDay(line: string): string | undefined;
}

/** Reads the dates of the given languages. */
export function dateReader(languages: readonly FurnitureRules[]): DateReader {
  // Made when a word is first asked about: most pages give their dates in the form of machines.
  let meanings: ReadonlyMap<string, number>[] | undefined;
  const meaningOf = (token: string): number | undefined => {
    meanings ??= languages.map(dateWordsOf);
    let meaning: number | undefined;
    for (const language of meanings) {
      const here = language.get(token);
      if (here !== undefined && (meaning === undefined || here < meaning)) meaning = here;
    }
    return meaning;
  };
  return {
    dateShare(line, words) {
      // In plain text they are the same.
      const tokens = PLAIN.test(line) ? words : tokensIn(line);
      let hits = 0;
      let others = 0;
      let dated = false;
      let worded = false;
      for (const token of tokens) {
        const first = token.charCodeAt(0);
        if (first >= 0x30 && first <= 0x39) {
          hits++;
          if (token.length === 4 && (token.startsWith('19') || token.startsWith('20'))) dated = true;
          continue;
        }
        const meaning = meaningOf(token);
        if (meaning === undefined) {
          if (++others * 2 >= tokens.length) return NO_DATE;
          continue;
        }
        hits++;
        worded = true;
        if (meaning !== OTHER) dated = true;
      }
      return { share: tokens.length === 0 ? 0 : hits / tokens.length, dated, worded };
    },
    firstDay(line) {
      const folded = foldLine(line);
      const iso = /(?<!\d)(\d{4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})(?!\d)/.exec(folded);
      if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
      const tokens = tokensIn(folded);
      for (let i = 0; i < tokens.length; i++) {
        const number = meaningOf(tokens[i] ?? '');
        if (number === undefined || number > 12) continue;
        // "6 January 2020" and "January 6, 2020"; a word such as "de" or "of" may stand between.
        const near = tokens.slice(Math.max(0, i - 2), i + 4).filter((token) => /^\d+$/.test(token));
        const year = near.find((token) => /^(19|20)\d\d$/.test(token));
        const inMonth = near.find((token) => token.length <= 2 && Number(token) >= 1 && Number(token) <= 31);
        if (year && inMonth) return day(Number(year), number, Number(inMonth));
      }
      return undefined;
    },
  };
}

/** @returns the day as `YYYY-MM-DD`, or undefined when the calendar has no such day. */
function day(year: number, month: number, date: number): string | undefined {
  const at = new Date(Date.UTC(year, month - 1, date));
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== date) return undefined;
  return at.toISOString().slice(0, 10);
}
