import { agencies } from './agencies.ts';
import { CLUTTER } from './clutter/index.ts';
import { weights } from './clutter-weights.ts';
import { FURNITURE } from './furniture/index.ts';
import type { PageRules, Rules, SpeechRules } from './schema.ts';
import { en as enSpeech } from './speech/en.ts';
import { SPEECH } from './speech/index.ts';
import { structure } from './structure.ts';

const primaryOf = (lang: string): string => lang.toLowerCase().split(/[-_]/)[0] ?? 'en';

/**
 * The rules for a language.
 * @param lang BCP 47 tag of the article ("de-AT"); unknown or missing tags get English speech rules.
 */
export function rulesFor(lang = 'en'): Rules {
  return { ...pageRulesFor(lang), speech: speechRulesFor(lang) };
}

/**
 * What tells an article from the rest of its page.
 * @returns the clutter rules of every language, the article's own first: pages mix languages, and markers are
 *   language-bound words anyway.
 */
export function pageRulesFor(lang = 'en'): PageRules {
  const primary = primaryOf(lang);
  const own = CLUTTER.filter((rules) => rules.lang === primary);
  const others = CLUTTER.filter((rules) => rules.lang !== primary);
  return { lang: primary, clutter: [...own, ...others], agencies, furniture: FURNITURE, structure, weights };
}

/** How the article's language reports speech; English where the language is not known. */
export function speechRulesFor(lang = 'en'): SpeechRules {
  const primary = primaryOf(lang);
  return SPEECH.get(primary) ?? { ...enSpeech, lang: primary };
}
