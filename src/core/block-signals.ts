import type { PageRules } from '../rules/schema.ts';
import { REMOVAL_KINDS, type RemovalKind, type Span } from './article.ts';
import { type BlockPlace, blockPlaces } from './block-places.ts';
import { isWordPart } from './characters.ts';
import type { Finding } from './clutter.ts';
import { type DateReader, dateReader } from './dates.ts';
import { primaryLanguage } from './language.ts';
import { bareLine, type FoldedLine, foldLine, type LineReader, lineReader } from './line-cues.ts';
import { blockWords, wordsOf } from './phrases.ts';
import { mapped, type Steps } from './steps.ts';
import type { TextIndex } from './text-index.ts';
import { countWords } from './words.ts';

/** What the page says about itself; lines that repeat it are not article. */
export interface PageFacts {
  /** BCP 47 tags of the text and of the page around it; without any, cues of every language are looked for. */
  languages?: readonly string[];
  title?: string;
  excerpt?: string;
  byline?: string;
  siteName?: string;
  url?: string;
}

/** One observation about a block. With a kind it speaks for the block's being clutter of that kind. */
export interface Signal {
  id: string;
  kind?: RemovalKind;
}

const SENTENCE_END = /[.!?…。！？؟।][”"’'»)\]]*$/u;
const ADDRESS = /^\s*(?:https?:\/\/|www\.)\S+\s*$/i;
const HEADS_RELATED = /^cue:(?:related|promotion):(?:whole|start)/;
const OPENER = /^\s*([^\s:]+)\s*:?\s+(\S)/;
const PROSE_WORDS = 18;
/** Words that no name has: "From what the council wrote". */
const LONG_LOWER = /(?<!\p{L})\p{Ll}{4,}/gu;
const MOST_LOWER = 3;
const ADDRESSEES = /(?<![\w.-])[\w.-]+@[\w-]+\.[\w.-]+|^\s*@\w+\s*$/g;
const MOST_BESIDE = 5;
const NAME = /(?<![\p{L}@.])\p{Lu}\p{L}{3,}(?!@)/gu;
const SITE_AFTER = /\s[|–—·-]\s/;
// "News" is no headline. UTF-16 units.
const SHORT_TITLE = 6;
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
  const words = yield* mapped(lines, ({ line }) => countWords(line));
  const linkShare = lines.map(({ line }, i) => (index.linked[i] ?? 0) / Math.max(1, line.length));

  const prose = lines.map(
    ({ sentence }, i) =>
      (words[i] ?? 0) >= PROSE_WORDS &&
      sentence &&
      (linkShare[i] ?? 0) < 0.4 &&
      !(places[i]?.tags.some((tag) => tag in TAG_KINDS && tag !== 'header') ?? false),
  );
  const firstProse = prose.indexOf(true);
  const lastProse = prose.lastIndexOf(true);
  const facts = foldFacts(page);
  const relatedLists = new Set<Element>();
  const known = new Map(found.filter(({ run }) => !run).map(({ block, kind }) => [block, kind]));

  const captioned = captionedBoxes(index, places, found);
  const observed = yield* mapped(lines, (line, i) =>
    lineSignals(line, words[i] ?? 0, linkShare[i] ?? 0, cues, dates, byWords),
  );
  const head = headEnd(observed, places, prose);
  return yield* mapped(lines, (read, i) => {
    const { line, bare, sentence } = read;
    const kind = index.blocks[i]?.kind ?? 'paragraph';
    // A row of dates among rows is a timetable or a table of results.
    const inTable = kind === 'table-row' && [i - 1, i + 1].some((at) => index.blocks[at]?.kind === kind);
    const signals = (observed[i] ?? []).filter((signal) => !inTable || signal.kind !== 'date');
    const place = places[i];
    const atHead = i < head || i < firstProse;
    if (place) signals.push(...placeSignals(place, atHead, prose[i] ?? false));
    // Many pages copy their first paragraph into the description: only what stands like a dek is one.
    const mayBeDek =
      i < head || kind === 'heading' || !!place?.own.includes('headline') || !!place?.tags.includes('header');
    signals.push(...pageSignals(bare, words[i] ?? 0, facts, mayBeDek, atHead || i === 0));
    const short = (words[i] ?? 0) <= PROSE_WORDS;
    if (short && asks.has(read.words[0] ?? '') && read.words.some((word, at) => at > 0 && networks.has(word)))
      signals.push({ id: 'asks:network', kind: 'share' });
    const foundKind = known.get(i);
    if (foundKind) signals.push({ id: `found:${foundKind}`, kind: foundKind });
    signals.push({ id: `kind:${kind}` });
    if (i < head) signals.push({ id: 'at:head' });
    const where = i < firstProse ? 'before' : i > lastProse ? 'after' : 'within';
    if (facts.byline !== '' && i > lastProse - 3 && i > head && bare.startsWith(facts.byline) && (words[i] ?? 0) < 60)
      signals.push({ id: 'bio:named', kind: 'bio' });
    if (place?.outside) signals.push({ id: `outside:${where}` });
    const box = index.elements[i]?.parentElement;
    if (!foundKind && box && captioned.has(box)) signals.push({ id: 'beside-caption', kind: 'caption' });
    const likeText = (place?.alike ?? 0) > 0.15 && (place?.boxAlike ?? 0) > 0.15;
    if (likeText && !atHead && !mayBeDek && (words[i] ?? 0) > 3 && (linkShare[i] ?? 0) < 0.2 && sentence) {
      signals.push({ id: 'like-a-sentence-of-the-text' });
    }
    const within = i > firstProse && i < lastProse;
    if ((linkShare[i] ?? 0) > 0.9 && (words[i] ?? 0) >= 5 && !sentence && !ADDRESS.test(line)) {
      signals.push({ id: `links:headline:${kind}`, kind: 'related' });
      if (kind === 'paragraph' && within) signals.push({ id: 'links:headline:between', kind: 'related' });
    }
    const nextList = places[i + 1]?.list;
    if (nextList && nextList !== place?.list && signals.some(({ id }) => HEADS_RELATED.test(id))) {
      relatedLists.add(nextList);
    }
    if (place?.list && relatedLists.has(place.list)) signals.push({ id: 'list-under-related', kind: 'related' });
    if (place?.linkList && !within) signals.push({ id: 'link-list:outside', kind: 'related' });
    if (places[i + 1]?.linkList && !place?.linkList && (words[i] ?? 0) < 10) {
      signals.push({ id: `heads-link-list${within ? ':within' : ''}`, kind: 'related' });
    }
    if (kind === 'heading' && within && prose[i + 1]) signals.push({ id: 'heads-prose' });
    if ((linkShare[i] ?? 0) > 0.9 && sentence) signals.push({ id: `links:sentence:${where}`, kind: 'related' });
    if (i < firstProse) signals.push({ id: `before:${Math.min(4, firstProse - i)}` });
    else if (i > lastProse) signals.push({ id: `after:${Math.min(4, i - lastProse)}` });
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

interface Line extends FoldedLine {
  /** See `wordsOf`. */
  words: readonly string[];
  /** It ends like a sentence. */
  sentence: boolean;
}

/** The text of each block without the runs that are known to be clutter: what is left is what is judged. */
function* linesWithout(index: TextIndex, found: readonly Finding[]): Steps<Line[]> {
  const runs = new Map<number, Span[]>();
  for (const { block, run } of found) if (run) runs.set(block, [...(runs.get(block) ?? []), run]);
  const words = blockWords(index);
  return yield* mapped(index.blocks, (block, i) => {
    const cut = runs.get(i);
    let line = '';
    let from = block.start;
    for (const run of cut ?? []) {
      line += index.text.slice(from, run.start);
      from = run.end;
    }
    line = (line + index.text.slice(from, block.end)).trim();
    const folded = foldLine(line);
    return {
      line,
      folded,
      bare: bareLine(folded),
      words: cut ? wordsOf(line) : (words[i] ?? []),
      sentence: SENTENCE_END.test(line),
    };
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

function placeSignals(place: BlockPlace, atHead: boolean, prose: boolean): Signal[] {
  const signals: Signal[] = [];
  // "title" and "header" name a headline at the head and any subheading elsewhere.
  const headOnly = (name: string): boolean => (name === 'headline' || name === 'header') && !atHead;
  const add = (id: string, name: string, kind?: RemovalKind): void => {
    signals.push(headOnly(name) ? { id: `${id}:below` } : { id, kind });
  };
  for (const name of place.own) add(`own:${name}`, name, kindOf(name));
  // A player stands beside sentences of the text, too.
  for (const name of place.near) if (!prose || name !== 'media') add(`near:${name}`, name, kindOf(name));
  for (const tag of place.tags) add(`in:${tag}`, tag, TAG_KINDS[tag]);
  if (place.besideMedia) signals.push({ id: 'beside-media', kind: 'caption' });
  signals.push({ id: `alike:${level(place.alike)}` }, { id: `box-alike:${level(place.boxAlike)}` });
  return signals;
}

function kindOf(name: string): RemovalKind | undefined {
  return KINDS.has(name) ? (name as RemovalKind) : undefined;
}

function level(share: number): string {
  return share < 0.03 ? 'none' : share < 0.15 ? 'low' : share < 0.5 ? 'some' : 'most';
}

function lineSignals(
  read: Line,
  words: number,
  linkShare: number,
  cues: LineReader,
  dates: DateReader,
  byWords: ReadonlySet<string>,
): Signal[] {
  const { line, sentence } = read;
  const size = words <= 3 ? 'xs' : words <= 9 ? 's' : words <= PROSE_WORDS ? 'm' : words <= 45 ? 'l' : 'xl';
  const signals: Signal[] = [{ id: `size:${size}` }];
  signals.push({ id: sentence ? 'ends:sentence' : 'ends:open' });
  if (words <= 60) {
    const length = words <= PROSE_WORDS ? '' : ':long';
    for (const cue of cues(read, read.words))
      signals.push({ id: `cue:${cue.kind}:${cue.how}${length}`, kind: cue.kind });
  }
  if (words <= 14 && !sentence && opensByline(line, byWords)) signals.push({ id: 'by', kind: 'byline' });
  if (linkShare > 0.9) {
    signals.push({ id: sentence ? 'links:sentence' : 'links:all', kind: 'related' });
  } else if (linkShare > 0.5) signals.push({ id: 'links:most' });
  // Almost every line has a small Latin letter, and is none of these.
  if (!/[a-z]/.test(line)) {
    if (linkShare > 0.9 && !/\p{Ll}/u.test(line) && /(?:\p{L}\P{L}*){6}/u.test(line) && /\p{Lu}/u.test(line))
      signals.push({ id: 'caps:links', kind: 'related' });
    // A rule drawn with underscores parts sections of the text.
    if (!/[\p{L}_]/u.test(line)) signals.push({ id: 'no-letters', kind: 'media' });
  }
  if (words <= 40) {
    const { share, dated, worded } = dates.dateShare(read.folded);
    if (dated && share > 0.9) signals.push({ id: 'date:all', kind: 'date' });
    else if (dated && share > 0.5) signals.push({ id: 'date:most', kind: 'date' });
    else if (share > 0.9 && worded) signals.push({ id: 'date:words', kind: 'date' });
  }
  if (words < 25 && /https?:\/\/\S/.test(line) && !ADDRESS.test(line))
    signals.push({ id: 'has-address', kind: 'related' });
  if (words < 25 && line.includes('@') && isContact(line, words, sentence))
    signals.push({ id: 'contact', kind: 'byline' });
  if (words < 25 && /[©ⓒ]/.test(line)) signals.push({ id: 'copyright-sign', kind: 'boilerplate' });
  if (words < 12 && /\d\s*(?:\/|of|\|)\s*\/?\s*\d+\s*$/.test(line)) signals.push({ id: 'counter', kind: 'media' });
  return signals;
}

/** A word such as "by" and then a name: in scripts with capitals the name has one, and few words beside it have none. */
function opensByline(line: string, byWords: ReadonlySet<string>): boolean {
  const [, opener = '', name = ''] = OPENER.exec(line) ?? [];
  if (!byWords.has(opener.toLowerCase()) || !/[\p{Lu}\p{Lo}]/u.test(name) || line.endsWith(':')) return false;
  return (line.match(LONG_LOWER)?.length ?? 0) <= MOST_LOWER;
}

/** Nothing but who to write to: an address with a name or a few words beside it, or with a name that is in it. */
function isContact(line: string, words: number, sentence: boolean): boolean {
  const found = line.match(ADDRESSEES);
  if (!found) return false;
  const beside = words - found.length;
  if (beside <= (sentence ? 1 : MOST_BESIDE)) return true;
  const names = line.match(NAME) ?? [];
  return found.some((address) => {
    const box = address.slice(0, address.indexOf('@')).toLowerCase();
    return names.some((name) => box.includes(name.toLowerCase()));
  });
}

interface Title {
  folded: string;
  letters: string;
  words: ReadonlySet<string>;
}

interface FoldedFacts {
  url: string;
  /** The title, and what of it stands before the name of a site or section. */
  titles: Title[];
  excerpt: string;
  byline: string;
  siteName: string;
}

function foldFacts(page: PageFacts): FoldedFacts {
  const fold = (text: string | undefined): string => bareLine(foldLine(text ?? ''));
  return {
    url: fold(page.url),
    titles: [...new Set([page.title, page.title?.split(SITE_AFTER)[0]].map(fold))]
      .filter((title) => title.length >= SHORT_TITLE)
      .map((folded) => ({ folded, letters: lettersOf(folded), words: new Set(folded.split(' ')) })),
    excerpt: fold(page.excerpt),
    byline: fold(page.byline),
    siteName: fold(page.siteName),
  };
}

function pageSignals(line: string, words: number, facts: FoldedFacts, mayBeDek: boolean, atHead: boolean): Signal[] {
  const signals: Signal[] = [];
  if (line === '') return signals;
  if (facts.url !== '' && line === facts.url) signals.push({ id: 'is:address', kind: 'boilerplate' });
  if (facts.titles.some((title) => repeats(line, words, title))) {
    signals.push({ id: atHead ? 'is:title:head' : 'is:title', kind: 'headline' });
  }
  if (mayBeDek && facts.excerpt !== '' && words > 4) {
    if (line === facts.excerpt || (facts.excerpt.startsWith(line.slice(0, 80)) && words < 45))
      signals.push({ id: 'is:excerpt', kind: 'headline' });
  }
  if (facts.byline !== '' && words < 25 && facts.byline.length * 4 > line.length && line.includes(facts.byline))
    signals.push({ id: 'is:byline', kind: 'byline' });
  if (facts.siteName !== '' && line === facts.siteName) signals.push({ id: 'is:site', kind: 'byline' });
  return signals;
}

/** Nearly all of the words. */
const MOST_WORDS = 0.8;

/** A line that has the title's letters and numbers, whatever stands between them, or nearly all of its words. */
function repeats(line: string, words: number, { folded, letters, words: own }: Title): boolean {
  if (!likeLength(line, folded)) return false;
  if (line === folded || (words > 4 && overlap(line, own) > MOST_WORDS)) return true;
  return lettersOf(line) === letters;
}

/** ASCII, in which letters and digits are what they seem. */
const PLAIN = /^[\0-\x7f]*$/;
const NO_LETTERS = /[^a-z\d]+/gi;

/** Letters and digits of a line, without what Arabic and Hebrew write as often as they leave it out: vowel points, tatweel. */
function lettersOf(line: string): string {
  if (PLAIN.test(line)) return line.replace(NO_LETTERS, '');
  let letters = '';
  for (const char of line.normalize('NFKC')) {
    const code = char.charCodeAt(0);
    const optional = (code >= 0x591 && code <= 0x5c7) || (code >= 0x64b && code <= 0x65f) || code === 0x640;
    if (isWordPart(code) && !optional) letters += char;
  }
  return letters;
}

/** Lines that have four fifths of their words in common are not of very different length. */
const likeLength = (one: string, other: string): boolean =>
  one.length < other.length * 3 + 40 && other.length < one.length * 3 + 40;

/** Share (0–1) of its words that a folded line and a title have in common; 0 when they are not most of the title's. */
function overlap(one: string, other: ReadonlySet<string>): number {
  const all = one.split(' ');
  // Cheaper than a set, and enough for most lines: no more words are common than are counted here.
  if (all.filter((word) => other.has(word)).length <= other.size * MOST_WORDS) return 0;
  const words = new Set(all);
  let common = 0;
  for (const word of words) if (other.has(word)) common++;
  return common / Math.max(words.size, other.size);
}
