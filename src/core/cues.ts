import type { SpeechRules } from '../rules/schema.ts';
import { HINGED, isSpace, wordFinder } from './characters.ts';
import { CUE, type Lexicon, lexiconOf, NOUN, Word } from './lexicon.ts';

const FRAME = Word.frameBefore | Word.frameAfter;

const hinged = wordFinder(HINGED);

/**
 * The words of a short text, lower case, apostrophes straight; apostrophes and hyphens hold a word together.
 * @param most how many are wanted.
 */
export function wordsOf(text: string, most?: number): readonly string[] {
  const lower = text.toLowerCase();
  const words = hinged(lower.includes('’') ? lower.replaceAll('’', "'") : lower);
  return most === undefined || words.length <= most ? words : words.slice(0, most);
}

/** Apostrophe or hyphen. */
const isHinge = (code: number): boolean => code === 0x27 || code === 0x2d;

/** A word without what an apostrophe or a hyphen hangs on it. */
function withoutClitic(word: string): string {
  for (let at = 0; at < word.length; at++) if (isHinge(word.charCodeAt(at))) return word.slice(0, at);
  return word;
}

/** @returns the offset of the first of some marks with white space behind it, -1 when there is none. */
function pauseIn(text: string, marks: string, from = 0, to = text.length): number {
  for (let at = from; at + 1 < to; at++) {
    const next = text.charCodeAt(at + 1);
    // Most characters are told here, without a call: texts are gone through for this several times beside each quotation.
    if (next > 0x20 && next < 0xa0) continue;
    if (isSpace(next) && marks.includes(text.charAt(at))) return at;
  }
  return -1;
}

/** @returns a text up to the first of some marks that white space follows. */
export function upToPause(text: string, marks: string): string {
  const at = pauseIn(text, marks);
  return at < 0 ? text : text.slice(0, at);
}

/** What a word opens: a reporting verb, one that only sometimes reports, or a frame ("according to"). */
export type CueKind = 'cue' | 'weak cue' | 'frame';

/** What a word is by itself as far as cues go, and the phrases it opens; looked up once for each word. */
interface Opening {
  flags: number;
  phrases: readonly { words: readonly string[]; flags: number }[] | undefined;
}

/** As many words as a long text has; what is known of the texts before is forgotten then. */
const MOST_KNOWN = 20_000;

const openings = new WeakMap<Lexicon, Map<string, Opening>>();

function openingsOf(lexicon: Lexicon): Map<string, Opening> {
  let known = openings.get(lexicon);
  if (!known) {
    known = new Map();
    openings.set(lexicon, known);
  }
  return known;
}

function openingOf(word: string, lexicon: Lexicon): Opening {
  const whole = lexicon.flagsOf(word);
  const flags = whole === 0 ? lexicon.flagsOf(withoutClitic(word)) : whole;
  return { flags: flags & CUE_FLAGS, phrases: lexicon.phrases.get(word) };
}

const CUE_FLAGS = CUE | FRAME | Word.weak;

function cueAt(
  words: readonly string[],
  at: number,
  lexicon: Lexicon,
  known: Map<string, Opening>,
): CueKind | undefined {
  const word = words[at] ?? '';
  let opening = known.get(word);
  if (!opening) {
    if (known.size > MOST_KNOWN) known.clear();
    opening = openingOf(word, lexicon);
    known.set(word, opening);
  }
  let { flags } = opening;
  const { phrases } = opening;
  if (phrases)
    for (const phrase of phrases) if (phrase.words.every((part, i) => part === words[at + i])) flags |= phrase.flags;
  if (flags & CUE) return flags & Word.weak ? 'weak cue' : 'cue';
  return flags & FRAME ? 'frame' : undefined;
}

/** The cue nearest to one end of some words, and how many words stand between. */
export function cueIn(
  words: readonly string[],
  lexicon: Lexicon,
  fromEnd: boolean,
): { kind: CueKind; distance: number } | undefined {
  const known = openingsOf(lexicon);
  for (let distance = 0; distance < words.length; distance++) {
    const kind = cueAt(words, fromEnd ? words.length - 1 - distance : distance, lexicon, known);
    if (kind) return { kind, distance };
  }
  return undefined;
}

