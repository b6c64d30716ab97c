/** Shapes of the rule data. One file a language under `clutter/` and `speech/`: literals only, no code, no pattern syntax. */

/**
 * What stands in an article and is not the article. Phrases are compared by whole words, whatever their case, accents and
 * punctuation; numbers beside them do not matter.
 */
export interface ClutterRules {
  /** BCP 47 primary subtag. */
  lang: string;
  /** Words that mark an ad, and that prose uses too: "advertisement", "sponsored". */
  adWords: readonly string[];
  /** What is said around an ad only: "scroll to continue", "continues below". */
  adLines: readonly string[];
  /** What a line with an ad word tells the reader to do: "continues", "skip". */
  adActions: readonly string[];
  /** What else such lines are made of: "story", "after", "this". */
  adJoiners: readonly string[];
  /** Every noun has a capital, so a capital says nothing. */
  capitalNouns?: true;
  /** Before the name of who made a picture: "photo", "credit". */
  creditCues: readonly string[];
  /** Between such a word and the name, where no colon is: "by", "courtesy of". */
  creditLinks: readonly string[];
  /** Open a caption: "image caption", "pictured". */
  captionCues: readonly string[];
  /** Words of the controls around a picture: "enlarge", "hide", "caption". */
  mediaControls: readonly string[];
  /** Open a note on the article itself, which is kept: "correction", "an earlier version". */
  noteCues: readonly string[];
}

/** Who pictures are credited to; the same in every language. */
export interface AgencyRules {
  /** Deal in pictures only, so the name alone is a credit: "Getty Images". */
  pictures: readonly string[];
  /** Report as well: "Reuters". */
  news: readonly string[];
}

/** What stands in a byline beside the names, in one language. In lower case where nothing else is said. */
export interface BylineRules {
  /** BCP 47 primary subtag. */
  lang: string;
  /** Stand before the names and are never the beginning of one: "by", "posted by". */
  by: readonly string[];
  /** The same, but family names begin with them as well: "von". */
  byOrName: readonly string[];
  /** Between a name and a paper, with the capital the paper's name begins with: "for The". */
  forPaper: readonly string[];
  /** Beside the numbers and months of a date: "on", "updated". */
  dateWords: readonly string[];
  /** Last words of what a writer is, behind a comma: "chief political correspondent". */
  titles: readonly string[];
  /** Titles that are known without a comma before them: "staff writer". */
  wholeTitles: readonly string[];
}

/** Furniture: what stands around an article and belongs to the page, not to the text. One file a language. */
export interface FurnitureRules {
  /** BCP 47 primary subtag. */
  lang: string;
  /** What furniture says in short lines. */
  lines: Partial<Record<FurnitureKind, LineCues>>;
  /** The twelve months, each in all its forms (cases, abbreviations), separated by spaces. None where they are numbers. */
  months: readonly string[];
  weekdays: readonly string[];
  /** Words a date line is made of beside numbers and the names of months and weekdays: "updated", "ago", "pm". */
  dateWords: readonly string[];
  /** Words that open a byline: "by". */
  by: readonly string[];
  /** Open a line that tells the reader what to do on a network: "follow". One word each. */
  asks?: readonly string[];
  /** Names of networks on which sites and writers are followed, one word each: with English, which is read beside every language. */
  networks?: readonly string[];
  /** The commonest short words of the language; a page that names no language is told by them. */
  stopWords: readonly string[];
}

export type FurnitureKind =
  | 'related'
  | 'promotion'
  | 'share'
  | 'byline'
  | 'bio'
  | 'tags'
  | 'comments'
  | 'cookie'
  | 'media'
  | 'navigation'
  | 'boilerplate';

/** Cues are written as lines are compared: in lower case, with single spaces and straight apostrophes, whole ones without marks around them. */
export interface LineCues {
  /** The whole line is the cue. */
  whole?: readonly string[];
  /** The line starts with the cue. */
  start?: readonly string[];
  /** The cue stands anywhere in the line. */
  within?: readonly string[];
}

/** What class names, ids and microdata of any site say about the box they stand on. */
export interface StructureRules {
  /** Words of class names and ids, whole ("ad" is not in "lead"); a hyphen joins words that must follow each other. */
  names: Readonly<Record<string, readonly string[]>>;
  /** Values of `itemprop` and `rel`. */
  properties: Readonly<Record<string, readonly string[]>>;
}

