import { agencies } from './agencies.ts';
import * as abroad from './agencies-abroad.ts';
import { CLUTTER } from './clutter/index.ts';
import { FURNITURE } from './furniture/index.ts';
import { once } from './once.ts';
import { pageRulesWith } from './page.ts';
import type { PageRules, Rules, SpeechRules } from './schema.ts';
import { SPEECH } from './speech/index.ts';
import { speechWith } from './speech-with.ts';

/**
 * What tells an article from the rest of its page: the clutter rules of every language, the article's own first, since pages
 * mix languages and markers are language-bound words anyway.
 */
export const pageRulesFor: (lang?: string) => PageRules = /* @__PURE__ */ once((primary) =>
  pageRulesWith(primary, { clutter: CLUTTER, furniture: FURNITURE, agencies: [agencies, ...Object.values(abroad)] }),
);

/** How the article's language reports speech; English words where the language is not known. */
export const speechRulesFor: (lang?: string) => SpeechRules = /* @__PURE__ */ once((primary) =>
  speechWith(primary, SPEECH.get(primary)),
);

/**
 * The rules for a language.
 * @param lang BCP 47 tag of the article ("de-AT"); unknown or missing tags get English speech rules.
 */
export const rulesFor: (lang?: string) => Rules = /* @__PURE__ */ once((primary) => ({
  ...pageRulesFor(primary),
  speech: speechRulesFor(primary),
}));
