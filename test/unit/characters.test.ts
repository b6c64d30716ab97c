import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { COUNTED, HINGED, HYPHENATED, PIECES, WITH_APOSTROPHES, wordFinder } from '../../src/core/characters.ts';

describe('words of Latin text', () => {
  test.each(Object.entries({ PIECES, COUNTED, HYPHENATED, WITH_APOSTROPHES, HINGED }))(
    '%s are the same as words of any text',
    (_, kind) => {
      const find = wordFinder(kind);
      const any = new RegExp(kind.any, 'g');
      for (let code = 0; code < 0x3000; code++) {
        const text = `a${String.fromCharCode(code)}1${String.fromCharCode(code)}`;
        expect([text, ...find(text)]).toEqual([text, ...(text.match(any) ?? [])]);
      }
      const letters = fc.constantFrom(...`aZéß\u0301ªµ×÷09٣ '’.-–“”!\n中あ한я€²`);
      fc.assert(
        fc.property(fc.array(letters), (parts) => {
          const text = parts.join('');
          expect(find(text)).toEqual(text.match(any) ?? []);
        }),
      );
    },
  );
});
