import { agencies } from '../rules/agencies.ts';
import * as abroad from '../rules/agencies-abroad.ts';
import { bylines } from '../rules/bylines.ts';
import type { BylineRules } from '../rules/schema.ts';
import { primaryLanguage } from './language.ts';

/** Longer ones are no bylines and are left alone. UTF-16 units. */
const MAX_BYLINE = 400;
/** Between the parts of a byline: line breaks, bars, commas, dashes with spaces around them; a bracket is a part. */
const BETWEEN = / ?(\([^()]*\)) ?| ?[\n|•·,;] ?| [–—/-] /g;
const NUMBER = /^\d+(?:am|er|h\d*|nd|pm|rd|st|th|º)?$/;
/** "12.03.2019", "2019-03-12", "08:14", "2019" */
const DATED = /\d[./:-]\d|(?<!\d)(?:19|20)\d\d(?!\d)/;
const ADDRESS = /(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.]+/g;
const CONTACT = /@|^https?:|^www\./i;
/** "Berlin", but not "Jr", "MD" or "PhD". */
const PLACE = /^\p{Lu}\p{Ll}{3,}$/u;
const CAPITAL = /^\p{Lu}/u;

type PartKind = 'name' | 'agency' | 'date' | 'number' | 'title' | 'place' | 'empty';

interface Part {
  /** What stood between it and the part before. */
  before: string;
  text: string;
  kind: PartKind;
}

/** The words of the languages a byline is in. */
interface Words {
  rules: readonly BylineRules[];
  months: ReadonlySet<string>;
  dates: ReadonlySet<string>;
}

const wordsOf = new Map<string, Words>();
const reporters: ReadonlySet<string> = new Set([agencies, ...Object.values(abroad)].flatMap(({ news }) => news));

/**
 * The names of a byline, without dates, titles, addresses, the paper written for and the agency that helped. An agency that
 * is alone is the author. What cannot be told surely stays: a byline that would lose its names is left as it was.
 * @param lang BCP 47 tag of the article; English is read beside every language.
 */
export function tidyByline(byline: string | undefined, lang: string): string | undefined {
  if (byline === undefined || byline.length > MAX_BYLINE) return byline;
  const words = wordsFor(primaryLanguage(lang));
  const lines = byline
    .replace(ADDRESS, '')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
    .replace(/ ?\n\s*/g, '\n');
  const parts = partsOf(lines).map((part) => told(part, words));
  tellPlaces(parts);
  const names = parts.filter(({ kind }) => kind === 'name');
  const hasPerson = names.some(({ text }) => text.includes(' '));
  const dated = parts.some(({ kind }) => kind === 'date');
  const said = new Set<string>();
  const kept = parts.filter(({ kind, text }) => {
    if (
      kind === 'agency' ? hasPerson : kind === 'number' ? dated : kind === 'title' ? names.length > 0 : kind !== 'name'
    )
      return false;
    // Pages that name their writers twice, once with a date.
    const again = said.has(text);
    said.add(text);
    return !again;
  });
  const tidy = kept
    .map(({ before, text }, i) => (i === 0 ? text : `${before === '\n' ? ', ' : before}${text}`))
    .join('');
  return /\p{L}/u.test(tidy) ? tidy : byline;
}

function wordsFor(lang: string): Words {
  const known = wordsOf.get(lang);
  if (known) return known;
  const rules = bylines.filter((one) => one.lang === lang || one.lang === 'en');
  const months = new Set(rules.flatMap((one) => namesOfDates(one.lang, 'month')));
  const weekdays = rules.flatMap((one) => namesOfDates(one.lang, 'weekday'));
  const words = { rules, months, dates: new Set([...weekdays, ...rules.flatMap(({ dateWords }) => dateWords)]) };
  wordsOf.set(lang, words);
  return words;
}

/** Months or weekdays, long and short, as they stand alone and in dates. */
function namesOfDates(lang: string, what: 'month' | 'weekday'): string[] {
  const found: string[] = [];
  for (const width of ['long', 'short'] as const) {
    for (const day of [undefined, 'numeric'] as const) {
      const format = new Intl.DateTimeFormat(lang, { [what]: width, day, timeZone: 'UTC' });
      for (let i = 0; i < 12; i++) {
        const at = what === 'month' ? Date.UTC(2024, i, 1) : Date.UTC(2024, 0, i + 1);
        for (const { type, value } of format.formatToParts(at))
          if (type === what) found.push(value.toLowerCase().replace(/\.$/, ''));
      }
    }
  }
  return found;
}

function partsOf(line: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  let before = '';
  const add = (text: string, next: string): void => {
    parts.push({ before, text: text.trim(), kind: 'name' });
    before = next;
  };
  for (const match of line.matchAll(BETWEEN)) {
    const [all, bracket] = match;
    add(line.slice(from, match.index), bracket ? ' ' : all);
    if (bracket) add(bracket, ' ');
    from = match.index + all.length;
  }
  add(line.slice(from), '');
  return parts;
}

