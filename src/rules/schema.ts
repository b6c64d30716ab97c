/** Shapes of the rule data. One file a language under `clutter/` and `speech/`: literals only, no code, no pattern syntax. */

/** What stands in an article and is not the article. Matched case-insensitively, on whole words. */
export interface ClutterRules {
  /** BCP 47 primary subtag. */
  lang: string;
  /** Ad markers that are clutter when they stand alone: "advertisement", "story continues below". */
  adWords: readonly string[];
  /** Words that open a credit line: "photo", "image copyright". */
  creditCues: readonly string[];
  /** Lines that open a related link: "read more", "see also". */
  relatedCues: readonly string[];
}

/** How a language reports speech. */
export interface SpeechRules {
  lang: string;
  /** Reporting verbs, every form that occurs with a third person: "said", "says", "told". */
  verbs: readonly string[];
  /** Frames whose object is the speaker: "according to", "in the words of". */
  frames: readonly string[];
  /** Pronouns that can be a speaker. */
  pronouns: {
    readonly masculine: readonly string[];
    readonly feminine: readonly string[];
    readonly plural: readonly string[];
  };
  /** Titles and roles that stand before a name. */
  titles: readonly string[];
}

/** Everything the core needs to know about one language (with English always beside it for clutter). */
export interface Rules {
  lang: string;
  clutter: readonly ClutterRules[];
  speech: SpeechRules;
}
