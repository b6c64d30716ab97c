/** A page from a file, an address or standard input, as bytes made into something to read. */
import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CliError, cliError } from './errors.ts';

/** Bytes a page may have; beyond it is not an article. */
const MOST_BYTES = 50_000_000;
/** How long an address may take to answer in full, in ms. */
const MOST_TIME = 30_000;

const TEXT_ENDINGS = ['.txt', '.text', '.md'];

/** HTML stays bytes where they are known: the parser finds the encoding in the page itself. */
export type Input = { url: string } & ({ html: string | Buffer; charset?: string } | { text: string });

/**
 * @param source a path, an http(s) address, or `-` for standard input.
 * @param url the address the page came from, where the source does not say so.
 */
export async function load(source: string, url: string | undefined): Promise<Input | CliError> {
  if (/^https?:\/\//i.test(source)) return fetchPage(source, url);
  if (source === '-') return loadStream(process.stdin, url ?? 'about:blank');
  return loadFile(source, url);
}

async function loadFile(path: string, url: string | undefined): Promise<Input | CliError> {
  const address = url ?? pathToFileURL(path).href;
  try {
    if ((await stat(path)).size > MOST_BYTES) return tooLarge(path);
    const bytes = await readFile(path);
    return TEXT_ENDINGS.includes(extname(path).toLowerCase())
      ? { url: address, text: decodeText(bytes) }
      : htmlOrText(bytes, address);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return cliError('not-found', `There is no file ${path}.`);
    if (code === 'EISDIR') return cliError('not-found', `${path} is a folder; name a file in it.`);
    return cliError('unreadable', `${path} could not be read: ${reasonOf(error)}.`);
  }
}

async function loadStream(stream: AsyncIterable<Buffer>, url: string): Promise<Input | CliError> {
  const bytes = await collect(stream);
  return bytes ? htmlOrText(bytes, url) : tooLarge('Standard input');
}

async function fetchPage(address: string, url: string | undefined): Promise<Input | CliError> {
  try {
    const signal = AbortSignal.timeout(MOST_TIME);
    const response = await fetch(address, {
      signal,
      headers: { accept: 'text/html, application/xhtml+xml, text/plain' },
    });
    if (!response.ok) {
      const status = `${response.status} ${response.statusText}`.trimEnd();
      return cliError('unreachable', `${address} answered ${status}.`);
    }
    const contentType = response.headers.get('content-type') ?? 'text/html';
    const [type = ''] = contentType.toLowerCase().split(';');
    if (!['text/html', 'application/xhtml+xml', 'text/plain'].includes(type.trim())) {
      return cliError('unsupported', `${address} is ${type.trim()}, not a web page or plain text.`);
    }
    const bytes = response.body ? await collect(response.body) : Buffer.alloc(0);
    if (!bytes) return tooLarge(address);
    const from = url ?? response.url;
    if (type.trim() === 'text/plain') return { url: from, text: decodeText(bytes, charsetOf(contentType)) };
    const charset = charsetOf(contentType);
    return { url: from, ...(charset ? { html: bytes, charset } : htmlOf(bytes)) };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') {
      return cliError('timeout', `${address} took longer than ${MOST_TIME / 1000} seconds.`);
    }
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cliError('unreachable', `${address} could not be reached: ${reasonOf(cause)}.`);
  }
}

/** @returns undefined when there are more bytes than a page may have. */
async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function htmlOrText(bytes: Buffer, url: string): Input {
  const head = bytes.subarray(0, 4096).toString('latin1');
  return /<(?:!doctype|html|head|body|meta|title|article|main|div|p|h1)\b/i.test(head)
    ? { url, ...htmlOf(bytes) }
    : { url, text: decodeText(bytes) };
}

/** A page that names no encoding is UTF-8 when it can be; browsers would take an older one. */
function htmlOf(bytes: Buffer): { html: string | Buffer } {
  if (/charset/i.test(bytes.subarray(0, 4096).toString('latin1'))) return { html: bytes };
  try {
    return { html: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { html: bytes };
  }
}

/** @param charset as the server named it. Without one, what is not UTF-8 is taken for the commonest older encoding. */
function decodeText(bytes: Buffer, charset?: string): string {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined;
  try {
    return new TextDecoder(marked ?? charset ?? 'utf-8', { fatal: !marked && !charset }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function charsetOf(contentType: string): string | undefined {
  return /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1];
}

function tooLarge(name: string): CliError {
  return cliError('too-large', `${name} is larger than ${MOST_BYTES / 1_000_000} MB; give one article by itself.`);
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}
