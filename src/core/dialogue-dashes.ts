import { DIALOGUE_DASH_LANGUAGES, INNER_DASH_LANGUAGES, LOOSE_DASH_LANGUAGES } from '../rules/quote-marks.ts';
import type { SpeechRules } from '../rules/schema.ts';
import type { Block } from './article.ts';
import { endOfUnclosed, opensWithReportingClause } from './cues.ts';
import type { QuotedSpan, QuoteSource } from './quotes.ts';

const LANGUAGES = new Set(DIALOGUE_DASH_LANGUAGES);
/** A paragraph of speech: a dash, then a word that begins a sentence. */
const OPENING = /^\s*([—–―-])\s*(?=[\p{Lu}\p{Lt}\p{Lo}\p{N}¿¡…])/u;
/** A dash between words: spaced on one side at least. */
const DASH = /(?<=\s)[—–―-](?!\d)|[—–―](?=\s|[.,;:!?])/gu;
const CLAUSE_REACH = 80;
/** Behind the reporting clause a sentence of the narrative, so that what a dash opens then is said anew. */
const TOLD = /[\p{Ll}»”"][.!?…]\s+\p{Lu}[^.!?…]*\p{Ll}[.!?…:]\s*[—–―-]?\s*$/u;
/** A paragraph with more dashes is no dialogue; the bound keeps the time linear. */
const MAX_DASHES = 60;

const INNER = new Set(INNER_DASH_LANGUAGES);
const LOOSE = new Set(LOOSE_DASH_LANGUAGES);
const STOPPED = /[.!?…][»”"]?\s$/u;

interface Dialogue {
  spans: QuotedSpan[];
  /** Certain by itself, or only beside another paragraph of dialogue. */
  certain: boolean;
}

/**
 * Finds speech that a dash opens at the start of a paragraph, as Spanish, French, Polish or Russian set it, without
 * the reporting clauses in it: "—No —dijo ella—. Nunca." is two spans, the first continued by the second.
 */
export function findDialogues(source: QuoteSource, rules: SpeechRules): QuotedSpan[] {
  if (!LANGUAGES.has(rules.lang)) return [];
  const dialogues = source.blocks.map((block, index) => dialogueOf(source.text, block, index, rules));
  return dialogues.flatMap((dialogue, index) =>
    dialogue && (dialogue.certain || dialogues[index - 1] || dialogues[index + 1]) ? dialogue.spans : [],
  );
}

function dialogueOf(text: string, block: Block, index: number, rules: SpeechRules): Dialogue | undefined {
  if (block.kind === 'list-item' || block.kind === 'preformatted' || block.kind === 'heading') return undefined;
  const inside = text.slice(block.start, block.end);
  const dashes = [...inside.matchAll(DASH)];
  if (dashes.length > MAX_DASHES) return undefined;
  const opening = OPENING.exec(inside);
  const from0 = opening ? opening[0].length : startInside(inside, dashes, rules);
  if (from0 < 0) return undefined;

  const spans: QuotedSpan[] = [];
  let speaking = true;
  let from = from0;
  let clauses = false;
  let spokenTo = 0;
  const speech = (to: number): void => {
    const end = endOfSpeech(inside, from, to, rules);
    clauses ||= end < to;
    const goesOn = !TOLD.test(inside.slice(spokenTo, from));
    addSpan(spans, text, block.start + from, block.start + end, index, goesOn);
    spokenTo = end;
  };
  for (const match of dashes) {
    const at = match.index;
    if (at < from) continue;
    const after = at + match[0].length;
    if (speaking) {
      // A clause that a comma opened ends at a dash too, and then the speech goes on there.
      const end = endOfSpeech(inside, from, at, rules);
      if (end < at ? !endsClause(inside, at, after) : !startsClause(inside, at, after, rules)) continue;
      speech(at);
      speaking = end < at;
    } else if (endsClause(inside, at, after)) speaking = true;
    else continue;
    from = after;
  }
  if (speaking) speech(inside.trimEnd().length);
  clauses ||= spans.length > 1 || !speaking;
  const sentence = /[.?!…»”"]\s*$/.test(inside);
  if (!clauses && !sentence) return undefined;
  return { spans, certain: clauses || (opening !== null && opening[1] !== '-' && opening[1] !== '–') };
}

/** Where speech begins behind a sentence of the paragraph: "Hun avviser det. – Vi har fulgt reglene, sier hun."; -1 for nowhere. */
function startInside(inside: string, dashes: readonly RegExpExecArray[], rules: SpeechRules): number {
  if (!INNER.has(rules.lang)) return -1;
  // "Nie zgadza się. – To nieprawda – mówi Anna Maj."
  const isClauseAt = (dash: RegExpExecArray | undefined): boolean =>
    dash !== undefined && startsClause(inside, dash.index, dash.index + dash[0].length, rules);
  const opening = dashes.find(({ index, 0: dash }, k) => {
    const after = index + dash.length;
    const to = dashes[k + 1]?.index ?? inside.length;
    return (
      STOPPED.test(inside.slice(Math.max(0, index - 4), index)) &&
      /^\s\p{Lu}/u.test(inside.slice(after, after + 3)) &&
      (endOfSpeech(inside, after, to, rules) < to || isClauseAt(dashes[k + 1]))
    );
  });
  return opening ? opening.index + opening[0].length : -1;
}

/** Where a clause without a dash of its own ends the speech: ", dit Marthe", "? demanda le facteur". */
function endOfSpeech(inside: string, from: number, to: number, rules: SpeechRules): number {
  const end = endOfUnclosed(inside, from, to, rules, 1);
  return /^[,?!…;]?\s+\p{Ll}/u.test(inside.slice(end, end + 4)) ? end : to;
}

/** "—dijo la alcaldesa": a clause set tight behind its dash, or one with a reporting verb. */
function startsClause(inside: string, at: number, after: number, rules: SpeechRules): boolean {
  const next = inside.slice(after, after + CLAUSE_REACH);
  const tight = /^\p{Ll}/u.test(next) && /\s/.test(inside[at - 1] ?? '');
  return (tight && !LOOSE.has(rules.lang)) || (/^\s*\p{Ll}/u.test(next) && opensWithReportingClause(next, rules, 2));
}

/** The clause is over where its own dash closes it ("—. Y", "–, a") or a new sentence of speech begins (". – A"). */
function endsClause(inside: string, at: number, after: number): boolean {
  const tight = !/\s/.test(inside[at - 1] ?? '');
  return (
    tight ||
    /[.,!?:…]\s*$/.test(inside.slice(Math.max(0, at - 3), at)) ||
    /^\s*\p{Ll}/u.test(inside.slice(after, after + 4))
  );
}

function addSpan(spans: QuotedSpan[], text: string, from: number, to: number, block: number, goesOn: boolean): void {
  const inside = text.slice(from, to);
  const lead = /^[\s.,;:]*/.exec(inside)?.[0].length ?? 0;
  const start = from + lead;
  let end = to;
  while (end > start && /[\s,]/.test(text[end - 1] ?? '')) end--;
  if (start >= end) return;
  const last = spans.at(-1);
  if (last && goesOn) last.continues = true;
  spans.push({ start, end, block, outer: { start: from, end: to }, continues: false, by: 'dash' });
}
