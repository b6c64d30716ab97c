import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import manifest from '../../manifest.json';
import packageFile from '../../package.json';
import { licenceList, packagesIn } from '../../src/build/licences.mjs';
import { manifestFor } from '../../src/build/manifest.mjs';
import { makePackages } from '../../src/build/packages.mjs';
import { zip } from '../../src/build/zip.mjs';
import { folderApart } from './built.ts';

type Folder = Awaited<ReturnType<typeof folderApart>>;
let folders: Folder[] = [];
let runs: Awaited<ReturnType<typeof makePackages>>[] = [];
let packed: Record<string, Record<string, Uint8Array>> = {};

beforeAll(async () => {
  folders = [await folderApart(), await folderApart()];
  runs = [];
  for (const { folder } of folders) runs.push(await makePackages(folder));
  const [first = []] = runs;
  packed = Object.fromEntries(
    await Promise.all(
      first.map(async ({ path }) => {
        const [, kind = ''] = /-(\w+)\.zip$/.exec(path) ?? [];
        return [kind, unzipSync(await readFile(path))];
      }),
    ),
  );
}, 120_000);

afterAll(async () => {
  for (const { remove } of folders) await remove();
});

const textOf = (kind: string, name: string): string => Buffer.from(packed[kind]?.[name] ?? []).toString('utf8');

describe('the packages for the stores', () => {
  test('are the same bytes in two runs', () => {
    const [first = [], second = []] = runs.map((run) => run.map(({ sha256 }) => sha256));
    expect(first).toHaveLength(3);
    expect(second).toEqual(first);
  });

  test('hold no time and need no order of files', async () => {
    const bytes = await zip('.', ['package.json', 'LICENSE', 'manifest.json']);
    expect(Buffer.from(await zip('.', ['manifest.json', 'LICENSE', 'package.json']))).toEqual(Buffer.from(bytes));
    // Time and date of the first entry: 1980-01-01 00:00 in MS-DOS form.
    expect([...bytes.slice(10, 14)]).toEqual([0, 0, 0x21, 0]);
    expect(Object.keys(unzipSync(bytes))).toEqual(['LICENSE', 'manifest.json', 'package.json']);
  });

  test.each(['chrome', 'firefox'] as const)(
    'for %s: the manifest at the top, its version from package.json',
    (kind) => {
      const { version } = packageFile;
      expect(JSON.parse(textOf(kind, 'manifest.json'))).toEqual(manifestFor(manifest, kind, version));
      expect(Object.keys(packed[kind] ?? {})).toEqual(
        expect.arrayContaining(['background.js', 'content.js', 'popup/popup.html', '_locales/en/messages.json']),
      );
    },
  );

  test('the source is all that building it again needs', () => {
    const names = Object.keys(packed.source ?? {});
    expect(names).toEqual(
      expect.arrayContaining(['package.json', 'package-lock.json', 'manifest.json', 'src/build/build.mjs', 'LICENSE']),
    );
    expect(names.filter((name) => /^(?:dist|node_modules)\//.test(name))).toEqual([]);
  });
});

describe('licences', () => {
  test('of everything bundled are shipped, with their text', () => {
    const list = textOf('chrome', 'LICENSES.txt');
    expect(textOf('firefox', 'LICENSES.txt')).toBe(list);
    for (const name of [
      '@mozilla/readability',
      'dompurify',
      'webextension-polyfill',
      'turndown',
      '@fontsource-variable/literata',
    ]) {
      const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
      expect(list).toContain(`\n${name} ${version}\n`);
    }
    expect(list).toContain('SIL OPEN FONT LICENSE');
    // Tools, and what only the command line uses, are in nobody's bundle.
    expect(list).not.toMatch(/^(?:jsdom|esbuild|jest|fflate) \d/m);
  });

  test('name the very versions that the lockfile pins with a sum, and that are no tools', () => {
    const lock: { packages: Record<string, { version?: string; integrity?: string; dev?: boolean }> } = JSON.parse(
      readFileSync('package-lock.json', 'utf8'),
    );
    const pinned = Object.entries(lock.packages)
      .filter(([, { integrity, dev }]) => !dev && integrity?.startsWith('sha512-'))
      .map(([path, { version }]) => `${path.split('node_modules/').at(-1)} ${version}`);
    const listed = [...textOf('chrome', 'LICENSES.txt').matchAll(/^-{80}\n\n(\S+ \d\S*)$/gm)].map(([, named]) => named);
    expect(listed.length).toBeGreaterThan(5);
    expect(pinned).toEqual(expect.arrayContaining(listed));
  });

  test('are asked of packages with a byte in a bundle, and of no others', () => {
    const inputs = {
      'node_modules/used/index.js': { bytesInOutput: 10 },
      'node_modules/@some/one/node_modules/inner/a.js': { bytesInOutput: 1 },
      'node_modules/shaken/index.js': { bytesInOutput: 0 },
      'src/content.ts': { bytesInOutput: 5 },
    };
    const output = { bytes: 16, inputs, imports: [], exports: [] };
    expect(packagesIn([{ inputs: {}, outputs: { 'out.js': output } }])).toEqual([
      'node_modules/@some/one/node_modules/inner',
      'node_modules/used',
    ]);
  });

  test('a package without one is not shipped', async () => {
    await expect(licenceList(['test/fixtures/no-such-package'])).rejects.toThrow();
  });
});

describe('what the documents say', () => {
  test('the changelog has an entry for the version of package.json', async () => {
    const changelog = await readFile('CHANGELOG.md', 'utf8');
    expect(changelog).toMatch(new RegExp(`^## \\[${packageFile.version.replaceAll('.', '\\.')}\\]`, 'm'));
    for (const [, heading = ''] of changelog.matchAll(/^### (.+)$/gm)) {
      expect(['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security']).toContain(heading);
    }
  });

  const asked = [
    ...new Set(
      (['chrome', 'firefox'] as const).flatMap((kind) => {
        const {
          permissions,
          optional_permissions = [],
          optional_host_permissions,
        } = manifestFor(manifest, kind, packageFile.version);
        return [...permissions, ...optional_permissions, ...optional_host_permissions] as string[];
      }),
    ),
  ].sort();
  const documents = ['README.md', 'src/build/store/privacy.md'].filter((path) => existsSync(path));

  test.each(documents)('%s names each permission in a row of a table, and no other', async (path) => {
    const [, table = ''] =
      /^\|\s*Permission\s*\|.*\n\|[-\s:|]+\n((?:\|.*\n)+)/m.exec(await readFile(path, 'utf8')) ?? [];
    const rows = [...table.matchAll(/^\|\s*`([^`]+)`[^|]*\|/gm)].map(([, name]) => name);
    expect(rows).toHaveLength(table.split('\n').length - 1);
    expect([...rows].sort()).toEqual(asked);
  });

  test('what a store shows is no longer than it takes', async () => {
    const { extensionName, extensionDescription } = JSON.parse(textOf('chrome', '_locales/en/messages.json'));
    expect(extensionName.message.length).toBeLessThanOrEqual(45);
    expect(extensionDescription.message.length).toBeLessThanOrEqual(132);
    const listing = await readFile('src/build/store/listing.md', 'utf8');
    const [, summary = ''] = /^## Summary\n+(.+)$/m.exec(listing) ?? [];
    expect(summary).toBe(extensionDescription.message);
  });
});
