import type { Marker } from './ad-marker.ts';
import type { Span } from './article.ts';
import type { TextIndex } from './text-index.ts';
import { isSpaceless } from './unspaced.ts';

/** Words that may be an ad marker inside a block, and what holds them. */
export interface AdCandidate {
  /** Index of the block. */
  block: number;
  marker: Marker;
  /**
   * What the words have to themselves: nothing (`text`), text nodes, an inline element that says something about its
   * words, any other, one that is named as an ad.
   */
  holder: 'text' | 'nodes' | 'semantic' | 'inline' | 'named-ad';
  /** The element that holds them has a class. */
  classed: boolean;
}

/** A shorter word ("ad", "pub") is too common in prose to be taken out of it. */
const MIN_LETTERS = 5;
/** "The", "Die", "El", "На": articles and pronouns, which open sentences, are the short words of any language. */
const MAX_FUNCTION_WORD = 3;
/** A line of a date and a marker has no more words than this. */
const MAX_DATELINE_WORDS = 12;
/** How far around a marker is looked. UTF-16 units. */
const CONTEXT = 24;

const SENTENCE_ENDS = /[.!?…。！？:]["”»“’')\]）」]*\s*$/u;
const OPENS = /^\s*["“„«‘([（「]/u;
const CLOSES = /^\s*[.,;!?…。、，]/u;
const ENDS = /^\s*[.…。]/u;
const QUOTED = { before: /["“”„‟「」]$/u, after: /^["“”„‟「」]/u };
const FRAME = { before: /(?<![[(*|=_+~–—-])[[(*|=_+~–—-]+\s*$/u, after: /^\s*[\])*|=_+~–—-]+/u };

/** Hyphens make a compound: "in-ad". */
function isCompound(before: string, after: string): boolean {
  return /[\p{L}\p{N}][-‐‑/_.@#]$/u.test(before) || /^[-‐‑/_@](?=[\p{L}\p{N}])/u.test(after);
}

/**
 * Tells a marker from a word of the sentence.
 * @param speaksOf whether the article's prose has words of the same family.
 */
export function isAdMarker(index: TextIndex, candidate: AdCandidate, speaksOf: (word: string) => boolean): boolean {
  const { marker, holder } = candidate;
  const block = index.blocks[candidate.block];
  if (!block) return false;
  if (holder === 'named-ad') return true;
  const { start, end } = framed(index, candidate.block, marker);
  const before = index.text.slice(Math.max(block.start, start - CONTEXT), start);
  const after = index.text.slice(end, Math.min(block.end, end + CONTEXT));
  if (QUOTED.before.test(before) || QUOTED.after.test(after)) return false;
  if (holder !== 'inline' && isCompound(before, after)) return false;

  const place = placeOf(before, after);
  if (place.lineStart && place.lineEnd) return true;
  const label = labelOf(index.text.slice(marker.start, marker.end), before, place);
  if (holder === 'inline') return isInlineMarker(candidate, before, place, label, speaksOf);
  if (marker.sure) {
    const between = place.left && (place.right || ENDS.test(after));
    return between || label.shouted || (marker.repeated && label.long) || (holder === 'semantic' && label.capital);
  }
  if (!label.long) return false;
  if (label.shouted && place.left && place.right && (!place.lineStart || place.opensSentence)) return true;
  if (!label.cased) return label.spaceless && place.left && /^(\s|$)/u.test(after) && !speaksOf(marker.word);
  if (label.capital) {
    const between = holder === 'nodes' ? place.right : place.opensSentence;
    return place.left && between && !speaksOf(marker.word);
  }
  // "date 2020-01-06 advertisement"
  const line = index.text.slice(block.start, block.end);
  const dateline = block.kind === 'paragraph' && line.split(/\s+/).length <= MAX_DATELINE_WORDS;
  return dateline && place.lineEnd && /\p{N}\s*$/u.test(before);
}

/** A marker in an element of its own, which prose gives to one word rarely, and to label it hardly ever. */
function isInlineMarker(
  { marker, classed }: AdCandidate,
  before: string,
  place: Place,
  label: Label,
  speaksOf: (word: string) => boolean,
): boolean {
  if (marker.sure || (label.shouted && place.left)) return true;
  if (place.left && (place.right || (!label.cased && !place.closed))) return true;
  if (speaksOf(marker.word)) return false;
  if (!label.cased || (label.capital && !marker.language.capitalNouns)) return true;
  const afterFunctionWord = /(^|\P{L})\p{L}{1,3}\P{L}*$/u.test(before);
  return classed && (label.capital || !afterFunctionWord);
}

interface Place {
  lineStart: boolean;
  lineEnd: boolean;
  /** A sentence ends before it. */
  left: boolean;
  /** What follows begins like a sentence, as far as one character tells. */
  right: boolean;
  /** What follows can only be a new sentence. */
  opensSentence: boolean;
  /** A punctuation mark follows: the marker is the last word of a sentence or clause. */
  closed: boolean;
  nextWord: string;
}

function placeOf(before: string, after: string): Place {
  const lineStart = before === '' || before.endsWith('\n');
  const lineEnd = after === '' || after.startsWith('\n');
  const nextWord = /^\s*(\p{L}[\p{L}\p{M}]*)/u.exec(after)?.[1] ?? '';
  const opens = lineEnd || OPENS.test(after);
  return {
    lineStart,
    lineEnd,
    left: lineStart || SENTENCE_ENDS.test(before),
    right: opens || /^\s*[\p{N}\p{Lu}]/u.test(after) || (isSpaceless(nextWord) && /^\s/u.test(after)),
    opensSentence: opens || (isCapital(nextWord) && nextWord.length <= MAX_FUNCTION_WORD),
    closed: CLOSES.test(after),
    nextWord,
  };
}

interface Label {
  /** Its script has capitals. */
  cased: boolean;
  capital: boolean;
  /** In capitals, and the words beside it are not. */
  shouted: boolean;
  spaceless: boolean;
  long: boolean;
}

function labelOf(text: string, before: string, { nextWord }: Place): Label {
  const cased = text.toLowerCase() !== text.toUpperCase();
  const long = !cased || text.length >= MIN_LETTERS;
  const lastWord = /(\p{L}+)\P{L}*$/u.exec(before)?.[1] ?? '';
  return {
    cased,
    capital: isCapital(text),
    shouted: long && isShouted(text) && !isShouted(lastWord) && !isShouted(nextWord),
    spaceless: isSpaceless(text),
    long,
  };
}

function isCapital(word: string): boolean {
  return /^\P{L}*\p{Lu}/u.test(word);
}

/** In capitals, as in a headline or the name of an authority. */
function isShouted(words: string): boolean {
  return words.length > 1 && words === words.toUpperCase() && words !== words.toLowerCase();
}

/** @returns the marker with the brackets, dashes or asterisks that stand on both sides of it, or the colon behind it. */
export function framed({ text, blocks }: TextIndex, block: number, marker: Span): Span {
  const { start, end } = blocks[block] ?? marker;
  const before = FRAME.before.exec(text.slice(Math.max(start, marker.start - CONTEXT), marker.start))?.[0];
  const after = FRAME.after.exec(text.slice(marker.end, Math.min(end, marker.end + CONTEXT)))?.[0];
  if (before && after) return { start: marker.start - before.length, end: marker.end + after.length };
  return { start: marker.start, end: marker.end + (text.charAt(marker.end) === ':' ? 1 : 0) };
}
