import type { Block, Span } from './article.ts';
import type { Grammar } from './caption-grammar.ts';
import { type Token, tokenize } from './phrases.ts';

/** Longer than a credit. UTF-16 units. */
export const MAX_CREDIT = 120;

/** "Fot.", "Rys." UTF-16 units. */
const MAX_ABBREVIATION = 4;
const SEPARATOR = /^\s*(?:[:：=＝/／©|]|\.{3}|…|[–—-]\s)[\s:©]*/u;

/** @returns where the credit that closes a block begins, when one does. */
export function creditAtEnd(
  grammar: Grammar,
  text: string,
  block: Block,
  tokens: readonly Token[],
): { start: number; lang: string } | undefined {
  let first = tokens.length;
  while (first > 0 && block.end - (tokens[first - 1]?.start ?? 0) <= MAX_CREDIT) first--;
  for (let i = first; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token || !opensCredit(text.slice(block.start, token.start))) continue;
    const opener = openerAt(grammar, text, tokens, i);
    if (!opener) continue;
    const name = text.slice(opener.end, block.end);
    if (isName(grammar, name)) return { start: withBracket(text, block, token.start), lang: opener.lang };
  }
  return undefined;
}

/** A credit stands at the start of a line or after a sentence, in brackets, behind a dash or a bar. */
function opensCredit(before: string): boolean {
  return /(^|[\n.!?…。！？”"»“)\]|(（[［【©/–—-])[^\S\n]*$/u.test(before.slice(-4));
}

function withBracket(text: string, block: Span, start: number): number {
  const open = /[([（［【|©–—-]\s*$/u.exec(text.slice(Math.max(block.start, start - 4), start));
  return open ? start - open[0].length : start;
}

/** "Photo:", "Photo by", "Image copyright", "©", "Getty Images". */
function openerAt(
  { words }: Grammar,
  text: string,
  tokens: readonly Token[],
  at: number,
): { end: number; lang: string } | undefined {
  const first = words.matchAt(tokens, at);
  const start = tokens[at]?.start ?? 0;
  const marked = /[©@]\s*$/u.test(text.slice(Math.max(0, start - 3), start));
  if (first?.value.role === 'agency') return { end: start, lang: 'und' };
  if (first?.value.role === 'reporter') {
    const end = tokens[at + first.length - 1]?.end ?? start;
    const bylined = /^\s?\/\s?\p{Lu}/u.test(text.slice(end, end + 4));
    return marked || bylined ? { end: start, lang: 'und' } : undefined;
  }
  if (first?.value.role !== 'cue') return undefined;
  let i = at + first.length;
  let linked = false;
  let cues = 1;
  for (
    let match = words.matchAt(tokens, i);
    match && (match.value.role === 'cue' || match.value.role === 'link');
    match = words.matchAt(tokens, i)
  ) {
    if (/[:：.]/u.test(text.slice(tokens[i - 1]?.end, tokens[i]?.start))) break;
    if (match.value.role === 'link') linked = true;
    else cues++;
    i += match.length;
  }
  const end = tokens[i - 1]?.end ?? start;
  const between = text.slice(end, end + 6);
  // "Image source, …", "Fot. …"
  const weak = cues > 1 || end - start <= MAX_ABBREVIATION ? /^[,.]\s/u.exec(between)?.[0] : undefined;
  const separator = SEPARATOR.exec(between)?.[0] ?? weak;
  if (!separator && !linked) return undefined;
  return { end: end + (separator?.length ?? 0), lang: first.value.lang };
}

/** What follows a credit's cue to the end of the block: names, agencies, a handful of words, no sentence. */
function isName({ words }: Grammar, name: string): boolean {
  if (/[!?;"“”„]/u.test(name) || /\p{Ll}{3}[.。]\s+\S/u.test(name)) return false;
  const tokens = tokenize(name);
  const first = tokens[0];
  if (!first || /^\p{N}/u.test(first.word)) return false;
  // "Photo: Reuters", and behind it or on the next line a sentence of the text.
  if (tokens.length > 3 && (name.includes('\n') ? /[.!?…。]["”»]*$/u : /\p{Ll}{2}[.!?…。]$/u).test(name)) return false;
  const long = name.match(/(?<!\p{L})\p{Ll}{4,}/gu)?.length ?? 0;
  const agency = tokens.some((_, i) => /agency|reporter/.test(words.matchAt(tokens, i)?.value.role ?? ''));
  if (tokens.length <= 3 || (agency && long <= 3)) return true;
  return tokens.length <= 14 && long <= 2 && !/^\s*\p{Ll}/u.test(name);
}
