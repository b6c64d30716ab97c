import { readFile, writeFile } from 'node:fs/promises';
import { parse } from 'acorn';
import { minify } from 'terser';

/** What is longer, in UTF-16 units, is mostly data, which nobody makes shorter. */
const MOSTLY_DATA = 200_000;

/**
 * Minifies once more what esbuild has written: terser takes what is used once to where it is used, and gives names that compress
 * better. That is a twentieth of a script that is put into pages; it takes a second for each, so that only these go through.
 * @type {import('esbuild').Plugin}
 */
export const terserPlugin = {
  name: 'terser',
  setup(build) {
    build.onEnd(async ({ metafile, errors }) => {
      if (errors.length > 0) return;
      const scripts = Object.keys(metafile?.outputs ?? {}).filter((path) => path.endsWith('.js'));
      for (const path of scripts) {
        const script = await readFile(path, 'utf8');
        if (script.length <= MOSTLY_DATA) await writeFile(path, await minified(script));
      }
    });
  },
};

/**
 * @param {string} script a classic script.
 * @returns {Promise<string>} the same in fewer bytes.
 */
export async function minified(script) {
  const { code } = await minify(script, OPTIONS);
  if (code === undefined) throw new Error('Terser gave nothing back.');
  return withLatePatterns(code);
}

/**
 * A pattern is checked while the script that it stands in is parsed, and one with Unicode properties (`\p{L}`) takes as long as a
 * thousand lines: such are written as `RegExp(…)`, which is looked at when it is run. esbuild leaves those in brackets.
 */
function withLatePatterns(script) {
  const patterns = [];
  const visit = (node) => {
    if (node.regex?.pattern.includes('\\p{')) patterns.push(node);
    for (const child of Object.values(node).flat()) if (typeof child?.type === 'string') visit(child);
  };
  visit(parse(script, { ecmaVersion: 'latest' }));
  let text = script;
  for (const { start, end, regex } of patterns.sort((a, b) => b.start - a.start)) {
    // Nothing parts `return` from a pattern.
    const space = /\w/.test(text.charAt(start - 1)) ? ' ' : '';
    const made = `${space}RegExp(${JSON.stringify(regex.pattern)},${JSON.stringify(regex.flags)})`;
    text = text.slice(0, start) + made + text.slice(end);
  }
  return text;
}

/**
 * Called unsafe because an arrow function cannot be made anything with `new`, and `String(…)` or `RegExp` may have been replaced;
 * what is made so here is a class, or speaks of `this` and is no arrow, and what a page replaces is not what its content scripts
 * call. A constant on the right compresses better, as do two passes than three.
 * @type {import('terser').MinifyOptions}
 */
const OPTIONS = {
  ecma: 2020,
  compress: {
    passes: 2,
    hoist_funs: true,
    lhs_constants: false,
    pure_getters: true,
    unsafe: true,
    unsafe_arrows: true,
    unsafe_methods: true,
  },
  format: { ecma: 2020 },
};
