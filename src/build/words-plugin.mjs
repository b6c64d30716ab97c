/** Entry points `words:de` and so on: a script that leaves one language's words for the scripts put in after it. */
const ENTRY = /^words:([a-z]+)$/;

/** @type {import('esbuild').Plugin} */
export const wordsPlugin = {
  name: 'words',
  setup(build) {
    build.onResolve({ filter: ENTRY }, ({ path }) => ({ path, namespace: 'words' }));
    build.onLoad({ filter: ENTRY, namespace: 'words' }, ({ path }) => {
      const language = ENTRY.exec(path)?.[1];
      return {
        contents: `import { ${language} as clutter } from './src/rules/clutter/${language}.ts';
import { ${language} as furniture } from './src/rules/furniture/${language}.ts';
(globalThis.cleanCopyWords ??= {}).${language} = { clutter, furniture };`,
        loader: 'js',
        resolveDir: process.cwd(),
      };
    });
  },
};
