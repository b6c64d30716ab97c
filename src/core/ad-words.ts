import type { PageRules, StructureRules } from '../rules/schema.ts';
import { type AdCandidate, framed, isAdMarker } from './ad-context.ts';
import { type AdGrammar, adGrammar, type Marker, markerAt, markerIn } from './ad-marker.ts';
import type { Span } from './article.ts';
import { namesOn } from './block-places.ts';
import { kindOf, LETTER } from './characters.ts';
import type { Finding } from './clutter.ts';
import { put } from './grouping.ts';
import { blockWords, blockWordsInSteps, type Token, tokensOfBlock } from './phrases.ts';
import { each, type Steps } from './steps.ts';
import { isBlockElement, type TextIndex } from './text-index.ts';

/** A marker rarely lies in more text nodes than this. */
const MAX_NODES = 4;
/** How many elements a label is wrapped in at most. */
const MAX_DEPTH = 6;
/** How many blocks below a heading are looked at to see whether it heads them. */
const SECTION_BLOCKS = 6;
/** Elements that say something about the words in them: prose more often than a label. */
const SEMANTIC = new Set('A,ABBR,B,CITE,CODE,DFN,EM,I,KBD,MARK,Q,SAMP,STRONG,TIME,U,VAR'.split(','));

const grammars = new WeakMap<PageRules, AdGrammar>();

/**
 * Finds ad markers: "Advertisement", "Anzeige", "Story continues below". A marker goes
 * - as a whole block or line, unless it is a heading over text that speaks of advertising, or one item among others;
 * - from inside a block, when it has nodes of its own or stands between sentences, and the prose around does not claim it.
 *
 * Where prose and marker cannot be told apart it stays: one word too many is better than one lost.
 * @returns findings in reading order, none overlapping.
 */
export function* findAdWords(index: TextIndex, rules: PageRules): Steps<Finding[]> {
  const grammar = grammars.get(rules) ?? adGrammar(rules);
  grammars.set(rules, grammar);

  const wordsOf = yield* blockWordsInSteps(index);
  const wholes = new Map<number, Marker>();
  const candidates: AdCandidate[] = [];
  let node = 0;
  yield* each(index.blocks, (block, at) => {
    if (block.kind === 'preformatted') return;
    while ((index.nodes[node + 1]?.start ?? Infinity) <= block.start) node++;
    const opens = grammar.openings.mayStandIn(wordsOf[at] ?? []);
    if (!opens && !joinsNodes(index, block, node)) return;
    const whole = markerIn(grammar, index.text, block.start, block.end);
    if (whole) {
      wholes.set(at, whole);
      return;
    }
    const own = ownNodeMarkers(grammar, index, at, node, rules.structure);
    const taken = [...own];
    for (const bare of bareMarkers(grammar, index.text, tokensOfBlock(index, at), at)) {
      while ((taken[0]?.marker.end ?? Infinity) <= bare.marker.start) taken.shift();
      if ((taken[0]?.marker.start ?? Infinity) >= bare.marker.end) own.push(bare);
    }
    candidates.push(...own.sort((a, b) => a.marker.start - b.marker.start));
  });

  // What would go if the article spoke of nothing of the kind says nothing about what it speaks of.
  const possible = candidates.filter((candidate) => isAdMarker(index, candidate, () => false));
  const labels = new Map<number, Span[]>();
  for (const [block, marker] of wholes) labels.set(block, [marker]);
  for (const { block, marker } of possible) put(labels, block, marker);
  const speaksOf = proseReader(index, labels);
  const findings: Finding[] = [];
  for (const [block, marker] of wholes) {
    if (marker.sure || !isArticle(index, block, marker, wholes, speaksOf)) findings.push(finding(block, marker));
  }
  for (const candidate of possible) {
    if (isAdMarker(index, candidate, speaksOf)) {
      findings.push({
        ...finding(candidate.block, candidate.marker),
        run: framed(index, candidate.block, candidate.marker),
      });
    }
  }
  return findings.sort((a, b) => a.block - b.block || (a.run?.start ?? 0) - (b.run?.start ?? 0));
}

function finding(block: number, marker: Marker): Finding {
  return { kind: 'ad-marker', rule: `ad-words:${marker.language.lang}`, block };
}

/** Whether prose, of all blocks or of some, has words of the family. */
type SpeaksOf = (word: string, from?: number, to?: number) => boolean;

/** @param labels what is not prose, by block, in reading order. */
function proseReader(index: TextIndex, labels: ReadonlyMap<number, readonly Span[]>): SpeaksOf {
  const known = new Map<string, boolean>();
  const words = blockWords(index);
  const speaks = (block: number, word: string): boolean => {
    if (!words[block]?.some((own) => sameFamily(own, word))) return false;
    const taken = labels.get(block) ?? [];
    let at = 0;
    return tokensOfBlock(index, block).some((token) => {
      while ((taken[at]?.end ?? Infinity) <= token.start) at++;
      return (taken[at]?.start ?? Infinity) > token.start && sameFamily(token.word, word);
    });
  };
  return (word, from = 0, to = words.length) => {
    const key = `${word} ${from} ${to}`;
    const answer = known.get(key);
    if (answer !== undefined) return answer;
    let found = false;
    for (let block = from; !found && block < to; block++) found = speaks(block, word);
    known.set(key, found);
    return found;
  };
}

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

/** Whether words of a block run together where its nodes meet: "end.<b>Ad</b>Next". */
function joinsNodes({ text, nodes }: TextIndex, block: Span, first: number): boolean {
  for (let i = first + 1; ; i++) {
    const start = nodes[i]?.start ?? block.end;
    if (start >= block.end) return false;
    const next = text.charAt(start);
    const goesOn = next !== next.toUpperCase();
    if (!goesOn && kindOf(text.charCodeAt(start - 1)) === LETTER && kindOf(text.charCodeAt(start)) === LETTER)
      return true;
  }
}

/** Markers that fill text nodes: alone in an element, or between comments and line breaks. */
function ownNodeMarkers(
  grammar: AdGrammar,
  index: TextIndex,
  block: number,
  firstNode: number,
  structure: StructureRules,
): AdCandidate[] {
  const { text, nodes } = index;
  const { start: blockStart, end: blockEnd } = index.blocks[block] ?? { start: 0, end: 0 };
  const found: AdCandidate[] = [];
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
  let at = nodes[first]?.node.parentElement;
  for (let depth = 0; at && at !== elements[block] && !isBlockElement(at) && depth < MAX_DEPTH; depth++) {
    if ((before && at.contains(before)) || (after && at.contains(after))) break;
    if (end && at.contains(end)) holder = at;
    at = at.parentElement;
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
function bareMarkers(grammar: AdGrammar, text: string, tokens: readonly Token[], block: number): AdCandidate[] {
  const found: AdCandidate[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const marker = markerAt(grammar, text, tokens, i);
    if (!marker || (!marker.sure && grammar.phrases.matchAt(tokens, i)?.value.role !== 'word')) continue;
    found.push({ block, marker, holder: 'text', classed: false });
    i += marker.tokens - 1;
  }
  return found;
}

/** Words of one family share all but their endings: "advertisement", "advertiser". Short words have no family. */
function sameFamily(word: string, other: string): boolean {
  return other.length < 6
    ? word === other
    : word.startsWith(other.slice(0, Math.min(7, Math.max(5, other.length - 2))));
}
