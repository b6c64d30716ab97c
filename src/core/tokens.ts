import type { Span } from './article.ts';
import { CUE, type Lexicon, Word } from './lexicon.ts';

/** One word, mark or whole quotation of a text. */
export interface Token extends Span {
  /** Lower case, apostrophes straight, no full stop; the mark itself; '' for a quotation. */
  word: string;
  /** What the word can be, see `Word`. */
  flags: number;
  capital: boolean;
  /** A word or number, not a mark and not a quotation. */
  spelled: boolean;
  /** Index of the quotation this token stands for, -1 for a word or mark. */
  quote: number;
  sentence: number;
  block: number;
  /** Tokens this cue or frame of several words goes on for. */
  more: number;
}

const WORD =
  /[\p{L}\p{N}@#$][\p{L}\p{N}\p{M}_]*(?:(?:['’&-]|\.(?!\p{Lu}\p{Ll}))(?=[\p{L}\p{N}])[\p{L}\p{N}\p{M}_]+)*|[.,;:!?…()[\]—–-]|\n/gu;
const SPELLED = /[\p{L}\p{N}]/u;
const CLITIC = /^(.+?)['’](s|d|ll|re|ve|m)$/i;
const ENDS_SENTENCE = /[.!?…]['"’”»“„]*\s*$/;

/** What is tokenised: the text, where its blocks are, and where its quotations are (sorted, not overlapping). */
export interface TokenSource {
  text: string;
  blocks: readonly Span[];
  quotes: readonly Span[];
}

/** Reads a text as words, marks and quotations; what a quotation says is one token and not looked into. */
export function tokenize({ text, blocks, quotes }: TokenSource, lexicon: Lexicon): Token[] {
  const tokens: Token[] = [];
  let quote = 0;
  let sentence = 0;
  blocks.forEach((block, index) => {
    let at = block.start;
    sentence++;
    const close = (): void => {
      sentence++;
    };
    const words = (until: number): void => {
      for (const match of text.slice(at, until).matchAll(WORD)) {
        const start = at + match.index;
        const end = start + match[0].length;
        for (const part of partsOf(match[0], start, lexicon)) {
          tokens.push(tokenOf(part.text, part.start, { index, sentence, lexicon }));
        }
        if (/[.!?…\n]/.test(match[0]) && match[0].length === 1 && endsSentence(tokens, text, end)) close();
      }
      at = Math.max(at, until);
    };
    for (; quote < quotes.length; quote++) {
      const span = quotes[quote];
      if (!span || span.start >= block.end) break;
      if (span.start < at) continue;
      words(span.start);
      tokens.push({
        ...span,
        word: '',
        flags: 0,
        capital: false,
        spelled: false,
        quote,
        sentence,
        block: index,
        more: 0,
      });
      at = Math.min(span.end, block.end);
      if (
        ENDS_SENTENCE.test(text.slice(Math.max(span.start, span.end - 4), span.end)) &&
        startsSentence(text, span.end)
      )
        close();
    }
    words(block.end);
  });
  markPhrases(tokens, lexicon);
  return tokens;
}

/** "Trump's" is a name and a clitic, "l'avocate" an article and a noun, "dit-il" a verb and a pronoun. */
function partsOf(word: string, start: number, { rules, flagsOf }: Lexicon): { text: string; start: number }[] {
  const clitic = /['’]/.test(word) ? CLITIC.exec(word) : null;
  const stem = clitic?.[1];
  if (stem) return splitAt(word, start, stem.length, stem.length);
  if (!rules.elisions && !rules.enclitics) return [{ text: word, start }];
  const plain = word.toLowerCase().replace(/’/g, "'");
  if (flagsOf(plain)) return [{ text: word, start }];
  const elision = rules.elisions?.find((each) => plain.startsWith(each) && plain.length > each.length);
  if (elision) return splitAt(word, start, elision.length, elision.length);
  const enclitic = rules.enclitics?.find((each) => plain.endsWith(each) && plain.length > each.length);
  if (enclitic) return splitAt(word, start, word.length - enclitic.length, word.lastIndexOf('-') + 1);
  return [{ text: word, start }];
}

/** Cuts a word in two, leaving out what stands between the end of one part and the start of the other. */
function splitAt(word: string, start: number, end: number, next: number): { text: string; start: number }[] {
  return [
    { text: word.slice(0, end), start },
    { text: word.slice(next), start: start + next },
  ];
}

function tokenOf(text: string, start: number, place: { index: number; sentence: number; lexicon: Lexicon }): Token {
  const lower = text.toLowerCase();
  const word = /[.’]/.test(lower) ? lower.replace(/’/g, "'").replace(/\.(?=.)/g, '') : lower;
  const letter = text.charAt(0);
  return {
    start,
    end: start + text.length,
    word,
    flags: place.lexicon.flagsOf(word),
    spelled: SPELLED.test(word),
    capital: letter !== letter.toLowerCase() || (letter === '@' && text.length > 1),
    quote: -1,
    sentence: place.sentence,
    block: place.index,
    more: 0,
  };
}

/** A full stop after a title, an initial or an abbreviation does not end a sentence; nor does one before a small letter. */
function endsSentence(tokens: readonly Token[], text: string, end: number): boolean {
  const mark = tokens.at(-1);
  const before = tokens.at(-2);
  if (mark?.word !== '.') return true;
  if (before && before.end === mark.start) {
    if (before.flags & Word.title && !(before.flags & (Word.person | Word.group))) return false;
    if (before.capital && before.word.length === 1) return false;
    if (before.capital && before.word.length <= 3 && text.slice(before.start, before.end).includes('.')) {
      return startsSentence(text, end, true);
    }
    if (before.flags & Word.title && before.capital) return false;
  }
  return startsSentence(text, end);
}

/** Whether what follows can open a sentence: not a small letter, a comma or the like. */
function startsSentence(text: string, at: number, wordOnly = false): boolean {
  const next = /[^\s"'“”„‟«»‹›「」『』‘’‚‛)\]]/u.exec(text.slice(at, at + 12))?.[0];
  if (next === undefined) return true;
  if (/[,;:—–-]/.test(next)) return false;
  return wordOnly ? false : next === next.toUpperCase();
}

/** Finds cues and frames of several words ("pointed out") and gives their first word what the whole is. */
function markPhrases(tokens: Token[], lexicon: Lexicon): void {
  tokens.forEach((token, at) => {
    for (const { words, flags } of lexicon.phrases.get(token.word) ?? []) {
      if (!words.every((word, k) => tokens[at + k]?.word === word)) continue;
      token.flags = flags | (flags & CUE ? 0 : token.flags);
      token.more = words.length - 1;
      for (let k = 1; k < words.length; k++) {
        const part = tokens[at + k];
        if (part) part.flags = flags & Word.frameBefore && part.capital ? Word.preposition : part.flags & ~CUE;
      }
      return;
    }
  });
}
