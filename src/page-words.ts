/** What scripts in a page know of its language: the words that were put in before them (`words/en.js`, `words/de.js`). */
import { pageRulesWith, primaryOf } from './rules/page.ts';
import type { AgencyRules, ClutterRules, FurnitureRules, PageRules } from './rules/schema.ts';

declare global {
  /** The words of languages, by language. */
  var cleanCopyWords:
    | Record<string, { clutter: ClutterRules; furniture: FurnitureRules; agencies?: AgencyRules }>
    | undefined;
}

let known: PageRules | undefined;

/** The rules for the page this runs in; the same object as long as its language stays, since the core compiles them. */
export function rulesHere(): PageRules {
  // A page can put an element of its own in the place of any field of its document and of the global object.
  const lang = String(document.documentElement.lang || 'en');
  if (known?.lang !== primaryOf(lang)) {
    const words = Object.hasOwn(globalThis, 'cleanCopyWords') ? Object.values(globalThis.cleanCopyWords ?? {}) : [];
    known = pageRulesWith(lang, {
      clutter: words.map(({ clutter }) => clutter),
      furniture: words.map(({ furniture }) => furniture),
      agencies: words.flatMap(({ agencies }) => agencies ?? []),
    });
  }
  return known;
}
