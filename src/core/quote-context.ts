import { PHRASE_WORDS } from '../rules/quoted-phrases.ts';
import type { SpeechRules } from '../rules/schema.ts';
import type { Span } from './article.ts';
import { type Lexicon, lexiconOf } from './lexicon.ts';
import type { QuotedSpan, QuoteSource } from './quotes.ts';

/** What a text tells about all its spans. */
export interface QuoteContext {
  source: QuoteSource;
  lexicon: Lexicon;
  lang: string;
  isNamed: (word: string) => boolean;
  isNaming: (word: string) => boolean;
  /** The text also has double marks: single ones are then the exception. */
  doubles: boolean;
  /** How often each short span stands in marks, and how many spans are long: names come again, speech comes with more. */
  marked: ReadonlyMap<string, number>;
  long: number;
}

export function contextOf(source: QuoteSource, rules: SpeechRules, spans: readonly QuotedSpan[]): QuoteContext {
  const { named, naming } = phraseSetsOf(rules.lang);
  return {
    source,
    lexicon: lexiconOf(rules),
    lang: rules.lang,
    isNamed: endingIn(named),
    isNaming: endingIn(naming),
    ...repetitions(spans, source.text),
    doubles: spans.some((span) => span.by === 'marks' && !isSingle(source.text, span)),
  };
}

/** In UTF-16 units: what may be a name, what is speech in all likelihood, and how far round a span it is looked for again. */
const SHORT = 40;
export const SPOKEN = 60;
const AROUND = 1500;

function repetitions(spans: readonly QuotedSpan[], text: string): Pick<QuoteContext, 'marked' | 'long'> {
  const marked = new Map<string, number>();
  let long = 0;
  for (const { start, end } of spans) {
    if (end - start > SPOKEN) long++;
    if (end - start > SHORT) continue;
    const words = text.slice(start, end);
    marked.set(words, (marked.get(words) ?? 0) + 1);
  }
  return { marked, long };
}

/** Whether the words of a short span stand somewhere else: in marks anywhere, or without them not far off. */
export function standsAgain({ start, end }: Span, { source: { text }, marked }: QuoteContext): boolean {
  if (end - start > SHORT) return false;
  const words = text.slice(start, end);
  return (
    (marked.get(words) ?? 0) > 1 ||
    text.slice(Math.max(0, start - AROUND), start).includes(words) ||
    text.slice(end, end + AROUND).includes(words)
  );
}

export const isSingle = (text: string, span: QuotedSpan): boolean =>
  span.outer.end - span.end < 4 &&
  span.start - span.outer.start < 2 &&
  "'‘’‚‛".includes(text.charAt(span.outer.start) || ' ');

/** The words that tell phrases from speech in one language, ready to be looked up. */
interface PhraseSets {
  named: ReadonlySet<string>;
  naming: ReadonlySet<string>;
}

const NO_WORDS: PhraseSets = { named: new Set(), naming: new Set() };
const sets = new Map<string, PhraseSets>();

function phraseSetsOf(lang: string): PhraseSets {
  const known = sets.get(lang);
  if (known) return known;
  // Asked for once: the bundles unpack the words each time. A page may call its language "constructor".
  const words = Object.hasOwn(PHRASE_WORDS, lang) ? PHRASE_WORDS[lang] : undefined;
  if (!words) return NO_WORDS;
  const made = { named: new Set(words.named), naming: new Set(words.naming) };
  sets.set(lang, made);
  return made;
}

/** What a compound has before the entry at its end, and the entry itself, in letters at least. */
const LEAST_BEFORE = 3;
const LEAST_ENTRY = 4;

/** Tells whether a word, or its ending where the language compounds nouns, is in a set. Each word is looked up once. */
function endingIn(entries: ReadonlySet<string>): (word: string) => boolean {
  const known = new Map<string, boolean>();
  const holds = (word: string): boolean => {
    if (entries.has(word) || (word.endsWith('s') && entries.has(word.slice(0, -1)))) return true;
    for (let from = LEAST_BEFORE; from <= word.length - LEAST_ENTRY; from++)
      if (entries.has(word.slice(from))) return true;
    return false;
  };
  return (word) => {
    let found = known.get(word);
    if (found === undefined) {
      found = holds(word);
      known.set(word, found);
    }
    return found;
  };
}

/** In UTF-16 units. */
const LONGEST_NAME = 40;
/** One to three words, the first of them with a capital, and nothing that ends a sentence or parts it. */
const NAME = /^\p{Lu}[^\s.,!?…:;]*(?:\s[^\s.,!?…:;]+){0,2}$/u;

/** Whether what stands in marks looks like a name or a title. */
export const isNameLike = (words: string): boolean => words.length <= LONGEST_NAME && NAME.test(words);
