import { readFile, writeFile } from 'node:fs/promises';
import { minify } from 'terser';

/** Only strings, which nobody makes shorter. */
const FONTS = /[\\/]fonts[\\/]/;

/**
 * Minifies once more what esbuild has written: terser takes what is used once to where it is used, and gives names that compress
 * better. That is a twentieth of a script that is put into pages; it takes a second or two for each, so that only these go through.
 * @type {import('esbuild').Plugin}
 */
export const terserPlugin = {
  name: 'terser',
  setup(build) {
    build.onEnd(async ({ metafile, errors }) => {
      if (errors.length > 0) return;
      const scripts = Object.keys(metafile?.outputs ?? {}).filter((path) => path.endsWith('.js') && !FONTS.test(path));
      for (const path of scripts) {
        await writeFile(path, await minified(await readFile(path, 'utf8')));
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

/** @type {import('terser').MinifyOptions} */
const OPTIONS = { ecma: 2020, compress: { passes: 2 }, format: { ecma: 2020 } };
