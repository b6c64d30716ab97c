/** The parts of a date a page gave; months and days are missing when it gave none. */
export interface DateParts {
  year: number;
  month?: number;
  day?: number;
}

const ISO_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/;

/**
 * The calendar date of an ISO 8601 string as it is written, in the zone it was written in: an article published
 * late in the evening in New York is not dated the day after because its reader sits in Berlin.
 */
export function dateParts(iso: string | undefined): DateParts | undefined {
  const match = ISO_DATE.exec(iso ?? '');
  if (!match) return undefined;
  const month = match[2] === undefined ? undefined : Number(match[2]);
  const day = match[3] === undefined ? undefined : Number(match[3]);
  if (month !== undefined && (month < 1 || month > 12)) return undefined;
  if (day !== undefined && (day < 1 || day > 31)) return undefined;
  return { year: Number(match[1]), ...(month !== undefined && { month }), ...(day !== undefined && { day }) };
}

/**
 * @param lang BCP 47 tag of the wording; an unknown or malformed one gives English.
 * @returns the date in words, as exact as it was given ("May 2024"); an empty string when there is none.
 */
export function longDate(iso: string | undefined, lang: string): string {
  const parts = dateParts(iso);
  if (!parts) return '';
  return formatDate(parts, lang, {
    year: 'numeric',
    ...(parts.month !== undefined && { month: 'long' }),
    ...(parts.day !== undefined && { day: 'numeric' }),
  });
}

/** @returns the wording `Intl` gives for those parts; the options must not ask for parts that are missing. */
export function formatDate(parts: DateParts, lang: string, options: Intl.DateTimeFormatOptions): string {
  const at = Date.UTC(parts.year, (parts.month ?? 1) - 1, parts.day ?? 1);
  const settings = { ...options, timeZone: 'UTC', calendar: 'gregory' };
  try {
    return new Intl.DateTimeFormat(lang === 'und' ? 'en' : lang, settings).format(at);
  } catch {
    return new Intl.DateTimeFormat('en', settings).format(at);
  }
}

/** @returns `2024-05-01`, `2024-05` or `2024`; an empty string when there is no date. */
export function isoDate(iso: string | undefined): string {
  const parts = dateParts(iso);
  if (!parts) return '';
  return [
    String(parts.year).padStart(4, '0'),
    ...(parts.month === undefined ? [] : [String(parts.month).padStart(2, '0')]),
    ...(parts.day === undefined ? [] : [String(parts.day).padStart(2, '0')]),
  ].join('-');
}
