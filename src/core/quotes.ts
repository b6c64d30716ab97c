import type { SpeechRules } from '../rules/schema.ts';
import { acceptance } from './acceptance.ts';
import type { Block, Quote, QuotedPhrase, Span } from './article.ts';
import { attributeInSteps } from './attribution.ts';
import { endOfUnclosed, endsWithOtherSubject, holdsUnspacedCue, opensWithReportingClause, upToPause } from './cues.ts';
import { findDialogues } from './dialogue-dashes.ts';
import { splitAtClauses } from './inner-clauses.ts';
import { speechOdds } from './quote-classifier.ts';
import { contextOf, isNameLike } from './quote-context.ts';
import { featuresOf } from './quote-features.ts';
import { findMarks, type Mark, startsClause } from './quote-marks.ts';
import { type MarkPair, pairMarks } from './quote-pairing.ts';
import { each, finish, mapped, type Steps } from './steps.ts';

/** What quotes are looked for in: a text and its blocks. An `Article` and a `TextIndex` are both one. */
export interface QuoteSource {
  text: string;
  blocks: readonly Block[];
}

export interface QuoteFindings {
  quotes: Quote[];
  phrases: QuotedPhrase[];
}

/** Text in marks or behind a dialogue dash, not yet told speech from phrase. */
export interface QuotedSpan extends Span {
  /** Index into the source's blocks. */
  block: number;
  /** UTF-16 offsets of what the marks enclose, the marks with it. */
  outer: Span;
  /** The next span goes on with this quotation: a paragraph of the same, or the other side of "he said". */
  continues: boolean;
  /** What set it off. A dash sets off nothing but speech. */
  by: 'marks' | 'dash';
}

/**
 * Finds every quotation of a text with its speaker, and the phrases in quotation marks that are no speech.
 * @param source text and blocks in order; offsets of the result refer to `source.text`. Preformatted blocks are code.
 * @returns both in reading order; no two overlap, each lies in one block. Nested quotations are part of the outer one.
 */
export function findQuotes(source: QuoteSource, rules: SpeechRules): QuoteFindings {
  return finish(findQuotesInSteps(source, rules));
}

/** The same, so that it can be laid down. */
export function* findQuotesInSteps(source: QuoteSource, rules: SpeechRules): Steps<QuoteFindings> {
  const { quotes: found, odds, phrases } = yield* toldApart(source, rules);
  const quotes = yield* attributeInSteps(found, source, rules, acceptance(found, odds, rules.lang));
  if (quotes.length === found.length) return { quotes, phrases };
  const kept = new Set(quotes.map(({ start }) => start));
  const dropped = found.filter(({ start }) => !kept.has(start)).map(({ text, start, end }) => ({ text, start, end }));
  return { quotes, phrases: [...phrases, ...dropped].sort((a, b) => a.start - b.start) };
}

/** What stands in marks by itself, before anything is known of who speaks. */
export interface ToldApart extends QuoteFindings {
  /** For each quotation the log odds that it is one, infinite where the text leaves no doubt. */
  odds: number[];
}

/** Every span in marks as a quotation or a phrase, as far as the words in it and around it tell. */
export function tellApart(source: QuoteSource, rules: SpeechRules): ToldApart {
  return finish(toldApart(source, rules));
}

function* toldApart(source: QuoteSource, rules: SpeechRules): Steps<ToldApart> {
  const spans = yield* quotedSpans(source, rules);
  const told: ToldApart = { quotes: [], odds: [], phrases: [] };
  if (spans.length === 0) return told;
  const context = contextOf(source, rules, spans);
  let group = 0;
  yield* each(spans, (span, index) => {
    const { start, end } = span;
    const found = { text: source.text.slice(start, end), start, end };
    const before = spans[index - 1];
    const joined = before?.continues === true || span.continues;
    const isSure = joined || span.by === 'dash' || end - start > NO_PHRASE;
    const odds = isSure ? Number.POSITIVE_INFINITY : speechOdds(featuresOf(index, spans, context), rules.lang);
    if (odds <= 0) {
      told.phrases.push(found);
      return;
    }
    if (span.continues && !before?.continues) group++;
    told.quotes.push(joined ? { ...found, group } : found);
    told.odds.push(odds);
  });
  return told;
}

/** In UTF-16 units: nothing longer is a phrase. Of 3,160 such spans in the training data the model finds none to be one. */
const NO_PHRASE = 100;

/** Every outermost quotation of a text, speech or not, in reading order. */
export function findQuotedSpans(source: QuoteSource, rules: SpeechRules): QuotedSpan[] {
  return finish(quotedSpans(source, rules));
}

