import { readFile, writeFile } from 'node:fs/promises';
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
  return code;
}

/**
 * Called unsafe because an arrow function cannot be made anything with `new`; what is made so here is a class, or speaks of `this`
 * and is no arrow.
 * @type {import('terser').MinifyOptions}
 */
const OPTIONS = {
  ecma: 2020,
  compress: { passes: 3, hoist_funs: true, pure_getters: true, unsafe_arrows: true, unsafe_methods: true },
  format: { ecma: 2020 },
};
