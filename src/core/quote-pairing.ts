import { MARK_PAIRS, QUOTE_MARKS } from '../rules/quote-marks.ts';
import type { Edge, Mark } from './quote-marks.ts';
import { each, type Steps } from './steps.ts';

/** An outermost pair of marks, or an opening mark that nothing closes. Never crosses a block. */
export interface MarkPair {
  /** Absent: the quotation runs on from the block before, which never closed it. */
  open?: Mark;
  /** Absent: not closed in its block. */
  close?: Mark;
  /** Not closed, and another quotation begins here. */
  before?: Mark;
  block: number;
  /** Not closed, and the next block goes on with the same quotation. */
  continues: boolean;
}

/** Costs of what a well-set text does not do; one scale with the costs of the marks. */
const COST = {
  ignored: 6,
  /** An opening mark that nothing closes, at the end of its block. */
  unclosed: 5,
  unclosedSingle: 9,
  /** A quotation over several paragraphs: the next begins with an opening mark, or only a closing one comes. */
  continued: 1,
  continuedUnmarked: 5,
  reopenedInside: 4,
  /** An opening mark before which an earlier one was never closed. */
  restarted: 5,
  mixedFamilies: 4,
  /** Added to an opening mark, and taken from a closing one, that stands before a reporting clause. */
  beforeClause: 2,
  /** "« " at the start of a paragraph: spaces do not tell there what it is. */
  closesAtStart: 2,
  nested: 0.3,
  nestedSameMark: 5,
  nestedSameFamily: 2.5,
  single: 1,
} as const;

const OPEN_BEFORE: Record<Edge, number> = {
  space: 0,
  bracket: 0,
  cjk: 0,
  colon: 0.5,
  other: 0.5,
  comma: 1.5,
  stop: 2,
  word: 3,
  digit: 4,
};
const OPEN_AFTER: Record<Edge, number> = {
  word: 0,
  digit: 0,
  cjk: 0,
  bracket: 0.3,
  other: 0.3,
  stop: 0.8,
  space: 2,
  comma: 3,
  colon: 3,
};
const CLOSE_BEFORE: Record<Edge, number> = {
  stop: 0,
  comma: 0,
  cjk: 0,
  word: 0.2,
  digit: 0.4,
  other: 0.2,
  colon: 1,
  bracket: 0.8,
  space: 2,
};
const CLOSE_AFTER: Record<Edge, number> = {
  space: 0,
  stop: 0,
  comma: 0,
  colon: 0,
  cjk: 0,
  bracket: 0.2,
  other: 0.3,
  word: 2.5,
  digit: 2.5,
};

/** Mark ids are below this. */
const IDS = 64;
const idOf = (mark: string): number => QUOTE_MARKS.findIndex((each) => each.mark === mark);
const partnersOf = (open: Mark, close: Mark): number => open.id * IDS + close.id;
const PARTNERS = new Set(MARK_PAIRS.map(([open, close]) => idOf(open) * IDS + idOf(close)));
const MAX_DEPTH = 3;
/** Readings kept at each mark. Fixed, so the time is linear in the number of marks. */
const BEAM = 5;
/** A reading that costs so much more than the cheapest is not pursued. */
const HOPELESS = 10;

type Action = 'open' | 'close' | 'ignore' | 'drop' | 'continue' | 'reopen' | 'restart';

interface Step {
  action: Action;
  mark: Mark | undefined;
  previous: Step | undefined;
}

interface Level {
  mark: Mark;
  under: Level | undefined;
  depth: number;
  /** Identifies the marks open here: readings with the same key have the same future. */
  key: number;
}

interface Reading {
  cost: number;
  top: Level | undefined;
  /** The open quotation came over from the block before and no mark of this block has touched it. */
  carried: boolean;
  last: Step | undefined;
}

/** French sets spaces inside guillemets; their context tells less. */
const spaced = (mark: Mark): boolean => mark.kind.family === 'guillemet' || mark.kind.family === 'single-guillemet';
/** Brackets and dashes let a mark stand by itself. */
const directed = (mark: Mark): boolean =>
  mark.kind.family === 'corner' || mark.kind.family === 'white-corner' || mark.kind.family === 'title';

function contextCost(mark: Mark, before: Record<Edge, number>, after: Record<Edge, number>): number {
  if (directed(mark)) return 0;
  const isSpaced = spaced(mark);
  return edgeCost(mark.before, before, isSpaced) + edgeCost(mark.after, after, isSpaced);
}

const edgeCost = (edge: Edge, table: Record<Edge, number>, isSpaced: boolean): number =>
  isSpaced && edge === 'space' ? Math.min(table[edge], 0.4) : table[edge];

/** First in its paragraph and right before a word: there any mark opens. */
const opensParagraph = (mark: Mark): boolean =>
  mark.opensBlock && (mark.after === 'word' || mark.after === 'digit') && mark.kind.family === 'double';

