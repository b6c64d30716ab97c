import { CASE_FEATURES } from './case-features.ts';
import { Features } from './model.ts';
import { TOKEN_KINDS } from './token-kinds.ts';
import { WRITING_FEATURES } from './writing.ts';

/** What tells for or against a candidate for the speaker of a quotation, and how many values each can have. */
export const SPEAKER_FEATURES = new Features(
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

/** The kind of the candidate that stands for nobody; other kinds are those of mentions, see `own-features.ts`. */
export const NOBODY = 16;
