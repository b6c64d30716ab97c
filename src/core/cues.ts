import type { SpeechRules } from '../rules/schema.ts';

const WORD = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu;
const verbsOf = new WeakMap<SpeechRules, ReadonlySet<string>>();

/** The one-word reporting verbs of a language, lower case, in every form. Compiled once for each rule set. */
export function reportingVerbs(rules: SpeechRules): ReadonlySet<string> {
  let verbs = verbsOf.get(rules);
  if (!verbs) {
    verbs = new Set(
      rules.verbs.flatMap(({ stems, finite, nonfinite = [] }) =>
        stems.flatMap((stem) => [...finite, ...nonfinite].map((ending) => stem + ending)),
      ),
    );
    verbsOf.set(rules, verbs);
  }
  return verbs;
}

/** The words of a short text, lower case. */
export function wordsOf(text: string): string[] {
  return Array.from(text.matchAll(WORD), (match) => match[0].toLowerCase());
}

/**
 * Whether a text opens with a reporting clause: "said the mayor", "the letter said", "dijo la alcaldesa".
 * A light test that decides where a quotation ends; who spoke is for the attribution to find.
 * @param text what follows the quotation; a few hundred characters are enough.
 * @param reach how many words may stand before the verb.
 */
export function opensWithReportingClause(text: string, rules: SpeechRules, reach = 4): boolean {
  const verbs = reportingVerbs(rules);
  return wordsOf(text)
    .slice(0, reach + 1)
    .some((word) => verbs.has(word) || verbs.has(word.split(/['’-]/)[0] ?? ''));
}
