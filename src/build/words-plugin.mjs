/** Entry points `words:de` and so on: a script that leaves one language's clutter words for the scripts put in after it. */
const ENTRY = /^words:([a-z]+)$/;

/** @type {import('esbuild').Plugin} */
export const wordsPlugin = {
  name: 'words',
  setup(build) {
    build.onResolve({ filter: ENTRY }, ({ path }) => ({ path, namespace: 'words' }));
    build.onLoad({ filter: ENTRY, namespace: 'words' }, ({ path }) => {
      const language = ENTRY.exec(path)?.[1];
      return {
        contents: `import { ${language} as words } from './src/rules/clutter/${language}.ts';
(globalThis.cleanCopyWords ??= {}).${language} = words;`,
        loader: 'js',
        resolveDir: process.cwd(),
      };
    });
  },
};
