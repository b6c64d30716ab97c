import { CASE_FEATURES, type Doers, doersAt, setCaseFeatures } from './case-features.ts';
import { Cue, isFiniteCue, isNonfiniteCue, startOfCue } from './cue-tokens.ts';
import { endingOf, startsSmall, wordsIn } from './glyphs.ts';
import { isLearned } from './learned-languages.ts';
import { CUE, NOUN, Word } from './lexicon.ts';
import type { Mention } from './mentions.ts';
import { bucket, Features } from './model.ts';
import { type Memory, type Scene, subjectHint } from './scene.ts';
import { lastQuoteBefore, latestSpeaker, mainCue, mentionsNear, reportedAround } from './surroundings.ts';
import { gapBetween, kindAt, REACH, TOKEN_KINDS } from './token-kinds.ts';
import type { Token } from './tokens.ts';
import { isCarrier, setWriting, setWritingOf, WRITING_FEATURES, type Writing, writingAround } from './writing.ts';

export interface Candidate {
  /** Index into `mentions`, -1 for nobody. */
  mention: number;
  /** The value of each feature. */
  features: Uint8Array;
  /** Token of the cue that ties the mention to the quotation, -1 when none does. */
  cue: number;
  link: 'subject' | 'inverted' | 'frame' | 'colon' | 'clause' | 'carried' | 'context';
}

const FEATURES = new Features(
  {
    tokensAway: 9,
    mentionsAway: 7,
    quotesAway: 4,
    sentenceRank: 5,
    cueGap: 8,
    cueMentions: 5,
    cueCommas: 5,
    cueUnknown: 5,
    cueQuoteGap: 8,
    cueQuoteMentions: 5,
    cueQuotes: 4,
    invertedGap: 6,
    mainRank: 10,
    mainGap: 8,
    mainSubjects: 4,
    subjectsAway: 5,
    verbsAway: 4,
    cueVerbs: 4,
    cueSubjects: 4,
    clauseGap: 6,
    possessive: 2,
    lastNew: 4,
    spoken: 4,
    count: 4,
    quoteLength: 5,
    quoteSmall: 2,
    brackets: 2,
  },
  {
    kind: 18,
    before: TOKEN_KINDS,
    after: TOKEN_KINDS,
    before2: TOKEN_KINDS,
    after2: TOKEN_KINDS,
    place: 12,
    cueKind: 8,
    cueStops: 16,
    cueSide: 4,
    inverted: 6,
    mainCue: 6,
    mainKind: 8,
    mainPrevious: TOKEN_KINDS,
    mainNext: TOKEN_KINDS,
    mainSide: 8,
    predicate: 5,
    cuePrevious: TOKEN_KINDS,
    cueNext: TOKEN_KINDS,
    clause: 5,
    last: 4,
    lastPlace: 7,
    quoteBefore: TOKEN_KINDS,
    quoteAfter: TOKEN_KINDS,
    quoteEnd: 6,
    quotePlace: 6,
    subject: 4,
    speaks: 6,
    reported: 3,
    // New ones come last, so that a model which does not ask for them goes on to fit.
    ...CASE_FEATURES,
    ...WRITING_FEATURES,
  },
);
/** What the speaker model is asked with. */
export const SPEAKER_COLUMNS = FEATURES.columns;

const NOBODY = 16;
const CARRIER = 17;
function mentionKind(mention: Mention, id: number, scene: Scene): number {
  const { flags } = mention;
  if (mention.kind === 'pronoun') {
    if (flags & Word.first) return 0;
    if (flags & Word.neuter) return 1;
    if (flags & Word.plural) return 2;
    return 3;
  }
  if (mention.kind === 'name') {
    if (flags & (Word.group | Word.document)) return 4;
    if (mention.nameStart > mention.start) return 5;
    if (mention.name.length > 1) return flags & Word.firstName ? 6 : 7;
    const person = scene.cast.persons[scene.cast.personOf[id] ?? -1];
    return person && person.name.length > 1 ? 8 : 9;
  }
  const head = scene.tokens[mention.head]?.flags ?? 0;
  const definite = (scene.tokens[mention.from]?.flags ?? 0) & Word.determiner ? 0 : 1;
  if (head & Word.person) return 10 + definite;
  if (isCarrier(head)) return CARRIER;
  if (head & Word.group) return 12;
  if (head & Word.document) return 13;
  return head & NOUN ? 14 : 15;
}

