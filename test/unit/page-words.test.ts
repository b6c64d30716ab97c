import { describe, expect, jest, test } from '@jest/globals';
import { CLUTTER } from '../../src/rules/clutter/index.ts';
import { FURNITURE } from '../../src/rules/furniture/index.ts';
import { WORD_LANGUAGES } from '../../src/rules/languages.ts';

jest.mock('../../src/browser/polyfill.ts', () => ({ browser: {} }));
const { wordLanguages } = jest.requireActual<typeof import('../../src/browser/page-words.ts')>(
  '../../src/browser/page-words.ts',
);

describe('the languages whose words go into a page', () => {
  test('are to be had for every language with words but English', () => {
    for (const rules of [CLUTTER, FURNITURE]) {
      const languages = rules.map(({ lang }) => lang).filter((lang) => lang !== 'en');
      expect([...WORD_LANGUAGES].sort()).toEqual(languages.sort());
    }
  });

  test.each([
    ['de-AT', [], ['de']],
    ['en-GB', ['en'], []],
    ['en', ['de'], ['de']],
    ['ru', ['uk', 'ru'], ['ru', 'uk']],
    ['nb-NO', ['no'], ['no']],
    ['', ['iw'], ['he']],
    ['', ['zh-Latn'], ['zh']],
    ['sw', [], []],
  ])('a page that says "%s" and reads like %j gets %j', (declared, detected, expected) => {
    expect(wordLanguages(declared, detected)).toEqual(expected);
  });

  test.each([[[]], [['und']]])('a page that says nothing and reads like %j gets all', (detected) => {
    expect(wordLanguages('', detected)).toEqual(WORD_LANGUAGES);
  });
});
