/** A quote the reader keeps, and the files the kept ones are taken along in. */
import type { CitedQuote, Source } from './citable.ts';

/** Everything that is stored of one. Plain JSON-safe data. */
export interface KeptQuote {
  /** A UUID. */
  id: string;
  quote: CitedQuote;
  source: Source;
  /** The page's address, with a text fragment when one could be made. */
  address: string;
  /** When it was kept and last changed, ISO 8601 in UTC. */
  kept: string;
  changed: string;
  note: string;
  /** Without commas, which part them wherever they are written in a row. */
  tags: string[];
}

/** @returns what a reader typed, as tags: parted by commas, each once. */
export function tagsIn(text: string): string[] {
  return [...new Set(text.split(/[,،、，]/).map((tag) => tag.replace(/\s+/g, ' ').trim()))].filter((tag) => tag !== '');
}

/**
 * Checks and copies what came out of a file or another program: nothing but the known fields comes through.
 * @returns undefined when a field is missing or of the wrong kind.
 */
export function toKeptQuote(value: unknown): KeptQuote | undefined {
  if (!isRecord(value) || !isRecord(value.quote) || !isRecord(value.source)) return undefined;
  const { quote, source } = value;
  const needed = [
    value.id,
    value.address,
    value.kept,
    value.changed,
    value.note,
    quote.text,
    quote.open,
    quote.close,
    source.title,
    source.url,
    source.lang,
  ];
  const optional = [quote.speaker, source.byline, source.siteName, source.published];
  const sound =
    needed.every((field) => typeof field === 'string') &&
    optional.every((field) => field === undefined || typeof field === 'string') &&
    value.id !== '' &&
    isTime(value.kept) &&
    isTime(value.changed) &&
    Array.isArray(value.tags) &&
    value.tags.every((tag) => typeof tag === 'string');
  if (!sound) return undefined;
  const checked = value as unknown as KeptQuote;
  return {
    id: checked.id,
    quote: pick(checked.quote, ['text', 'open', 'close', 'speaker']),
    source: pick(checked.source, ['title', 'byline', 'siteName', 'published', 'url', 'lang']),
    address: checked.address,
    kept: checked.kept,
    changed: checked.changed,
    note: checked.note,
    tags: tagsIn(checked.tags.join(',')),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

const isTime = (value: unknown): boolean => typeof value === 'string' && !Number.isNaN(Date.parse(value));

function pick<T extends object, K extends keyof T>(from: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]])) as Pick<
    T,
    K
  >;
}
