/** What scripts in a page know of its language: English words, and those that were put in beside them (`words/de.js`). */
import { en } from './rules/clutter/en.ts';
import { pageRulesWith, primaryOf } from './rules/page.ts';
import type { ClutterRules, PageRules } from './rules/schema.ts';

declare global {
  /** The words of other languages, by language. */
  var cleanCopyWords: Record<string, ClutterRules> | undefined;
}

let known: PageRules | undefined;

/** The rules for the page this runs in; the same object as long as its language stays, since the core compiles them. */
export function rulesHere(): PageRules {
  const lang = document.documentElement.lang || 'en';
  if (known?.lang !== primaryOf(lang)) {
    known = pageRulesWith(lang, [en, ...Object.values(globalThis.cleanCopyWords ?? {})]);
  }
  return known;
}
