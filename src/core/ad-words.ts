import type { PageRules, StructureRules } from '../rules/schema.ts';
import { type AdGrammar, adGrammar, type Marker, markerAt, markerIn } from './ad-marker.ts';
import type { Span } from './article.ts';
import { namesOn } from './block-places.ts';
import type { Finding } from './clutter.ts';
import { type Token, tokenize } from './phrases.ts';
import { isBlockElement, type TextIndex } from './text-index.ts';

/** A marker rarely lies in more text nodes than this. */
const MAX_NODES = 4;
/** A shorter word ("ad", "pub") is too common in prose to be taken out of the middle of a text node. */
const MIN_BARE_LETTERS = 5;
/** A line of a date and a marker has no more words than this. */
const MAX_DATELINE_WORDS = 12;
/** How many blocks below a heading are looked at to see whether it heads them. */
const SECTION_BLOCKS = 6;

/** How far around a marker is looked. UTF-16 units. */
const MAX_CONTEXT = 24;

/** "The", "Die", "El", "На": where every letter counts, articles and pronouns are the short words. */
const MAX_FUNCTION_WORD = 3;

const SENTENCE_ENDS = /[.!?…。！？:]["”»“’')\]）」]*\s*$/u;
const OPENS = /^\s*["“„«‘([（「]/u;
const FRAME_BEFORE = /[[(*|=_+~–—-]+\s*$/u;
const FRAME_AFTER = /^\s*[\])*|=_+~–—-]+/u;
const SPACELESS = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;
/** Elements that say something about the words in them: prose more often than a label. */
const SEMANTIC = new Set('A ABBR B CITE CODE DFN EM I KBD MARK Q SAMP STRONG TIME U VAR'.split(' '));

/** A marker inside a block, and what holds it. */
interface Candidate {
  block: number;
  marker: Marker;
  /** Shares its text node with prose; fills nodes; fills an inline element: one of prose, any, one named as an ad. */
  holder: 'text' | 'nodes' | 'semantic' | 'inline' | 'named-ad';
  /** The element that holds it has a class of its own. */
  classed: boolean;
}

const grammars = new WeakMap<PageRules, AdGrammar>();

/**
 * Finds ad markers: "Advertisement", "Anzeige", "Story continues below". A marker goes
 * - as a whole block or line, unless it is a heading over text that speaks of advertising, or one item among others;
 * - from inside a block, when it has nodes of its own or stands between sentences, and the prose around does not claim it.
 *
 * Where prose and marker cannot be told apart it stays: one word too many is better than one lost.
 * @returns findings in reading order, none overlapping.
 */
export function findAdWords(index: TextIndex, rules: PageRules): Finding[] {
  const grammar = grammars.get(rules) ?? adGrammar(rules);
  grammars.set(rules, grammar);

  const wholes = new Map<number, Marker>();
  const candidates: Candidate[] = [];
  const tokensOf: (readonly Token[])[] = [];
  let node = 0;
  index.blocks.forEach((block, at) => {
    const tokens = tokenize(index.text, block.start, block.end);
    tokensOf.push(tokens);
    if (block.kind === 'preformatted') return;
    const whole = markerIn(grammar, index.text, block.start, block.end);
    if (whole) {
      wholes.set(at, whole);
      return;
    }
    while ((index.nodes[node + 1]?.start ?? Infinity) <= block.start) node++;
    const own = ownNodeMarkers(grammar, index, at, node, rules.structure);
    const bare = bareMarkers(grammar, index.text, tokens, at).filter(
      ({ marker }) => !own.some((other) => marker.start < other.marker.end && other.marker.start < marker.end),
    );
    candidates.push(...[...own, ...bare].sort((a, b) => a.marker.start - b.marker.start));
  });

  // A word that is a label for certain says nothing about what the article speaks of.
  const labels = [...wholes].map(([block, marker]) => ({ block, marker }));
  for (const { block, marker, holder } of candidates) {
    if (holder === 'inline' || holder === 'named-ad' || holder === 'nodes') labels.push({ block, marker });
  }
  for (const { block, marker } of labels) {
    tokensOf[block] = tokensOf[block]?.filter((t) => t.end <= marker.start || t.start >= marker.end) ?? [];
  }
  const speaksOf = (word: string, from = 0, to = tokensOf.length): boolean =>
    tokensOf.slice(from, to).some((tokens) => tokens.some((token) => sameFamily(token.word, word)));

  const findings: Finding[] = [];
  for (const [block, marker] of wholes) {
    if (marker.sure || !isArticle(index, block, marker, wholes, speaksOf)) findings.push(finding(block, marker));
  }
  for (const candidate of candidates) {
    if (isClutter(index, candidate, speaksOf)) {
      findings.push({ ...finding(candidate.block, candidate.marker), run: framed(index, candidate) });
    }
  }
  return findings.sort((a, b) => a.block - b.block || (a.run?.start ?? 0) - (b.run?.start ?? 0));
}

function finding(block: number, marker: Marker): Finding {
  return { kind: 'ad-marker', rule: `ad-words:${marker.language.lang}`, block };
}

type SpeaksOf = (word: string, from?: number, to?: number) => boolean;

/** Headings, run-in headings, list items and table rows may be article although they are an ad word and nothing else. */
function isArticle(
  index: TextIndex,
  at: number,
  { word }: Marker,
  wholes: ReadonlyMap<number, Marker>,
  speaksOf: SpeaksOf,
): boolean {
  const block = index.blocks[at];
  const element = index.elements[at];
  if (!block || !element) return false;
  if (block.kind === 'list-item' || block.kind === 'table-row') {
    return [at - 1, at + 1].some((near) => index.blocks[near]?.kind === block.kind && !wholes.has(near));
  }
  const bold = element.querySelector('b, strong')?.textContent?.trim().length === block.end - block.start;
  if (block.kind !== 'heading' && !bold) return false;
  let to = at + 1;
  while (to <= at + SECTION_BLOCKS && index.blocks[to] && index.blocks[to]?.kind !== 'heading') to++;
  return speaksOf(word, at + 1, to);
}

/** Markers that fill text nodes: alone in an element, or between comments and line breaks. */
function ownNodeMarkers(
  grammar: AdGrammar,
  index: TextIndex,
  block: number,
  firstNode: number,
  structure: StructureRules,
): Candidate[] {
  const { text, nodes } = index;
  const { start: blockStart, end: blockEnd } = index.blocks[block] ?? { start: 0, end: 0 };
  const found: Candidate[] = [];
  for (let i = firstNode; (nodes[i]?.start ?? blockEnd) < blockEnd; i++) {
    for (let last = i + MAX_NODES - 1; last >= i; last--) {
      if ((nodes[last]?.start ?? blockEnd) >= blockEnd) continue;
      const span = trimmed(
        text,
        Math.max(blockStart, nodes[i]?.start ?? 0),
        Math.min(blockEnd, nodes[last + 1]?.start ?? blockEnd),
      );
      const marker =
        span && !splitsWord(text, span, blockStart, blockEnd) && markerIn(grammar, text, span.start, span.end);
      if (!marker) continue;
      const holder = holderOf(index, block, i, last);
      const own = holder ? chain(holder, nodes[last]?.node.parentElement ?? holder) : [];
      found.push({
        block,
        marker,
        holder: !holder
          ? 'nodes'
          : own.some((element) => namesOn(element, structure).includes('ad-box'))
            ? 'named-ad'
            : own.some((element) => SEMANTIC.has(element.tagName))
              ? 'semantic'
              : 'inline',
        classed: own.some((element) => element.hasAttribute('class')),
      });
      i = last;
      break;
    }
  }
  return found;
}

/** @returns the outermost inline element that holds these nodes and no other text of the block. */
function holderOf({ nodes, elements }: TextIndex, block: number, first: number, last: number): Element | undefined {
  const before = nodes[first - 1]?.node;
  const after = nodes[last + 1]?.node;
  const end = nodes[last]?.node;
  let holder: Element | undefined;
  for (
    let at = nodes[first]?.node.parentElement;
    at && at !== elements[block] && !isBlockElement(at);
    at = at.parentElement
  ) {
    if ((before && at.contains(before)) || (after && at.contains(after))) break;
    if (end && at.contains(end)) holder = at;
  }
  return holder;
}

function chain(outer: Element, inner: Element): Element[] {
  const elements: Element[] = [];
  for (let at: Element | null = inner; at; at = at.parentElement) {
    elements.push(at);
    if (at === outer) break;
  }
  return elements;
}

/** A drop cap or a coloured letter: the word goes on in the next node. */
function splitsWord(text: string, { start, end }: Span, from: number, to: number): boolean {
  const glued = (a: string, b: string): boolean => /\p{L}/u.test(a) && /\p{Ll}/u.test(b);
  return (
    (start > from && glued(text.charAt(start - 1), text.charAt(start))) ||
    (end < to && glued(text.charAt(end - 1), text.charAt(end)))
  );
}

function trimmed(text: string, start: number, end: number): Span | undefined {
  while (start < end && text.charAt(start).trim() === '') start++;
  while (end > start && text.charAt(end - 1).trim() === '') end--;
  return start < end ? { start, end } : undefined;
}

/** Markers among other words of one text node. */
function bareMarkers(grammar: AdGrammar, text: string, tokens: readonly Token[], block: number): Candidate[] {
  const found: Candidate[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const marker = markerAt(grammar, text, tokens, i);
    if (!marker || (!marker.sure && grammar.matchAt(tokens, i)?.value.role !== 'word')) continue;
    found.push({ block, marker, holder: 'text', classed: false });
    i += marker.tokens - 1;
  }
  return found;
}

/** Whether a marker inside a block is one, or a word of the sentence. */
function isClutter(index: TextIndex, candidate: Candidate, speaksOf: SpeaksOf): boolean {
  const { marker, holder, classed } = candidate;
  if (holder === 'named-ad') return true;
  const block = index.blocks[candidate.block];
  if (!block) return false;
  const { start, end } = framed(index, candidate);
  const before = index.text.slice(Math.max(block.start, start - MAX_CONTEXT), start);
  const after = index.text.slice(end, Math.min(block.end, end + MAX_CONTEXT));
  const label = index.text.slice(marker.start, marker.end);
  if (/["“”„‟「」]$/u.test(before) || /^["“”„‟「」]/u.test(after)) return false;

  const lineStart = before === '' || before.endsWith('\n');
  const lineEnd = after === '' || after.startsWith('\n');
  if (lineStart && lineEnd) return true;
  const left = lineStart || SENTENCE_ENDS.test(before);
  const nextWord = /^\s*(\p{L}[\p{L}\p{M}]*)/u.exec(after)?.[1] ?? '';
  const right = lineEnd || OPENS.test(after) || /^\s*[\p{N}\p{Lu}\p{Lo}]/u.test(after);
  const closed = /^\s*[.,;!?…。、]/u.test(after);
  const opensSentence = lineEnd
    ? !closed
    : OPENS.test(after) || (isCapital(nextWord) && nextWord.length <= MAX_FUNCTION_WORD);

  const cased = label.toLowerCase() !== label.toUpperCase();
  const caps = cased && label === label.toUpperCase();
  const shouted = caps && label.length >= MIN_BARE_LETTERS && !isShouted(before) && !isShouted(nextWord);
  if (marker.sure) return (left && right) || shouted || holder !== 'text' || marker.repeated;
  if (shouted && left && right && !closed && (holder !== 'text' || !lineStart || opensSentence)) return true;

  const word = marker.word;
  if (holder === 'text' || holder === 'semantic') {
    if (label.length < MIN_BARE_LETTERS && cased) return false;
    if (!cased) return SPACELESS.test(label) && left && /^(\s|$)/u.test(after) && !speaksOf(word);
    if (isCapital(label)) return left && opensSentence && !speaksOf(word);
    // "date 2020-01-06 advertisement"
    return lineEnd && /\p{N}\s*$/u.test(before) && isDateline(block.kind, index.text.slice(block.start, block.end));
  }
  if (left && right && !closed) return true;
  if (speaksOf(word)) return false;
  if (!cased || (isCapital(label) && !marker.language.capitalNouns)) return true;
  // Prose rarely gives one word a class, and never between an article and its noun.
  return classed && (isCapital(label) || !/(^|\P{L})\p{L}{1,3}\P{L}*$/u.test(before));
}

function isDateline(kind: string, line: string): boolean {
  return kind === 'paragraph' && line.split(/\s+/).length <= MAX_DATELINE_WORDS;
}

function isCapital(word: string): boolean {
  return /^\P{L}*\p{Lu}/u.test(word);
}

/** The last word is in capitals, as in a headline or the name of an authority. */
function isShouted(text: string): boolean {
  const word = /(\p{L}+)\P{L}*$/u.exec(text)?.[1] ?? '';
  return word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
}

/** The marker with the brackets, dashes or asterisks that stand on both sides of it. */
function framed({ text, blocks }: TextIndex, { block, marker }: Candidate): Span {
  const { start, end } = blocks[block] ?? marker;
  const before = FRAME_BEFORE.exec(text.slice(Math.max(start, marker.start - MAX_CONTEXT), marker.start))?.[0];
  const after = FRAME_AFTER.exec(text.slice(marker.end, Math.min(end, marker.end + MAX_CONTEXT)))?.[0];
  if (before && after) return { start: marker.start - before.length, end: marker.end + after.length };
  return { start: marker.start, end: marker.end + (text.charAt(marker.end) === ':' ? 1 : 0) };
}

/** Words of one family share all but their endings: "advertisement", "advertiser". Short words have no family. */
function sameFamily(word: string, other: string): boolean {
  return other.length < 6
    ? word === other
    : word.startsWith(other.slice(0, Math.min(7, Math.max(5, other.length - 2))));
}