/**
 * The candidates for the speaker of one quotation, nobody among them, each with what tells for or against it.
 * @param quote index of the quotation.
 */
export function candidatesFor(quote: number, scene: Scene, memory: Memory): Candidate[] {
  const at = scene.quoteTokens[quote];
  const token = at === undefined ? undefined : scene.tokens[at];
  if (at === undefined || !token) return [];
  const main = mainCue(at, scene);
  const latest = latestSpeaker(at, scene);
  const writing = writingAround(at, scene);
  const shared = quoteFeatures(at, main, scene);
  if (writing) setWriting(FEATURES.setter(shared), at, main, writing);
  const told = FEATURES.setIn(shared);
  const doers = doersAt(at, main, scene);
  const result: Candidate[] = [];
  for (const mention of mentionsNear(at, scene, memory)) {
    result.push(describe(mention, at, { main, latest, doers, writing, shared, told }, scene, memory));
  }
  FEATURES.setter(shared)('kind', NOBODY);
  result.push({ mention: -1, features: shared, cue: -1, link: 'context' });
  return result;
}

/** What tells about the quotation itself; the same for all its candidates. */
function quoteFeatures(at: number, main: number, scene: Scene): Uint8Array {
  const { tokens, text } = scene;
  const token = tokens[at];
  const row = FEATURES.row();
  const set = FEATURES.setter(row);
  if (!token) return row;
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  const first = before?.block !== token.block;
  const final = after?.block !== token.block;
  const place = first && final ? 0 : first ? 1 : final ? 2 : before?.sentence !== token.sentence ? 3 : 4;
  set('quoteBefore', kindAt(scene, at - 1, token.sentence));
  set('quoteAfter', kindAt(scene, at + 1, token.sentence));
  set('quoteEnd', endingOf(token, text));
  set('quoteLength', bucket(wordsIn(token, text, 20), [1, 3, 7, 20]));
  set('quotePlace', place);
  set('quoteSmall', startsSmall(token, text) ? 1 : 0);
  set('reported', reportedAround(at, scene));
  set('mainKind', main < 0 ? 0 : (scene.cues[main] ?? 0));
  if (main >= 0) {
    set('mainPrevious', kindAt(scene, main - 1, token.sentence));
    set('mainNext', kindAt(scene, main + 1, token.sentence));
    set('mainSide', (main < at ? 0 : 4) + bucket(Math.abs(at - main), [1, 3, 8]));
  }
  return row;
}

/** What is the same for all candidates of a quotation. */
interface Surroundings {
  /** Token of the likeliest cue, -1 when there is none. */
  main: number;
  /** The last mention before the quotation that stands as the subject of a reporting verb, -1 when there is none. */
  latest: number;
  /** Who does what the verbs say, where cases tell; nothing in other languages. */
  doers: Doers | undefined;
  /** What tells that the words are written somewhere; nothing where no words for that are listed. */
  writing: Writing | undefined;
  /** Features of the quotation itself, and which of them are set. */
  shared: Uint8Array;
  told: readonly number[];
}

/** What tells about a mention whatever quotation it is asked about; worked out once for all that stand near it. */
export interface OwnFeatures {
  features: Uint8Array;
  /** Tokens, -1 where there is none: the cue to the right that the mention would be the subject of, and whether it likely is. */
  cue: number;
  isSubject: boolean;
  /** The participle before that cue. */
  clause: number;
  /** What stands right before the mention, and what cue it is. */
  inverted: number;
  invertedCue: number;
}

function ownFeatures(id: number, scene: Scene): OwnFeatures {
  let own = scene.described[id];
  if (!own) {
    own = describeMention(id, scene);
    scene.described[id] = own;
  }
  return own;
}

