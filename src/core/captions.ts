import type { PageRules, StructureRules } from '../rules/schema.ts';
import type { Block, Span } from './article.ts';
import { namesOn } from './block-places.ts';
import { DIGITS } from './characters.ts';
import type { Finding } from './clutter.ts';
import { blockWords, Openings, Phrases, type Token, tokenize, tokensOfBlock } from './phrases.ts';
import { each, type Steps } from './steps.ts';
import type { TextIndex } from './text-index.ts';

/** A paragraph that closes with a credit is a caption up to this many words; a longer one loses the credit only. */
const MAX_CAPTION_WORDS = 45;
/** The same, in characters of a script that puts no spaces between words. */
const MAX_CAPTION_CHARACTERS = 120;
/** Longer than a credit. UTF-16 units. */
const MAX_CREDIT = 120;
/** What an element named as a caption may hold; above, the name is about something else. UTF-16 units. */
const MAX_CAPTION_ELEMENT = 900;
/** How many elements up a caption's figure or class may be. */
const MAX_DEPTH = 5;

/** "Fot.", "Rys." UTF-16 units. */
const MAX_ABBREVIATION = 4;
const SEPARATOR = /^\s*(?:[:：=＝/／©|]|\.{3}|…|[–—-]\s)[\s:©]*/u;

/** "Image 3 of 12" */
const MAX_CONTROL_WORDS = 8;
const NUMBER = new RegExp(`^[${DIGITS}]{1,3}$`);

type Role = 'cue' | 'link' | 'agency' | 'reporter' | 'control' | 'joiner';
interface Sense {
  role: Role;
  lang: string;
}

interface Grammar {
  words: Phrases<Sense>;
  /** Of what may open a credit: text without any ends in none. */
  openings: Openings;
  captionCues: Phrases<string>;
  notes: Phrases<string>;
}
const grammars = new WeakMap<PageRules, Grammar>();

function grammarOf(rules: PageRules): Grammar {
  const words = new Phrases<Sense>();
  const captionCues = new Phrases<string>();
  const notes = new Phrases<string>();
  const openings = new Openings();
  words.add(rules.agencies.pictures, { role: 'agency', lang: 'und' });
  words.add(rules.agencies.news, { role: 'reporter', lang: 'und' });
  openings.add(rules.agencies.pictures);
  openings.add(rules.agencies.news);
  const lists = { cue: 'creditCues', control: 'mediaControls', link: 'creditLinks', joiner: 'adJoiners' } as const;
  for (const role of ['cue', 'control', 'link', 'joiner'] as const) {
    for (const { lang, [lists[role]]: list } of rules.clutter) {
      words.add(list, { role, lang });
      if (role === 'cue') openings.add(list);
    }
  }
  for (const language of rules.clutter) {
    captionCues.add(language.captionCues, language.lang);
    notes.add(language.noteCues, language.lang);
  }
  return { words, openings, captionCues, notes };
}

/**
 * Finds captions and credits: by their markup, and by how they read ("Photo: Reuters", "(AP Photo/…)", "hide caption").
 * A short paragraph that closes with a credit is a caption and goes whole; of a long one only the credit goes.
 * @returns findings in reading order, none overlapping.
 */
export function* findCaptions(index: TextIndex, rules: PageRules): Steps<Finding[]> {
  const grammar = grammars.get(rules) ?? grammarOf(rules);
  grammars.set(rules, grammar);
  const named = captionElements(index, rules.structure);
  const wordsOf = blockWords(index);
  const findings: Finding[] = [];
  yield* each(index.blocks, (block, at) => {
    if (block.kind === 'preformatted') return;
    const finding =
      named(at) ??
      (maySayCaption(grammar, wordsOf[at] ?? [])
        ? readCaption(grammar, index.text, block, tokensOfBlock(index, at))
        : undefined);
    if (finding) findings.push({ ...finding, block: at });
  });
  return findings;
}

/** What is done with captions: all go, those go that have lost their picture, or none goes. */
export type CaptionPolicy = 'remove' | 'with-image' | 'keep';

const CONTROLS = 'caption-controls';

/**
 * Leaves captions and credits in that are to stay. The controls around a picture go under every policy.
 * @param findings in reading order.
 */
export function applyCaptionPolicy<F extends Finding>(
  index: TextIndex,
  findings: readonly F[],
  policy: CaptionPolicy,
): F[] {
  if (policy === 'remove') return [...findings];
  const isCaption = ({ kind, rule }: Finding): boolean =>
    (kind === 'caption' || kind === 'credit') && rule !== CONTROLS;
  const captions = new Set(findings.filter(isCaption).map(({ block }) => block));
  const pictured = policy === 'keep' ? captions : besidePictures(index, captions);
  return findings.filter((finding) => !isCaption(finding) || !pictured.has(finding.block));
}

/** Blocks that follow a picture with nothing but captions between, or share its figure. */
function besidePictures({ media, elements }: TextIndex, captions: ReadonlySet<number>): Set<number> {
  const beside = new Set<number>();
  for (const { element, before } of media) {
    if (element.tagName !== 'IMG' && element.tagName !== 'PICTURE') continue;
    for (let at = before; captions.has(at) && !beside.has(at); at++) beside.add(at);
    const figure = element.closest('figure');
    for (let at = before - 1; figure && captions.has(at) && figure.contains(elements[at] ?? null); at--) beside.add(at);
  }
  return beside;
}

