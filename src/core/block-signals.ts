import type { PageRules } from '../rules/schema.ts';
import { REMOVAL_KINDS, type RemovalKind, type Span } from './article.ts';
import { type BlockPlace, blockPlaces } from './block-places.ts';
import type { Finding } from './clutter.ts';
import { dateReader } from './dates.ts';
import { put } from './grouping.ts';
import { primaryLanguage } from './language.ts';
import { lineReader } from './line-cues.ts';
import {
  ADDRESS,
  type Line,
  lineOf,
  lineSignals,
  noting,
  PROSE_WORDS,
  type Say,
  type Signal,
  withLines,
} from './line-signals.ts';
import { blockWords } from './phrases.ts';
import { foldFacts, type PageFacts, pageSignals } from './repeated-facts.ts';
import { mapped, type Steps } from './steps.ts';
import type { TextIndex } from './text-index.ts';
import { countWords } from './words.ts';

const HEADS_RELATED = /^cue:(?:related|promotion):(?:whole|start)/;
/** "10:42" */
const CLOCK = /\d\d?[:.h]\d\d/;
const MANY_ENTRIES = 4;
/** Between the time of an entry and its text there are a headline and who wrote it. */
const ENTRY_HEAD = [1, 2, 3];
// Ad markers are found by their words, and by nothing else.
const KINDS: ReadonlySet<string> = new Set(REMOVAL_KINDS.filter((kind) => kind !== 'ad-marker'));
const TAG_KINDS: Readonly<Record<string, RemovalKind>> = {
  figure: 'caption',
  figcaption: 'caption',
  header: 'headline',
  footer: 'boilerplate',
  nav: 'navigation',
  aside: 'related',
  form: 'promotion',
  button: 'navigation',
  'other-article': 'related',
  address: 'byline',
  time: 'date',
};

/**
 * Observes every block of an extracted tree. Each signal is a fact under a stable id; what it is worth is data.
 * @param found what is known to be clutter already.
 * @returns the signals by block index.
 */
