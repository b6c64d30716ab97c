import { describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { isTooDeep } from '../../src/core/page-size.ts';

/** A page with a chain of elements of a depth, behind and among others that stand side by side. */
function pageWith(depth: number, before: number): Document {
  const { document } = new JSDOM('<!doctype html><body></body>').window;
  for (let i = 0; i < before; i++) document.body.append(document.createElement('p'));
  let at: Element = document.body;
  for (let i = 0; i < depth; i++) {
    if (i % 3 === 0) at.append(document.createElement('p'));
    const next = document.createElement('div');
    at.append(next);
    at = next;
  }
  return document;
}

describe('a page is too deep', () => {
  test.each([0, 250, 499, 500, 3000])('behind %d elements, from about a thousand on', (before) => {
    expect(isTooDeep(pageWith(960, before))).toBe(false);
    expect(isTooDeep(pageWith(1040, before))).toBe(true);
  });

  test('never for having many elements', () => {
    expect(isTooDeep(pageWith(3, 20_000))).toBe(false);
  });
});
