import { expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { findInPlace } from '../../src/core/in-place.ts';
import type { ReadOptions } from '../../src/core/reader-choices.ts';
import { finish } from '../../src/core/steps.ts';
import { rulesFor } from '../../src/rules/index.ts';

const TEXT = 'The harbour master counted the boats again in the evening, and this time there was one more. '.repeat(4);
const PAGE = `<!doctype html><html lang="en"><main><p>${TEXT}</p><p id="ad">Advertisement</p><p>${TEXT}</p>
  <figure><img src="a.jpg"><figcaption id="caption">The boats. Photo: A. Person</figcaption></figure><p>${TEXT}</p>
  <p id="line">Read it again tomorrow morning</p><p>${TEXT}</p></main></html>`;

function hiddenWith(options: ReadOptions): string[] {
  const { document } = new JSDOM(PAGE).window;
  return finish(findInPlace(document, rulesFor('en'), options)).map(({ element }) => element.id);
}

test.each<[string, ReadOptions, string[]]>([
  ['nothing was chosen', {}, ['ad', 'caption']],
  ['ad markers are kept', { keepKinds: ['ad-marker'] }, ['caption']],
  ['captions are kept', { captions: 'keep' }, ['ad']],
  ['captions are kept with their pictures', { captions: 'with-image' }, ['ad']],
  ['a line always goes', { alwaysRemove: ['Read it again tomorrow morning'] }, ['ad', 'caption', 'line']],
])('what is hidden in place when %s', (_, options, expected) => {
  expect(hiddenWith(options)).toEqual(expected);
});
