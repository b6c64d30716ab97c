import type { FurnitureKind, FurnitureRules } from '../rules/schema.ts';
import { HYPHENATED, kindOf, NOTHING, wordFinder } from './characters.ts';
import { firstWords } from './phrases.ts';
import { singleSpaced } from './spaces.ts';
import { UNSPACED } from './unspaced.ts';

/** A cue that a line answers to. */
export interface LineCue {
  kind: FurnitureKind;
  /** Where the cue stands in the line: it or several of its kind are the line, it opens it, or stands within it. */
  how: 'whole' | 'start' | 'within';
  lang: string;
}

/**
 * @param words of the line, see `wordsOf`.
 * @returns the cues a line answers to, at most one for each kind and place.
 */
export type LineReader = (line: FoldedLine, words: readonly string[]) => LineCue[];

/** A line in the forms it is compared in. */
export interface FoldedLine {
  line: string;
  /** See `foldLine`. */
  folded: string;
  /** See `bareLine`. */
  bare: string;
}

const APOSTROPHES = /[’‘`´]/g;
/** "34 comments", "1.2k shares" */
const COUNT = /^\d[\d.,]*k? /;
/** A line made of cues alone, six at most, is no longer. UTF-16 units. */
const MADE_OF_CUES = 160;
const MOST_MADE_OF = 6;
const hyphenated = wordFinder(HYPHENATED);

/** Lower case, one kind of apostrophe, single spaces: lines and cues are compared in this form. */
export function foldLine(line: string): string {
  return singleSpaced(line.toLowerCase().replace(APOSTROPHES, "'")).trim();
}

/** A folded line without the marks around it. */
export function bareLine(folded: string): string {
  let start = 0;
  let end = folded.length;
  while (start < end && kindOf(folded.charCodeAt(start)) === NOTHING) start++;
  while (end > start && kindOf(folded.charCodeAt(end - 1)) === NOTHING) end--;
  return folded.slice(start, end);
}

/** A cue that opens a line or stands within it. */
interface Cue {
  literal: string;
  group: Group;
  how: 'start' | 'within';
}

/** The cues of one language and kind. */
interface Group {
  kind: FurnitureKind;
  lang: string;
  whole: Set<string>;
}

interface Compiled {
  groups: Group[];
  /** The groups of each cue that is a whole line. */
  wholes: Map<string, Group[]>;
  /** Cues that open a line or stand within it, by their first word. */
  byWord: Map<string, Cue[]>;
  /** Those that begin with a mark, or in a script that has no word edges: looked for in every line. */
  anywhere: Cue[];
}

const compiled = new WeakMap<FurnitureRules, Compiled>();

function compile(rules: FurnitureRules): Compiled {
  const known = compiled.get(rules);
  if (known) return known;
  const result: Compiled = { groups: [], wholes: new Map(), byWord: new Map(), anywhere: [] };
  for (const kind in rules.lines) {
    const { whole = [], start = [], within = [] } = rules.lines[kind as FurnitureKind] ?? {};
    const group: Group = {
      kind: kind as FurnitureKind,
      lang: rules.lang,
      whole: new Set(whole),
    };
    for (const cue of whole) {
      const known = result.wholes.get(cue);
      if (known) known.push(group);
      else result.wholes.set(cue, [group]);
    }
    result.groups.push(group);
    addCues(result, start, group, 'start');
    addCues(result, within, group, 'within');
  }
  compiled.set(rules, result);
  return result;
}

function addCues({ byWord, anywhere }: Compiled, cues: readonly string[], group: Group, how: Cue['how']): void {
  if (cues.length === 0) return;
  firstWords(cues).forEach((first, at) => {
    const cue = { literal: cues[at] ?? '', group, how };
    if (first === '' || UNSPACED.test(first)) {
      anywhere.push(cue);
      return;
    }
    const known = byWord.get(first);
    if (known) known.push(cue);
    else byWord.set(first, [cue]);
  });
}

/** Whether a cue stands in a folded line, with word edges on both sides where the cue and its script have them. */
function standsIn(line: string, { literal, how }: Cue): boolean {
  for (let at = line.indexOf(literal); at >= 0; at = line.indexOf(literal, at + 1)) {
    const end = at + literal.length;
    if (isEdge(line, at - 1, at) && isEdge(line, end, end - 1))
      return how === 'within' || bareLine(line.slice(0, at)) === '';
    if (how === 'start' && bareLine(line.slice(0, at + 1)) !== '') return false;
  }
  return false;
}

/** Whether a word ends between the character outside a cue and the one inside it. */
function isEdge(line: string, outside: number, inside: number): boolean {
  const isWord = (at: number): boolean => at >= 0 && at < line.length && kindOf(line.charCodeAt(at)) !== NOTHING;
  return !isWord(outside) || !isWord(inside) || UNSPACED.test(line.charAt(inside));
}

/**
 * Compiles the furniture cues of the given languages.
 * @returns a reader that tells what a line says it is; whole cues go before openings, openings before cues within.
 */
export function lineReader(languages: readonly FurnitureRules[]): LineReader {
  const all = languages.map(compile);
  const groups = all.flatMap((language) => language.groups);
  return ({ line, folded, bare }, words) => {
    const uncounted = bare.replace(COUNT, '');
    const found: LineCue[] = [];
    const add = ({ kind, lang }: Group, how: LineCue['how']): void => {
      // The whole line says it all; an opening and a cue behind it are two observations.
      const said = found.some((cue) => cue.kind === kind && (cue.how === how || cue.how === 'whole'));
      if (!said) found.push({ kind, how, lang });
    };
    const addWholes = (cue: string, parts: readonly string[] = []): void => {
      for (const { wholes } of all)
        for (const group of wholes.get(cue) ?? [])
          if (parts.every((part) => group.whole.has(part))) add(group, 'whole');
    };
    addWholes(bare);
    if (uncounted !== bare) addWholes(uncounted);
    if (bare.length <= MADE_OF_CUES && words.length > 1 && words.length <= MOST_MADE_OF * 2) {
      const parts = hyphenated(folded);
      const [first = ''] = parts;
      if (parts.length > 1 && parts.length <= MOST_MADE_OF) addWholes(first, parts);
    }
    const cues: Cue[] = [];
    for (const { byWord, anywhere } of all) {
      for (const cue of anywhere) if (standsIn(folded, cue)) cues.push(cue);
      for (const word of words) {
        const possible = byWord.get(word);
        if (!possible) continue;
        for (const cue of possible)
          if ((word === words[0] || cue.how === 'within') && standsIn(folded, cue)) cues.push(cue);
      }
    }
    // "Tags", then on lines of their own what they are.
    const firstLine = line.indexOf('\n');
    const opening = firstLine < 0 ? bare : bareLine(foldLine(line.slice(0, firstLine)));
    const opened = opening === bare ? [] : groups.filter(({ whole }) => whole.has(opening));
    if (cues.length > 0 || opened.length > 0) {
      for (const how of ['start', 'within'] as const) {
        for (const group of groups) {
          if (cues.some((cue) => cue.group === group && cue.how === how)) add(group, how);
          else if (how === 'start' && opened.includes(group)) add(group, how);
        }
      }
    }
    return found;
  };
}
