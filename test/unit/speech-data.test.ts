import { describe, expect, test } from '@jest/globals';
import { speechOdds } from '../../src/core/quote-classifier.ts';
import { acceptanceModel, speakerModel } from '../../src/core/speaker-models.ts';
import { rulesFor } from '../../src/rules/index.ts';
import { once } from '../../src/rules/once.ts';
import { SPEECH } from '../../src/rules/speech/index.ts';
import { loadSpeechRules } from '../../src/rules/speech-loading.ts';

/** Every list of words in the rules of a language, with the way to it. */
function listsIn(value: unknown, path: string): [path: string, list: readonly unknown[]][] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.entries(value).flatMap(([key, each]) => listsIn(each, `${path}.${key}`));
  return Array.isArray(value) && typeof value[0] === 'string' ? [[path, value], ...below] : below;
}

const rowsOf = (lang: string) => listsIn(SPEECH.get(lang), lang);

describe.each([...SPEECH.keys()])('%s', (lang) => {
  test('no list has a word twice', () => {
    const twice = rowsOf(lang).flatMap(([path, list]) =>
      list.filter((word, at) => list.indexOf(word) !== at).map((word) => `${path}: ${word}`),
    );
    expect(rowsOf(lang).length).toBeGreaterThan(5);
    expect(twice).toEqual([]);
  });

  // A space at the edge of a row makes it a phrase of a word and nothing, which a quotation beside the word is taken for.
  test('no row begins or ends with a space', () => {
    const words = rowsOf(lang).flatMap(([, list]) => list);
    expect(words.filter((word) => typeof word === 'string' && word !== word.trim())).toEqual([]);
  });
});

test.each([...SPEECH.keys(), 'q0'])('%s has learned what there are weights of its own for', (lang) => {
  const { learned } = rulesFor(lang).speech;
  expect(learned?.speakers === true).toBe(speakerModel(lang) !== speakerModel('q0'));
  expect(learned?.acceptance === true).toBe(acceptanceModel(lang) !== undefined);
  const unknown = speechOdds(['lang q0'], 'q0');
  expect(learned?.finding === true).toBe(speechOdds([`lang ${lang}`], lang) !== unknown);
});

// One model for all languages, trained on articles whose antecedents are labelled in this one alone.
test('whom pronouns stand for is learned in English', () => {
  const learned = [...SPEECH].filter(([, speech]) => speech.learned?.pronouns).map(([lang]) => lang);
  expect(learned).toEqual(['en']);
});

test.each([...SPEECH.keys(), 'q0'])('%s, loaded when it is asked for, is the same', async (lang) => {
  const rules = await loadSpeechRules(`${lang}-XX`);
  expect(rules).toEqual(rulesFor(lang).speech);
  expect(await loadSpeechRules(lang)).toBe(rules);
});

test('a language that could not be loaded is loaded when it is asked for again', async () => {
  let asked = 0;
  const load = once(async (primary) => {
    if (++asked === 1) throw new Error('gone');
    return { primary };
  });
  await expect(load('fi')).rejects.toThrow('gone');
  const loaded = await load('fi');
  expect(loaded).toEqual({ primary: 'fi' });
  expect(await load('fi')).toBe(loaded);
  expect(asked).toBe(2);
});

test('a language keeps its rules, but not every tag that a page can carry', () => {
  expect(rulesFor('de-AT')).toBe(rulesFor('de'));
  const odd = rulesFor('q0');
  for (let tag = 1; tag < 100; tag++) rulesFor(`q${tag}`);
  expect(rulesFor('q0')).not.toBe(odd);
  expect(rulesFor('q0')).toEqual(odd);
});
