/** What Readability 0.6 tells by: its patterns and its lists of tags, as its package has them; its types leave them out. */
import Readability from '@mozilla/readability/Readability.js';

type Patterns =
  | 'unlikelyCandidates'
  | 'okMaybeItsACandidate'
  | 'positive'
  | 'negative'
  | 'byline'
  | 'shareElements'
  | 'tokenize'
  | 'hashUrl'
  | 'srcsetUrl'
  | 'b64DataUrl'
  | 'commas'
  | 'adWords'
  | 'loadingWords';

interface Lists {
  REGEXPS: Readonly<Record<Patterns, RegExp>>;
  DEFAULT_TAGS_TO_SCORE: readonly string[];
  UNLIKELY_ROLES: readonly (string | null)[];
  DIV_TO_P_ELEMS: ReadonlySet<string>;
  ALTER_TO_DIV_EXCEPTIONS: readonly string[];
  PHRASING_ELEMS: readonly string[];
}

export const {
  REGEXPS,
  DEFAULT_TAGS_TO_SCORE,
  UNLIKELY_ROLES,
  DIV_TO_P_ELEMS,
  ALTER_TO_DIV_EXCEPTIONS,
  PHRASING_ELEMS,
} = Readability.prototype as unknown as Lists;