export function* blockSignals(
  index: TextIndex,
  page: PageFacts,
  rules: PageRules,
  found: readonly Finding[],
): Steps<Signal[][]> {
  const spoken = new Set(page.languages?.filter((tag) => tag !== 'und').map(primaryLanguage));
  const languages = rules.furniture.filter(({ lang }) => spoken.size === 0 || spoken.has(lang) || lang === 'en');
  const cues = lineReader(languages);
  const byWords = new Set(languages.flatMap(({ by }) => by));
  const asks = new Set(languages.flatMap((language) => language.asks ?? []));
  const networks = new Set(languages.flatMap((language) => language.networks ?? []));
  const dates = dateReader(languages);
  const places = yield* blockPlaces(index, rules.structure);
  const lines = yield* linesWithout(index, found);
  const counts = yield* mapped(lines, ({ line }) => countWords(line));
  const linkShare = index.linked.map((linked, i) => linked / Math.max(1, (lines[i] as Line).line.length));

  const prose = places.map(
    ({ tags }, i) =>
      (counts[i] as number) >= PROSE_WORDS &&
      (lines[i] as Line).sentence &&
      (linkShare[i] as number) < 0.4 &&
      !tags.some((tag) => tag in TAG_KINDS && tag !== 'header'),
  );
  const firstProse = prose.indexOf(true);
  const lastProse = prose.lastIndexOf(true);
  const facts = foldFacts(page);
  const relatedLists = new Set<Element>();
  const known = new Map(found.filter(({ run }) => !run).map(({ block, kind }) => [block, kind]));

  const captioned = captionedBoxes(index, places, found);
  const observed = yield* mapped(lines, (line, i) =>
    withLines(
      line,
      (read, count) => lineSignals(read, count, linkShare[i] as number, cues, dates, byWords),
      counts[i] as number,
    ),
  );
  const head = headEnd(observed, places, prose);
  const times = timesOfEntries(lines, observed, (i) => !!lines[i]?.sentence && (linkShare[i] ?? 0) < 0.2);
  return yield* mapped(index.blocks, ({ kind }, i) => {
    const { line, bare, sentence, words } = lines[i] as Line;
    const place = places[i] as BlockPlace;
    const count = counts[i] as number;
    const linked = linkShare[i] as number;
    if (times.has(i)) return [{ id: `kind:${kind}` }];
    // A row of dates among rows is a timetable or a table of results.
    const inTable = kind === 'table-row' && [i - 1, i + 1].some((at) => index.blocks[at]?.kind === kind);
    const signals = (observed[i] as Signal[]).filter((signal) => !inTable || signal.kind !== 'date');
    const say = noting(signals);
    const atHead = i < head || i < firstProse;
    placeSignals(say, place, atHead, prose[i] as boolean, sentence && bare.length > 60);
    // Many pages copy their first paragraph into the description: only what stands like a dek is one.
    const mayBeDek = i < head || kind === 'heading' || place.own.includes('headline') || place.tags.includes('header');
    pageSignals(say, bare, count, facts, mayBeDek, atHead || i === 0);
    if (count <= PROSE_WORDS && asks.has(words[0] ?? '') && words.some((word, at) => at > 0 && networks.has(word)))
      say('asks:network', 'share');
    const foundKind = known.get(i);
    if (foundKind) say(`found:${foundKind}`, foundKind);
    say(`kind:${kind}`);
    if (i < head) say('at:head');
    const where = i < firstProse ? 'before' : i > lastProse ? 'after' : 'within';
    if (facts.byline !== '' && i > lastProse - 3 && i > head && bare.startsWith(facts.byline) && count < 60)
      say('bio:named', 'bio');
    if (place.outside) say(`outside:${where}`);
    const box = index.elements[i]?.parentElement;
    if (!foundKind && box && captioned.has(box)) say('beside-caption', 'caption');
    const likeText = place.alike > 0.15 && place.boxAlike > 0.15;
    if (likeText && !atHead && !mayBeDek && count > 3 && linked < 0.2 && sentence) {
      say('like-a-sentence-of-the-text');
    }
    const within = i > firstProse && i < lastProse;
    if (linked > 0.9 && count >= 5 && !sentence && !ADDRESS.test(line)) {
      say(`links:headline:${kind}`, 'related');
      if (kind === 'paragraph' && within) say('links:headline:between', 'related');
    }
    const next = places[i + 1];
    const nextList = next?.list;
    if (nextList && nextList !== place.list && signals.some(({ id }) => HEADS_RELATED.test(id))) {
      relatedLists.add(nextList);
    }
    if (place.list && relatedLists.has(place.list)) say('list-under-related', 'related');
    if (place.linkList && !within) say('link-list:outside', 'related');
    if (next?.linkList && !place.linkList && count < 10) {
      say(`heads-link-list${within ? ':within' : ''}`, 'related');
    }
    if (kind === 'heading' && within && prose[i + 1]) say('heads-prose');
    if (linked > 0.9 && sentence) say(`links:sentence:${where}`, 'related');
    if (i < firstProse) say(`before:${Math.min(4, firstProse - i)}`);
    else if (i > lastProse) say(`after:${Math.min(4, i - lastProse)}`);
    return signals;
  });
}

/**
 * What the first judgement says about a block and the blocks beside it.
 * @param scores log-odds of each block's being clutter, judged by itself.
 * @returns the further signals by block index.
 */
export function* neighbourSignals(
  signals: readonly (readonly Signal[])[],
  scores: readonly number[],
): Steps<Signal[][]> {
  const verdict = (i: number): string => {
    const score = scores[i];
    return score === undefined
      ? 'edge'
      : score > 1.5
        ? 'junk'
        : score > 0
          ? 'doubtful'
          : score > -2
            ? 'likely'
            : 'article';
  };
  return yield* mapped(signals, (own, i) => {
    const before = verdict(i - 1);
    const after = verdict(i + 1);
    const extra: Signal[] = [{ id: `prev:${before}` }, { id: `next:${after}` }, { id: `self:${verdict(i)}` }];
    const junk = (side: string): boolean => side === 'junk' || side === 'edge';
    if (junk(before) && junk(after) && !(before === 'edge' && after === 'edge')) {
      const neighbour = signals[before === 'junk' ? i - 1 : i + 1]?.find((signal) => signal.kind)?.kind;
      const has = (...ids: string[]): boolean => own.some(({ id }) => ids.includes(id));
      // A paragraph between two ads is a paragraph: only labels are drawn along by their neighbours.
      const text = has('size:l', 'size:xl') || (has('ends:sentence') && !has('size:xs', 'size:s'));
      extra.push(text ? { id: 'between-junk:text' } : { id: 'between-junk', kind: neighbour ?? 'boilerplate' });
    }
    return extra;
  });
}

