import { expect, test } from '@jest/globals';
import { findQuotesInSteps } from '../../src/core/quotes.ts';
import { rulesFor } from '../../src/rules/index.ts';
import { sourceOf } from './source-of.ts';

const SENTENCES =
  'Anna Kowalska, the mayor of Riverton, met the council on Tuesday. “We will build the bridge,” she said. ' +
  'The engineers measured the water under the old one, and a report by the ministry was read to those who came. ';
const COPIES = 200;

test.each([
  ['one block', ' '],
  ['many blocks', '\n'],
])('the search for quotes in %s can be laid down at least once for each 500 characters', (_, end) => {
  const text = SENTENCES.trimEnd().concat(end).repeat(COPIES);
  const steps = findQuotesInSteps(sourceOf(text), rulesFor('en').speech);
  let taken = 0;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) {
      expect(step.value.quotes).toHaveLength(COPIES);
      break;
    }
    taken++;
  }
  expect(taken).toBeGreaterThan(text.length / 500);
});

test('a text of nothing but apostrophes can be laid down, too', () => {
  const text = "They didn’t ask, we don't tell. ".repeat(1000);
  const blocks = [{ kind: 'paragraph' as const, start: 0, end: text.length }];
  const steps = findQuotesInSteps({ text, blocks }, rulesFor('en').speech);
  let taken = 0;
  while (!steps.next().done) taken++;
  expect(taken).toBeGreaterThan(20);
});
