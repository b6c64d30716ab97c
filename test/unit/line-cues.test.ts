import { expect, test } from '@jest/globals';
import { bareLine, foldLine } from '../../src/core/line-cues.ts';
import { pageRulesFor } from '../../src/rules/index.ts';

/** A cue in any other form would never be found. */
test('cues stand in the rules in the form that lines are compared in', () => {
  const other = pageRulesFor('en').furniture.flatMap(({ lang, lines }) =>
    Object.entries(lines).flatMap(([kind, { whole = [], start = [], within = [] }]) => [
      ...whole.filter((cue) => cue === '' || bareLine(foldLine(cue)) !== cue).map((cue) => [lang, kind, 'whole', cue]),
      ...[...start, ...within]
        .filter((cue) => cue === '' || foldLine(cue) !== cue.trimEnd())
        .map((cue) => [lang, kind, cue]),
    ]),
  );
  expect(other).toEqual([]);
});
