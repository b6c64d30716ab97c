/** The languages with words of their own for clutter and furniture, without the words: who puts them into a page need not carry them. English, which goes into every page, is not listed. */
export const WORD_LANGUAGES: readonly string[] = [
  'ar',
  'cs',
  'da',
  'de',
  'es',
  'fi',
  'fr',
  'he',
  'id',
  'it',
  'ja',
  'ko',
  'nl',
  'no',
  'pl',
  'pt',
  'ru',
  'sv',
  'tr',
  'uk',
  'zh',
];

/** Other tags for them: written Norwegian, and the ones browsers and old pages use. */
export const WORD_LANGUAGE_ALIASES: Readonly<Record<string, string>> = { nb: 'no', nn: 'no', iw: 'he', in: 'id' };
