// Makes the extension for each browser, the command line and the core as one module. The same source gives the same
// bytes.
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { context } from 'esbuild';
import { CORE_NAMES } from './core-names.mjs';
import { cssTextPlugin } from './css-text-plugin.mjs';
import { functionOrderPlugin } from './function-order-plugin.mjs';
import { inertHtmlPlugin } from './inert-html-plugin.mjs';
import { licenceList, packagesIn } from './licences.mjs';
import { manifestFor } from './manifest.mjs';
import { packedRulesPlugin } from './packed-rules-plugin.mjs';
import { READABILITY_NAMES, readabilityPlugin } from './readability-plugin.mjs';
import { STATIC_IMPORT } from './sizes.mjs';
import { terserPlugin } from './terser-plugin.mjs';
import { turndownPlugin } from './turndown-plugin.mjs';
import { wordsPlugin } from './words-plugin.mjs';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

/** Folders of extension pages: each .html is a page, the .ts of the same name its script. */
const PAGE_FOLDERS = ['popup', 'reader', 'options'];
const SHOW_ARTICLES = ['popup/popup.ts', 'reader/panel.ts'];
const BROWSERS = ['chrome', 'firefox'];

const common = { bundle: true, minify: true, charset: 'utf8', legalComments: 'none', logLevel: 'warning' };
/** Whether patterns with `\p{L}` and the like are written as they are, or as `new RegExp(…)`. */
const propertyPatterns = (kept) => ({ 'regexp-unicode-property-escapes': kept });
// Chrome and Firefox releases that the manifest asks for.
const inBrowser = {
  ...common,
  metafile: true,
  target: ['chrome123', 'firefox140'],
  // A pattern as it is is checked while the script is parsed, which for one of these takes longer than for a thousand lines.
  supported: propertyPatterns(false),
  plugins: [readabilityPlugin, inertHtmlPlugin, cssTextPlugin, packedRulesPlugin, turndownPlugin],
};
const withoutPolyfill = {
  'webextension-polyfill': fileURLToPath(new URL('../browser/native-api.ts', import.meta.url)),
};
const inPage = {
  ...inBrowser,
  format: 'iife',
  mangleProps: new RegExp(`^(?:${[...READABILITY_NAMES, ...CORE_NAMES].join('|')})$`),
  alias: withoutPolyfill,
};

/**
 * @param {string} out the folder to make.
 * @returns {Promise<import('esbuild').BuildOptions[]>}
 */
async function bundles(out) {
  const version = await packageVersion();
  const pages = await pageFiles('.html');
  const wordLanguages = (await readdir('src/rules/clutter'))
    .filter((name) => name !== 'index.ts')
    .map((name) => basename(name, '.ts'));
  const beside = (ending) => pages.map((page) => page.replace(/\.html$/, ending)).filter((file) => existsSync(file));
  return [
    { ...common, entryPoints: ['src/core/index.ts'], outfile: `${out}/core.js`, format: 'esm', target: 'es2022' },
    {
      ...common,
      entryPoints: ['src/cli.ts'],
      outfile: `${out}/cli.js`,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      // Reads many pages: what stands in a function is not made anew for each.
      supported: propertyPatterns(true),
      packages: 'external',
      banner: { js: '#!/usr/bin/env node' },
      define: { VERSION: JSON.stringify(version) },
    },
    { ...inBrowser, entryPoints: ['src/background.ts'], outdir: `${out}/chrome`, format: 'iife' },
    {
      ...inPage,
      entryPoints: ['src/content.ts'],
      // What is only there for who measures.
      dropLabels: ['MEASURED'],
      outdir: `${out}/chrome`,
      // It is sent to pages before it is known whether it is there. And a script's own value is what putting it into a page gives
      // back: here, the answer to what was asked of it before it was there.
      banner: { js: 'Object.hasOwn(globalThis,"cleanCopyAnswerAsked")||(()=>{' },
      footer: { js: '})();cleanCopyAnswerAsked();' },
      plugins: [...inPage.plugins, terserPlugin, functionOrderPlugin],
    },
    // Put into pages, and one that pages of ours wait for: classic scripts, one file each.
    {
      ...inPage,
      entryPoints: [
        'src/articles.ts',
        'src/auto.ts',
        'src/tidy.ts',
        'src/citing.ts',
        'src/quoting.ts',
        'src/pointing.ts',
        'src/page-look.ts',
      ],
      outdir: `${out}/chrome`,
      plugins: [...inPage.plugins, terserPlugin],
    },
    {
      ...inPage,
      entryPoints: wordLanguages.map((language) => ({ in: `words:${language}`, out: language })),
      outdir: `${out}/chrome/words`,
      plugins: [wordsPlugin, ...inPage.plugins],
    },
    // Put into pages for the reader there: itself, and its fonts as bytes. And the popup's first act.
    {
      ...inPage,
      entryPoints: ['popup/begin.ts', 'reader/in-page.ts', 'reader/fonts/serif.ts', 'reader/fonts/dyslexic.ts'],
      outdir: `${out}/chrome`,
      outbase: '.',
      loader: { '.woff2': 'binary' },
    },
    // Each of our own pages by itself: what pages have in common would be files of a few lines, and a page that asks for
    // fifteen of them opens later. What is needed later is loaded later. Those that show an article have nearly all in common.
    ...pageGroups(beside('.ts')).map((entryPoints) => ({
      ...inBrowser,
      // A third of what they load before the article, and both browsers have had it all for long.
      ...(entryPoints.some((page) => SHOW_ARTICLES.includes(page)) && { alias: withoutPolyfill }),
      entryPoints,
      outdir: `${out}/chrome`,
      outbase: '.',
      format: 'esm',
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
    })),
    // Their style sheets, with what they import and the fonts they name.
    {
      ...inBrowser,
      entryPoints: beside('.css'),
      outdir: `${out}/chrome`,
      outbase: '.',
      loader: { '.woff2': 'file' },
      assetNames: 'fonts/[name]',
    },
  ];
}

