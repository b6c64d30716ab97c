/** `--jsonl`: many pages through one process, one answer for each line. */
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Mode } from './arguments.ts';
import { cliError } from './errors.ts';
import { articleOf, quotesOf } from './reading.ts';

interface Row {
  id: unknown;
  url?: string;
  html?: string;
  text?: string;
  lang?: string;
}

/** @param write takes one answer, without its line break; awaited, so that a slow reader is not flooded. */
export async function answerLines(mode: Mode, input: Readable, write: (line: string) => Promise<void>): Promise<void> {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') await write(JSON.stringify(answer(mode, line)));
  }
}

function answer(mode: Mode, line: string): object {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { id: null, ...cliError('bad-line', 'The line is not JSON.') };
  }
  if (typeof value !== 'object' || value === null)
    return { id: null, ...cliError('bad-line', 'The line is no object.') };
  const id = 'id' in value ? value.id : null;
  try {
    return {
      id,
      ...(isRow(value) ? answerRow(mode, value) : cliError('bad-line', 'The line needs "html" or "text", as strings.')),
    };
  } catch (error) {
    return { id, ...cliError('unreadable', `The line could not be read: ${String(error)}.`) };
  }
}

function answerRow(mode: Mode, { url = 'about:blank', html, text, lang }: Row): object {
  if (mode === 'quotes' && text !== undefined) return { quotes: quotesOf(text, lang) };
  const article = articleOf(text !== undefined ? { url, text } : { url, html: html ?? '' }, lang);
  return mode === 'read' || 'error' in article ? article : { quotes: article.quotes };
}

function isRow(value: object): value is Row {
  const { url, html, text, lang } = value as Record<string, unknown>;
  const isText = (field: unknown): boolean => field === undefined || typeof field === 'string';
  return (
    [url, html, text, lang].every(isText) &&
    (html !== undefined || text !== undefined) &&
    (url === undefined || URL.canParse(String(url)))
  );
}
