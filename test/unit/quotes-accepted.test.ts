import { describe, expect, test } from '@jest/globals';
import { attribute } from '../../src/core/attribution.ts';
import { findQuotes, tellApart } from '../../src/core/quotes.ts';
import { rulesFor } from '../../src/rules/index.ts';
import { sourceOf } from './source-of.ts';

const { speech } = rulesFor('en');

const textsOf = (found: readonly { text: string }[]) => found.map(({ text }) => text);

describe('words in marks that nobody says', () => {
  test.each([
    ['Nora Quill walked to the bench in a pair of trousers known as “the generals” and sat down.', 'the generals'],
    ['The town is building a “dry port” at the junction, with sheds and cranes.', 'dry port'],
    ['Walter Amis said the plan was sound. Residents who chose “strongly agree” were few.', 'strongly agree'],
    ['Just enter your address and click “sign up” at the end.', 'sign up'],
    ['In May, Holt House plans to release “The Making of Walter Amis,” by Nora Quill.', 'The Making of Walter Amis,'],
  ])('%s', (text, phrase) => {
    const source = sourceOf(text);
    // The words around it leave it open.
    expect(textsOf(tellApart(source, speech).quotes)).toEqual([phrase]);
    const { quotes, phrases } = findQuotes(source, speech);
    expect(textsOf(quotes)).toEqual([]);
    expect(textsOf(phrases)).toEqual([phrase]);
  });

  test.each([
    ['Walter Amis called the tower a “vanity project” on Tuesday.', 'Walter Amis'],
    ['Nora Quill said she was “not amused” by the delay.', 'Nora Quill'],
    ['The council was “blind to the cost,” Amis wrote in a letter.', 'Amis'],
    ['“Never,” said Nora Quill.', 'Nora Quill'],
  ])('somebody says it: %s', (text, name) => {
    expect(findQuotes(sourceOf(text), speech).quotes.map(({ speaker }) => speaker?.name)).toEqual([name]);
  });

  test('phrases stay in reading order', () => {
    const text =
      'The film “Low Tide” opened in May. The town is building a “dry port” at the junction. The play “High Tide” closed.';
    const { phrases } = findQuotes(sourceOf(text), speech);
    expect(textsOf(phrases)).toEqual(['Low Tide', 'dry port', 'High Tide']);
  });
});

describe('attribution with somebody who judges again', () => {
  const text = '“We will stay,” said Nora Quill. The bill had a “sunset clause” in it. “And we will win.”';
  const source = sourceOf(text);
  const all = [...text.matchAll(/“([^”]+)”/g)].map(({ index, 1: said = '' }) => ({
    text: said,
    start: index + 1,
    end: index + 1 + said.length,
  }));

  test('only what is accepted comes back, and each is asked about once with those who may speak', () => {
    const asked: number[] = [];
    const quotes = attribute(all, source, speech, (quote, { ranked }) => {
      asked.push(quote);
      expect(ranked.every(({ confidence }) => confidence > 0)).toBe(true);
      return quote !== 1;
    });
    expect(asked).toEqual([0, 1, 2]);
    expect(textsOf(quotes)).toEqual(['We will stay,', 'And we will win.']);
  });

  test('pieces of one utterance are not asked about', () => {
    const [first, second, ...rest] = all.map((quote) => ({ ...quote, group: 1 }));
    const quotes = attribute(
      [first, second, ...rest].flatMap((quote) => quote ?? []),
      source,
      speech,
      () => false,
    );
    expect(quotes).toHaveLength(all.length);
  });
});