/** How much each signal about a block speaks for (above 0) or against (below 0) its being clutter; learned, see `bench/train-clutter.mjs`. */
export interface ClutterWeights {
  /** Judging a block by itself. */
  alone: Readonly<Record<string, number>>;
  /** What is added once it is known how the block and its neighbours were judged. */
  among: Readonly<Record<string, number>>;
}

/** Verb forms as stems and endings: every stem with every ending is one form ('' is the bare stem). */
export interface VerbGroup {
  stems: readonly string[];
  /** Endings of forms that have a subject beside them: "add|s", "add|ed". Past participles of compound tenses too. */
  finite: readonly string[];
  /** Endings of forms whose subject stands further off, or is not said: "add|ing". */
  nonfinite?: readonly string[];
  /** Reports words only now and then ("calls", "believes"); needs other evidence beside it. */
  weak?: true;
  /** Takes the person spoken to, or about, as its object: "told reporters", "accused the mayor". */
  addressee?: true;
  /** Whom these forms go with, where they tell: Arabic "قالت", she said. Only for `uncased` scripts. */
  agrees?: 'masculine' | 'feminine' | 'plural';
}

/** Words told apart by the gender of the person they stand for. */
export interface GenderedWords {
  masculine?: readonly string[];
  feminine?: readonly string[];
  /** Either gender, or none. */
  any?: readonly string[];
}

/**
 * What models have learned from labelled articles in a language itself. What they have not, they know from other languages,
 * and the text has to tell more before it is believed.
 */
export interface Learned {
  /** Which spans in marks are quotations. */
  finding?: true;
  /** Which of those are none, once it is known who would speak. */
  acceptance?: true;
  /** Who of those named around a quotation speaks it. */
  speakers?: true;
  /** Whom a pronoun stands for. */
  pronouns?: true;
}

/**
 * How a language reports speech. All words lower case; matched case-insensitively on whole words. A word may stand in
 * several lists. Entries of several words ("according to") are allowed in `verbs[].stems` and `frames` only.
 */