type Verdict = Omit<Finding, 'block'>;

/** @returns whether a block lies in a figure or in an element named as a caption. */
function captionElements(
  { blocks, elements, nodes }: TextIndex,
  structure: StructureRules,
): (at: number) => Verdict | undefined {
  const known = new Map<Element, string | undefined>();
  const ruleOf = (element: Element): string | undefined => {
    if (known.has(element)) return known.get(element);
    let rule: string | undefined;
    if (element.tagName === 'FIGCAPTION') rule = 'figcaption';
    else if (element.tagName === 'FIGURE') rule = 'figure';
    else if (namesOn(element, structure).some((name) => name === 'caption' || name === 'credit'))
      rule = 'caption-class';
    if (rule && (element.textContent?.length ?? 0) > MAX_CAPTION_ELEMENT) rule = undefined;
    known.set(element, rule);
    return rule;
  };
  let node = 0;
  /** The innermost element that holds all text of a block; asked for block after block. */
  const holderOf = (at: number): Element | null | undefined => {
    const block = blocks[at];
    while (block && (nodes[node]?.start ?? block.start) < block.start) node++;
    const first = nodes[node]?.node;
    let last = first;
    for (let i = node; block && (nodes[i]?.start ?? block.end) < block.end; i++) last = nodes[i]?.node;
    let holder = first?.parentElement;
    for (let depth = 0; holder && last && !holder.contains(last) && depth < MAX_DEPTH; depth++)
      holder = holder.parentElement;
    return holder && elements[at]?.contains(holder) ? holder : elements[at];
  };
  return (at) => {
    const kind = blocks[at]?.kind;
    let element: Element | null | undefined = holderOf(at);
    for (let depth = 0; element && depth < MAX_DEPTH; depth++, element = element.parentElement) {
      const rule = ruleOf(element);
      // A figure may hold a quote or a table, which are article.
      if (rule === 'figure' && kind !== 'paragraph' && kind !== 'caption') return undefined;
      if (rule) return { kind: 'caption', rule };
    }
    return undefined;
  };
}

/** Whether the words of a block are worth a closer look: cheap, and true of every caption. */
function maySayCaption({ words, openings, captionCues }: Grammar, own: readonly string[]): boolean {
  const first = own[0];
  if (captionCues.has(first)) return true;
  if (own.length <= MAX_CONTROL_WORDS && (words.has(first) || NUMBER.test(first ?? ''))) return true;
  return openings.mayStandIn(own, own.length - MAX_CREDIT);
}

function readCaption(grammar: Grammar, text: string, block: Block, tokens: readonly Token[]): Verdict | undefined {
  if (block.kind === 'heading') return undefined;
  if (grammar.notes.matchAt(tokens, 0)) return undefined;
  const captionCue = grammar.captionCues.matchAt(tokens, 0);
  const cueEnd = tokens[(captionCue?.length ?? 0) - 1]?.end;
  if (
    captionCue &&
    cueEnd !== undefined &&
    /^\s*[:：|]/u.test(text.slice(cueEnd, cueEnd + 3)) &&
    isShort(text, block, tokens)
  ) {
    return { kind: 'caption', rule: `caption-cue:${captionCue.value}` };
  }
  if (isControl(grammar, text, block, tokens)) return { kind: 'caption', rule: CONTROLS };
  const credit = creditAtEnd(grammar, text, block, tokens);
  if (!credit) return undefined;
  const { start, lang } = credit;
  const rule = `credit-line:${lang}`;
  const before = tokens.filter((token) => token.end <= start);
  if (before.length === 0) return { kind: 'credit', rule };
  if (isShort(text, block, before)) return { kind: 'caption', rule };
  return { kind: 'credit', rule, run: { start, end: block.end } };
}

function isShort(text: string, block: Span, tokens: readonly Token[]): boolean {
  const spaced = tokens.length <= MAX_CAPTION_WORDS;
  return spaced || (!text.slice(block.start, block.end).includes(' ') && tokens.length <= MAX_CAPTION_CHARACTERS);
}

/** "hide caption", "Image 3 of 12", "1/35". */
function isControl({ words }: Grammar, text: string, block: Block, tokens: readonly Token[]): boolean {
  if (block.kind === 'list-item' || block.kind === 'table-row' || tokens.length > MAX_CONTROL_WORDS) return false;
  const line = text.slice(block.start, block.end);
  if (/^\d{1,3}\s*\/\s*\d{1,3}$/.test(line)) return true;
  if (/[.?!"“”]/.test(line)) return false;
  let controls = 0;
  let numbers = 0;
  let cues = 0;
  for (let i = 0; i < tokens.length; ) {
    const match = words.matchAt(tokens, i);
    const role = match?.value.role;
    if (role === 'control') controls++;
    else if (role === 'cue') cues++;
    else if (NUMBER.test(tokens[i]?.word ?? '')) numbers++;
    else if (role !== 'joiner' && role !== 'link') return false;
    i += match?.length ?? 1;
  }
  return controls > 0 || (cues > 0 && numbers === 2);
}

/** @returns where the credit that closes a block begins, when one does. */
function creditAtEnd(
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