function describeMention(id: number, scene: Scene): OwnFeatures {
  const { tokens, mentions, cues, cast } = scene;
  const mention = mentions[id] as Mention;
  const { from, to, sentence } = mention;
  const features = FEATURES.row();
  const set = FEATURES.setter(features);
  set('kind', mentionKind(mention, id, scene));
  set('before', kindAt(scene, from - 1, sentence));
  set('after', kindAt(scene, to, sentence));
  set('before2', kindAt(scene, from - 2, sentence));
  set('after2', kindAt(scene, to + 1, sentence));
  set('predicate', scene.predicates[id] ?? 0);
  set('possessive', mention.possessive ? 1 : 0);
  set('count', bucket(cast.persons[cast.personOf[id] ?? -1]?.mentions ?? 0, [0, 1, 3]));
  set('subject', subjectHint(mention, scene));
  set('brackets', '(['.includes(tokens[from - 1]?.word || ' ') ? 1 : 0);

  // Place among the mentions of its sentence: subjects come early.
  let rank = 0;
  for (let k = id - 1; k >= 0 && mentions[k]?.sentence === sentence && rank < 5; k--) rank++;
  set('sentenceRank', rank);

  let cue = -1;
  let clause = -1;
  for (let k = to; k < to + REACH && tokens[k]?.sentence === sentence; k++) {
    if (isFiniteCue(cues[k])) {
      cue = k;
      break;
    }
    if (clause < 0 && isNonfiniteCue(cues[k])) clause = k;
  }
  let isSubject = false;
  if (cue >= 0) {
    const gap = gapBetween(scene, to, cue);
    const flags = tokens[cue]?.flags ?? 0;
    set('cueKind', (cues[cue] === Cue.weak ? 2 : 0) + (flags & Word.addressee ? 1 : 0) + (flags & NOUN ? 4 : 0));
    set('cueGap', bucket(gap.tokens, [0, 1, 2, 4, 8, 14, 25]));
    set('cueMentions', gap.mentions);
    set('cueCommas', gap.commas);
    set('cueUnknown', gap.unknown);
    set('cueStops', gap.stops);
    set('cuePrevious', kindAt(scene, cue - 1, sentence));
    set('cueNext', kindAt(scene, cue + 1, sentence));
    set('cueVerbs', gap.verbs);
    set('cueSubjects', gap.subjects);
    isSubject = gap.mentions === 0 || gap.commas > 0;
  } else set('cueKind', 7);

  // The cue right before it: "said Smith", "according to Smith".
  let inverted = from - 1;
  if (!isLearned(scene.lexicon.rules.lang)) inverted = beforeRoles(mention, tokens);
  const nearest = inverted - 3;
  while (inverted > nearest && isBetween(tokens[inverted], scene, inverted)) inverted--;
  inverted = startOfCue(inverted, tokens);
  const invertedCue = tokens[inverted]?.sentence === sentence ? (cues[inverted] ?? 0) : 0;
  set('inverted', invertedCue === Cue.frameAfter ? 0 : invertedCue);
  return { features, cue, isSubject, clause, inverted, invertedCue };
}

