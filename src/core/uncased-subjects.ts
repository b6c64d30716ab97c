import type { SpeechRules, VerbGroup } from '../rules/schema.ts';
import type { Quote, Span, Speaker } from './article.ts';
import { sentenceAround } from './marked-subjects.ts';
import type { QuoteSource } from './quotes.ts';
import { mapped, type Steps } from './steps.ts';

/** How far, in UTF-16 units, the subject of a quotation is looked for on either side of it. */
const REACH = 200;
/** How many words a subject has, how many stand between a quotation and its verb, and what is left of a name without its roles. */
const MAX_WORDS = 8;
const MAX_BEFORE_VERB = 9;
const MAX_NAME = 3;
const CONFIDENCE = { subject: 0.85, carried: 0.7 };
/** A word with its vowel signs, its joiners, and what abbreviates it in Hebrew; or a single mark. */
const PIECE = /[\p{L}\p{M}\p{N}\u200c\u05f3\u05f4'’-]+(?:"\p{L}+)*|\S/gu;
const MARKS = '"“”„«»‹›‘’\'';
const COMMAS = ',،';

/** A word or a mark, and where it stands. */
interface Piece extends Span {
  word: string;
  spelled: boolean;
}

/** Who a verb or a frame says speaks. */
interface Reported {
  /** The words for who; none where the verb has no subject. */
  words: readonly Piece[];
  /** Whom the form of the verb goes with, where it tells. */
  agrees?: VerbGroup['agrees'];
}

/**
 * Gives each quote its speaker in scripts that have no capitals to tell a name by, but spaces between words: who stands right
 * beside the verb that reports, up to a word that no name goes on with.
 * @param quotes in reading order; not changed.
 */
export function* attributeUncased(quotes: readonly Quote[], source: QuoteSource, rules: SpeechRules): Steps<Quote[]> {
  const {
    subject: order = 'before',
    particles,
    stops = [],
    prefixed = [],
    suffixed = [],
    articles = [],
  } = rules.uncased ?? {};
  const verbs = new Map(
    rules.verbs.flatMap((group) =>
      group.stems.flatMap((stem) => group.finite.map((end): [string, VerbGroup] => [stem + end, group])),
    ),
  );
  const barriers = new Set([...stops, ...rules.neverSpeakers]);
  const between = new Set([...(rules.obliques ?? []), ...rules.adverbs]);
  const opening = new Set([...rules.adverbs, ...rules.conjunctions]);
  const carriers = new Set(rules.writing?.carriers);
  const { masculine, feminine, plural } = rules.pronouns;
  const pronouns = new Set([...masculine, ...feminine, ...plural]);
  const titles = new Set(Object.values(rules.titles).flat());
  const people = new Set(Object.values(rules.people).flat());
  const bodies = new Set([...rules.groups, ...rules.documents]);
  const phrasesOf = (frames: readonly string[] | undefined): string[][] =>
    (frames ?? []).map((frame) => frame.split(' '));
  const framesBefore = phrasesOf(rules.frames.before);
  const framesAfter = phrasesOf(rules.frames.after);
  /** Full names by their last word; nothing where two share it. */
  const known = new Map<string, string | undefined>();
  let last: Speaker | undefined;
  /** Whom the verb goes with that `last` was the subject of. */
  let lastAgrees: VerbGroup['agrees'];
  let block = 0;
  return yield* mapped(quotes, attributed);

  function attributed(quote: Quote, index: number): Quote {
    while (block < source.blocks.length - 1 && (source.blocks[block]?.end ?? 0) < quote.end) block++;
    const around = sentenceAround(
      quote,
      quotes[index - 1],
      quotes[index + 1],
      source,
      source.blocks[block] ?? quote,
      REACH,
    );
    const left = piecesOf(around.start, quote.start);
    while (MARKS.includes(left.at(-1)?.word ?? ' ')) left.pop();
    const right = piecesOf(quote.end, around.end);
    while (MARKS.includes(right[0]?.word ?? ' ')) right.shift();
    if (isComma(right[0])) right.shift();
    const isWritten = left.some(({ word }) => carriers.has(word) || carriers.has(withoutArticle(word)));
    const sides =
      left.length > 0 ? [besideVerb(left, 'left'), besideVerb(right, 'right')] : [besideVerb(right, 'right')];
    const beside = sides.find((side) => side !== undefined);
    const reported =
      beside?.words.length === 0 && order === 'before'
        ? { ...beside, words: subjectBefore(left, left.length) }
        : beside;
    const speaker = reported && !isWritten ? speakerAt(reported) : undefined;
    lastAgrees = reported?.agrees ?? (speaker?.via === 'carried' ? lastAgrees : undefined);
    last = speaker;
    return speaker ? { ...quote, speaker } : { ...quote };
  }

  function piecesOf(from: number, to: number): Piece[] {
    return [...source.text.slice(from, to).matchAll(PIECE)].map(({ 0: word, index }) => ({
      word,
      spelled: /[\p{L}\p{N}]/u.test(word),
      start: from + index,
      end: from + index + word.length,
    }));
  }

  function verbOf({ word }: Piece): VerbGroup | undefined {
    const joined = prefixed.filter((letter) => word.startsWith(letter)).map((letter) => word.slice(letter.length));
    return firstOf([word, ...joined], formOf);
  }

  function formOf(word: string): VerbGroup | undefined {
    const bare = suffixed.filter((end) => word.endsWith(end)).map((end) => word.slice(0, -end.length));
    return firstOf([word, ...bare], (each) => verbs.get(each));
  }

  /** Who speaks beside the verb or the frame nearest to the quotation; nothing where neither is there. */
  function besideVerb(pieces: readonly Piece[], side: 'left' | 'right'): Reported | undefined {
    const at = (k: number): number => (side === 'left' ? pieces.length - 1 - k : k);
    const reach = side === 'left' ? pieces.length : Math.min(pieces.length, MAX_BEFORE_VERB);
    for (let k = 0; k < reach; k++) {
      const here = at(k);
      const piece = pieces[here];
      if (!piece || (side === 'right' && !piece.spelled && !isComma(piece))) return undefined;
      if (MARKS.includes(piece.word)) return undefined;
      const opened = framesBefore.find((frame) => isAt(frame, pieces, here));
      if (opened) return { words: phraseFrom(pieces, here + opened.length) };
      const closed = framesAfter.find((frame) => isAt(frame, pieces, here));
      if (closed) return { words: phraseUpTo(pieces, here) };
      const verb = verbOf(piece);
      if (!verb || (verb.weak && !besideParticle(pieces, here))) continue;
      const behind = (): readonly Piece[] => phraseFrom(pieces, overObjects(pieces, here + 1), side === 'right');
      const before = (): readonly Piece[] => subjectBefore(pieces, here);
      const [first, second] = order === 'behind' || here === 0 ? [behind, before] : [before, behind];
      const found = first();
      const named = found.length > 0 ? found : second();
      // "نفت الحكومة … ووصفتها بأنها «…»": who does what the verb before says need not be the one who spoke before.
      const isOpen =
        named.length === 0 &&
        (clauseBefore(pieces, here) > 1 || (side === 'left' && pieces.slice(0, here).some(verbOf)));
      return isOpen ? undefined : { words: named, agrees: verb.agrees };
    }
    return undefined;
  }

  /** "השיבה לו גלית רון": over to whom and when it was said. */
  function overObjects(pieces: readonly Piece[], from: number): number {
    let at = from;
    while (between.has(pieces[at]?.word ?? '')) at++;
    return at;
  }

  function isAt(frame: readonly string[], pieces: readonly Piece[], at: number): boolean {
    const [first = '', ...rest] = frame;
    const word = pieces[at]?.word ?? '';
    const opens = word === first || prefixed.some((letter) => word === letter + first);
    return opens && rest.every((each, k) => pieces[at + 1 + k]?.word === each);
  }

  function endsPhrase(piece: Piece | undefined): boolean {
    return !piece?.spelled || isBarrier(piece.word) || verbOf(piece) !== undefined;
  }

  function isBarrier(word: string): boolean {
    return (
      barriers.has(word) ||
      prefixed.some((letter) => word.startsWith(letter) && barriers.has(word.slice(letter.length)))
    );
  }

  /** The words from one on, up to what no name goes on with. */
  function run(pieces: readonly Piece[], from: number): readonly Piece[] {
    let to = from;
    while (!endsPhrase(pieces[to])) to++;
    return to - from > MAX_WORDS ? [] : withoutObject(pieces.slice(from, to));
  }

  /** "طارق النجار | الأزمة": behind a name that ends in a word with an article another such word is the object. */
  function withoutObject(words: readonly Piece[]): readonly Piece[] {
    const at = words.length - 3;
    const [name, family, object] = at < 0 || order !== 'behind' ? [] : words.slice(at);
    if (!name || !family || !object || isArticled(name) || isRole(name)) return words;
    return isArticled(family) && isArticled(object) ? words.slice(0, -1) : words;
  }

  function isArticled({ word }: Piece): boolean {
    return withoutArticle(word) !== word;
  }

  /** "قال رئيس البلدية، سامي حداد، إن": where the first words are for what he is, the next between commas name him. */
  function phraseFrom(pieces: readonly Piece[], from: number, isLast = false): readonly Piece[] {
    const first = run(pieces, from);
    const comma = from + first.length;
    const second = isComma(pieces[comma]) ? run(pieces, comma + 1) : [];
    const behind = pieces[comma + 1 + second.length];
    const isSet = behind ? isComma(behind) || verbOf(behind) !== undefined : isLast;
    const names = isSet && second.length > 0 && second.length <= MAX_NAME;
    return names && isRole(first[0]) && !(isRole(second[0]) && !titles.has(second[0]?.word ?? '')) ? second : first;
  }

  /** The words right before one, back to what no name begins behind. */
  function phraseUpTo(pieces: readonly Piece[], to: number): readonly Piece[] {
    let from = to;
    while (from > 0 && !endsPhrase(pieces[from - 1])) from--;
    return to - from > MAX_WORDS ? [] : pieces.slice(from, to);
  }

  /** "महापौर सुनीता वर्मा ने मंगलवार को कहा" */
  function besideParticle(pieces: readonly Piece[], verb: number): readonly Piece[] | undefined {
    for (let k = verb - 1; k > 0; k--) if (particles?.includes(pieces[k]?.word ?? '')) return phraseUpTo(pieces, k);
    return undefined;
  }

  /** "شهردار تهران، رضا کاظمی، گفت": the words that open the clause, or those between commas behind them. */
  function subjectBefore(pieces: readonly Piece[], verb: number): readonly Piece[] {
    const marked = besideParticle(pieces, verb);
    if (marked) return marked;
    let from = verb;
    while (from > 0 && (pieces[from - 1]?.spelled || isComma(pieces[from - 1]))) from--;
    while (from < verb && opening.has(pieces[from]?.word ?? '')) from++;
    // "In the evening, …": what a preposition opens the clause with is over at a comma.
    while (from < verb && endsPhrase(pieces[from])) {
      while (from < verb && !isComma(pieces[from])) from++;
      from++;
    }
    return from < verb ? phraseFrom(pieces, from) : [];
  }

  /** How many words a clause has before its verb. */
  function clauseBefore(pieces: readonly Piece[], verb: number): number {
    let from = verb;
    while (pieces[from - 1]?.spelled) from--;
    return verb - from;
  }

  function isRole(piece: Piece | undefined): boolean {
    const { word = '' } = piece ?? {};
    const bare = withoutArticle(word);
    return [word, bare].some((each) => titles.has(each) || people.has(each));
  }

  function withoutArticle(word: string): string {
    const article = articles.find((each) => word.startsWith(each) && word.length > each.length + 2);
    return article ? word.slice(article.length) : word;
  }

  /** Whom some words stand for: a name, or the one before where they are a pronoun or none; nothing where nobody is known. */
  function speakerAt({ words, agrees }: Reported): Speaker | undefined {
    const [first] = words;
    const end = words.at(-1)?.end;
    if (!first || end === undefined || (words.length === 1 && pronouns.has(first.word))) {
      // "قال سامي: «…». وقالت: «…»": a woman's verb does not go on with a man.
      const isOther = agrees !== undefined && lastAgrees !== undefined && agrees !== lastAgrees;
      return last && !isOther ? { ...last, via: 'carried', confidence: CONFIDENCE.carried } : undefined;
    }
    const name = source.text.slice(first.start, end);
    const bare = nameIn(words);
    const called = source.text.slice(bare[0]?.start, bare.at(-1)?.end);
    const full = bare.length > 1 ? called : (known.get(called) ?? called);
    // "البلدية" is not "رئيس البلدية" for short.
    if (bare.length > 1 && !bare.some(isRole) && !bare.some(isBody)) {
      const family = bare.at(-1)?.word ?? '';
      known.set(family, known.has(family) && known.get(family) !== called ? undefined : called);
    }
    return {
      name,
      start: first.start,
      end,
      ...(full !== name && { resolvedName: full }),
      via: 'cue',
      confidence: CONFIDENCE.subject,
    };
  }

  /** The name behind titles, and behind a role with its attribute: "رئيس | البلدية | سامي حداد"; all the words where that is not sure. */
  function nameIn(words: readonly Piece[]): readonly Piece[] {
    let from = 0;
    while (from < words.length - 1 && titles.has(words[from]?.word ?? '')) from++;
    const { word: role = '' } = words[from] ?? {};
    const isDefinite = (at: number): boolean => words.slice(at, at + 1).some(isArticled);
    if (articles.length > 0 && isRole(words[from]) && (isDefinite(from) || isDefinite(from + 1)) && role !== '') {
      from++;
      while (from < words.length - 2 && isDefinite(from)) from++;
    }
    const rest = words.slice(from);
    return from > 0 && rest.length > 0 && rest.length <= MAX_NAME && !rest.some(isBody) ? rest : words;
  }

  function isBody({ word }: Piece): boolean {
    return bodies.has(word) || bodies.has(withoutArticle(word));
  }
}

/** The first answer there is to any of some words. */
function firstOf(words: readonly string[], ask: (word: string) => VerbGroup | undefined): VerbGroup | undefined {
  for (const word of words) {
    const answer = ask(word);
    if (answer) return answer;
  }
  return undefined;
}

const isComma = (piece: Piece | undefined): boolean => piece !== undefined && COMMAS.includes(piece.word);
