import { readFile } from 'node:fs/promises';

/** Entry points `words:de` and so on: a script that leaves one language's words for the scripts put in after it. */
const ENTRY = /^words:([a-z]+)$/;

/** Has agencies of some languages, by language. */
const ABROAD = './src/rules/agencies-abroad.ts';

/** @type {import('esbuild').Plugin} */
export const wordsPlugin = {
  name: 'words',
  setup(build) {
    build.onResolve({ filter: ENTRY }, ({ path }) => ({ path, namespace: 'words' }));
    build.onLoad({ filter: ENTRY, namespace: 'words' }, async ({ path }) => {
      const language = ENTRY.exec(path)?.[1];
      const abroad = (await readFile(ABROAD, 'utf8')).includes(`export const ${language}:`);
      return {
        contents: `import { ${language} as clutter } from './src/rules/clutter/${language}.ts';
import { ${language} as furniture } from './src/rules/furniture/${language}.ts';
${abroad ? `import { ${language} as agencies } from '${ABROAD}';` : ''}
(globalThis.cleanCopyWords ??= {}).${language} = { clutter, furniture${abroad ? ', agencies' : ''} };`,
        loader: 'js',
        resolveDir: process.cwd(),
      };
    });
  },
};
