import { isWordPart } from './characters.ts';
import { bareLine, foldLine } from './line-cues.ts';
import type { Say } from './line-signals.ts';

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

const SITE_AFTER = /\s[|–—·-]\s/;
// "News" is no headline. UTF-16 units.
const SHORT_TITLE = 6;

interface Title {
  folded: string;
  letters: string;
  words: ReadonlySet<string>;
}

export interface FoldedFacts {
  url: string;
  /** The title, and what of it stands before the name of a site or section. */
  titles: Title[];
  excerpt: string;
  byline: string;
  siteName: string;
}

/** Made once for all lines of a page. */
export function foldFacts(page: PageFacts): FoldedFacts {
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

/**
 * What a line repeats of what the page says about itself.
 * @param line see `bareLine`.
 * @param mayBeDek it stands like a dek.
 */
export function pageSignals(
  say: Say,
  line: string,
  words: number,
  facts: FoldedFacts,
  mayBeDek: boolean,
  atHead: boolean,
): void {
  if (line === '') return;
  if (facts.url !== '' && line === facts.url) say('is:address', 'boilerplate');
  if (facts.titles.some((title) => repeats(line, words, title))) {
    say(atHead ? 'is:title:head' : 'is:title', 'headline');
  }
  if (mayBeDek && facts.excerpt !== '' && words > 4) {
    if (line === facts.excerpt || (facts.excerpt.startsWith(line.slice(0, 80)) && words < 45))
      say('is:excerpt', 'headline');
  }
  if (facts.byline !== '' && words < 25 && facts.byline.length * 4 > line.length && line.includes(facts.byline))
    say('is:byline', 'byline');
  if (facts.siteName !== '' && line === facts.siteName) say('is:site', 'byline');
}

/** Nearly all of the words. */
const MOST_WORDS = 0.8;

/** A line that has the title's letters and numbers, whatever stands between them, or nearly all of its words. */
function repeats(line: string, words: number, { folded, letters, words: own }: Title): boolean {
  if (!likeLength(line, folded)) return false;
  if (line === folded || (words > 4 && overlap(line, own) > MOST_WORDS)) return true;
  // A bare line begins with its first letter or digit.
  return (line[0] === letters[0] || !PLAIN.test(line)) && lettersOf(line) === letters;
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
  let most = 0;
  for (const word of all) if (other.has(word)) most++;
  if (most <= other.size * MOST_WORDS) return 0;
  const words = new Set(all);
  let common = 0;
  for (const word of words) if (other.has(word)) common++;
  return common / Math.max(words.size, other.size);
}
