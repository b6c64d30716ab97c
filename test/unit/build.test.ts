import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { generatedPages } from '../../bench/pages.mjs';
import manifest from '../../manifest.json';
import packageFile from '../../package.json';
import { manifestFor } from '../../src/build/manifest.mjs';
import { sizes } from '../../src/build/sizes.mjs';
import { readPage } from '../../src/core/read-article.ts';
import { CLUTTER } from '../../src/rules/clutter/index.ts';
import { pageRulesFor } from '../../src/rules/index.ts';
import { buildApart } from './built.ts';

type Build = Awaited<ReturnType<typeof buildApart>>;
let builds: Build[] = [];

beforeAll(async () => {
  builds = [await buildApart(), await buildApart()];
}, 120_000);

afterAll(async () => {
  for (const { remove } of builds) await remove();
});

/** Each file's SHA-256 by its path. */
async function hashes(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    const path = join(folder, name);
    if ((await stat(path)).isFile())
      found[name] = createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
  }
  return found;
}

describe('the build', () => {
  test('gives the same bytes for the same source', async () => {
    const [first, second] = await Promise.all(builds.map(({ folder }) => hashes(folder)));
    expect(Object.keys(first ?? {})).toEqual(
      expect.arrayContaining(['chrome/manifest.json', 'firefox/content.js', 'cli.js', 'core.js']),
    );
    expect(second).toEqual(first);
  });

  test('leaves no source path and no test in what ships', async () => {
    for (const { folder } of builds.slice(0, 1)) {
      const names = await readdir(join(folder, 'chrome'), { recursive: true });
      expect(names.filter((name) => /\.(?:ts|map|mjs)$|test/.test(name))).toEqual([]);
    }
  });

  test('has no script over its limit, and the popup shows itself before it loads what shows an article', async () => {
    const measured = await sizes(builds[0]?.folder ?? '');
    expect(measured.filter(({ overLimit }) => overLimit).map(({ name }) => name)).toEqual([]);
    const popup = measured.find(({ name }) => name === 'popup/popup.js');
    // What it has in common with what it loads later is in files of its own, and they are counted.
    expect(popup?.atOnce.minified).toBeGreaterThan((popup?.minified ?? 0) * 2);
    expect(popup?.atOnce.minified).toBeLessThan(40_000);
  });

  test('has the popup ask first for what has its page read', async () => {
    const chrome = join(builds[0]?.folder ?? '', 'chrome');
    const asked = [
      ...(await readFile(join(chrome, 'popup', 'popup.html'), 'utf8')).matchAll(/(?:src|href)="([^"]+)"/g),
    ];
    expect(asked.map(([, file]) => file)).toEqual(['begin.js', '../page-look.js', 'popup.css', 'popup.js']);
    // What nothing is read by is named at once.
    expect(await readFile(join(chrome, 'reader', 'panel.html'), 'utf8')).toContain('rel="modulepreload"');
  });

  test('has what reads a page and what finds its quotes compiled at once', async () => {
    const chrome = join(builds[0]?.folder ?? '', 'chrome');
    const folder = join(chrome, 'chunks');
    const finders = (await readdir(folder)).filter((name) => name.startsWith('quote-finder-'));
    expect(finders).toHaveLength(1);
    for (const file of [join(chrome, 'content.js'), join(folder, finders[0] ?? '')])
      expect(await readFile(file, 'utf8')).toMatch(/^\/\/# allFunctionsCalledOnLoad\n/);
  });

  test('refers to no file that is not there', async () => {
    const [{ folder } = { folder: '' }] = builds;
    for (const browser of ['chrome', 'firefox']) {
      const text = await readFile(join(folder, browser, 'manifest.json'), 'utf8');
      const background = await readFile(join(folder, browser, 'background.js'), 'utf8');
      const files = [...`${text}${background}`.matchAll(/"\/?([\w/-]+\.(?:js|html|png|svg|css))"/g)].map(
        ([, file]) => file ?? '',
      );
      expect(files).toContain('icons/cleaned-16.png');
      expect(files).toContain('background.js');
      for (const file of files) expect((await stat(join(folder, browser, file))).isFile()).toBe(true);
    }
  });
});

describe('the manifest', () => {
  const chrome = manifestFor(manifest, 'chrome', packageFile.version);
  const firefox = manifestFor(manifest, 'firefox', packageFile.version);

  test('has the version of package.json', () => {
    expect(chrome.version).toBe(packageFile.version);
    expect(firefox.version).toBe(packageFile.version);
  });

  test('asks for no site and puts nothing of ours into pages by itself', () => {
    for (const own of [chrome, firefox]) {
      expect(own).not.toHaveProperty('host_permissions');
      expect(own).not.toHaveProperty('content_scripts');
      expect(own).not.toHaveProperty('web_accessible_resources');
      expect(own).not.toHaveProperty('externally_connectable');
    }
  });

  test('runs only what it ships and talks to nobody', () => {
    const policy = chrome.content_security_policy.extension_pages;
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
    ]) {
      expect(policy.split('; ')).toContain(rule);
    }
    expect(policy).not.toMatch(/unsafe/);
  });

  test('collects nothing, as Firefox asks to be told', () => {
    expect(firefox.browser_specific_settings.gecko.data_collection_permissions).toEqual({ required: ['none'] });
  });

  test('gives each browser its own kind of background alone', () => {
    expect(chrome.background).toEqual({ service_worker: 'background.js' });
    expect(firefox.background).toEqual({ scripts: ['background.js'] });
    expect(chrome).not.toHaveProperty('browser_specific_settings');
    expect(firefox).not.toHaveProperty('minimum_chrome_version');
  });
});

describe('the content script, minified', () => {
  const fixtures = readdirSync('test/fixtures/pages').map((name) => ({
    name,
    html: readFileSync(join('test/fixtures/pages', name, 'page.html'), 'utf8'),
  }));
  const generated = generatedPages(300).map(({ id, html }) => ({ name: id, html }));

  test.each([...fixtures, ...generated])('reads what its source reads: $name', async ({ html }) => {
    const url = 'https://news.example/2020/01/06/story';
    const { window } = new JSDOM(html, { url, runScripts: 'outside-only' });
    const nothing = { get: async () => ({}) };
    const chrome = { runtime: { onMessage: { addListener: () => {} } }, storage: { sync: nothing, local: nothing } };
    Object.assign(window, { MessageChannel, chrome });
    const script = (name: string): string => readFileSync(join(builds[0]?.folder ?? '', 'chrome', name), 'utf8');
    for (const { lang } of CLUTTER) window.eval(script(`words/${lang}.js`));
    window.eval(script('content.js'));
    const answer: unknown = await window.eval('cleanCopyRead()');

    const { document } = new JSDOM(html, { url }).window;
    const page = readPage(document, url, pageRulesFor(document.documentElement.lang || 'en'));
    const expected = 'error' in page ? { ok: false, error: page.error } : { ok: true, value: page };
    expect(JSON.parse(JSON.stringify(answer))).toEqual(JSON.parse(JSON.stringify(expected)));
  });
});
