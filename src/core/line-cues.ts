import type { FurnitureKind, FurnitureRules } from '../rules/schema.ts';
import { kindOf, NOTHING } from './characters.ts';

/** A cue that a line answers to. */
export interface LineCue {
  kind: FurnitureKind;
  /** Where the cue stands in the line: it is the line, the line is made of such cues, it opens it, or stands within it. */
  how: 'whole' | 'made' | 'start' | 'within';
  lang: string;
}

/** @returns the cues a line answers to, at most one for each kind and place. */
export type LineReader = (line: string) => LineCue[];

const APOSTROPHES = /[’‘`´]/g;
const WORDS = /[\p{L}\p{N}'-]+/gu;
/** A line made of cues alone, six at most, is no longer. UTF-16 units. */
const MADE_OF_CUES = 160;
const WORD = /[\p{L}\p{N}]/u;
// Scripts that put no space between words have no word edge to ask for.
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u;

/** Lower case, one kind of apostrophe, single spaces: lines and cues are compared in this form. */
export function foldLine(line: string): string {
  return line.toLowerCase().replace(APOSTROPHES, "'").replace(/\s+/g, ' ').trim();
}

const isWordPart = (code: number): boolean => kindOf(code) !== NOTHING;

/** A folded line without the marks around it. */
export function bareLine(folded: string): string {
  let start = 0;
  let end = folded.length;
  while (start < end && !isWordPart(folded.charCodeAt(start))) start++;
  while (end > start && !isWordPart(folded.charCodeAt(end - 1))) end--;
  return folded.slice(start, end);
}

function escapePattern(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** Alternation of folded literals, longest first, asking for word edges where the literal and its script have them. */
function alternation(literals: readonly string[]): string {
  const groups = new Map<string, string[]>();
  for (const literal of [...new Set(literals.map(foldLine))].sort((a, b) => b.length - a.length)) {
    const edge = (char: string): boolean => WORD.test(char) && !UNSPACED.test(char);
    const before = edge(literal.charAt(0)) ? '(?<![\\p{L}\\p{N}])' : '';
    const after = edge(literal.charAt(literal.length - 1)) ? '(?![\\p{L}\\p{N}])' : '';
    const key = `${before} ${after}`;
    groups.set(key, [...(groups.get(key) ?? []), escapePattern(literal)]);
  }
  return [...groups]
    .map(([edges, alternatives]) => edges.replace(' ', () => `(?:${alternatives.join('|')})`))
    .join('|');
}

interface Compiled {
  kind: FurnitureKind;
  lang: string;
  whole: Set<string>;
  start?: RegExp;
  within?: RegExp;
}

const compiled = new WeakMap<FurnitureRules, Compiled[]>();

function compile(rules: FurnitureRules): Compiled[] {
  let result = compiled.get(rules);
  if (!result) {
    result = Object.entries(rules.lines).map(([kind, cues]) => ({
      kind: kind as FurnitureKind,
      lang: rules.lang,
      whole: new Set((cues.whole ?? []).map((cue) => bareLine(foldLine(cue))).filter((cue) => cue !== '')),
      start: cues.start?.length ? new RegExp(`^[\\s\\p{P}\\p{S}]*(?:${alternation(cues.start)})`, 'u') : undefined,
      within: cues.within?.length ? new RegExp(alternation(cues.within), 'u') : undefined,
    }));
    compiled.set(rules, result);
  }
  return result;
}

/**
 * Compiles the furniture cues of the given languages.
 * @returns a reader that tells what a line says it is; whole cues go before openings, openings before cues within.
 */
export function lineReader(languages: readonly FurnitureRules[]): LineReader {
  const all = languages.flatMap(compile);
  return (line) => {
    const folded = foldLine(line);
    const bare = bareLine(folded);
    const words = bare.length <= MADE_OF_CUES ? (folded.match(WORDS) ?? []) : [];
    // "Tags", then on lines of their own what they are.
    const firstLine = line.indexOf('\n');
    const opening = firstLine < 0 ? bare : bareLine(foldLine(line.slice(0, firstLine)));
    const answers = (cues: Compiled, how: LineCue['how']): boolean => {
      if (how === 'whole') return cues.whole.has(bare);
      if (how === 'made') return words.length > 1 && words.length <= 6 && words.every((word) => cues.whole.has(word));
      if (how === 'start') return (cues.start?.test(folded) ?? false) || (opening !== bare && cues.whole.has(opening));
      return cues.within?.test(folded) ?? false;
    };
    const found: LineCue[] = [];
    for (const how of ['whole', 'made', 'start', 'within'] as const) {
      for (const cues of all) {
        const { kind, lang } = cues;
        // The whole line says it all; an opening and a cue behind it are two observations.
        const said = found.some(
          (cue) => cue.kind === kind && (cue.how === how || cue.how === 'whole' || cue.how === 'made'),
        );
        if (!said && answers(cues, how)) found.push({ kind, how, lang });
      }
    }
    return found;
  };
}
