import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { CORE_NAMES } from '../../src/build/core-names.mjs';
import { rulesFor } from '../../src/rules/index.ts';
import { WORD_LANGUAGES } from '../../src/rules/languages.ts';

// A name that is shortened in one script and means something outside it would be asked for in vain there, without any error.

const own = (value: object | null): string[] =>
  value ? [...Object.getOwnPropertyNames(value), ...own(Object.getPrototypeOf(value))] : [];

const fields = (value: unknown): string[] =>
  value instanceof Object && !(value instanceof Function)
    ? Object.entries(value).flatMap(([name, below]) => [...(Array.isArray(value) ? [] : [name]), ...fields(below)])
    : [];

/** What an interface or type in the source declares, and what an object there is written with. */
const written = (path: string): string[] =>
  [
    ...readFileSync(path, 'utf8')
      .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
      .matchAll(/(\w+)\??:|[{,] *(\w+)(?= *[,}])/g),
  ].flatMap(([, a, b]) => a ?? b ?? []);

/** Every property that what the core works with can have. */
function platformNames(): Set<string> {
  const { document } = new JSDOM('<p class="a">b').window;
  const elements = [
    'a',
    'figure',
    'form',
    'iframe',
    'img',
    'input',
    'meta',
    'script',
    'svg',
    'table',
    'td',
    'template',
    'time',
  ];
  const nodes = [document, document.createTextNode('b'), ...elements.map((tag) => document.createElement(tag))];
  const [element] = document.getElementsByTagName('p');
  const parts = [element?.attributes, element?.classList, element?.childNodes, element?.children, element?.style];
  const walks = [document.createRange(), document.createTreeWalker(document), document.getSelection()];
  const built = [
    [],
    '',
    0,
    /a/g,
    /a/d.exec('a'),
    own,
    new Date(),
    new Map(),
    new Set(),
    new WeakMap(),
    new Intl.Segmenter(),
  ];
  return new Set([...nodes, ...parts, ...walks, ...built].flatMap((thing) => own(Object(thing))));
}

describe('names that are shortened in page scripts', () => {
  const shortened = (names: Iterable<string>): string[] =>
    [...new Set(names)].filter((name) => CORE_NAMES.includes(name));

  test('are no properties of the platform', () => {
    const names = platformNames();
    for (const name of ['querySelectorAll', 'elements', 'toReversed']) expect(names).toContain(name);
    expect(shortened(names)).toEqual([]);
  });

  test.each(['en', ...WORD_LANGUAGES])('are no fields of the rules for %s', (lang) => {
    const names = fields(rulesFor(lang));
    expect(names).toContain('adWords');
    expect(shortened(names)).toEqual([]);
  });

  test.each([
    'src/core/article.ts',
    'src/browser/messages.ts',
    'src/browser/choices.ts',
    'src/browser/shelf.ts',
    'src/formats/kept-quote.ts',
    'src/formats/names.ts',
    'src/formats/reference-data.ts',
    'src/rules/schema.ts',
  ])('are no fields of what scripts give each other or write down: %s', (path) => {
    const names = written(path);
    expect(names.length).toBeGreaterThan(10);
    expect(shortened(names)).toEqual([]);
  });
});
