import { agencies } from './agencies.ts';
import { CLUTTER } from './clutter/index.ts';
import { weights } from './clutter-weights.ts';
import { FURNITURE } from './furniture/index.ts';
import type { Rules } from './schema.ts';
import { en as enSpeech } from './speech/en.ts';
import { SPEECH } from './speech/index.ts';
import { structure } from './structure.ts';

/**
 * The rules for a language.
 * @param lang BCP 47 tag of the article ("de-AT"); unknown or missing tags get English speech rules.
 * @returns the clutter rules of every language, the article's own first (pages mix languages, and markers are
 *   language-bound words anyway), and the speech rules of the article's language.
 */
export function rulesFor(lang = 'en'): Rules {
  const primary = lang.toLowerCase().split(/[-_]/)[0] ?? 'en';
  const own = CLUTTER.filter((rules) => rules.lang === primary);
  const others = CLUTTER.filter((rules) => rules.lang !== primary);
  return {
    lang: primary,
    clutter: [...own, ...others],
    agencies,
    furniture: FURNITURE,
    structure,
    weights,
    speech: SPEECH.get(primary) ?? { ...enSpeech, lang: primary },
  };
}