function describe(
  id: number,
  at: number,
  { main, latest, doers, writing, shared, told }: Surroundings,
  scene: Scene,
  memory: Memory,
): Candidate {
  const { tokens, mentions, cues, cast } = scene;
  const mention = mentions[id] as Mention;
  const token = tokens[at] as Token;
  const own = ownFeatures(id, scene);
  const { isSubject, clause, inverted, invertedCue } = own;
  let { cue } = own;
  const features = own.features.slice();
  for (const feature of told) features[feature] = shared[feature] as number;
  const set = FEATURES.setter(features);

  const left = mention.from < at;
  const blocks = token.block - mention.block;
  const sentences = token.sentence - mention.sentence;
  const same = sentences === 0;
  const away = left ? gapBetween(scene, mention.to, at) : gapBetween(scene, at + 1, mention.from);
  set(
    'place',
    blocks > 0
      ? blocks > 1
        ? 0
        : 1
      : blocks < 0
        ? 2
        : same
          ? left
            ? 3
            : 4
          : left
            ? 4 + Math.min(3, sentences)
            : 7 + Math.min(3, -sentences),
  );
  set('tokensAway', bucket(away.tokens, [0, 1, 2, 4, 8, 15, 30, 59]));
  set('mentionsAway', bucket(away.mentions, [0, 1, 2, 3, 5, 8]));
  set('quotesAway', away.quotes);
  set('subjectsAway', away.subjects);
  set('verbsAway', away.verbs);
  set('speaks', id === latest ? (blocks > 0 ? 4 : same ? 1 : 2) : scene.speakers.has(id) ? 3 : latest < 0 ? 5 : 0);

  let link: Candidate['link'] = isSubject ? 'subject' : 'context';
  if (cue >= 0) {
    const toQuote = cue < at ? gapBetween(scene, cue + 1, at) : gapBetween(scene, at + 1, cue);
    set('cueSide', (cue < at ? 0 : 1) + (toQuote.sentences > 0 ? 2 : 0));
    set('cueQuoteGap', bucket(toQuote.tokens, [0, 1, 2, 4, 8, 16, 30]));
    set('cueQuoteMentions', toQuote.mentions);
    set('cueQuotes', toQuote.quotes);
  }

  // The participle further right: "Smith left, saying".
  if (clause >= 0) {
    set('clause', (cues[clause] === Cue.nonfinite ? 0 : 1) + (clause < at ? 0 : 2));
    set('clauseGap', bucket(Math.abs(at - clause), [1, 2, 4, 8, 16]));
    if (link === 'context') link = 'clause';
  } else set('clause', 4);

  if (invertedCue) {
    set('invertedGap', bucket(inverted > at ? inverted - at - 1 : at - inverted, [0, 1, 3, 8, 20]));
    if (invertedCue === Cue.frame) link = 'frame';
    else if (inverted > at && cue !== inverted && isFiniteCue(invertedCue)) link = 'inverted';
  }
  set(
    'mainCue',
    main < 0 ? 0 : main === cue ? 1 : main === inverted ? 2 : main === clause ? 3 : main < mention.from ? 4 : 5,
  );

  if (main >= 0 && same) {
    const before = mention.to <= main;
    const gap = before ? gapBetween(scene, mention.to, main) : gapBetween(scene, main + 1, mention.from);
    set('mainRank', Math.min(4, gap.mentions) + (before ? 0 : 5));
    set('mainGap', bucket(gap.tokens, [0, 1, 2, 4, 8, 14, 25]));
    set('mainSubjects', gap.subjects);
  }

  if (tokens[mention.to]?.word === ':' && link === 'context') link = 'colon';

  const personId = cast.personOf[id] ?? -1;
  const isLast = memory.lastMention === id;
  const lastSame = !isLast && personId >= 0 && personId === memory.lastPerson;
  set('last', isLast ? 1 : lastSame ? 2 : memory.lastMention < 0 ? 3 : 0);
  const spoken = personId >= 0 ? (memory.spoken.get(personId) ?? 0) : 0;
  set('spoken', bucket(spoken, [0, 1, 3]));
  if (isLast) {
    const previous = lastQuoteBefore(at, scene);
    const gap = previous >= 0 ? gapBetween(scene, previous + 1, at) : undefined;
    const before = tokens[previous];
    set(
      'lastPlace',
      before ? Math.min(2, token.block - before.block) * 2 + Math.min(1, token.sentence - before.sentence) : 6,
    );
    set('lastNew', gap?.mentions ?? 0);
    if (link === 'context') link = 'carried';
  }
  if (doers) {
    setCaseFeatures(set, id, at, doers, scene);
    const verb = doers.main === id ? main : doers.main < 0 && doers.other === id ? doers.otherCue : -1;
    if (link === 'context' && verb >= 0) {
      link = 'subject';
      cue = verb;
    }
  }
  if (writing) setWritingOf(set, mention, writing);
  // The participle nearest to the quotation introduces it, whatever verb its subject has besides.
  const participle = main >= mention.to && main < at && isNonfiniteCue(cues[main]) ? main : clause;
  if (link === 'subject' && participle > cue && participle < at) link = 'clause';
  const used = { inverted, frame: inverted, clause: participle, subject: cue, colon: -1, carried: -1, context: -1 }[
    link
  ];
  return { mention: id, features, cue: used, link };
}

const MAX_ROLE_WORDS = 3;

/** "Said director | Anna Holm": the token before the words for what somebody is that lead to a name. */
export function beforeRoles({ kind, from }: Mention, tokens: readonly Token[]): number {
  let at = from - 1;
  if (kind !== 'name') return at;
  for (let words = 0; words < MAX_ROLE_WORDS; words++, at--) {
    const token = tokens[at];
    if (!token || (token.flags & (NOUN | Word.title)) === 0 || token.flags & (CUE | Word.determiner)) break;
  }
  return at;
}

/** Words that may stand between a cue and the subject after it. */
function isBetween(token: Token | undefined, scene: Scene, at: number): boolean {
  if (!token || token.quote >= 0 || scene.cues[at]) return false;
  return (token.flags & (Word.adverb | Word.auxiliary | Word.determiner)) !== 0;
}