/** A part without what belongs to no name at its ends, and what it is. */
function told(part: Part, words: Words): Part {
  const bracket = /^\((.*)\)$/.exec(part.text)?.[1];
  const whole = withoutBy(bracket ?? part.text, words);
  const text = withoutTitle(withoutDate(withoutPaper(whole, words), words), words);
  const kind = kindOf(text, words, part.before === '' && bracket === undefined);
  return { ...part, text: bracket === undefined || kind !== 'name' ? text : part.text, kind };
}

function kindOf(text: string, words: Words, first: boolean): PartKind {
  const isOpener = words.rules.some(({ by }) => by.includes(text.toLowerCase()));
  if (!/[\p{L}\p{N}]/u.test(text) || CONTACT.test(text) || isOpener) return 'empty';
  const all = text.split(' ');
  if (all.every((word) => isDate(word, words)) && /\d/.test(text)) return hasDate(all, words) ? 'date' : 'number';
  if (isAgency(text) || (/^\p{Ll}+ /u.test(text) && isAgency(text.slice(text.indexOf(' ') + 1)))) return 'agency';
  const last = all.at(-1)?.toLowerCase() ?? '';
  const isTitle = words.rules.some(
    ({ titles, wholeTitles }) => titles.includes(last) || wholeTitles.includes(text.toLowerCase()),
  );
  return isTitle && !first ? 'title' : 'name';
}

const isAgency = (text: string): boolean => reporters.has(text.replace(/^The /i, ''));

/** A single word behind a full name and before a date or title is where it was written. */
function tellPlaces(parts: readonly Part[]): void {
  parts.forEach((part, i) => {
    const name = parts[i - 1];
    const next = parts[i + 1]?.kind;
    const behindName = name?.kind === 'name' && name.text.includes(' ') && part.before.trim() === ',';
    if (part.kind === 'name' && behindName && PLACE.test(part.text) && (next === 'date' || next === 'title'))
      part.kind = 'place';
  });
}

function withoutBy(text: string, words: Words): string {
  const all = text.split(' ');
  // "3 May 2004 by Jane Doe"
  let start = 0;
  while (start < all.length && isDate(all[start] ?? '', words)) start++;
  const behindDate = hasDate(all.slice(0, start), words) ? all.slice(start).join(' ') : text;
  for (const candidate of [text, behindDate]) {
    const lower = candidate.toLowerCase();
    for (const { by, byOrName } of words.rules) {
      const opener = longest(by.filter((one) => lower.startsWith(`${one} `)));
      if (opener) return candidate.slice(opener.length + 1);
      const particle = byOrName.find((one) => lower.startsWith(`${one} `));
      const rest = candidate.slice((particle?.length ?? 0) + 1);
      if (particle && CAPITAL.test(rest) && rest.includes(' ')) return rest;
      if (particle && isAgency(rest)) return rest;
    }
  }
  return text;
}

const longest = (list: readonly string[]): string | undefined => list.toSorted((a, b) => b.length - a.length)[0];

/** "Jane Doe for The Daily Example"; what a name of an organisation might be stays: "Center for The Arts". */
function withoutPaper(text: string, { rules }: Words): string {
  for (const link of rules.flatMap(({ forPaper }) => forPaper)) {
    if (text.startsWith(`${link} `)) return '';
    const at = text.indexOf(` ${link} `);
    if (at > 0 && /^\p{Lu}\S* (?:\S+ )?\p{Lu}\S*$/u.test(text.slice(0, at)) && !/^The /i.test(text))
      return text.slice(0, at);
  }
  return text;
}

/** Without the date it ends in: "jdoe on May 3", "Jane Doe May 3 2004". */
function withoutDate(text: string, words: Words): string {
  const all = text.split(' ');
  let start = all.length;
  while (start > 0 && isDate(all[start - 1] ?? '', words)) start--;
  const monthsIn = (list: readonly string[]): number => list.filter((word) => words.months.has(bare(word))).length;
  // "April March 3 May 2004": months are names too, a date has one.
  while (monthsIn(all.slice(start)) > 1) start++;
  const run = all.slice(start);
  if (run.length < 2 || start === 0 || !hasDate(run, words)) return text;
  return CAPITAL.test(run[0] ?? '') && start < 2 ? text : all.slice(0, start).join(' ');
}

/** Without a title that follows a full name with nothing between: "Jane Doe Staff Writer". */
function withoutTitle(text: string, { rules }: Words): string {
  const lower = text.toLowerCase();
  const title = longest(rules.flatMap(({ wholeTitles }) => wholeTitles.filter((one) => lower.endsWith(` ${one}`))));
  const rest = title ? text.slice(0, -title.length - 1) : text;
  return rest.includes(' ') ? rest : text;
}

const bare = (word: string): string => word.toLowerCase().replace(/[.,:]$/, '');

function isDate(word: string, { months, dates }: Words): boolean {
  if (dates.has(word.toLowerCase())) return true;
  const parts = word.toLowerCase().split(/[^\p{L}\p{N}\p{M}]+/u);
  return (
    parts.some(Boolean) && parts.every((one) => one === '' || NUMBER.test(one) || months.has(one) || dates.has(one))
  );
}

/** Whether some of these words are a date: a number, and a month, a year or a time. */
function hasDate(all: readonly string[], { months }: Words): boolean {
  const line = all.join(' ');
  return /\d/.test(line) && (DATED.test(line) || all.some((word) => months.has(bare(word))));
}
