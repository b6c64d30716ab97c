/** What a template may name, and how each field is worded. */
import type { Citable } from './citable.ts';
import { dateParts, formatDate, isoDate, longDate } from './dates.ts';
import { endDirections } from './directions.ts';
import { familyFirst, givenFirst, initials, type Name, namesIn } from './names.ts';

/** Fields for everyone, in the order in which they are offered. */
export const FIELDS = {
  quote: ({ quote }) => (quote ? `${quote.open}${endDirections(quote.text)}${quote.close}` : ''),
  words: ({ quote }) => quote?.text ?? '',
  speaker: ({ quote }) => quote?.speaker ?? '',
  title: ({ source }) => source.title,
  byline: ({ source }) => source.byline ?? '',
  site: ({ source }) => source.siteName ?? '',
  date: ({ source }) => longDate(source.published, source.lang),
  isoDate: ({ source }) => isoDate(source.published),
  year: ({ source }) => String(dateParts(source.published)?.year ?? ''),
  address: ({ address }) => address,
  page: ({ source }) => source.url,
  accessed: ({ accessed, source }) => longDate(accessed, source.lang),
  isoAccessed: ({ accessed }) => isoDate(accessed),
} satisfies Record<string, (citable: Citable) => string>;

/** Fields as a style guide wants them, used by the built-in styles. */
const STYLE_FIELDS = {
  apaAuthors: ({ source }) => apaAuthors(namesIn(source.byline)),
  apaDate: ({ source }) => apaDate(source.published),
  mlaAuthors: ({ source }) => mlaAuthors(namesIn(source.byline)),
  mlaDate: ({ source }) => mlaDate(source.published),
  mlaAccessed: ({ accessed }) => mlaDate(accessed),
  chicagoAuthors: ({ source }) => chicagoAuthors(namesIn(source.byline)),
  chicagoDate: ({ source }) => longDate(source.published, 'en-US'),
} satisfies Record<string, (citable: Citable) => string>;

export type FieldName = keyof typeof FIELDS;

const ALL_FIELDS: Readonly<Record<string, (citable: Citable) => string>> = { ...FIELDS, ...STYLE_FIELDS };

export const isField = (name: string): boolean => Object.hasOwn(FIELDS, name);
export const isStyleField = (name: string): boolean => Object.hasOwn(ALL_FIELDS, name);
export const isAddressField = (name: string): boolean => name === 'address' || name === 'page';

export function fieldValue(citable: Citable, name: string): string {
  return endDirections(ALL_FIELDS[name]?.(citable) ?? '');
}

/** APA 7, section 8.17: up to twenty authors, family name first, "&" before the last. */
function apaAuthors(names: readonly Name[]): string {
  const listed = names.map((name) => ('literal' in name ? name.literal : `${name.family}, ${initials(name.given)}`));
  if (listed.length > 20) return `${listed.slice(0, 19).join(', ')}, . . . ${listed.at(-1)}`;
  return listed.length < 2 ? (listed[0] ?? '') : `${listed.slice(0, -1).join(', ')}, & ${listed.at(-1)}`;
}

/** APA 7, section 9.15: "2024, May 1", and "n.d." where there is no date. */
function apaDate(published: string | undefined): string {
  const parts = dateParts(published);
  if (!parts) return 'n.d.';
  if (parts.month === undefined) return String(parts.year);
  const day = parts.day === undefined ? '' : ` ${parts.day}`;
  return `${parts.year}, ${formatDate(parts, 'en-US', { month: 'long' })}${day}`;
}

/** MLA 9, section 5.7: one, two, or the first "et al.". */
function mlaAuthors(names: readonly Name[]): string {
  const [first, second] = names;
  if (!first) return '';
  if (!second) return familyFirst(first);
  return names.length > 2 ? `${familyFirst(first)}, et al.` : `${familyFirst(first)}, and ${givenFirst(second)}`;
}

/** MLA 9, appendix 1: months longer than four letters are shortened. */
const MLA_MONTHS = ['Jan.', 'Feb.', 'Mar.', 'Apr.', 'May', 'June', 'July', 'Aug.', 'Sept.', 'Oct.', 'Nov.', 'Dec.'];

function mlaDate(date: string | undefined): string {
  const parts = dateParts(date);
  if (!parts) return '';
  const month = parts.month === undefined ? '' : MLA_MONTHS[parts.month - 1];
  return [parts.day, month, parts.year].filter((part) => part !== undefined && part !== '').join(' ');
}

/** Chicago 18, section 13.107: up to six authors are named, of more the first three. */
function chicagoAuthors(names: readonly Name[]): string {
  const [first, ...others] = names;
  if (!first) return '';
  const rest = others.map(givenFirst);
  if (names.length > 6) return [familyFirst(first), ...rest.slice(0, 2), 'et al.'].join(', ');
  if (rest.length === 0) return familyFirst(first);
  return `${[familyFirst(first), ...rest.slice(0, -1)].join(', ')}, and ${rest.at(-1)}`;
}
