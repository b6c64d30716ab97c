import { type Doers, doersAt, setCaseFeatures } from './case-features.ts';
import { Cue, isFiniteCue, isNonfiniteCue } from './cue-tokens.ts';
import { endingOf, startsSmall, wordsIn } from './glyphs.ts';
import type { Mention } from './mentions.ts';
import { bucket, type Row } from './model.ts';
import { ownFeatures } from './own-features.ts';
import type { Memory, Scene } from './scene.ts';
import { NOBODY, SPEAKER_FEATURES } from './speaker-columns.ts';
import { lastQuoteBefore, latestSpeaker, mainCue, mentionsNear, reportedAround } from './surroundings.ts';
import { gapBetween, kindAt } from './token-kinds.ts';
import type { Token } from './tokens.ts';
import { setWriting, setWritingOf, type Writing, writingAround } from './writing.ts';

export interface Candidate {
  /** Index into `mentions`, -1 for nobody. */
  mention: number;
  /** The value of each feature. */
  features: Row;
  /** Token of the cue that ties the mention to the quotation, -1 when none does. */
  cue: number;
  link: 'subject' | 'inverted' | 'frame' | 'colon' | 'clause' | 'carried' | 'context';
}

export interface Ranked {
  candidate: Candidate;
  /** Probability from 0 to 1 that this is who speaks; of one person's mentions together. */
  confidence: number;
}

/** What the speaker model is asked with. */
export const SPEAKER_COLUMNS = SPEAKER_FEATURES.columns;

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
  if (writing) setWriting(SPEAKER_FEATURES.setter(shared), at, main, writing);
  const told = SPEAKER_FEATURES.setIn(shared);
  const doers = doersAt(at, main, scene);
  const result: Candidate[] = [];
  for (const mention of mentionsNear(at, scene, memory)) {
    result.push(describe(mention, at, { main, latest, doers, writing, shared, told }, scene, memory));
  }
  SPEAKER_FEATURES.setter(shared)('kind', NOBODY);
  result.push({ mention: -1, features: shared, cue: -1, link: 'context' });
  return result;
}

/** What tells about the quotation itself; the same for all its candidates. */
function quoteFeatures(at: number, main: number, scene: Scene): Row {
  const { tokens, text } = scene;
  const token = tokens[at];
  const row = SPEAKER_FEATURES.row();
  const set = SPEAKER_FEATURES.setter(row);
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
  shared: Row;
  told: readonly number[];
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
  const set = SPEAKER_FEATURES.setter(features);

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
