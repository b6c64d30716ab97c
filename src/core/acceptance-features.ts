import type { Quote } from './article.ts';
import { bucket, Features, type Row } from './model.ts';
import { SPEAKER_FEATURES } from './speaker-columns.ts';
import type { Ranked } from './speaker-features.ts';

/** What tells whether a span is a quotation once it is known who would have said it; the features of that speaker follow. */
const ACCEPTANCE_FEATURES = new Features(
  { odds: 13, first: 14, second: 14, nobody: 14, letters: 8, sure: 6, doubtful: 6, quotes: 7 },
  {},
);
export const ACCEPTANCE_COLUMNS = [...ACCEPTANCE_FEATURES.columns, ...SPEAKER_FEATURES.columns];

/** What a row is compared with: nothing is known. */
export const UNKNOWN_ROW: Readonly<Row> = ACCEPTANCE_COLUMNS.map(({ size }) => size - 1);
const UNKNOWN_SPEAKER = UNKNOWN_ROW.slice(ACCEPTANCE_FEATURES.columns.length);

const ODDS = [0.3, 0.6, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 8];
const SHARES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99];
/** In UTF-16 units. */
const LETTERS = [8, 14, 20, 28, 40, 60, 80];
/** Log odds from which a span is called sure, and under which doubtful. */
const SURE = 3;
const DOUBTFUL = 2;

/** Who may have said a span, likeliest first, and the features of nobody; neither where there is no sentence to ask. */
export interface Judged {
  ranked: readonly Ranked[];
  nobody: Readonly<Row> | undefined;
}

/** Describes a span by how sure its finder was and by who may have said it; the finder's doubts of a text are counted once. */
export class AcceptanceRows {
  readonly #quotes: readonly Quote[];
  readonly #odds: readonly number[];
  readonly #sure: number;
  readonly #doubtful: number;

  /** @param odds log odds that each span is a quotation, as the finder has them; infinite where it did not have to ask. */
  constructor(quotes: readonly Quote[], odds: readonly number[]) {
    this.#quotes = quotes;
    this.#odds = odds;
    this.#sure = odds.filter((each) => each > SURE).length;
    this.#doubtful = odds.filter((each) => each < DOUBTFUL).length;
  }

  /** Whether the finder left room for doubt. */
  isOpen(quote: number): boolean {
    return (this.#odds[quote] ?? 0) < Number.POSITIVE_INFINITY;
  }

  rowOf(quote: number, { ranked, nobody }: Judged): Row {
    const row = ACCEPTANCE_FEATURES.row();
    const set = ACCEPTANCE_FEATURES.setter(row);
    const odds = this.#odds[quote] ?? 0;
    const { start = 0, end = 0 } = this.#quotes[quote] ?? {};
    const others = this.#odds.length - 1;
    const doubtful = this.#doubtful - (odds < DOUBTFUL ? 1 : 0);
    set('odds', bucket(odds, ODDS));
    set('first', bucket(ranked[0]?.confidence ?? 0, SHARES));
    set('second', bucket(ranked[1]?.confidence ?? 0, SHARES));
    set('nobody', bucket(1 - ranked.reduce((sum, { confidence }) => sum + confidence, 0), SHARES));
    set('letters', bucket(end - start, LETTERS));
    set('sure', bucket(this.#sure - (odds > SURE ? 1 : 0), [0, 1, 3, 6, 12]));
    if (others > 0) set('doubtful', bucket(doubtful / others, [0.02, 0.1, 0.25, 0.4, 0.6]));
    set('quotes', bucket(others, [0, 1, 3, 6, 12, 24]));
    return row.concat(ranked[0]?.candidate.features ?? nobody ?? UNKNOWN_SPEAKER);
  }
}
