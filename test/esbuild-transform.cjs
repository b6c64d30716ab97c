const { transformSync } = require('esbuild');

// Jest runs these files as CommonJS, which has no `import.meta`, and here no `import()`.
const META = 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;';

module.exports = {
  process(source, filename) {
    const { code, map } = transformSync(source, {
      loader: filename.endsWith('.ts') ? 'ts' : 'js',
      format: 'cjs',
      target: 'node20',
      supported: { 'dynamic-import': false },
      define: { 'import.meta.url': 'importMetaUrl' },
      banner: META,
      sourcemap: true,
      sourcefile: filename,
    });
    return { code, map };
  },
};
