import { PHRASE_WORDS, type PhraseWords } from '../rules/quoted-phrases.ts';
import type { SpeechRules } from '../rules/schema.ts';
import { cueIn, holdsUnspacedCue, wordsOf } from './cues.ts';
import { CUE, FUNCTION, type Lexicon, lexiconOf, NOUN, Word } from './lexicon.ts';
import type { QuotedSpan, QuoteSource } from './quotes.ts';

/** How many UTF-16 units are looked at on each side of a span, and in it: fixed, so the whole stays linear. */
const REACH = 110;
const INSIDE = 90;
/** Words in marks beyond which nothing is a mere phrase in practice. */
const LONG = 12;

const SENTENCE_END = /[.!?…]["'”’“»)]*\s+(?=[\p{Lu}\p{N}"“„«¿¡])/gu;
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;
const NO_WORDS: PhraseWords = { named: [], naming: [] };

/** What a text tells about all its spans. */
export interface QuoteContext {
  source: QuoteSource;
  lexicon: Lexicon;
  lang: string;
  isNamed: (word: string) => boolean;
  isNaming: (word: string) => boolean;
  reported: ReadonlySet<string>;
  /** The text also has double marks: single ones are then the exception. */
  doubles: boolean;
}

export function contextOf(source: QuoteSource, rules: SpeechRules, spans: readonly QuotedSpan[]): QuoteContext {
  const words = PHRASE_WORDS[rules.lang] ?? NO_WORDS;
  return {
    source,
    lexicon: lexiconOf(rules),
    lang: rules.lang,
    isNamed: endingIn(words.named),
    isNaming: endingIn(words.naming),
    reported: new Set(words.reported),
    doubles: spans.some((span) => span.by === 'marks' && !isSingle(source.text, span)),
  };
}

