import type { ClutterRules, PageRules } from '../rules/schema.ts';
import { DIGITS } from './characters.ts';
import { type Openings, openings, type Phrases, phraseList, type Token, tokenize } from './phrases.ts';

/** Text that reads as an ad marker from end to end. Offsets are UTF-16 units of the text that was read. */
export interface Marker {
  start: number;
  end: number;
  /** Whose words they are. */
  language: ClutterRules;
  /** What marks it first, as compared. */
  word: string;
  /** No prose reads like this: an instruction around an ad, or its label twice. */
  sure: boolean;
  /** Its label stands there twice. */
  repeated: boolean;
  tokens: number;
}

type Role = 'line' | 'word' | 'action' | 'joiner';

/** The ad words of all languages, ready to be found. */
export interface AdGrammar {
  phrases: Phrases<{ role: Role; language: ClutterRules }>;
  /** Of what makes a marker: text without any holds none. */
  openings: Openings;
}

/** Longer than any marker: what is longer is not read as one. UTF-16 units. */
const MAX_LENGTH = 160;
/** As many words as a marker in running text may have; without a bound, a text made of joiners costs its square. */
const MAX_TOKENS = 24;
/** Enough of a line to see that it begins with no marker. UTF-16 units. */
const HEAD = 40;
/** "Ad 1 of 3", not a year. */
const NUMBER = new RegExp(`^[${DIGITS}]{1,3}$`);
/** Between the words of one label in running text. */
const SAME_LABEL = /^[\s:|*()[\]–—-]*$/;
/** A marker is said, not asked, shouted, quoted or priced. */
const NOT_IN_MARKERS = /["“”„‟「」!?！？%$€£¥₽]/;

/** @returns the grammar of these rules; words of the languages listed first win where two share one. */
export function adGrammar(rules: PageRules): AdGrammar {
  const phrases: AdGrammar['phrases'] = phraseList();
  const opens = openings();
  const lists = { line: 'adLines', word: 'adWords', action: 'adActions', joiner: 'adJoiners' } as const;
  for (const role of ['line', 'word', 'action', 'joiner'] as const) {
    for (const language of rules.clutter) {
      phrases.add(language[lists[role]], { role, language });
      if (role === 'line' || role === 'word') opens.add(language[lists[role]]);
    }
  }
  return { phrases, openings: opens };
}

/** @returns the marker that `text` from `start` to `end` is, when every word of it belongs to one. */
export function markerIn(grammar: AdGrammar, text: string, start: number, end: number): Marker | undefined {
  if (end - start > MAX_LENGTH) return undefined;
  const head = tokenize(text, start, Math.min(end, start + HEAD));
  if (head.length > 1 && !grammar.phrases.has(head[0]?.word) && !NUMBER.test(head[0]?.word ?? '')) return undefined;
  if (NOT_IN_MARKERS.test(text.slice(start, end))) return undefined;
  const tokens = tokenize(text, start, end);
  let at = 0;
  const { take, marker } = reading(tokens);
  while (at < tokens.length) {
    const match = grammar.phrases.matchAt(tokens, at);
    if (match) take(match.value, at, match.length);
    else if (!NUMBER.test(tokens[at]?.word ?? '')) return undefined;
    at += match?.length ?? 1;
  }
  return marker(start, end);
}

/** @returns the marker that begins with the token `at` and stands among other words; it ends with its last word. */
export function markerAt(grammar: AdGrammar, text: string, tokens: readonly Token[], at: number): Marker | undefined {
  const { take, marker } = reading(tokens);
  let last: Marker | undefined;
  for (let i = at; i < Math.min(tokens.length, at + MAX_TOKENS); ) {
    const match = grammar.phrases.matchAt(tokens, i);
    if (!match) break;
    const previous = tokens[i - 1];
    if (i > at && previous && !SAME_LABEL.test(text.slice(previous.end, tokens[i]?.start))) break;
    take(match.value, i, match.length);
    i += match.length;
    if (match.value.role !== 'joiner') last = marker(tokens[at]?.start ?? 0, tokens[i - 1]?.end ?? 0, i - at) ?? last;
  }
  return last;
}

/** Counts what a marker is made of. */
function reading(tokens: readonly Token[]) {
  const counts: Record<Role, number> = { line: 0, word: 0, action: 0, joiner: 0 };
  let first: { language: ClutterRules; word: string } | undefined;
  return {
    take({ role, language }: { role: Role; language: ClutterRules }, at: number, length: number): void {
      counts[role]++;
      if (role !== 'line' && role !== 'word') return;
      first ??= {
        language,
        word: tokens
          .slice(at, at + length)
          .map(({ word }) => word)
          .join(' '),
      };
    },
    marker(start: number, end: number, length = tokens.length): Marker | undefined {
      const { line, word, action, joiner } = counts;
      return (
        first && {
          ...first,
          start,
          end,
          tokens: length,
          sure: line > 0 || word > 1 || action > 0,
          repeated: word > 1 && joiner === 0,
        }
      );
    },
  };
}