export interface SpeechRules {
  /** BCP 47 primary subtag. */
  lang: string;
  learned?: Learned;
  verbs: readonly VerbGroup[];
  frames: {
    /** Stand before their speaker: "according to", "in the words of", "selon", "so", "laut". */
    before: readonly string[];
    /** Stand after their speaker: "zufolge". */
    after?: readonly string[];
    /** Stand before their speaker, but only after a comma or a closing mark; otherwise a common word: German "so". */
    closing?: readonly string[];
  };
  /** Pronouns that can be a subject. */
  pronouns: {
    masculine: readonly string[];
    feminine: readonly string[];
    plural: readonly string[];
    /** For things and documents: "it". */
    neuter?: readonly string[];
    /** The writer, or the one interviewed: "I", "we". */
    first?: readonly string[];
  };
  /** "who", "which": open a clause about the noun before them, and stand for it. */
  relatives: readonly string[];
  /** Stand directly before a name, however they are written: "Mr", "President", "Sir". Without full stops. */
  titles: GenderedWords;
  /** Nouns for people who can speak: "spokesman", "mother", "lawyer". Gender only where the word alone tells it. */
  people: GenderedWords;
  /** Endings that make the word for a woman of one for a man: `['or', 'ora']`. For `people.masculine`. */
  feminineForms?: readonly (readonly [string, string])[];
  /** Nouns for many people or bodies that can speak: "police", "ministry", "critics". */
  groups: readonly string[];
  /** Nouns for what is written or recorded and "says": "letter", "report", "lawsuit". */
  documents: readonly string[];
  /** What tells that words are written, printed, sung or typed somewhere, so that nobody beside them speaks them. */
  writing?: {
    /** Nouns for what carries them: "shirt", "wall", "refrain". */
    carriers: readonly string[];
    /** Verb forms for how they came or stand there: "scrawled", "typed". */
    verbs: readonly string[];
  };
  /** Endings of plurals and cases of those nouns: "spokesman" has none here, "official|s" has. */
  nounEndings: readonly string[];
  /** Endings of cases and of the definite form, which leave the number as it is: "Bericht|s", "minister|n". */
  caseEndings?: readonly string[];
  /** First names that tell a gender; the most frequent ones only. */
  firstNames?: GenderedWords;
  /** Endings of first names that tell a gender where `firstNames` does not: "a". */
  firstNameEndings?: GenderedWords;
  /** Names of places and of what is on the web, lower case: they look like a person's and speak in nobody's place. */
  places?: readonly string[];
  /** Endings of cases that a name takes, and what it ends in without: Turkish "Tan|'a", Hungarian "Tamás|nak". */
  nameForms?: readonly (readonly [string, string])[];
  /** Lower-case words inside the names of people: "von", "de", "bin". */
  nameParticles: readonly string[];
  /** What tells father and son apart behind a name, lower case: "jr". */
  nameSuffixes?: readonly string[];
  /** Lower-case words inside the names of bodies and places, between capitalised words: "of", "for", "and". */
  nameConnectors: readonly string[];
  /** Open a noun phrase: articles, possessives, "some", "one". */
  determiners: readonly string[];
  /** Those of them that bring somebody new: "a", "one". */
  indefinites?: readonly string[];
  /** A name may stand before its noun, so what goes on behind one is part of a phrase that brings somebody new: "one Lindqvist confidant". */
  namesBeforeNouns?: true;
  /** What words in no list end in, and what that makes them, for the nouns that stand before and behind names. */
  wordEnds?: {
    /** Nouns for who does something: "wait|er", "bass|ist". */
    agents: readonly string[];
    /** Plurals, and verbs of the third person: "s". */
    plurals: readonly string[];
    /** What ends alike and is neither: "ss". */
    singulars: readonly string[];
    /** Other forms of verbs: "ed", "ing". */
    verbs: readonly string[];
  };
  /** Those of them that may stand for people alone: "some argue". */
  loneDeterminers?: readonly string[];
  /** With a capital behind a name they end it, though they else tell when: "USA Today". */
  nameClosings?: readonly string[];
  /** Make a name with them that of a body: "university", "board". */
  bodies?: readonly string[];
  prepositions: readonly string[];
  /** Prepositions that tie what follows to the noun before them rather than to the verb: "of", "for". */
  complements?: readonly string[];
  /** Those that do so where a verb follows what they lead to: "aides to Kowalska said". */
  complementsBeforeVerbs?: readonly string[];
  /** Coordinating: "and", "or", "but". */
  conjunctions: readonly string[];
  /** Open a subordinate clause: "because", "while", "that". */
  subordinators: readonly string[];
  /** May stand between a subject and its verb: "has", "will", "did", "'s". */
  auxiliaries: readonly string[];
  /** Those of them that a passive is made with: "was asked" has another subject than "has asked". */
  passives?: readonly string[];
  /** May stand between a subject and its verb, or open a sentence: "also", "then", "later", "however". */
  adverbs: readonly string[];
  /** Endings of adverbs that no name has: "lich". */
  adverbEndings?: readonly string[];
  /** Tell a verb that does not report, so that its subject is known as one: frequent forms, and endings of past forms. */
  otherVerbs?: readonly string[];
  verbEndings?: readonly string[];
  /** Look like a name and are never a speaker: weekdays, months, "God"; Chinese "了解" behind "据". */
  neverSpeakers: readonly string[];
  /** Common nouns are capitalised too (German), so a capital does not make a name. */
  capitalNouns?: true;
  /** Endings of common nouns that no name has; only where all nouns have a capital: "ung". */
  nounSuffixes?: readonly string[];
  /** Nouns are written together, the last one tells what it is: "Verkehrsminister", "polischef". */
  compounds?: true;
  /** What somebody is leads from a verb to his name without an article: Danish "siger direktør Anna Holm". */
  rolesBeforeNames?: true;
  /** A sentence that opens with a preposition and marks speaks of a title: French "Dans « Le Monde »". */
  titlesBehindPrepositions?: true;
  /** The verb stands second, so the subject follows it whenever something else opens the sentence. */
  verbSecond?: true;
  /** Verb forms that mark what somebody else said: German "sei", "habe". */
  reportive?: readonly string[];
  /** How a reporting clause is set off that stands inside the marks: «…, — сказал он, — …», « …, dit Anne Martin, … ». */
  clauseInside?: readonly ('dash' | 'comma')[];
  /** Articles and pronouns in a case that no subject has: German "dem", "einem". */
  obliques?: readonly string[];
  /** Where articles tell cases, and a verb stands second or last, which together tell its subject (German). */
  cases?: {
    /** Articles and the like; those together that tell the same. */
    articles: readonly (readonly string[])[];
    /** Prepositions; those together that say the same of who follows: "für" (his view), "von" (by him), "in" (a document). */
    prepositions: readonly (readonly string[])[];
    /** Articles that tell a subject before a masculine noun: "der". */
    nominatives: readonly string[];
    /** Tell in a passive by whom: "von". */
    agents: readonly string[];
    /** Forms of verbs whose object says the words: "zitierte". */
    citing: readonly string[];
    /** Forms of verbs that nobody does: "heißt es". */
    impersonal: readonly string[];
    /** Prepositions that tell with them where the words come from: "in", "aus". */
    sources: readonly string[];
    /** What tells whether one or more do what a verb says. */
    numbers: {
      /** Endings of verbs, or whole ones, that go with more than one; all others go with one. */
      pluralVerbs: readonly string[];
      /** Articles of one. */
      singular: readonly string[];
      /** Articles that with such an ending of the adjective behind them are those of more than one: "die jungen". */
      plural: { articles: readonly string[]; endings: readonly string[] };
    };
  };
  /** Open what belongs to the noun before it, "des", "von"; where they are listed, a speaker is shown with it. */
  attributes?: readonly string[];
  /** What belongs to a noun follows it without a preposition: Polish "dyrektorka szpitala". */
  bareAttributes?: true;
  /** Endings of the name of a place that a role is of, where it has no preposition: Polish "prezydent Rwand|y". */
  ownerEndings?: readonly string[];
  /** Where or of what somebody is what he is stands before that, without a preposition: Finnish "Oulun yliopiston professori". */
  ownersFirst?: true;
  /** Names have articles: Greek "η Ευτυχία Ρήγα". */
  articlesBeforeNames?: true;
  /** What somebody is stands right behind his name: Hungarian "Kovács Tibor szóvivő". */
  rolesAfterNames?: true;
  /** Pronouns for nobody in particular: French "on". */
  impersonal?: readonly string[];
  /** Stand for somebody who is not known: "somebody". What he says or writes is nobody's whom the text names. */
  somebody?: readonly string[];
  /** What a question ends with where that is no question mark: Greek ";". */
  questionMark?: string;
  /** A straight double mark between two letters abbreviates a word: Hebrew עו"ד. */
  marksInWords?: true;
  /** No word begins with an apostrophe, so a single mark before one opens a quotation: Finnish ’…’. */
  noElidedOpenings?: true;
  /** Short words written together with the next one: "l'", "d'". Apostrophes straight. */
  elisions?: readonly string[];
  /** Pronouns hung on a verb, what joins them included: "-il", "-t-il". */
  enclitics?: readonly string[];
  /** For scripts that mark the subject with a particle or put no space between words. */
  marking?: {
    /** Stand right after the subject: Japanese "は". Without any, the verb stands there. */
    particles?: readonly string[];
    /** Words that hold one of the verbs and report nothing: Chinese "小说", a novel. */
    lookalikes?: readonly string[];
    /** Stands between a noun and whose or what it is: Japanese "の", Chinese "的". */
    joint?: string;
    /** Names stand before offices and have spaces around them: Korean "김민수 국토부 장관". */
    spaced?: true;
    /** Make many of a noun: Korean "들", Chinese "们". */
    plurals?: readonly string[];
    /** End the subject before the verb: words of time and place. */
    stops?: readonly string[];
    /** Stand right behind the marks of what somebody says or thinks: Japanese "と". */
    citing?: readonly string[];
    /** Point in a sentence of its own back to what somebody said: Japanese "そう". */
    pointers?: readonly string[];
    /** Stand right behind what somebody said, and tell nothing of who: Korean "라고". */
    quotatives?: readonly string[];
  };
  /** For scripts with spaces between words and no capitals to tell a name by. */
  uncased?: {
    /** Where the subject stands: behind its verb (Arabic "قال سامي"), or before it (Hindi). */
    subject: 'behind' | 'before';
    /** Stand right behind the subject: Hindi "ने". */
    particles?: readonly string[];
    /** No subject goes on with them: prepositions, "that", words of time. */
    stops: readonly string[];
    /** Words written together with the verb or the frame behind them: Arabic "و". */
    prefixed?: readonly string[];
    /** Pronouns written together with the verb before them: Arabic "ها". */
    suffixed?: readonly string[];
    /** Articles written together with their noun: Arabic "ال". */
    articles?: readonly string[];
  };
  /** Subject pronouns are left out (Spanish "dijo", Polish "powiedział"): a cue without a subject carries the speaker on. */
  dropsPronouns?: true;
}

/** What depends on languages in it. */
export interface PageWords {
  clutter: readonly ClutterRules[];
  furniture: readonly FurnitureRules[];
  agencies: readonly AgencyRules[];
}

/** What tells an article from the rest of its page. */
export interface PageRules extends PageWords {
  lang: string;
  structure: StructureRules;
  weights: ClutterWeights;
}

/** Everything the core needs to know about one language (with the others beside it for clutter). */
export interface Rules extends PageRules {
  speech: SpeechRules;
}
