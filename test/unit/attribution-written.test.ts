import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Quote } from '../../src/core/article.ts';
import { findQuotes } from '../../src/core/quotes.ts';
import { rulesFor } from '../../src/rules/index.ts';
import { sourceOf } from './source-of.ts';

/** A paragraph whose quotation either stands on something, or is spoken by somebody close to such a thing. */
interface Fixture {
  kind: string;
  text: string;
  /** Nouns for what may be shown as saying it, since signs say things; nobody else may. */
  nobodyBut?: string[];
  /** Words one of which the speaker's name has to hold. */
  speaker?: string;
}

const fixtures = readFileSync('test/fixtures/written.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Fixture);

/** The quotes of a paragraph that follows another one, in which somebody spoke, or nobody did. */
function quotesIn(text: string, before: string): Quote[] {
  const { quotes } = findQuotes(sourceOf(`${before}\n${text}`), rulesFor('en').speech);
  return quotes.filter(({ start }) => start > before.length);
}

const nameOf = ({ speaker }: Quote): string | undefined => speaker?.resolvedName ?? speaker?.name;
const holds = (name: string, words: readonly string[]): boolean =>
  words.some((word) => new RegExp(`\\b${word}\\b`, 'i').test(name));

describe.each([
  ['after a paragraph where nobody speaks', 'Residents of the town met on Tuesday evening to talk about the budget.'],
  ['after one where somebody does', '“The budget is too small,” Treasurer Walter Amis said on Tuesday.'],
])('%s', (_, before) => {
  test.each(fixtures.filter(({ nobodyBut }) => nobodyBut))('nobody says what is written, $kind: $text', (fixture) => {
    const shown = quotesIn(fixture.text, before).flatMap((quote) => nameOf(quote) ?? []);
    expect(shown.filter((name) => !holds(name, fixture.nobodyBut ?? []))).toEqual([]);
  });

  test.each(fixtures.filter(({ speaker }) => speaker))('who speaks beside it is shown: $text', ({ text, speaker }) => {
    const names = quotesIn(text, before).map(nameOf);
    expect(names).toHaveLength(1);
    expect(holds(names[0] ?? '', (speaker ?? '').split('|'))).toBe(true);
  });
});