/**
 * Whether a text opens with a reporting clause: "said the mayor", "the letter said", "dijo la alcaldesa".
 * A light test that decides where a quotation ends; who spoke is for the attribution to find.
 * @param text what follows the quotation; a few hundred characters are enough.
 * @param reach how many words may stand before the verb.
 */
export function opensWithReportingClause(text: string, rules: SpeechRules, reach = 4): boolean {
  return cueIn(wordsOf(text, reach + 1), lexiconOf(rules), false) !== undefined;
}

/**
 * "said Kowalska as a heckler shouted": whether a reporting clause goes on to another that ends the text and has a subject of its
 * own, which a pronoun need not be.
 * @param text what stands between two quotations.
 */
export function endsWithOtherSubject(text: string, rules: SpeechRules): boolean {
  const words = wordsOf(text);
  const lexicon = lexiconOf(rules);
  const first = cueIn(words, lexicon, false);
  const last = cueIn(words, lexicon, true);
  if (!first || last?.distance !== 0 || last.kind !== 'cue') return false;
  const flags = words.map((word) => lexicon.flagsOf(word));
  if (!((flags.at(-1) ?? 0) & Word.finite)) return false;
  const link = flags.findLastIndex((each) => (each & (Word.conjunction | Word.subordinator)) !== 0);
  const clause = flags.slice(link + 1, -1);
  // "… and in a letter added"
  if (link <= first.distance || (clause[0] ?? 0) & Word.preposition) return false;
  const written = hinged(text).slice(link + 1, -1);
  const isSubject = (each: number, at: number): boolean =>
    (each & NOUN) !== 0 ||
    (!(each & Word.pronoun) && ((each & Word.determiner) !== 0 || /^\p{Lu}/u.test(written[at] ?? '')));
  return !clause.some((each) => each & Word.relative) && clause.some(isSubject);
}

/**
 * Whether a text in a script without spaces between words holds a reporting verb, a frame or a quotative.
 * @param text a few characters beside the quotation; every verb of the language is looked for in it.
 */
export function holdsUnspacedCue(text: string, rules: SpeechRules): boolean {
  const { verbs, frames, marking } = rules;
  const bare = withoutCompounds(text, rules);
  return (
    verbs.some(({ stems }) => stems.some((stem) => bare.includes(stem))) ||
    [frames.before, frames.after, marking?.quotatives].some((words) => words?.some((word) => bare.includes(word)))
  );
}

/** A text of the same length with nothing to read where a word stands that only looks as if it held a verb. */
export function withoutCompounds(text: string, { marking }: SpeechRules): string {
  return (marking?.lookalikes ?? []).reduce((rest, word) => rest.replaceAll(word, '·'.repeat(word.length)), text);
}

/** A clause that reports speech and ends the sentence it stands in is looked for behind each of so many commas. */
const MAX_CLAUSES = 40;
const CLAUSE_REACH = 80;

/**
 * Where a quotation ends that nothing closes: before ", said the mayor", or where the text does.
 * @param reach how many words may stand before the verb.
 */
export function endOfUnclosed(text: string, start: number, end: number, rules: SpeechRules, reach = 3): number {
  const pauses = `,?!…${rules.questionMark ?? ''}`;
  let at = start;
  let before = -1;
  for (let tries = 0; tries < MAX_CLAUSES; tries++) {
    const pause = pauseIn(text, pauses, at, end);
    if (pause < 0) return end;
    at = pause + 1;
    const inSentence = upToPause(text.slice(at, Math.min(at + CLAUSE_REACH, end)), '.?!');
    if (opensWithReportingClause(inSentence, rules, reach)) {
      if (before >= 0 && isRole(text.slice(before + 1, pause), rules)) return before;
      return text[pause] === ',' ? pause : at;
    }
    before = text[pause] === ',' ? pause : -1;
  }
  return end;
}

const MAX_ROLE = 4;

/** "…, the prime minister, Tomas Varga, promised": the reporting clause begins before the noun in apposition. */
function isRole(text: string, rules: SpeechRules): boolean {
  const words = wordsOf(text, MAX_ROLE + 1);
  const lexicon = lexiconOf(rules);
  return (
    words.length <= MAX_ROLE &&
    (lexicon.flagsOf(words[0] ?? '') & Word.determiner) !== 0 &&
    (lexicon.flagsOf(words.at(-1) ?? '') & Word.person) !== 0
  );
}
