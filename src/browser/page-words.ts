/** Which languages' words go into a page with the scripts that read it: each is a file of its own, and no page needs all. */
import { WORD_LANGUAGE_ALIASES, WORD_LANGUAGES } from '../rules/languages.ts';
import { browser } from './polyfill.ts';

/** Enough text to tell its language by, in UTF-16 units. */
const SAMPLE = 2000;

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

/** The words that go into every page. */
export const COMMON_WORDS = wordFile('en');

/**
 * The files with the words for the page in a tab, beside the common ones, from the extension's root.
 * @throws what the browser says to a tab it does not let us into.
 */
export async function wordFiles(tabId: number): Promise<string[]> {
  const [answer] = await browser.scripting.executeScript({
    target: { tabId },
    injectImmediately: true,
    func: (length: number) => {
      const paragraphs = [...document.querySelectorAll('p')].slice(0, 50).map((paragraph) => paragraph.textContent);
      const text = paragraphs.join('\n').trim() || (document.body?.textContent ?? '');
      return { lang: document.documentElement?.lang ?? '', text: text.slice(0, length) };
    },
    args: [SAMPLE],
  });
  const { lang = '', text = '' } = (answer?.result ?? {}) as { lang?: string; text?: string };
  return wordLanguages(lang, await languagesOf(text)).map(wordFile);
}

function wordFile(language: string): string {
  return `/words/${language}.js`;
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