/** The text of each block without the runs that are known to be clutter: what is left is what is judged. */
function* linesWithout(index: TextIndex, found: readonly Finding[]): Steps<Line[]> {
  const runs = new Map<number, Span[]>();
  for (const { block, run } of found) if (run) put(runs, block, run);
  const words = blockWords(index);
  return yield* mapped(index.blocks, (block, i) => {
    const cut = runs.get(i);
    let line = '';
    let from = block.start;
    for (const run of cut ?? []) {
      line += index.text.slice(from, run.start);
      from = run.end;
    }
    return lineOf((line + index.text.slice(from, block.end)).trim(), cut ? undefined : words[i]);
  });
}

/**
 * The head of a page goes down to its last byline or date before the second paragraph of prose: what stands above that
 * is headline, dek and furniture, never text.
 * @returns the index of the block after the head.
 */
function headEnd(observed: readonly Signal[][], places: readonly BlockPlace[], prose: readonly boolean[]): number {
  let end = 0;
  let paragraphs = 0;
  for (let i = 0; i < observed.length && paragraphs < 2; i++) {
    if (prose[i]) paragraphs++;
    const signals = observed[i] ?? [];
    const place = places[i];
    const small = signals.some(({ id }) => id === 'size:xs' || id === 'size:s');
    const dated = signals.some(({ id }) => id === 'date:all' || id === 'cue:byline:start' || id === 'by');
    const named = small && (place?.own.some((name) => name === 'byline' || name === 'date') ?? false);
    if (dated || named) end = i + 1;
  }
  return end;
}

/**
 * The times at which the entries of a live blog were written: what follows each is text. They belong to the text as its
 * headings do.
 * @param isText whether a block is a sentence, and no link.
 * @returns the indices of the blocks; none where there are too few.
 */
function timesOfEntries(
  lines: readonly Line[],
  observed: readonly Signal[][],
  isText: (block: number) => boolean,
): ReadonlySet<number> {
  const times = lines.flatMap(({ line, words }, i) => {
    // Comments have dates, entries are written within the day.
    const isTime = words.length < 5 && (CLOCK.test(line) || observed[i]?.some(({ id }) => id === 'date:words'));
    return isTime && ENTRY_HEAD.some((ahead) => isText(i + ahead)) ? [i] : [];
  });
  return new Set(times.length < MANY_ENTRIES ? [] : times);
}

/** Small boxes in which a caption or credit has been found: what else is in them belongs to the picture. */
function captionedBoxes(index: TextIndex, places: readonly BlockPlace[], found: readonly Finding[]): Set<Element> {
  const boxes = new Set<Element>();
  for (const { block, run, kind } of found) {
    const box = index.elements[block]?.parentElement;
    const small = (places[block]?.boxAlike ?? 1) < 0.3;
    if (box && small && !run && (kind === 'caption' || kind === 'credit')) boxes.add(box);
  }
  return boxes;
}

function placeSignals(say: Say, place: BlockPlace, atHead: boolean, prose: boolean, sentence: boolean): void {
  // "title" and "header" name a headline at the head and any subheading elsewhere.
  const headOnly = (name: string): boolean => (name === 'headline' || name === 'header') && !atHead;
  const add = (id: string, name: string, kind?: RemovalKind): void => {
    if (headOnly(name)) say(`${id}:below`);
    else say(id, kind);
  };
  for (const name of place.own) add(`own:${name}`, name, kindOf(name));
  // A player stands beside sentences of the text, too.
  for (const name of place.near) if (!prose || name !== 'media') add(`near:${name}`, name, kindOf(name));
  for (const tag of place.tags) add(`in:${tag}`, tag, TAG_KINDS[tag]);
  // In a list of pictures the text of each item is a sentence beside one.
  if (place.besideMedia && !(sentence && place.list)) say('beside-media', 'caption');
  say(`alike:${level(place.alike)}`);
  say(`box-alike:${level(place.boxAlike)}`);
}

function kindOf(name: string): RemovalKind | undefined {
  return KINDS.has(name) ? (name as RemovalKind) : undefined;
}

function level(share: number): string {
  return share < 0.03 ? 'none' : share < 0.15 ? 'low' : share < 0.5 ? 'some' : 'most';
}