const isSingle = (text: string, span: QuotedSpan): boolean =>
  span.outer.end - span.end < 4 && /['‘’‚‛]/.test(text[span.outer.start] ?? '') && span.start - span.outer.start < 2;

/** Tells whether a word, or its ending where the language compounds nouns, is in a list. Each word is looked up once. */
function endingIn(list: readonly string[]): (word: string) => boolean {
  const known = new Map<string, boolean>();
  const holds = (word: string): boolean =>
    list.some(
      (entry) =>
        word === entry ||
        word === `${entry}s` ||
        (entry.length > 3 && word.length > entry.length + 2 && word.endsWith(entry)),
    );
  return (word) => {
    let found = known.get(word);
    if (found === undefined) {
      found = holds(word);
      known.set(word, found);
    }
    return found;
  };
}

/**
 * What tells speech from a phrase, as the names of the features that hold. The names are the keys of the weights.
 * @param index the span's place in `spans`.
 */
export function featuresOf(index: number, spans: readonly QuotedSpan[], context: QuoteContext): string[] {
  const span = spans[index];
  const block = span && context.source.blocks[span.block];
  if (!span || !block) return [];
  const { text } = context.source;
  const before = sentenceBefore(text.slice(Math.max(block.start, span.outer.start - REACH), span.outer.start));
  const inside = text.slice(span.start, Math.min(span.end, span.start + INSIDE));
  const rest = text.slice(span.outer.end, Math.min(block.end, span.outer.end + REACH));
  if (UNSPACED.test(inside))
    return unspacedFeatures(
      inside,
      text.slice(Math.max(block.start, span.outer.start - 12), span.start),
      rest,
      context,
    );
  const features: string[] = [`lang ${context.lang}`];
  addInside(features, inside, text.slice(Math.max(span.start, span.end - 2), span.end), context);
  addBefore(features, before, context);
  addAfter(features, rest, text[span.end - 1] ?? '', context);
  const { reported } = context;
  if (reported.size > 0 && wordsOf(`${before} ${rest.slice(0, REACH / 2)}`).some((word) => reported.has(word)))
    features.push('reported mood');
  const earlier = text.slice(Math.max(block.start, span.outer.start - 1.5 * REACH), span.outer.start - before.length);
  const cue = cueIn(wordsOf(earlier), context.lexicon, true);
  if (cue) features.push(`${cue.kind} in the sentence before`);
  if (block.kind === 'heading') features.push('heading');
  if (isSingle(text, span)) features.push(context.doubles ? 'single among doubles' : 'single');
  if (span.outer.end - span.outer.start >= (block.end - block.start) * 0.9) features.push('fills block');
  for (const neighbour of [spans[index - 1], spans[index + 1]]) {
    if (neighbour?.block !== span.block) continue;
    const gap = Math.max(span.start, neighbour.start) - Math.min(span.end, neighbour.end);
    const length = neighbour.end - neighbour.start;
    if (gap < 12) features.push(length > 40 ? 'beside long' : 'beside short');
    else if (gap < 160) features.push(length > 40 ? 'near long' : 'near short');
  }
  return features;
}

/** In scripts without spaces and capitals, length, the marks and a verb beside them have to do. */
function unspacedFeatures(inside: string, before: string, rest: string, { lexicon }: QuoteContext): string[] {
  const features = [`unspaced ${inside.length > 14 ? 'long' : inside.length > 7 ? 'middle' : 'short'}`];
  if (/[《〈『]\s*$/.test(before)) features.push('title marks');
  if (holdsUnspacedCue(before.slice(-13, -1) + rest.slice(0, 12), lexicon.rules)) features.push('unspaced cue');
  if (/[。！？]/.test(inside)) features.push('unspaced sentence');
  return features;
}

/** The part of a text that belongs to the sentence which ends there. */
function sentenceBefore(text: string): string {
  let from = 0;
  for (const match of text.matchAll(SENTENCE_END)) from = match.index + match[0].length;
  return text.slice(from);
}

function addInside(features: string[], inside: string, end: string, { lexicon, lang }: QuoteContext): void {
  const words = inside.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.-]*/gu) ?? [];
  const count = words.length;
  features.push(`words ${count > LONG ? 'many' : count > 8 ? '9' : count > 6 ? '7' : count > 4 ? '5' : count}`);
  const capitals = words.filter((word) => /^[\p{Lu}\p{N}]/u.test(word)).length;
  const content = words.filter((word) => word.length > 3);
  const titled = content.length > 0 && [...content, words.at(-1) ?? ''].every((word) => /^[\p{Lu}\p{N}]/u.test(word));
  const size = count === 1 ? 'one' : count < 5 ? 'few' : 'more';
  if (titled && capitals > 0) features.push(`title case ${size}`, `title case ${size} ${lang}`);
  else if (/^[\p{Lu}¿¡]/u.test(inside)) features.push(`sentence case ${size}`);
  else if (/^\p{Ll}/u.test(inside)) features.push(`lower case ${size}`);
  if (/^[\p{N}#@$€£]/u.test(inside)) features.push('opens with a figure');
  features.push(
    `ends ${/[.]$/.test(end) ? '.' : /[,;]$/.test(end) ? ',' : /[!?…]$/.test(end) ? '!' : 'plain'} ${size}`,
  );
  if (/[,.;:!?…—–]\s/.test(inside)) features.push('mark inside');
  const flags = words.map((word) => lexicon.flagsOf(word.toLowerCase().replaceAll('’', "'").replace(/\.$/, '')));
  const any = (bits: number): boolean => flags.some((flag) => (flag & bits) !== 0);
  if (any(Word.first)) features.push('first person');
  else if (any(Word.pronoun)) features.push('pronoun');
  if (any(Word.auxiliary) || /['’](?:s|re|ve|ll|d|m|t)\b/.test(inside)) features.push('auxiliary');
  if (any(CUE)) features.push('reports inside');
  if (((flags[0] ?? 0) & FUNCTION) !== 0) features.push('opens with a function word');
}

function addBefore(features: string[], before: string, context: QuoteContext): void {
  const { lexicon, isNamed, isNaming, lang } = context;
  const trimmed = before.trimEnd();
  const glyph = trimmed.at(-1);
  const join =
    glyph === undefined ? 'start' : /[,:;—–(-]/.test(glyph) ? glyph : /[\p{L}\p{N}.’']/u.test(glyph) ? 'word' : 'other';
  features.push(`before ${join === '-' || join === '—' ? '–' : join}`);
  if (/[\p{L}\p{N}_]["']?[=([{]$/u.test(before)) features.push('code');
  const words = wordsOf(before);
  const last = words.at(-1) ?? '';
  const flags = lexicon.flagsOf(last);
  if (join === 'word') {
    if (
      flags & (Word.preposition | Word.determiner | Word.conjunction | Word.subordinator | Word.auxiliary) ||
      last.length < 3
    )
      features.push(`after ${lang} ${last}`);
    if (flags & Word.determiner) features.push('after determiner');
    else if (flags & Word.preposition) features.push('after preposition');
    else if (flags & Word.conjunction) features.push('after conjunction');
    else if (flags & CUE) features.push(flags & Word.weak ? 'after weak cue' : 'after cue');
    else if (flags & Word.pronoun) features.push('after pronoun');
    else if (flags & NOUN) features.push('after speaker noun');
    else if (/['’]s?$/.test(trimmed)) features.push('after possessive');
    else features.push(/\p{Lu}[\p{L}\p{M}.'’-]*$/u.test(trimmed) ? 'after capital' : 'after plain word');
  }
  const near = words.slice(-4);
  if (isNamed(last)) features.push('named last', `named last ${join}`);
  else if (near.some(isNamed)) features.push('named near', `named near ${join}`);
  if (isNaming(last)) features.push('naming last');
  else if (near.some(isNaming)) features.push('naming near');
  const cue = cueIn(words.slice(-12), lexicon, true);
  if (cue) features.push(`${cue.kind} ${cue.distance < 2 ? 'right' : cue.distance < 5 ? 'close' : 'far'} before`);
  if (words.slice(-12).some((word) => (lexicon.flagsOf(word) & (NOUN | Word.title)) !== 0))
    features.push('speaker noun before');
}

function addAfter(features: string[], rest: string, end: string, context: QuoteContext): void {
  const ended = /[.!?…]/.test(end);
  const comma = /[,!?]/.test(end);
  const { lexicon, isNamed, lang } = context;
  const lead = rest.trimStart();
  const glyph = lead[0];
  const goesOn = glyph !== undefined && /[\p{L}\p{N}]/u.test(glyph);
  const lower = /^\p{Ll}/u.test(lead);
  features.push(
    glyph === undefined
      ? 'then end'
      : goesOn
        ? `then ${lower ? 'lower' : 'upper'}${ended ? ' ended' : ''}`
        : `then ${/[.!?…]/.test(glyph) ? '.' : /[,;]/.test(glyph) ? ',' : 'other'}`,
  );
  const sentence = lead.split(/[.!?…](?:\s|$)/, 1)[0] ?? '';
  const clause = ended && !lower && goesOn ? lead.slice(0, 60) : sentence;
  const words = wordsOf(clause);
  const first = words[0] ?? '';
  if (goesOn && lower && !ended) {
    const flags = lexicon.flagsOf(first);
    if (flags & FUNCTION) features.push(`on ${lang} ${first}`);
    if (isNamed(first)) features.push('named follows');
    else if (!(flags & (FUNCTION | CUE))) features.push('word follows');
  }
  if (goesOn && words.slice(0, 2).some(isNamed)) features.push('named close after');
  const cue = cueIn(words.slice(0, 14), lexicon, false);
  if (cue) features.push(`${cue.kind} ${cue.distance < 1 ? 'right' : cue.distance < 5 ? 'close' : 'far'} after`);
  if (cue && cue.distance < 4 && (comma || glyph === ','))
    features.push(`clause ${cue.distance < 1 ? 'right' : 'close'} after`);
  if (words.slice(0, 4).some((word) => (lexicon.flagsOf(word) & (NOUN | Word.title | Word.pronoun)) !== 0))
    features.push('speaker noun after');
}
