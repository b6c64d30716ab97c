import { describe, expect, test } from '@jest/globals';
import { findQuotes } from '../../src/core/quotes.ts';
import { rulesFor } from '../../src/rules/index.ts';
import { sourceOf } from './source-of.ts';

function quotesOf(text: string, lang = 'en') {
  return findQuotes(sourceOf(text), rulesFor(lang).speech).quotes;
}
const textsOf = (text: string, lang?: string) => quotesOf(text, lang).map((quote) => quote.text);

describe('broken marks', () => {
  test('an opening mark that stands before the reporting clause closes', () => {
    expect(textsOf('“The bridge stays shut until the spring, “the notice said. Drivers were angry.')).toEqual([
      'The bridge stays shut until the spring,',
    ]);
  });

  test('a quotation that nothing closes ends before the reporting clause', () => {
    expect(textsOf('"We heard the ice crack in the night, said farmer Ole Berg. He did not sleep.')).toEqual([
      'We heard the ice crack in the night',
    ]);
  });

  test('two quotations that opening marks alone set off', () => {
    expect(textsOf('“We lost the whole farm. “It was a good farm, “the owner said.')).toEqual([
      'We lost the whole farm.',
      'It was a good farm,',
    ]);
  });

  test('a stray opening mark before a reporting clause opens nothing', () => {
    expect(textsOf('“We will stay here” and wait for the thaw, “the letter said to the guests.')).toEqual([
      'We will stay here',
    ]);
  });

  test('inches and feet are no marks', () => {
    expect(textsOf('The 8" pipe burst. "We are all wet now," said Ann Lee, who is 5\'9".')).toEqual([
      'We are all wet now,',
    ]);
  });
});

describe('several pieces', () => {
  test('pieces round a reporting clause share a group', () => {
    const [first, second] = quotesOf('“We will stay here,” said the farmer, “until somebody listens to us.”');
    expect(first?.group).toBeDefined();
    expect(second?.group).toBe(first?.group);
  });

  test('each paragraph of a quotation is a piece', () => {
    const quotes = quotesOf('“We began in May.\n\n“We ended in June,” said Eva Roth.');
    expect(quotes.map((quote) => quote.text)).toEqual(['We began in May.', 'We ended in June,']);
    expect(quotes[0]?.group).toBe(quotes[1]?.group);
  });

  test('a dialogue dash closes for the reporting clause', () => {
    expect(textsOf('—No voy a dormir aquí —dijo el pastor Juan Vega—. Ni una noche más.', 'es')).toEqual([
      'No voy a dormir aquí',
      'Ni una noche más.',
    ]);
  });
});

test('a page that gives its language a name that all objects have is read like one in no known language', () => {
  const text = '“The bridge stays shut,” said Ann Lee.';
  expect(textsOf(text, 'constructor')).toEqual(textsOf(text, 'xx'));
});
