import type { FurnitureKind, FurnitureRules } from '../rules/schema.ts';
import { DIGIT, HYPHENATED, kindOf, NOTHING, wordFinder } from './characters.ts';
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
  /** Another one that is known by the same word. */
  next: Cue | undefined;
}

/** The cues of one language and kind. */
interface Group {
  kind: FurnitureKind;
  lang: string;
}

interface Compiled {
  groups: Group[];
  /** The groups of each cue that is a whole line. */
  wholes: Map<string, Group[]>;
  /** Cues that open a line, and those within it, by a word. */
  starts: Map<string, Cue>;
  withins: Map<string, Cue>;
  /** Those that begin with a mark, or in a script that has no word edges: looked for in every line. */
  anywhere: Cue[];
}

const compiled = new WeakMap<FurnitureRules, Compiled>();

function compile(rules: FurnitureRules): Compiled {
  const known = compiled.get(rules);
  if (known) return known;
  const result: Compiled = { groups: [], wholes: new Map(), starts: new Map(), withins: new Map(), anywhere: [] };
  for (const kind in rules.lines) {
    const { whole = [], start = [], within = [] } = rules.lines[kind as FurnitureKind] ?? {};
    const group: Group = { kind: kind as FurnitureKind, lang: rules.lang };
    result.groups.push(group);
    // Thousands are read before the first line is: nearly all are of one kind, and share one list of it.
    const alone = [group];
    for (const cue of whole) {
      const known = result.wholes.get(cue);
      result.wholes.set(cue, known ? [...known, group] : alone);
    }
    addCues(result, start, start, group, 'start');
    // Most lines have "for" and "the", few "newsletter".
    addCues(result, within, within.map(longestPart), group, 'within');
  }
  compiled.set(rules, result);
  return result;
}

/** @param keys what of each cue it is known by: by the first word of it. */
function addCues(
  { starts, withins, anywhere }: Compiled,
  cues: readonly string[],
  keys: readonly string[],
  group: Group,
  how: Cue['how'],
): void {
  if (cues.length === 0) return;
  const words = firstWords(keys);
  const hasEdges = !UNSPACED.test(words.join(''));
  const byWord = how === 'start' ? starts : withins;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const isAnywhere = word === '' || (!hasEdges && UNSPACED.test(word));
    const cue = { literal: cues[at] ?? '', group, how, next: isAnywhere ? undefined : byWord.get(word) };
    if (isAnywhere) anywhere.push(cue);
    else byWord.set(word, cue);
  }
}

function longestPart(cue: string): string {
  let longest = '';
  for (const part of cue.split(' ')) if (part.length > longest.length) longest = part;
  return longest;
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
    const uncounted = kindOf(bare.charCodeAt(0)) === DIGIT ? bare.replace(COUNT, '') : bare;
    const found: LineCue[] = [];
    const add = ({ kind, lang }: Group, how: LineCue['how']): void => {
      // The whole line says it all; an opening and a cue behind it are two observations.
      const said = found.some((cue) => cue.kind === kind && (cue.how === how || cue.how === 'whole'));
      if (!said) found.push({ kind, how, lang });
    };
    const addWholes = (cue: string, parts: readonly string[] = []): void => {
      for (const { wholes } of all)
        for (const group of wholes.get(cue) ?? [])
          if (parts.every((part) => wholes.get(part)?.includes(group))) add(group, 'whole');
    };
    addWholes(bare);
    if (uncounted !== bare) addWholes(uncounted);
    if (bare.length <= MADE_OF_CUES && words.length > 1 && words.length <= MOST_MADE_OF * 2) {
      const parts = hyphenated(folded);
      const [first = ''] = parts;
      if (parts.length > 1 && parts.length <= MOST_MADE_OF) addWholes(first, parts);
    }
    const cues: Cue[] = [];
    const look = (possible: Cue | undefined): void => {
      for (let cue = possible; cue; cue = cue.next) if (standsIn(folded, cue)) cues.push(cue);
    };
    for (const { starts, withins, anywhere } of all) {
      anywhere.forEach(look);
      look(starts.get(words[0] ?? ''));
      for (const word of words) {
        const cue = withins.get(word);
        if (cue) look(cue);
      }
    }
    // "Tags", then on lines of their own what they are.
    const firstLine = line.indexOf('\n');
    const opening = firstLine < 0 ? bare : bareLine(foldLine(line.slice(0, firstLine)));
    const opened = opening === bare ? [] : all.flatMap(({ wholes }) => wholes.get(opening) ?? []);
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
