/** Which languages' words go into a page with the scripts that read it: each is a file of its own, and no page needs all. */
import { WORD_LANGUAGE_ALIASES, WORD_LANGUAGES } from '../rules/languages.ts';
import { browser } from './polyfill.ts';

/** Enough text to tell its language by, in UTF-16 units. */
export const SAMPLE = 2000;

/**
 * The languages a page may be in: the one it says, and those its text reads like, since templates often say another. All, when
 * neither tells.
 * @param declared `lang` of the page; empty when there is none.
 * @param detected BCP 47 tags, as the browser tells them from the text.
 * @returns those with words of their own beside English, which goes into every page: half of what any site says is English.
 */
export function wordLanguages(declared: string, detected: readonly string[]): readonly string[] {
  const known = [declared, ...detected].map((tag) => {
    const primary = tag.toLowerCase().split(/[-_]/)[0] ?? '';
    return WORD_LANGUAGE_ALIASES[primary] ?? primary;
  });
  if (known.every((language) => language === '' || language === 'und')) return WORD_LANGUAGES;
  return WORD_LANGUAGES.filter((language) => known.includes(language));
}

/** What tells the language of a page. */
export interface PageSample {
  /** `lang` of the page; empty when there is none. */
  lang: string;
  /** The beginning of its text. */
  text: string;
}

/** The files with the words for a page, beside the English ones, from the extension's root. */
export async function wordFiles({ lang, text }: PageSample): Promise<string[]> {
  return wordLanguages(lang, await languagesOf(text)).map((language) => `/words/${language}.js`);
}

/** Told by the browser itself, on this machine. */
async function languagesOf(text: string): Promise<string[]> {
  try {
    const { languages } = await browser.i18n.detectLanguage(text);
    return languages.map(({ language }) => language);
  } catch {
    // A browser without it: what the page says has to do.
    return [];
  }
}
