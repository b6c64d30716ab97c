import { parseArgs } from 'node:util';

export const USAGE = `Usage: clean-copy read|quotes [FILE|URL|-] [options]

  read      the clean article
  quotes    its quotes, each with its speaker
  -         standard input; also when nothing is named

  --url URL       the address the page came from, for its links
  --format NAME   text (default), markdown, html or json
  --jsonl         one JSON object a line: {"id","url"?,"html"} or {"id","text","lang"?} in, one answer a line out
  --help          this text
  --version       the version
`;

const FORMATS = ['text', 'markdown', 'html', 'json'] as const;
export type Format = (typeof FORMATS)[number];
export type Mode = 'read' | 'quotes';

export type Command =
  | { kind: 'one'; mode: Mode; source: string; url?: string; format: Format }
  | { kind: 'lines'; mode: Mode }
  | { kind: 'help' }
  | { kind: 'version' };

/** @returns the command, or one sentence that says what is wrong with it. */
export function parseCommand(args: readonly string[]): Command | { wrong: string } {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    // Node's own sentence names the option; what follows the first full stop is advice for programmers.
    return { wrong: `${String(error instanceof Error ? error.message : error).split('. ')[0]}.` };
  }
  const { values, positionals } = parsed;
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };

  const [mode, source = '-', ...more] = positionals;
  if (mode !== 'read' && mode !== 'quotes') {
    return { wrong: mode === undefined ? 'Say what to do: read or quotes.' : `"${mode}" is neither read nor quotes.` };
  }
  if (more.length > 0) return { wrong: 'Name one file or address; for many there is --jsonl.' };
  if (values.jsonl) {
    const alone = source === '-' && values.url === undefined && values.format === undefined;
    return alone ? { kind: 'lines', mode } : { wrong: '--jsonl reads standard input and takes no other option.' };
  }
  const format = FORMATS.find((name) => name === (values.format ?? 'text'));
  if (!format) return { wrong: `"${values.format}" is not a format; there are ${FORMATS.join(', ')}.` };
  if (values.url !== undefined && !URL.canParse(values.url)) return { wrong: `"${values.url}" is not an address.` };
  return { kind: 'one', mode, source, format, ...(values.url !== undefined && { url: values.url }) };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      url: { type: 'string' },
      format: { type: 'string' },
      jsonl: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
    },
  });
}
