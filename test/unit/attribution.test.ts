import { describe, expect, test } from '@jest/globals';
import type { Quote } from '../../src/core/article.ts';
import { attribute } from '../../src/core/attribution.ts';
import { rulesFor } from '../../src/rules/index.ts';

/** Attributes every stretch between “ and ” of a text; each line is a paragraph. */
function attributed(text: string, lang = 'en'): Quote[] {
  const quotes = [...text.matchAll(/“([^”]+)”/g)].map((match) => {
    const said = match[1] ?? '';
    return { text: said, start: match.index + 1, end: match.index + 1 + said.length };
  });
  const blocks = [...text.matchAll(/[^\n]+/g)].map((match) => ({
    kind: 'paragraph' as const,
    start: match.index,
    end: match.index + match[0].length,
  }));
  return attribute(quotes, { text, blocks }, rulesFor(lang).speech);
}

const namesIn = (text: string): (string | undefined)[] => attributed(text).map(({ speaker }) => speaker?.name);

describe('a reporting verb beside the quote', () => {
  test.each([
    [
      'subject before the verb, after the quote',
      '“The bridge is safe,” Marta Lindqvist said on Monday.',
      'Marta Lindqvist',
    ],
    ['inverted', '“The bridge is safe,” said Marta Lindqvist, who inspected it.', 'Marta Lindqvist'],
    ['before the quote', 'Marta Lindqvist said: “The bridge is safe.”', 'Marta Lindqvist'],
  ])('%s', (_, text, name) => {
    expect(namesIn(text)).toEqual([name]);
  });
});
