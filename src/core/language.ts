import type { FurnitureRules } from '../rules/schema.ts';
import type { Direction } from './article.ts';
import { WITH_APOSTROPHES, wordFinder } from './characters.ts';

const RTL_LANGUAGES = new Set('ar arc ckb dv fa he iw ks ku nqo ps sd ug ur yi'.split(' '));
// Scripts that one language, or one far more than others, is written in. Patterns are made of them when a text is in none that is
// Latin: each takes a fraction of a ms to be made.
const SCRIPTS: readonly [string, string][] = [
  ['\\p{sc=Hiragana}\\p{sc=Katakana}', 'ja'],
  ['\\p{sc=Hangul}', 'ko'],
  ['\\p{sc=Han}', 'zh'],
  ['\\p{sc=Thai}', 'th'],
  ['\\p{sc=Hebrew}', 'he'],
  ['\\p{sc=Greek}', 'el'],
  ['\\p{sc=Devanagari}', 'hi'],
];
// How much of a text is enough to tell, in UTF-16 units.
const SAMPLE = 4000;
const wordsIn = wordFinder(WITH_APOSTROPHES);
/** Letters of the Latin script, and what stands between the letters of any. */
const NOT_LATIN = /[^\0-\u036f\u1e00-\u1eff\u2000-\u2bff]/;

/** @returns the tag in its canonical spelling ("pt-BR"), or undefined when it is none. */
export function languageTag(tag: string | null | undefined): string | undefined {
  const bare = tag
    ?.trim()
    .split(/[,;]/)[0]
    ?.trim()
    ?.replace(/_/g, '-')
    .replace(/\.\w+$/, '');
  if (!bare) return undefined;
  try {
    return Intl.getCanonicalLocales(bare)[0];
  } catch {
    return undefined;
  }
}

export function primaryLanguage(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? 'und';
}

/** @param declared the page's own `dir`, which goes before what the language says. */
export function directionOf(lang: string, declared?: string | null): Direction {
  const own = declared?.trim().toLowerCase();
  if (own === 'rtl' || own === 'ltr') return own;
  return RTL_LANGUAGES.has(primaryLanguage(lang)) || /-(?:arab|hebr|syrc|thaa)\b/i.test(lang) ? 'rtl' : 'ltr';
}

/**
 * Tells the language of a text: the tag its page declares, unless the text plainly speaks another language whose commonest
 * words are known. A page that declares nothing, or the template's English, is told by its words.
 * @param declared BCP 47 tag or `und`.
 */
export function languageOfText(text: string, declared: string, languages: readonly FurnitureRules[]): string {
  const sample = text.slice(0, SAMPLE);
  const script = scriptLanguage(sample);
  if (script) return fits(declared, script) ? declared : script;
  const words = wordsIn(sample.toLowerCase());
  if (words.length < 20) return declared;
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const shares = languages
    .map(({ lang, stopWords }) => {
      let common = 0;
      for (const word of stopWords) common += counts.get(word) ?? 0;
      return { lang, share: common / words.length };
    })
    .sort((a, b) => b.share - a.share);
  const best = shares[0];
  if (!best || best.share < 0.12) return declared;
  const primary = primaryLanguage(declared);
  if (best.lang === primary) return declared;
  const own = shares.find(({ lang }) => lang === primary);
  // A declared language without words of its own in the rules may be a close relative of the one that was told.
  if (declared !== 'und' && (!own || best.share < own.share * 3)) return declared;
  return best.share > (shares[1]?.share ?? 0) * 1.2 ? best.lang : declared;
}

function scriptLanguage(sample: string): string | undefined {
  if (!NOT_LATIN.test(sample)) return undefined;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 20) return undefined;
  for (const [script, lang] of SCRIPTS) {
    // Japanese is told by its kana though most of its letters may be Chinese.
    const pattern = new RegExp(`[${script}]`, 'gu');
    if ((sample.match(pattern)?.length ?? 0) > letters * (lang === 'ja' ? 0.1 : 0.5)) return lang;
  }
  return undefined;
}

function fits(declared: string, script: string): boolean {
  const primary = primaryLanguage(declared);
  const sameScript: Readonly<Record<string, readonly string[]>> = {
    he: ['he', 'iw', 'yi'],
    hi: ['hi', 'mr', 'ne', 'sa'],
    zh: ['zh', 'yue', 'ja'],
  };
  return primary === script || (sameScript[script]?.includes(primary) ?? false);
}
