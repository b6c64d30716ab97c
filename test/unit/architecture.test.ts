/** What holds for the whole source: who may import whom, and what is written nowhere. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { transformSync } from 'esbuild';

const GLOBALS =
  'window self document location history navigator screen console fetch chrome browser localStorage sessionStorage indexedDB setTimeout setInterval requestAnimationFrame queueMicrotask DOMParser XMLSerializer Node NodeFilter Element HTMLElement Text Document DocumentFragment Range MutationObserver getComputedStyle getSelection process Buffer require'.split(
    ' ',
  );

/** Data that is the same in every language, so that it need not come with the rules of one. */
const FOR_EVERY_LANGUAGE = [
  'agencies',
  'agencies-abroad',
  'bylines',
  'quote-marks',
  'quote-priors',
  'quoted-phrases',
].map((name) => `src/rules/${name}.ts`);

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

const FOLDERS = ['src', 'popup', 'options', 'reader'].filter((folder) => existsSync(folder));
const FILES = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
).filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));
const SOURCES = new Map(FILES.map((path) => [path, readFileSync(path, 'utf8')]));

const IMPORT = /^(?:import|export)\s+(type\s)?(?:[\w*\s{},$]+?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm;

const IMPORTS: Import[] = [...SOURCES].flatMap(([from, source]) =>
  [...source.matchAll(IMPORT)].map(([, type, plain = '', dynamic = '']) => {
    const name = plain || dynamic;
    return {
      from,
      to: name.startsWith('.') ? normalize(join(dirname(from), name)) : name,
      typeOnly: type !== undefined,
    };
  }),
);

/** The room a file is in; a shell is whatever is in none of the others. */
function roomOf(path: string): string {
  return /^src\/(rules|core|formats|view|browser|cli|_locales)\//.exec(path)?.[1] ?? 'shell';
}

function crossings(room: string): Import[] {
  return IMPORTS.filter(({ from, to }) => roomOf(from) === room && isOurs(to) && roomOf(to) !== room);
}

function isOurs(to: string): boolean {
  return /^(?:src|popup|options|reader)\//.test(to);
}

function written(list: Import[]): string[] {
  return list.map(({ from, to }) => `${from} imports ${to}`);
}

/** Where a pattern stands in the source: file and line. */
function placesOf(pattern: RegExp): string[] {
  return [...SOURCES].flatMap(([path, source]) =>
    source.split('\n').flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [])),
  );
}