function* quotedSpans(source: QuoteSource, rules: SpeechRules): Steps<QuotedSpan[]> {
  const dialogues = findDialogues(source, rules);
  yield;
  const spoken = new Map<number, QuotedSpan[]>();
  for (const span of dialogues) spoken.set(span.block, [...(spoken.get(span.block) ?? []), span]);
  const isSpoken = ({ block, start }: Mark): boolean =>
    spoken.get(block)?.some(({ outer }) => outer.start <= start && start < outer.end) ?? false;
  const marks = (yield* findMarks(source.text, source.blocks, rules)).filter((mark) => !isSpoken(mark));
  const marked = yield* mapped(yield* pairMarks(marks), (pair) => spanOf(pair, source, rules));
  const spans = [...dialogues, ...marked.flat()].sort((a, b) => a.start - b.start);
  return yield* mapped(spans, (span, index) => {
    const next = spans[index + 1];
    const goesOn =
      next !== undefined &&
      next.block <= span.block + 1 &&
      (span.continues || isInterrupted(span, next, source.text, rules));
    return goesOn === span.continues ? span : { ...span, continues: goesOn };
  });
}

function spanOf(pair: MarkPair, source: QuoteSource, rules: SpeechRules): QuotedSpan[] {
  const block = source.blocks[pair.block];
  if (!block) return [];
  if (!pair.close && pair.open && isStrayBeforeClause(source.text, pair.open, block, rules)) return [];
  const from = pair.open?.end ?? block.start;
  const limit = pair.close?.start ?? pair.before?.start ?? block.end;
  const to = pair.close || pair.continues ? limit : endOfUnclosed(source.text, from, limit, rules);
  const { start, end } = trim(source.text, from, to);
  if (start >= end) return [];
  const outer = { start: pair.open?.start ?? from, end: pair.close?.end ?? to };
  const span: QuotedSpan = { start, end, block: pair.block, outer, continues: pair.continues, by: 'marks' };
  return splitAtClauses(span, source.text, rules);
}

/** …, “the letter said. — an opening mark that nothing closes, where a closing one was meant. */
function isStrayBeforeClause(text: string, open: Span, block: Block, rules: SpeechRules): boolean {
  const before = text.slice(Math.max(block.start, open.start - 4), open.start).trimEnd();
  return (
    ',.?!'.includes(before.at(-1) ?? ' ') &&
    startsClause(text.slice(open.end, Math.min(open.end + 60, block.end)), rules)
  );
}

function trim(text: string, start: number, end: number): Span {
  const inside = text.slice(start, end);
  const lead = inside.length - inside.trimStart().length;
  const kept = inside.trim().length;
  return { start: start + lead, end: start + lead + kept };
}

const MAX_INTERRUPTION = 160;

/** "…," he said, "…": one utterance with the reporting clause in the middle. */
function isInterrupted(span: QuotedSpan, next: QuotedSpan, text: string, rules: SpeechRules): boolean {
  if (
    span.block !== next.block ||
    span.by !== 'marks' ||
    next.by !== 'marks' ||
    next.start - span.end > MAX_INTERRUPTION
  )
    return false;
  if (!rules.learned?.finding && isNameAmid(span, text)) return false;
  if (rules.marking) return isInterruptedUnspaced(text.slice(span.outer.end, next.outer.start), rules);
  const said = text.slice(Math.max(span.end - 2, span.start), span.end).trimEnd();
  const between = text.slice(span.outer.end, next.outer.start).trim();
  const opens = ',?!…—–-'.includes(said.at(-1) ?? ' ') || ',—–-'.includes(between.at(0) ?? ' ');
  if (!opens || !',:—–-'.includes(between.at(-1) ?? ' ')) return false;
  if (upToPause(between, '.?!') !== between || !opensWithReportingClause(between, rules, 6)) return false;
  // A quotation that goes on with a small letter goes on with the sentence, whoever "asked" before it.
  const isAnew = between.endsWith(':') || /^\p{Lu}/u.test(text.slice(next.start, next.start + 2));
  return !(isAnew && endsWithOtherSubject(between, rules));
}

/** "The paper «Sever» writes": what stands in marks behind a word is a name when it is a word or three, the first with a capital. */
const isNameAmid = ({ start, end, outer }: QuotedSpan, text: string): boolean =>
  /\p{L} $/u.test(text.slice(Math.max(0, outer.start - 2), outer.start)) && isNameLike(text.slice(start, end));

/** “…，”他说，“…”: the same without spaces between words. */
function isInterruptedUnspaced(between: string, rules: SpeechRules): boolean {
  return (
    '，、,'.includes(between.at(-1) ?? ' ') &&
    !/[。！？.!?：:]/.test(between) &&
    between.length < MAX_INTERRUPTION_UNSPACED &&
    holdsUnspacedCue(between, rules)
  );
}

const MAX_INTERRUPTION_UNSPACED = 60;
