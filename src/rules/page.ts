import { weights } from './clutter-weights.ts';
import type { PageRules, PageWords } from './schema.ts';
import { structure } from './structure.ts';

/** @returns the primary subtag, in lower case: "de" of "de-AT". */
export const primaryOf = (lang: string): string => lang.toLowerCase().split(/[-_]/)[0] ?? 'en';

/**
 * What tells an article from the rest of its page.
 * @param lang BCP 47 tag of the article.
 * @param words of the languages the page may be in; the article's own ad words go first, since two languages may share one.
 */
export function pageRulesWith(lang: string, words: PageWords): PageRules {
  const primary = primaryOf(lang);
  const { clutter, furniture } = words;
  return {
    lang: primary,
    clutter: [...clutter.filter(({ lang }) => lang === primary), ...clutter.filter(({ lang }) => lang !== primary)],
    agencies: words.agencies,
    furniture,
    structure,
    weights,
  };
}