/**
 * What opening costs whatever is open before.
 * @param context what it costs where the mark stands.
 */
function openingCost(mark: Mark, context: number): number {
  let cost = (opensParagraph(mark) ? 0 : mark.kind.open) + context;
  if (mark.kind.family === 'single') cost += COST.single;
  if (mark.beforeClause) cost += COST.beforeClause;
  return cost;
}

/** Marks that stand inside of themselves now and then, and how much less that costs. */
const NESTING: Readonly<Record<string, number>> = { '“': 2, '«': 2.6 };

/** What it costs more inside of what is open. */
function nestingCost(mark: Mark, top: Level): number {
  if (top.mark.id === mark.id) return COST.nestedSameMark - (NESTING[mark.kind.mark] ?? 0);
  return top.mark.kind.family === mark.kind.family ? COST.nestedSameFamily : COST.nested;
}

function closingCost(mark: Mark): number {
  const cost = contextCost(mark, CLOSE_BEFORE, CLOSE_AFTER) - (mark.beforeClause ? COST.beforeClause : 0);
  return mark.opensBlock && spaced(mark) ? cost + COST.closesAtStart : cost;
}

/** What closing costs more for the mark that is closed. */
function pairCost(mark: Mark, open: Mark): number {
  if (PARTNERS.has(partnersOf(open, mark))) return 0;
  if (open.kind.family === mark.kind.family) return mark.kind.close;
  const mixed = !directed(mark) && !directed(open);
  return mixed ? mark.kind.close + COST.mixedFamilies : Number.POSITIVE_INFINITY;
}

function ignoreCost(mark: Mark): number {
  if (mark.kind.family === 'single') return mark.asApostrophe;
  // 6" and 5'11": inches and seconds.
  if (mark.before === 'digit' && mark.kind.mark === '"') return 1;
  return mark.kind.ignore ?? COST.ignored;
}

const keyOf = (mark: Mark, under: Level | undefined): number => (under?.key ?? 0) * IDS + mark.id + 1;

function push(mark: Mark, under: Level | undefined): Level {
  return { mark, under, depth: (under?.depth ?? 0) + 1, key: keyOf(mark, under) };
}

/** Keeps the cheapest reading of each key, and of those the `BEAM` cheapest; those that cost the same as they came. */
function prune(readings: Reading[]): Reading[] {
  const kept: Reading[] = [];
  // They are few, and most are in order.
  for (let at = 1; at < readings.length; at++) {
    const reading = readings[at] as Reading;
    let to = at;
    for (; to > 0 && (readings[to - 1] as Reading).cost > reading.cost; to--)
      readings[to] = readings[to - 1] as Reading;
    readings[to] = reading;
  }
  const limit = (readings[0]?.cost ?? 0) + HOPELESS;
  for (const reading of readings) {
    if (kept.length === BEAM || reading.cost > limit) break;
    if (!isKept(kept, reading.top?.key, reading.carried)) kept.push(reading);
  }
  return kept;
}

function step(reading: Reading, action: Action, cost: number, top: Level | undefined): Reading {
  return { cost: reading.cost + cost, top, carried: false, last: { action, mark: undefined, previous: reading.last } };
}

/** The ways to read a mark, the cheapest first; those that cost the same as they came. Most are dropped, so none is made yet. */
class Options {
  readonly #costs: number[] = [];
  readonly #actions: Action[] = [];
  readonly #readings: Reading[] = [];
  #count = 0;

  add(reading: Reading, action: Action, cost: number): void {
    const costs = this.#costs;
    const whole = reading.cost + cost;
    let at = this.#count;
    if (at > 0 && whole > (costs[0] as number) + HOPELESS) return;
    for (; at > 0 && (costs[at - 1] as number) > whole; at--) {
      costs[at] = costs[at - 1] as number;
      this.#actions[at] = this.#actions[at - 1] as Action;
      this.#readings[at] = this.#readings[at - 1] as Reading;
    }
    costs[at] = whole;
    this.#actions[at] = action;
    this.#readings[at] = reading;
    this.#count++;
  }

  /** @returns the cheapest reading of each key, and of those the `BEAM` cheapest. */
  take(mark: Mark): Reading[] {
    const costs = this.#costs;
    const count = this.#count;
    const kept: Reading[] = [];
    const limit = (costs[0] ?? 0) + HOPELESS;
    for (let at = 0; at < count && kept.length < BEAM; at++) {
      const cost = costs[at] as number;
      if (cost > limit) break;
      const { top, carried, last } = this.#readings[at] as Reading;
      const action = this.#actions[at] as Action;
      const under = action === 'open' ? top : undefined;
      const key = action === 'ignore' ? top?.key : action === 'close' ? top?.under?.key : keyOf(mark, under);
      const goesOn = carried && action === 'ignore';
      if (isKept(kept, key, goesOn)) continue;
      const now = action === 'ignore' ? top : action === 'close' ? top?.under : push(mark, under);
      kept.push({ cost, top: now, carried: goesOn, last: { action, mark, previous: last } });
    }
    this.#count = 0;
    return kept;
  }
}

