import type { FurnitureRules } from '../rules/schema.ts';
import type { Removal } from './article.ts';
import { dateReader } from './dates.ts';
import { primaryLanguage } from './language.ts';
import { cleanByline } from './structured-data.ts';

/**
 * Who wrote an article and when, as its own head says it. The lines are taken out of the text because they are this.
 * @param removals of the article, in reading order; only those before its first block count.
 */
export function headFacts(
  removals: readonly Removal[],
  lang: string,
  languages: readonly FurnitureRules[],
): { published?: string; byline?: string } {
  const own = languages.filter((rules) => rules.lang === primaryLanguage(lang) || rules.lang === 'en');
  const dates = dateReader(own);
  const byWords = new Set(own.flatMap(({ by }) => by));
  let published: string | undefined;
  let byline: string | undefined;
  for (const { kind, text, at } of removals) {
    if (at > 0) break;
    if (kind === 'date' || kind === 'byline') published ??= dates.firstDay(text);
    const opener = /^\s*([^\s:]+)[\s:]/.exec(text)?.[1]?.toLowerCase() ?? '';
    if (kind === 'byline' && byWords.has(opener)) byline ??= cleanByline(text, byWords);
  }
  return { published, byline };
}
