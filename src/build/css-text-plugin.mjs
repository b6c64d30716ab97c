import { resolve } from 'node:path';
import { build } from 'esbuild';

/**
 * `import css from './x.css?text'` gives a style sheet, with what it imports, as one string: for shadow trees in pages
 * that are not ours. There `rem` is whatever the page's root says, so lengths in it become `var(--rem)`, which the
 * shadow tree sets; in media queries `rem` never depends on the page and stays.
 */
export const cssTextPlugin = {
  name: 'css-text',
  setup: (plugin) => {
    plugin.onResolve({ filter: /\.css\?text$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.replace(/\?text$/, '')),
      namespace: 'css-text',
    }));
    plugin.onLoad({ filter: /./, namespace: 'css-text' }, async ({ path }) => {
      const { outputFiles } = await build({
        entryPoints: [path],
        bundle: true,
        minify: true,
        write: false,
        target: plugin.initialOptions.target,
        charset: 'utf8',
      });
      const css = outputFiles[0]?.text ?? '';
      const contents = css.replace(/@media[^{]*\{|(-?(?:\d+\.?\d*|\.\d+))rem\b/g, (match, number) =>
        number === undefined ? match : `calc(var(--rem)*${number})`,
      );
      return { contents, loader: 'text', watchFiles: [path] };
    });
  },
};
