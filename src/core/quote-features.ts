import { DIGIT, isLower, isUpper, isWordPart, kindOf } from './characters.ts';
import { type CueKind, cueIn, holdsUnspacedCue, wordsOf } from './cues.ts';
import {
  endsAsCode,
  endsWithCapital,
  holdsContraction,
  holdsPause,
  holdsUnspaced,
  isHigh,
  isPossessive,
  plain,
  STOPS,
  sentenceBefore,
  upToStop,
  writtenWords,
} from './glyphs.ts';
import { CUE, FUNCTION, isReportive, NOUN, Word } from './lexicon.ts';
import { isSingle, type QuoteContext, SPOKEN, standsAgain } from './quote-context.ts';
import type { QuotedSpan } from './quotes.ts';

/** How many UTF-16 units are looked at on each side of a span, and in it: fixed, so the whole stays linear. */
const REACH = 110;
const INSIDE = 90;
/** Words in marks beyond which nothing is a mere phrase in practice. */
const LONG = 12;

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
  if (holdsUnspaced(inside))
    return unspacedFeatures(
      inside,
      text.slice(Math.max(block.start, span.outer.start - 12), span.start),
      rest,
      context,
    );
  const features: string[] = [`lang ${context.lang}`];
  addInside(features, inside, text.slice(Math.max(span.start, span.end - 2), span.end), context);
  const link = addBefore(features, before, context);
  addAfter(features, rest, text[span.end - 1] ?? '', link, context);
  if (context.lexicon.rules.reportive) addMood(features, before, rest, context);
  const earlier = text.slice(Math.max(block.start, span.outer.start - 1.5 * REACH), span.outer.start - before.length);
  const cue = cueIn(wordsOf(earlier), context.lexicon, true);
  if (cue) features.push(`${cue.kind} in the sentence before`);
  if (block.kind === 'heading') features.push('heading');
  if (standsAgain(span, context)) features.push('again');
  const others = context.long - (span.end - span.start > SPOKEN ? 1 : 0);
  features.push(others > 2 ? 'many long besides' : `${others} long besides`);
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
  const cited = lexicon.rules.marking?.citing?.some((particle) => rest.startsWith(particle)) ?? false;
  const reported = holdsUnspacedCue(before.slice(-13, -1) + rest.slice(0, cited ? 24 : 12), lexicon.rules);
  // 『…』と述べた: what is cited with a verb of speech is no title.
  if (/[《〈『]\s*$/.test(before) && !(cited && reported && before.trimEnd().endsWith('『')))
    features.push('title marks');
  if (reported) features.push('unspaced cue');
  if (/[。！？]/.test(inside)) features.push('unspaced sentence');
  return features;
}

function addInside(features: string[], inside: string, end: string, { lexicon, lang }: QuoteContext): void {
  const words = writtenWords(inside);
  const count = words.length;
  features.push(`words ${count > LONG ? 'many' : count > 8 ? '9' : count > 6 ? '7' : count > 4 ? '5' : count}`);
  let capitals = 0;
  let titled = true;
  let content = 0;
  let flags = 0;
  let first = 0;
  for (let at = 0; at < count; at++) {
    const word = words[at] ?? '';
    const high = isHigh(word.charCodeAt(0));
    if (high) capitals++;
    if (word.length > 3) content++;
    if (!high && (word.length > 3 || at === count - 1)) titled = false;
    const own = lexicon.flagsOf(plain(word));
    flags |= own;
    if (at === 0) first = own;
  }
  const size = count === 1 ? 'one' : count < 5 ? 'few' : 'more';
  const opening = inside.charCodeAt(0);
  if (titled && content > 0 && capitals > 0) features.push(`title case ${size}`, `title case ${size} ${lang}`);
  else if (isUpper(opening) || opening === 0xbf || opening === 0xa1) features.push(`sentence case ${size}`);
  else if (isLower(opening)) features.push(`lower case ${size}`);
  if (kindOf(opening) === DIGIT || '#@$€£'.includes(inside.charAt(0) || ' ')) features.push('opens with a figure');
  features.push(`ends ${endingOf(end.at(-1) ?? ' ')} ${size}`);
  if (holdsPause(inside, ',.;:!?…—–')) features.push('mark inside');
  if (flags & Word.first) features.push('first person');
  else if (flags & Word.pronoun) features.push('pronoun');
  if (flags & Word.auxiliary || holdsContraction(inside)) features.push('auxiliary');
  if (flags & CUE) features.push('reports inside');
  if (flags & (Word.conjunction | Word.subordinator)) features.push('conjunction inside');
  if (first & FUNCTION) features.push('opens with a function word');
}

function endingOf(glyph: string): string {
  if (glyph === '.') return '.';
  if (glyph === ',' || glyph === ';') return ',';
  return '!?…'.includes(glyph) ? '!' : 'plain';
}

