import { isoDate } from './dates.ts';

/**
 * The longest name, in bytes of UTF-8: eCryptfs allows 143, other systems 255, and a download may get " (1)" added.
 */
const MAX_BYTES = 130;

/** Separators and wildcards of Windows, macOS and Unix. */
const FORBIDDEN = /[<>:"/\\|?*]/g;
/** Control characters, invisible marks that turn the direction of writing, halves of pairs, and what is no character. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;
/** Device names of Windows, with any extension. https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\.|$)/i;

/**
 * A file name that every system takes: date and title.
 * @param extension without the dot.
 * @returns at most 130 bytes in UTF-8, without a folder.
 */
export function fileName(article: { title: string; published?: string }, extension: string): string {
  const stem = clean([isoDate(article.published), article.title].filter((part) => part !== '').join(' '));
  const short = clean(cut(stem, MAX_BYTES - byteLength(`.${extension}`) - 1));
  const safe = RESERVED.test(short) ? `_${short}` : short;
  return `${safe === '' ? 'article' : safe}.${extension}`;
}

function clean(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\s/g, ' ')
    .replace(UNSEEN, '')
    .replace(FORBIDDEN, '-')
    .replace(/ {2,}/g, ' ')
    .replace(/^[\s.~-]+/, '')
    .replace(/(?<![\s.~-])[\s.~-]+$/, '');
}

/** Cuts between characters as a reader counts them, never inside one, and rather between words. */
function cut(text: string, maxBytes: number): string {
  if (byteLength(text) <= maxBytes) return text;
  let end = 0;
  let bytes = 0;
  for (const { segment, index } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    bytes += byteLength(segment);
    if (bytes > maxBytes) break;
    end = index + segment.length;
  }
  const kept = text.slice(0, end);
  const space = kept.lastIndexOf(' ');
  return space > end / 2 ? kept.slice(0, space) : kept;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
