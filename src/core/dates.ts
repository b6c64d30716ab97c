import type { FurnitureRules } from '../rules/schema.ts';
import { foldLine } from './line-cues.ts';

/** Names of months and weekdays of a language, folded, months with their number 1–12. */
interface CalendarNames {
  months: ReadonlyMap<string, number>;
  weekdays: ReadonlySet<string>;
}

const known = new Map<string, CalendarNames>();

/** The engine knows every language's month names; a list of our own would only be shorter and staler. */
function calendarOf(lang: string): CalendarNames {
  const made = known.get(lang);
  if (made) return made;
  const months = new Map<string, number>();
  const weekdays = new Set<string>();
  // One formatter for each form: making one costs more than all it will ever format.
  const formatted = (
    options: Intl.DateTimeFormatOptions,
    type: 'month' | 'weekday',
    dates: readonly Date[],
  ): string[] => {
    const format = new Intl.DateTimeFormat([lang, 'en'], { ...options, timeZone: 'UTC', calendar: 'gregory' });
    return dates.map((date) => {
      const part = format.formatToParts(date).find((candidate) => candidate.type === type)?.value;
      const name = foldLine(part ?? '').replace(/\.$/, '');
      return /^\d*$/.test(name) ? '' : name;
    });
  };
  const middles = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2024, month, 15)));
  const week = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2024, 0, day + 1)));
  for (const style of ['long', 'short'] as const) {
    // With a day beside it many languages use another case: "6 января".
    for (const options of [{ month: style }, { month: style, day: 'numeric' }] as const) {
      for (const [at, name] of formatted(options, 'month', middles).entries())
        if (name !== '') months.set(name, at + 1);
    }
    for (const name of formatted({ weekday: style }, 'weekday', week)) if (name !== '') weekdays.add(name);
  }
  const names = { months, weekdays };
  known.set(lang, names);
  return names;
}

const TOKEN = /\p{L}[\p{L}\p{M}']*|\d+/gu;

export interface DateReader {
  /** @returns the shares (0–1) of a line's words that are numbers or date words, and whether a month or year is named. */
  dateShare(line: string): { share: number; dated: boolean };
  /** @returns the first calendar day a line names, as `YYYY-MM-DD`, or undefined. */
  firstDay(line: string): string | undefined;
}

/** Reads the dates of the given languages. */
export function dateReader(languages: readonly FurnitureRules[]): DateReader {
  // Made when a word is first asked about: most pages give their dates in the form of machines.
  let calendar: CalendarNames[] | undefined;
  const calendars = (): CalendarNames[] => (calendar ??= languages.map(({ lang }) => calendarOf(lang)));
  const words = new Set(languages.flatMap(({ dateWords }) => dateWords));
  const month = (token: string): number | undefined => {
    for (const { months } of calendars()) {
      const number = months.get(token);
      if (number) return number;
    }
    return undefined;
  };
  return {
    dateShare(line) {
      const tokens = foldLine(line).match(TOKEN) ?? [];
      let hits = 0;
      let dated = false;
      for (const token of tokens) {
        const digits = /^\d/.test(token);
        if (digits && token.length === 4 && /^(19|20)/.test(token)) dated = true;
        if (!digits && (month(token) || calendars().some(({ weekdays }) => weekdays.has(token)))) {
          dated = true;
          hits++;
        } else if (digits || words.has(token)) hits++;
      }
      return { share: tokens.length === 0 ? 0 : hits / tokens.length, dated };
    },
    firstDay(line) {
      const folded = foldLine(line);
      const iso = /(?<!\d)(\d{4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})(?!\d)/.exec(folded);
      if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
      const tokens = folded.match(TOKEN) ?? [];
      for (let i = 0; i < tokens.length; i++) {
        const number = month(tokens[i] ?? '');
        if (!number) continue;
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
