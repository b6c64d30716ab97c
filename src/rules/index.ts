import { CLUTTER } from './clutter/index.ts';
import { FURNITURE } from './furniture/index.ts';
import { pageRulesWith, primaryOf } from './page.ts';
import type { PageRules, Rules, SpeechRules } from './schema.ts';
import { en as enSpeech } from './speech/en.ts';
import { SPEECH } from './speech/index.ts';

/** How many languages are remembered: more than anybody reads in a day; pages may carry any tag. */
const MAX_REMEMBERED = 40;

/**
 * The same language gives the same object, so that what the core compiles from it is compiled once. Calls are marked pure, so that
 * a bundle that needs one kind of rules leaves the other out.
 */
function once<Value>(make: (primary: string) => Value): (lang?: string) => Value {
  const made = new Map<string, Value>();
  return (lang = 'en') => {
    const primary = primaryOf(lang);
    const known = made.get(primary);
    if (known !== undefined) return known;
    const value = make(primary);
    const [first] = made.keys();
    if (first !== undefined && made.size >= MAX_REMEMBERED) made.delete(first);
    made.set(primary, value);
    return value;
  };
}

/**
 * What tells an article from the rest of its page: the clutter rules of every language, the article's own first, since pages
 * mix languages and markers are language-bound words anyway.
 */
export const pageRulesFor: (lang?: string) => PageRules = /* @__PURE__ */ once((primary) =>
  pageRulesWith(primary, { clutter: CLUTTER, furniture: FURNITURE }),
);

/** What is true of most languages, beside English words that an article in any may hold. */
const OF_MOST = { rolesBeforeNames: true, titlesBehindPrepositions: true } as const;

/**
 * How the article's language reports speech; English words where the language is not known. A copy: the bundles unpack the lists
 * of a language each time they are asked for.
 */
export const speechRulesFor: (lang?: string) => SpeechRules = /* @__PURE__ */ once((primary) => {
  const known = SPEECH.get(primary);
  return known ? { ...known } : { ...enSpeech, ...OF_MOST, lang: primary };
});

/**
 * The rules for a language.
 * @param lang BCP 47 tag of the article ("de-AT"); unknown or missing tags get English speech rules.
 */
export const rulesFor: (lang?: string) => Rules = /* @__PURE__ */ once((primary) => ({
  ...pageRulesFor(primary),
  speech: speechRulesFor(primary),
}));
