import type { SpeechRules } from '../rules/schema.ts';
import type { Span } from './article.ts';
import { opensWithReportingClause } from './cues.ts';
import { CUE, FUNCTION, type Lexicon, lexiconOf, NOUN, Word } from './lexicon.ts';
import { startsClause } from './quote-marks.ts';
import type { QuotedSpan } from './quotes.ts';

/** The offsets of a reporting clause inside a quotation, the marks that set it off with it. */
type Clause = Span;

const BETWEEN_DASHES = /([,?!…]?)\s{0,3}[—–]\s?([^«»—–\n]{3,120})[—–](?=[\s.,])/gu;
/** A comma, the words up to the next pause, and that pause. */
const AFTER_COMMA = /,\s+([^,.?!…:;«»“”„"\n]{4,80})(?:[,.](?=\s)|$)/uy;
/** Only so much of a quotation is looked through. */
const REACH = 2000;

/**
 * The pieces of a quotation round the reporting clauses that stand inside its marks:
 * «…, — сказал он, — …», « …, explique Anne Martin, … ».
 */
export function splitAtClauses(span: QuotedSpan, text: string, rules: SpeechRules): QuotedSpan[] {
  const { clauseInside } = rules;
  if (!clauseInside) return [span];
  const inside = text.slice(span.start, Math.min(span.end, span.start + REACH));
  const reported = isReported(span, text, rules);
  const clauses = clauseInside.includes('dash') ? clausesBetweenDashes(inside, reported, rules) : [];
  if (clauses.length === 0 && clauseInside.includes('comma') && !reported)
    clauses.push(...clausesAfterCommas(inside, rules));
  const pieces: QuotedSpan[] = [];
  let { start } = span;
  for (const clause of clauses) {
    const end = span.start + clause.start;
    if (end <= start) continue;
    pieces.push({ ...span, start, end, outer: { start, end }, continues: true });
    start = span.start + clause.end;
    while (/[\s.,]/.test(text.charAt(start)) && start < span.end) start++;
  }
  const last = { ...span, start, outer: { start, end: span.outer.end } };
  const first = pieces[0];
  if (!first) return [span];
  first.outer = { start: span.outer.start, end: first.end };
  // A quotation may end with the clause.
  if (start >= span.end) {
    pieces[pieces.length - 1] = { ...(pieces.at(-1) ?? first), continues: span.continues };
    return pieces;
  }
  return [...pieces, last];
}

function clausesBetweenDashes(inside: string, reported: boolean, rules: SpeechRules): Clause[] {
  const clauses: Clause[] = [];
  for (const { index, 0: whole, 1: mark = '', 2: clause = '' } of inside.matchAll(BETWEEN_DASHES)) {
    // Without a comma the dashes may as well set off a thought of the speaker's: the verb has to come first, and nobody outside speak.
    const isClause =
      mark === ''
        ? !reported && (opensWithReportingClause(clause, rules, 0) || namesSpeaker(clause.trim(), lexiconOf(rules)))
        : startsClause(clause, rules) || isSetOff(clause);
    if (!isClause) continue;
    // A comma before the clause belongs to the clause.
    clauses.push({ start: index + (mark === ',' ? 0 : mark.length), end: index + whole.length });
  }
  return clauses;
}

/** "…, — вздыхает Анна Белова, — …": commas and dashes on both sides and a name, whatever the verb. */
function isSetOff(clause: string): boolean {
  return /^\p{Ll}[^.?!…]*\p{Lu}[^.?!…]*[,.]\s*$/u.test(clause);
}

function clausesAfterCommas(inside: string, rules: SpeechRules): Clause[] {
  const lexicon = lexiconOf(rules);
  const clauses: Clause[] = [];
  let end = 0;
  // A pause ends one clause and may open the next, so each is looked at from its own comma.
  for (let at = inside.indexOf(','); at >= 0; at = inside.indexOf(',', at + 1)) {
    if (at < end) continue;
    AFTER_COMMA.lastIndex = at;
    const found = AFTER_COMMA.exec(inside);
    if (!found || !namesSpeaker(found[1] ?? '', lexicon)) continue;
    end = endOfAppositions(inside, at + found[0].length, lexicon);
    clauses.push({ start: at, end });
  }
  return clauses;
}

/** "explique Anne Martin", "s'est félicitée la ministre Anne Martin", "assure-t-il": a reporting verb, and right after it who. */
function namesSpeaker(clause: string, lexicon: Lexicon): boolean {
  const words = clause.replaceAll('’', "'").split(/\s+/);
  const [first = ''] = words;
  const { enclitics = [], elisions = [] } = lexicon.rules;
  const enclitic = enclitics.find((each) => first.endsWith(each));
  const isVerb = (word: string): boolean => {
    const flags = lexicon.flagsOf(word);
    return (flags & CUE) !== 0 && (flags & Word.weak) === 0;
  };
  if (enclitic) return words.length < MAX_ENCLITIC_CLAUSE && isVerb(first.slice(0, -enclitic.length));
  const elided = elisions.find((each) => first.startsWith(each));
  const start = elided ? [elided, first.slice(elided.length), ...words.slice(1)] : words;
  const verb = start
    .slice(0, MAX_BEFORE_VERB)
    .findIndex((word, at) => isVerb(word) || isVerb((start[at - 1] ?? '') + word));
  const isOpening = start
    .slice(0, Math.max(0, verb))
    .every((word) => word.endsWith("'") || (lexicon.flagsOf(word) & (Word.auxiliary | Word.pronoun)) !== 0);
  return (
    verb >= 0 &&
    isOpening &&
    start.slice(verb + 1, verb + 1 + MAX_BEFORE_NAME).some((word) => /^(?:\p{L}')?\p{Lu}/u.test(word))
  );
}

const MAX_ENCLITIC_CLAUSE = 4;
const MAX_BEFORE_VERB = 4;
const MAX_BEFORE_NAME = 5;
const MAX_APPOSITIONS = 2;

/** Where a clause ends behind ", ingénieur à la retraite,": what says more about the one it names. */
function endOfAppositions(inside: string, from: number, lexicon: Lexicon): number {
  let end = from;
  for (let count = 0; count < MAX_APPOSITIONS && inside[end - 1] === ','; count++) {
    const more = /^\s+([^,.?!…:;\n]{4,80})[,.](?=\s)/u.exec(inside.slice(end, end + 100));
    if (!more || !opensApposition(more[1] ?? '', lexicon)) break;
    end += more[0].length;
  }
  return end;
}

/** "aide-soignante depuis vingt ans", "la maire": speech goes on with an article, a pronoun, a conjunction. */
function opensApposition(text: string, lexicon: Lexicon): boolean {
  const [first = 0, second = 0] = text.split(/\s+/, 2).map((word) => lexicon.flagsOf(word.toLowerCase()));
  return (first & (FUNCTION | CUE)) === 0 || ((first | second) & NOUN) !== 0;
}

/** Whether who speaks is told outside of the marks: then a clause inside is one that he tells of somebody else. */
function isReported({ outer }: QuotedSpan, text: string, rules: SpeechRules): boolean {
  const before = text.slice(Math.max(0, outer.start - 3), outer.start).trimEnd();
  const after = text.slice(outer.end, outer.end + 60);
  // Without a comma the verb comes first: «…» racconta Anna Bianchi.
  const reach = /^\s*,/.test(after) ? 2 : 0;
  return before.endsWith(':') || (/^\s*(?:,|\p{Ll})/u.test(after) && opensWithReportingClause(after, rules, reach));
}
