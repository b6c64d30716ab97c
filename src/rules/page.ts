import { agencies } from './agencies.ts';
import { weights } from './clutter-weights.ts';
import { FURNITURE } from './furniture/index.ts';
import type { ClutterRules, PageRules } from './schema.ts';
import { structure } from './structure.ts';

/** @returns the primary subtag, in lower case: "de" of "de-AT". */
export const primaryOf = (lang: string): string => lang.toLowerCase().split(/[-_]/)[0] ?? 'en';

/**
 * What tells an article from the rest of its page.
 * @param lang BCP 47 tag of the article.
 * @param clutter words of the languages the page may be in; the article's own go first, since two languages may share one.
 */
export function pageRulesWith(lang: string, clutter: readonly ClutterRules[]): PageRules {
  const primary = primaryOf(lang);
  return {
    lang: primary,
    clutter: [...clutter.filter(({ lang }) => lang === primary), ...clutter.filter(({ lang }) => lang !== primary)],
    agencies,
    furniture: FURNITURE,
    structure,
    weights,
  };
}
