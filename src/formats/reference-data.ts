/** Citations for programs that manage references. */
import type { Citable } from './citable.ts';
import { dateParts } from './dates.ts';
import { type Name, namesIn } from './names.ts';

/** An item of CSL-JSON, the input of citation processors. https://docs.citationstyles.org */
export interface CslItem {
  id: string;
  type: 'article-newspaper';
  title: string;
  author?: Name[];
  'container-title'?: string;
  issued?: { 'date-parts': number[][] };
  accessed?: { 'date-parts': number[][] };
  URL: string;
  language?: string;
}

export function toCslItem({ source, accessed }: Citable): CslItem {
  const author = namesIn(source.byline);
  const issued = cslDate(source.published);
  const read = cslDate(accessed);
  return {
    id: citationKey({ source, accessed, address: source.url }),
    type: 'article-newspaper',
    title: source.title,
    ...(author.length > 0 && { author }),
    ...(source.siteName && { 'container-title': source.siteName }),
    ...(issued && { issued }),
    ...(read && { accessed: read }),
    URL: source.url,
    ...(source.lang !== 'und' && { language: source.lang }),
  };
}

/** @returns a JSON array with one item, as reference managers import it. */
export function toCslJson(citable: Citable): string {
  return JSON.stringify([toCslItem(citable)], null, 2);
}

function cslDate(iso: string | undefined): { 'date-parts': number[][] } | undefined {
  const parts = dateParts(iso);
  if (!parts) return undefined;
  return { 'date-parts': [[parts.year, parts.month, parts.day].filter((part) => part !== undefined)] };
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A BibTeX entry in UTF-8; `@misc`, because BibTeX itself knows no page on the web. */
export function toBibtex(citable: Citable): string {
  const { source, accessed } = citable;
  const date = dateParts(source.published);
  const rows: [name: string, value: string][] = [
    ['author', namesIn(source.byline).map(bibtexName).join(' and ')],
    ['title', `{${escapeBibtex(source.title)}}`],
    ['howpublished', escapeBibtex(source.siteName ?? '')],
    ['year', String(date?.year ?? '')],
    ['url', encodeForBibtex(source.url)],
    ['urldate', accessed.slice(0, 10)],
  ];
  const lines = rows.filter(([, value]) => value !== '').map(([name, value]) => `  ${name} = {${value}},`);
  // Months are macros of the style, so they stand without braces.
  const month = date?.month === undefined ? undefined : MONTHS[date.month - 1];
  if (month) lines.splice(-2, 0, `  month = ${month},`);
  return `@misc{${citationKey(citable)},\n${lines.join('\n')}\n}`;
}

function bibtexName(name: Name): string {
  return 'literal' in name
    ? `{${escapeBibtex(name.literal)}}`
    : `${escapeBibtex(name.family)}, ${escapeBibtex(name.given)}`;
}

const BIBTEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '%': '\\%',
  '&': '\\&',
  '#': '\\#',
  _: '\\_',
  $: '\\$',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

function escapeBibtex(text: string): string {
  return text.replace(/[\\{}%&#_$~^]/g, (char) => BIBTEX[char] ?? char).replace(/\s+/g, ' ');
}

/** The address field is read as it is, so only what would end it is encoded. */
function encodeForBibtex(address: string): string {
  return address.replace(/[{}\\\s]/g, encodeURIComponent);
}

/** Family name (or site), year and the title's first long word, in ASCII letters: `park2024bridge`. */
function citationKey({ source }: Citable): string {
  const [name] = namesIn(source.byline);
  const who =
    name && 'family' in name ? name.family : (source.siteName ?? (name && 'literal' in name ? name.literal : ''));
  const word = source.title
    .split(/\s+/)
    .map(asciiLetters)
    .find((part) => part.length > 3);
  return `${asciiLetters(who)}${dateParts(source.published)?.year ?? ''}${word ?? ''}` || 'article';
}

function asciiLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^a-zA-Z0-9]/g, '')
    .toLowerCase();
}
