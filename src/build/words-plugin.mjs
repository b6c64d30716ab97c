import { readFile } from 'node:fs/promises';

/** Entry points `words:de` and so on: a script that leaves one language's words for the scripts put in after it. */
const ENTRY = /^words:([a-z]+)$/;

/** Has agencies of some languages, by language. */
const ABROAD = './src/rules/agencies-abroad.ts';
/** Those that pages of any language name go with the words that every page gets. */
const EVERYWHERE = './src/rules/agencies.ts';

/** @type {import('esbuild').Plugin} */
export const wordsPlugin = {
  name: 'words',
  setup(build) {
    build.onResolve({ filter: ENTRY }, ({ path }) => ({ path, namespace: 'words' }));
    build.onLoad({ filter: ENTRY, namespace: 'words' }, async ({ path }) => {
      const language = ENTRY.exec(path)?.[1];
      const agencies = await agenciesOf(language);
      return {
        contents: `import { ${language} as clutter } from './src/rules/clutter/${language}.ts';
import { ${language} as furniture } from './src/rules/furniture/${language}.ts';
${agencies}
(globalThis.cleanCopyWords ??= {}).${language} = { clutter, furniture${agencies && ', agencies'} };`,
        loader: 'js',
        resolveDir: process.cwd(),
      };
    });
  },
};

/** @returns {Promise<string>} the import of a language's agencies; empty when it has none. */
async function agenciesOf(language) {
  if (language === 'en') return `import { agencies } from '${EVERYWHERE}';`;
  const has = (await readFile(ABROAD, 'utf8')).includes(`export const ${language}:`);
  return has ? `import { ${language} as agencies } from '${ABROAD}';` : '';
}
