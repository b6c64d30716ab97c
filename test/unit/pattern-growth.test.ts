/** Every pattern of the source, written or compiled from rules, against what would make it slow: its time grows as the text does. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { parse } from 'acorn';
import { transformSync } from 'esbuild';
import { JSDOM } from 'jsdom';
import { WORD_LANGUAGES } from '../../src/rules/languages.ts';

/** UTF-16 units. Whoever needs the square of it takes seconds. */
const LENGTH = 16_000;
/** CPU time in ms for one look through such a text; those that need as much as it has characters take less than one. */
const ENOUGH = 50;
const PUMPS_EACH = 40;

/** One of each kind of character that rules and pages are made of. */
const KINDS = [
  'a',
  'A',
  'é',
  '1',
  ' ',
  '\n',
  '\t',
  '.',
  ',',
  '-',
  '"',
  '“',
  "'",
  '–',
  '(',
  ':',
  '/',
  '港',
  'ا',
  '\u00a0',
];

const patterns = new Map<string, { pattern: RegExp; from: string }>();
const NativeRegExp = RegExp;

function add(pattern: RegExp, from: string): void {
  const name = `/${pattern.source}/${pattern.flags}`;
  if (!patterns.has(name)) patterns.set(name, { pattern, from });
}

/** What the source writes down. */
function written(): void {
  for (const folder of ['src', 'popup', 'options', 'reader']) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts') || name.endsWith('.d.ts')) continue;
      const path = join(folder, name);
      const { code } = transformSync(readFileSync(path, 'utf8'), { loader: 'ts' });
      const visit = (node: unknown): void => {
        if (typeof node !== 'object' || node === null) return;
        const { regex } = node as { regex?: { pattern: string; flags: string } };
        if (regex) add(new NativeRegExp(regex.pattern, regex.flags), path);
        for (const child of Object.values(node)) visit(child);
      };
      visit(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }));
    }
  }
}

/** What rules are compiled to while pages in every language are read. */
function compiled(): void {
  globalThis.RegExp = new Proxy(NativeRegExp, {
    construct: (target, args: [string, string?]) => {
      const made = new target(...args);
      add(made, 'compiled');
      return made;
    },
  });
  const { readArticle } = jest.requireActual<typeof import('../../src/core/read-article.ts')>(
    '../../src/core/read-article.ts',
  );
  const { rulesFor } = jest.requireActual<typeof import('../../src/rules/index.ts')>('../../src/rules/index.ts');
  const words = 'The harbour master, Ann Lee, counted “the boats” again in the evening, she said. '.repeat(4);
  const html = `<title>Boats</title><article><p>By Ann Lee</p><p>${words}</p><figure><img src="a.png"><figcaption>Photo: Ann Lee</figcaption></figure><p>Advertisement</p><p>“${words}”</p><p>Share this</p><p>${words}</p></article>`;
  for (const language of ['en', ...WORD_LANGUAGES]) {
    const { document } = new JSDOM(`<html lang="${language}">${html}`, { url: 'https://news.example/' }).window;
    readArticle(document, 'https://news.example/', rulesFor(language));
  }
}

beforeAll(() => {
  written();
  compiled();
}, 120_000);

afterAll(() => {
  globalThis.RegExp = NativeRegExp;
});

/** Texts that a pattern nearly matches again and again: its own characters, its words less one letter, and those of each kind. */
function pumpsFor({ source }: RegExp): string[] {
  const plain = source.replace(/\\[pP]\{[^}]*\}|\\[a-zA-Z]|\(\?(?:<?[=!]|:|<\w+>)/g, ' ');
  const literals = plain.match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  const own = [
    ...new Set([...plain.replace(/[\p{L}\p{N}\\[\](){}|*+?^$.]/gu, '')].filter((char) => char.trim() !== '')),
  ];
  const words = [...new Set([...literals.slice(0, 4), ...literals.slice(-2)])];
  return [
    ...KINDS,
    ...own.slice(0, 8),
    ...words.flatMap((word) => [word, `${word} `, word.slice(0, -1)]),
    'a ',
    ' a',
    'A. ',
    '1.',
    'a-',
    '" ',
  ].slice(0, PUMPS_EACH);
}

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** CPU time in ms until a pattern has looked for all it finds. */
function timeOf(pattern: RegExp, text: string): number {
  const all = new NativeRegExp(pattern.source, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`);
  const began = cpu();
  let found = 0;
  for (all.lastIndex = 0; found < LENGTH && all.exec(text) !== null; found++) {
    if (all.lastIndex >= text.length) break;
    all.lastIndex++;
  }
  return cpu() - began;
}

test('no pattern takes longer than its text is long', () => {
  const slow: string[] = [];
  let texts = 0;
  for (const [name, { pattern, from }] of patterns) {
    for (const pump of pumpsFor(pattern)) {
      for (const end of ['', '\u0000']) {
        texts++;
        const text = pump.repeat(LENGTH / pump.length) + end;
        // Twice where it took long: the first time it is compiled.
        const time = timeOf(pattern, text) > ENOUGH ? timeOf(pattern, text) : 0;
        if (time > ENOUGH)
          slow.push(`${from} ${name.slice(0, 120)} on ${JSON.stringify(pump)}: ${Math.round(time)} ms`);
      }
    }
  }
  const made = [...patterns.values()].filter(({ from }) => from === 'compiled').length;
  console.log(
    `${patterns.size} patterns, ${made} of them compiled from rules, ${texts} texts of ${LENGTH} characters, ${slow.length} slow`,
  );
  expect(slow).toEqual([]);
}, 300_000);
