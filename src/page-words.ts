/** What scripts in a page know of its language: English words, and those that were put in beside them (`words/de.js`). */
import { en as clutter } from './rules/clutter/en.ts';
import { en as furniture } from './rules/furniture/en.ts';
import { pageRulesWith, primaryOf } from './rules/page.ts';
import type { ClutterRules, FurnitureRules, PageRules } from './rules/schema.ts';

declare global {
  /** The words of other languages, by language. */
  var cleanCopyWords: Record<string, { clutter: ClutterRules; furniture: FurnitureRules }> | undefined;
}

let known: PageRules | undefined;

/** The rules for the page this runs in; the same object as long as its language stays, since the core compiles them. */
export function rulesHere(): PageRules {
  // A page can put an element of its own in the place of any field of its document and of the global object.
  const lang = String(document.documentElement.lang || 'en');
  if (known?.lang !== primaryOf(lang)) {
    const others = Object.hasOwn(globalThis, 'cleanCopyWords') ? Object.values(globalThis.cleanCopyWords ?? {}) : [];
    known = pageRulesWith(lang, {
      clutter: [clutter, ...others.map((words) => words.clutter)],
      furniture: [furniture, ...others.map((words) => words.furniture)],
    });
  }
  return known;
}