describe('who may import whom', () => {
  test('every import is seen by this test', () => {
    const statements = [...SOURCES.values()].join('\n').match(/^import\b|^export\b.*\bfrom '|\bimport\('/gm) ?? [];
    expect(IMPORTS.length).toBeGreaterThanOrEqual(statements.length);
    expect(IMPORTS.length).toBeGreaterThan(100);
  });

  test('rules are data and know nobody', () => {
    expect(written(crossings('rules'))).toEqual([]);
  });

  test('the core knows the shape of rules, not the rules', () => {
    const allowed = crossings('core').filter(({ from, to, typeOnly }) => {
      // What other programs import brings the rules along.
      if (from === 'src/core/index.ts') return true;
      return roomOf(to) === 'rules' && (typeOnly || FOR_EVERY_LANGUAGE.includes(to));
    });
    expect(written(crossings('core').filter((one) => !allowed.includes(one)))).toEqual([]);
  });

  test('formats know the core', () => {
    expect(written(crossings('formats').filter(({ to }) => roomOf(to) !== 'core'))).toEqual([]);
  });

  test('the view knows core and formats, and takes words for their types alone', () => {
    const foreign = crossings('view').filter(({ to, typeOnly }) =>
      roomOf(to) === '_locales' ? !typeOnly : !['core', 'formats'].includes(roomOf(to)),
    );
    expect(written(foreign)).toEqual([]);
  });

  test('nobody imports a shell', () => {
    const inner = IMPORTS.filter(({ from, to }) => roomOf(from) !== 'shell' && isOurs(to) && roomOf(to) === 'shell');
    expect(written(inner)).toEqual([]);
  });

  test('an article is drawn in one place, for every shell', () => {
    const drawing = [...SOURCES].filter(([, source]) => /(?<!function )\brenderArticle\(/.test(source));
    expect(drawing.map(([path]) => path)).toEqual(['src/view/article-panel.ts']);
    const workspaces = IMPORTS.filter(({ to, typeOnly }) => to === 'src/view/workspace.ts' && !typeOnly);
    // The popup, the side panel and the tab of its own share a page; the reader over a page has its frame.
    expect(workspaces.map(({ from }) => from).sort()).toEqual(['popup/viewer.ts', 'reader/reader.ts']);
  });

  test('Readability is known in one file, the polyfill in one', () => {
    const users = (name: string): string[] => [
      ...new Set(IMPORTS.filter(({ to, typeOnly }) => to === name && !typeOnly).map(({ from }) => from)),
    ];
    expect(users('webextension-polyfill')).toEqual(['src/browser/polyfill.ts']);
    expect(users('@mozilla/readability/Readability.js')).toEqual(['src/core/readability-lists.ts']);
  });

  test('only the parts that run in an extension know that they do', () => {
    const pure = ['rules', 'core', 'formats', 'view', 'cli'];
    const knowing = IMPORTS.filter(({ from, to }) => pure.includes(roomOf(from)) && roomOf(to) === 'browser');
    expect(written(knowing)).toEqual([]);
    const pureSources = [...SOURCES].filter(([path]) => pure.includes(roomOf(path)));
    expect(
      pureSources.filter(([, source]) => /\b(?:chrome|browser)\.\w+\.\w+\(/.test(source)).map(([path]) => path),
    ).toEqual([]);
  });

  test('relative imports name the file with its ending', () => {
    expect(written(IMPORTS.filter(({ to }) => isOurs(to) && !/\.(?:ts|json|css(?:\?text)?)$/.test(to)))).toEqual([]);
  });
});

describe('what is written nowhere', () => {
  test('HTML is never written into a tree as text', () => {
    expect(
      placesOf(
        /\.(?:inner|outer)HTML\s*\+?=[^=]|insertAdjacentHTML|document\.write|createContextualFragment|setHTMLUnsafe/,
      ),
    ).toEqual([]);
  });

  test('no text is run as a program', () => {
    expect(placesOf(/\beval\(|new Function\(|\bsetTimeout\(['"`]/)).toEqual([]);
  });

  test('no value has any type', () => {
    expect(placesOf(/(?::|\bas|<|\|)\s*any\b(?![\w\s]*['"`])(?=[\s;,)>[\]|=])/)).toEqual([]);
  });

  test('nothing is asked of the network but by the command line', () => {
    const asking = placesOf(/\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|EventSource/);
    expect(asking.filter((place) => !place.startsWith('src/cli/'))).toEqual([]);
  });

  test('core, rules and formats take the world as a parameter', () => {
    const pure = [...SOURCES].filter(([path]) => ['core', 'rules', 'formats'].includes(roomOf(path)));
    expect(pure.length).toBeGreaterThan(30);
    expect(pure.flatMap(([path, source]) => ambientNames(source).map((name) => `${path} ${name}`))).toEqual([]);
  });

  test('a name that is not a parameter is seen', () => {
    expect(ambientNames('export const title = (): string => document.title;')).toEqual(['document']);
    expect(ambientNames('export const title = (document: Document): string => document.title;')).toEqual([]);
  });
});

test('nothing lies at the top that does not belong there', () => {
  const ignored = readFileSync('.gitignore', 'utf8').trim().split('\n');
  const found = readdirSync('.').filter((name) => !ignored.includes(name) && !name.endsWith('.log'));
  const rooms = ['bench', 'icons', 'options', 'popup', 'reader', 'src', 'test'];
  const papers = ['CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md'];
  const tools = [
    'biome.json',
    'jest.config.mjs',
    'manifest.json',
    'package-lock.json',
    'package.json',
    'tsconfig.json',
  ];
  expect(found.filter((name) => !name.startsWith('.') && ![...rooms, ...papers, ...tools].includes(name))).toEqual([]);
});

/** Globals that a file uses as values. The compiler puts a mark in place of a name only where nothing local has it. */
function ambientNames(source: string): string[] {
  const define = Object.fromEntries(GLOBALS.map((name) => [name, `AMBIENT_${name}`]));
  const { code } = transformSync(source, { loader: 'ts', define });
  return [...new Set([...code.matchAll(/\bAMBIENT_(\w+)/g)].map(([, name]) => name ?? ''))];
}