function isKept(kept: readonly Reading[], key: number | undefined, carried: boolean): boolean {
  for (const other of kept) if (other.top?.key === key && other.carried === carried) return true;
  return false;
}

function readMark(readings: readonly Reading[], mark: Mark, options: Options): Reading[] {
  const context = contextCost(mark, OPEN_BEFORE, OPEN_AFTER);
  const opening = openingCost(mark, context);
  const closing = closingCost(mark);
  const ignored = ignoreCost(mark);
  for (const reading of readings) {
    const { top, carried } = reading;
    options.add(reading, 'ignore', ignored);
    if (carried) {
      options.add(reading, 'reopen', mark.kind.open + context + (mark.opensBlock ? 0 : COST.reopenedInside));
    } else if (!top) options.add(reading, 'open', opening);
    else if (top.depth < MAX_DEPTH) options.add(reading, 'open', opening + nestingCost(mark, top));
    if (!top) continue;
    if (!top.under && !carried && top.mark.kind.family !== 'single')
      options.add(reading, 'restart', opening + COST.restarted);
    const cost = closing + pairCost(mark, top.mark);
    if (Number.isFinite(cost)) options.add(reading, 'close', cost);
  }
  return options.take(mark);
}

/** Levels still open at the end of a block are dropped, or carried over into the next. */
function endBlock(readings: readonly Reading[], next: Mark | undefined): Reading[] {
  const after: Reading[] = [];
  for (const reading of readings) {
    let bottom = reading.top;
    if (!bottom) {
      after.push(reading);
      continue;
    }
    let cost = 0;
    for (; bottom.under; bottom = bottom.under)
      cost += bottom.mark.kind.family === 'single' ? COST.unclosedSingle : COST.unclosed;
    const single = bottom.mark.kind.family === 'single';
    after.push(step(reading, 'drop', cost + (single ? COST.unclosedSingle : COST.unclosed), undefined));
    const continued = next?.opensBlock ? COST.continued : COST.continuedUnmarked;
    const carry = step(reading, 'continue', cost + continued + (single ? 1 : 0), push(bottom.mark, undefined));
    carry.carried = true;
    after.push(carry);
  }
  return prune(after);
}

/**
 * Reads each mark as opening, closing or none, so that the whole text costs least (a beam search over the readings,
 * with the glyph, its neighbours, the pair and the end of the block as costs): one broken mark then does not turn all
 * that follow.
 * @param marks in order, as `findMarks` gives them.
 * @returns outermost pairs in order; they do not overlap. Linear in the number of marks.
 */
export function* pairMarks(marks: readonly Mark[]): Steps<MarkPair[]> {
  let readings: Reading[] = [{ cost: 0, top: undefined, carried: false, last: undefined }];
  const options = new Options();
  yield* each(marks, (mark, index) => {
    readings = readMark(readings, mark, options);
    const next = marks[index + 1];
    if (next?.block === mark.block) return;
    // A block without marks ends every quotation: nothing says that it belongs to one.
    readings = endBlock(readings, next?.block === mark.block + 1 ? next : undefined);
    if (next?.block !== mark.block + 1) readings = prune(readings.map((reading) => giveUp(reading)));
  });
  return replay(readings[0]);
}

function giveUp(reading: Reading): Reading {
  return reading.carried ? step(reading, 'drop', COST.unclosed, undefined) : reading;
}

/** Turns the decisions of the cheapest reading into pairs. */
function replay(reading: Reading | undefined): MarkPair[] {
  const steps: Step[] = [];
  for (let last = reading?.last; last; last = last.previous) steps.push(last);
  steps.reverse();

  const pairs: MarkPair[] = [];
  let depth = 0;
  let current: MarkPair | undefined;
  for (const { action, mark } of steps) {
    if (mark && (action === 'reopen' || action === 'restart')) {
      if (current) pairs.push({ ...current, before: mark });
      current = { open: mark, block: mark.block, continues: false };
      depth = 1;
    } else if (mark && action === 'open') {
      if (depth === 0) current = { open: mark, block: mark.block, continues: false };
      depth++;
    } else if (mark && action === 'close') {
      depth--;
      if (depth === 0) {
        pairs.push(
          current?.open
            ? { open: current.open, close: mark, block: current.block, continues: false }
            : { close: mark, block: mark.block, continues: false },
        );
        current = undefined;
      }
    } else if (action === 'drop' || action === 'continue') {
      if (current) pairs.push({ ...current, continues: action === 'continue' });
      current = undefined;
      depth = action === 'continue' ? 1 : 0;
    }
  }
  return pairs;
}
