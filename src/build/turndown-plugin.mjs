import { readFile } from 'node:fs/promises';

const PROBE = "new Parser().parseFromString('', 'text/html')";

/**
 * Turndown tries out at its start whether the browser can parse HTML. Every browser served can, and under our Trusted
 * Types the try is refused and reported as an error of the extension. We give it trees, never HTML to parse.
 * @type {import('esbuild').Plugin}
 */
export const turndownPlugin = {
  name: 'turndown',
  setup(build) {
    build.onLoad({ filter: /turndown.lib.turndown\.browser\.es\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (source.split(PROBE).length !== 2) throw new Error(`${path} has changed: ${PROBE}`);
      return { contents: source.replace(PROBE, 'Parser'), loader: 'js' };
    });
  },
};