/** How what stands before a span joins it: the mark there, 'word', 'other', or 'start' for nothing. */
function joinOf(glyph: string | undefined): string {
  if (glyph === undefined) return 'start';
  if (',:;—–(-'.includes(glyph)) return glyph;
  return isWordPart(glyph.charCodeAt(0)) || `.’'`.includes(glyph) ? 'word' : 'other';
}

/** The word that ties a span to what stands before it ("als", "von"), and what reports there. */
interface Link {
  word: string;
  cue: CueKind | undefined;
}

function addBefore(features: string[], before: string, context: QuoteContext): Link | undefined {
  const { lexicon, isNamed, isNaming, lang } = context;
  const trimmed = before.trimEnd();
  const join = joinOf(trimmed.at(-1));
  features.push(`before ${join === '-' || join === '—' ? '–' : join}`);
  if (endsAsCode(before)) features.push('code');
  const words = wordsOf(before);
  const last = words.at(-1) ?? '';
  const flags = lexicon.flagsOf(last);
  if (join === 'word' && words.length === 1 && flags & Word.preposition && lexicon.rules.titlesBehindPrepositions)
    features.push('lone preposition before');
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
    else if (isPossessive(trimmed)) features.push('after possessive');
    else features.push(endsWithCapital(trimmed) ? 'after capital' : 'after plain word');
  }
  const near = words.slice(-4);
  if (isNamed(last)) features.push('named last', `named last ${join}`);
  else if (near.some(isNamed)) features.push('named near', `named near ${join}`);
  if (isNaming(last)) features.push('naming last');
  else if (near.some(isNaming)) features.push('naming near');
  const reach = words.slice(-12);
  const cue = cueIn(reach, lexicon, true);
  if (cue) features.push(`${cue.kind} ${cue.distance < 2 ? 'right' : cue.distance < 5 ? 'close' : 'far'} before`);
  if (holdsFlag(reach, NOUN | Word.title, context)) features.push('speaker noun before');
  return join === 'word' && flags & LINK ? { word: last, cue: cue?.kind } : undefined;
}

const LINK = Word.preposition | Word.conjunction | Word.subordinator;

/** Verbs in the mood of reported speech, where a language has one: anywhere in the sentence, and right beside the span. */
function addMood(features: string[], before: string, rest: string, { lexicon }: QuoteContext): void {
  const isReported = (word: string): boolean => isReportive(lexicon.flagsOf(word));
  const left = wordsOf(before);
  const right = wordsOf(upToStop(rest.trimStart()));
  if (left.some(isReported) || right.some(isReported)) features.push('reported mood');
  if (left.slice(-4).some(isReported)) features.push('reported mood close before');
  if (right.slice(0, 3).some(isReported)) features.push('reported mood close after');
}

function holdsFlag(words: readonly string[], flags: number, { lexicon }: QuoteContext): boolean {
  return words.some((word) => (lexicon.flagsOf(word) & flags) !== 0);
}

function addAfter(features: string[], rest: string, end: string, link: Link | undefined, context: QuoteContext): void {
  const ended = STOPS.includes(end || ' ');
  const comma = ',!?'.includes(end || ' ');
  const { lexicon, isNamed, lang } = context;
  const lead = rest.trimStart();
  const glyph = lead.charAt(0);
  const goesOn = glyph !== '' && isWordPart(lead.charCodeAt(0));
  const lower = isLower(lead.charCodeAt(0));
  features.push(
    glyph === ''
      ? 'then end'
      : goesOn
        ? `then ${lower ? 'lower' : 'upper'}${ended ? ' ended' : ''}`
        : `then ${STOPS.includes(glyph) ? '.' : ',;'.includes(glyph) ? ',' : 'other'}`,
  );
  const clause = ended && !lower && goesOn ? lead.slice(0, 60) : upToStop(lead);
  const words = wordsOf(clause, 14);
  const first = words[0] ?? '';
  if (goesOn && lower && !ended) {
    const flags = lexicon.flagsOf(first);
    if (flags & FUNCTION) features.push(`on ${lang} ${first}`);
    if (isNamed(first)) features.push('named follows');
    else if (!(flags & (FUNCTION | CUE))) features.push('word follows');
  }
  if (goesOn && words.slice(0, 2).some(isNamed)) features.push('named close after');
  const cue = cueIn(words, lexicon, false);
  if (cue) features.push(`${cue.kind} ${cue.distance < 1 ? 'right' : cue.distance < 5 ? 'close' : 'far'} after`);
  if (link) {
    const after = cue && cue.distance < 5 ? `${cue.kind} after` : 'no cue';
    features.push(`${link.cue ?? after} over ${lang} ${link.word}`);
  }
  if (cue && cue.distance < 4 && (comma || glyph === ','))
    features.push(`clause ${cue.distance < 1 ? 'right' : 'close'} after`);
  if (holdsFlag(words.slice(0, 4), NOUN | Word.title | Word.pronoun, context)) features.push('speaker noun after');
}