/** @returns the scripts of pages that are built together. */
function pageGroups(scripts) {
  const together = scripts.filter((script) => SHOW_ARTICLES.includes(script));
  return [together, ...scripts.filter((script) => !together.includes(script)).map((script) => [script])];
}

async function packageVersion() {
  return JSON.parse(await readFile('package.json', 'utf8')).version;
}

async function pageFiles(...endings) {
  const files = [];
  for (const folder of PAGE_FOLDERS.filter((folder) => existsSync(folder))) {
    for (const name of (await readdir(folder, { recursive: true })).sort()) {
      if (endings.some((ending) => name.endsWith(ending))) files.push(join(folder, name));
    }
  }
  return files;
}

/** Everything that is copied as it is, and the manifests; the scripts are built for dist/chrome and are the same. */
async function assemble(out) {
  const chrome = `${out}/chrome`;
  for (const file of await pageFiles('.svg')) await cp(file, join(chrome, file));
  for (const file of await pageFiles('.html')) await writeFile(join(chrome, file), await withPreloads(file, chrome));
  await markRunAtOnce(chrome);
  await cp('src/_locales', `${chrome}/_locales`, { recursive: true });
  for (const icon of existsSync('icons') ? await readdir('icons') : []) {
    if (icon.endsWith('.png')) await cp(`icons/${icon}`, `${chrome}/icons/${basename(icon)}`);
  }
  await rm(`${out}/firefox`, { recursive: true, force: true });
  await cp(chrome, `${out}/firefox`, { recursive: true });

  const manifest = JSON.parse(await readFile('manifest.json', 'utf8'));
  const version = await packageVersion();
  for (const browser of BROWSERS) {
    const text = `${JSON.stringify(manifestFor(manifest, browser, version), null, 2)}\n`;
    await writeFile(`${out}/${browser}/manifest.json`, text);
  }
}

/**
 * A page's HTML, naming all that its script imports at once: a browser that finds an import only after it has the script
 * that names it opens the page later by one round for each step. Not the popup's: what it asks for first is the script that has
 * its page read, which everything else asked for at once holds up, and nothing is shown before that is done.
 */
async function withPreloads(page, folder) {
  const html = await readFile(page, 'utf8');
  if (html.includes('begin.js')) return html;
  const script = page.replace(/\.html$/, '.js');
  const names = await importedAtOnce(join(folder, script));
  const links = names.map((name) => {
    const path = relative(dirname(script), relative(folder, name)).replaceAll('\\', '/');
    return `    <link rel="modulepreload" href="${path}" />\n`;
  });
  return html.replace('  </head>', `${links.join('')}  </head>`);
}

/** Files of which nearly every function runs as soon as they are asked for anything. */
const RUN_AT_ONCE = /^(?:content\.js|chunks[\\/]quote-finder-.*)$/;
/**
 * Has Chrome compile all functions of a file at once, in a page of ours beside its thread while the file loads. Otherwise each is
 * read twice: over when the file is, and again when it is first called.
 */
const COMPILE_AT_ONCE = '//# allFunctionsCalledOnLoad\n';

async function markRunAtOnce(folder) {
  for (const name of (await readdir(folder, { recursive: true })).filter((name) => RUN_AT_ONCE.test(name))) {
    const script = await readFile(join(folder, name), 'utf8');
    if (!script.startsWith(COMPILE_AT_ONCE)) await writeFile(join(folder, name), COMPILE_AT_ONCE + script);
  }
}

/** @returns {Promise<string[]>} the files a script imports statically, directly or not, each once. */
async function importedAtOnce(file, found = []) {
  if (!existsSync(file)) return found;
  for (const [, path] of (await readFile(file, 'utf8')).matchAll(STATIC_IMPORT)) {
    const imported = join(dirname(file), path);
    if (found.includes(imported)) continue;
    found.push(imported);
    await importedAtOnce(imported, found);
  }
  return found;
}

/**
 * Builds everything once.
 * @param {string} [out] the folder to make; what was in it is removed.
 */
export async function build(out = 'dist') {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const made = await Promise.all((await bundles(out)).map(once));
  const packages = packagesIn(made.flatMap(({ metafile }) => metafile ?? []));
  await writeFile(`${out}/chrome/LICENSES.txt`, await licenceList(packages));
  await assemble(out);
}

async function once(options) {
  const bundle = await context(options);
  try {
    return await bundle.rebuild();
  } finally {
    await bundle.dispose();
  }
}

/** Builds, and builds again what a change of the source touches, until the process ends. */
export async function watch(out = 'dist') {
  await build(out);
  for (const options of await bundles(out)) {
    const afterwards = {
      name: 'assemble',
      setup: (plugin) =>
        plugin.onEnd(async ({ errors }) => {
          if (errors.length > 0) return;
          await assemble(out);
          console.log(`${new Date().toLocaleTimeString()} built ${[options.entryPoints].flat().join(' ')}`);
        }),
    };
    await (await context({ ...options, plugins: [...(options.plugins ?? []), afterwards] })).watch();
  }
  console.log('Watching. Ctrl+C ends it.');
}
