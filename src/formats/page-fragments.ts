/** Text fragments for passages of the live page. Loaded into a page only when a reader cites something. */
import {
  GenerateFragmentStatus,
  generateFragmentFromRange,
  isValidRangeForFragmentGeneration,
  setTimeout as setTimeLimit,
} from 'text-fragments-polyfill/dist/fragment-generation-utils.js';
import { indexText } from '../core/text-index.ts';
import { findPassage, type Passage } from './find-passage.ts';
import type { TextFragment } from './text-fragment.ts';

/** How long one fragment may take, in ms; long pages of repeated text need more than the generator's half second. */
const TIME_LIMIT = 1000;
/** How long all that are asked for together may take, in ms. */
const PATIENCE = 5000;

/**
 * Makes text fragments with the reference generator, which takes as many words as it needs for the fragment to mean
 * this passage and no other on the page.
 * @param document the live page, in the top frame; it is not changed.
 * @returns one for each passage; null where none can be made, because the passage is no longer there, not visible or
 * cannot be told from another, or because the time for all is over.
 */
export function fragmentsFor(document: Document, passages: readonly Passage[]): (TextFragment | null)[] {
  const index = indexText(document.body);
  setTimeLimit(TIME_LIMIT);
  const end = Date.now() + PATIENCE;
  return passages.map((passage) => {
    if (Date.now() > end) return null;
    for (const span of findPassage(index.text, passage)) {
      const range = index.rangeOf(span);
      if (range && isVisible(range)) return fragmentOf(range);
    }
    return null;
  });
}

/** A browser looks for fragments in what it paints. */
function isVisible(range: Range): boolean {
  return range.getClientRects().length > 0;
}

function fragmentOf(range: Range): TextFragment | null {
  if (!isValidRangeForFragmentGeneration(range)) return null;
  const { status, fragment } = generateFragmentFromRange(range);
  return status === GenerateFragmentStatus.SUCCESS && fragment ? asWritten(fragment, range) : null;
}

/** How far around a range its prefix and suffix are looked for, in UTF-16 units. */
const SURROUNDINGS = 600;

/**
 * The generator folds its terms: small letters without marks ("й" as "и"). Browsers fold less, and some letters with
 * marks are letters of their own to them, so each term is put back as the page writes it.
 * @param range the passage, its ends at the word boundaries where the generator put them.
 */
function asWritten(fragment: TextFragment, range: Range): TextFragment {
  const { prefix, textStart, textEnd, suffix } = fragment;
  const text = range.toString();
  return {
    ...(prefix && { prefix: atEnd(prefix, textBefore(range)) }),
    textStart: atStart(textStart, text),
    ...(textEnd && { textEnd: atEnd(textEnd, text) }),
    ...(suffix && { suffix: atStart(suffix, textAfter(range)) }),
  };
}

function textBefore(range: Range): string {
  const before = range.cloneRange();
  before.selectNodeContents(range.startContainer.getRootNode());
  before.setEnd(range.startContainer, range.startOffset);
  return before.toString().slice(-SURROUNDINGS);
}

function textAfter(range: Range): string {
  const after = range.cloneRange();
  after.selectNodeContents(range.endContainer.getRootNode());
  after.setStart(range.endContainer, range.endOffset);
  return after.toString().slice(0, SURROUNDINGS);
}

function atStart(term: string, text: string): string {
  const trimmed = text.trimStart();
  for (let length = 1; length <= Math.min(trimmed.length, 3 * term.length); length++) {
    if (fold(trimmed.slice(0, length)) === term && !isMark(trimmed.charAt(length)))
      return clean(trimmed.slice(0, length));
  }
  return term;
}

function atEnd(term: string, text: string): string {
  const trimmed = text.trimEnd();
  for (let length = 1; length <= Math.min(trimmed.length, 3 * term.length); length++) {
    if (fold(trimmed.slice(-length)) === term) return clean(trimmed.slice(-length));
  }
  return term;
}

const clean = (text: string): string => text.replace(/\s+/g, ' ').trim();
const isMark = (char: string): boolean => /\p{M}/u.test(char);

/** What the generator does to its terms (`normalizeString` there). */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\s+/g, ' ')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}
