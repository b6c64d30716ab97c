import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes a bundle may have, minified and gzipped. */
const BUDGETS = {
  'content.js': { minified: 90_000, gzipped: 32_000 },
  'auto.js': { minified: 6_000, gzipped: 6_000 },
};

/**
 * @param {string} out the folder that was built.
 * @returns {Promise<{ name: string, minified: number, gzipped: number, over: boolean }[]>} the scripts of the extension, in bytes.
 */
export async function sizes(out) {
  const folder = join(out, 'chrome');
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.js')).sort();
  return Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(folder, name));
      const size = { minified: bytes.length, gzipped: gzipSync(bytes, { level: 9 }).length };
      const budget = BUDGETS[name];
      return {
        name,
        ...size,
        over: budget !== undefined && (size.minified > budget.minified || size.gzipped > budget.gzipped),
      };
    }),
  );
}

/** The sizes as lines to print. */
export async function sizeTable(out) {
  const lines = (await sizes(out)).map(
    ({ name, minified, gzipped, over }) =>
      `${name.padEnd(32)} ${kilobytes(minified)} kB  ${kilobytes(gzipped)} kB gzip${over ? '  OVER BUDGET' : ''}`,
  );
  return lines.join('\n');
}

function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1).padStart(6);
}
