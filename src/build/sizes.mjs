import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

/** @typedef {{ minified: number, gzipped: number }} Size in bytes, in UTF-8. */

/**
 * What a script may weigh, with all that it imports at once.
 * @type {Record<string, { goal: Size, limit?: Size }>} above its limit, which is its goal when there is none, the build fails.
 */
const BUDGETS = {
  'content.js': { goal: { minified: 90_000, gzipped: 32_000 }, limit: { minified: 80_750, gzipped: 32_000 } },
  'auto.js': { goal: { minified: 6_000, gzipped: 3_200 } },
  // The two together: 40 kB. What is imported while the page is read (view, sanitiser, formats, quotes) is not counted.
  'popup/popup.js': { goal: { minified: 35_000, gzipped: 13_000 } },
  'popup/begin.js': { goal: { minified: 5_000, gzipped: 2_500 } },
  'chunks/viewer.js': { goal: { minified: 150_000, gzipped: 60_000 } },
  // With the weights of every language's model; the words of all languages but English come in files of their own.
  'chunks/quote-finder.js': { goal: { minified: 240_000, gzipped: 115_000 } },
};

/** What the build adds to a chunk's name. */
const HASH = /-[A-Z0-9]{8}(?=\.js$)/;

/** Static imports in what esbuild writes; dynamic ones have a bracket. */
export const STATIC_IMPORT = /\b(?:import|from)"(\.[^"]+)"/g;

/**
 * @param {string} out the folder that was built.
 * @returns {Promise<(Size & { name: string, atOnce: Size, overGoal: boolean, overLimit: boolean })[]>} the scripts of the
 *   extension; `atOnce` counts what each imports statically as well.
 */
export async function sizes(out) {
  const folder = join(out, 'chrome');
  const names = (await readdir(folder, { recursive: true }))
    .filter((name) => name.endsWith('.js'))
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
  const scripts = new Map();
  for (const name of names) {
    const bytes = await readFile(join(folder, name));
    const imports = [...bytes.toString('utf8').matchAll(STATIC_IMPORT)].map(([, path]) =>
      posix.join(dirname(name), path),
    );
    scripts.set(name, { minified: bytes.length, gzipped: gzipSync(bytes, { level: 9 }).length, imports });
  }
  return names.map((name) => {
    const { minified, gzipped } = scripts.get(name);
    const atOnce = sum([...reachable(scripts, name)].map((one) => scripts.get(one)));
    const { goal, limit = goal } = BUDGETS[name.replace(HASH, '')] ?? {};
    return { name, minified, gzipped, atOnce, overGoal: isOver(atOnce, goal), overLimit: isOver(atOnce, limit) };
  });
}

/** @returns {Set<string>} the script and all that it imports statically, directly or not. */
function reachable(scripts, name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const path of scripts.get(name)?.imports ?? []) reachable(scripts, path, found);
  return found;
}

function sum(list) {
  const total = { minified: 0, gzipped: 0 };
  for (const { minified, gzipped } of list) {
    total.minified += minified;
    total.gzipped += gzipped;
  }
  return total;
}

function isOver(size, budget) {
  return budget !== undefined && (size.minified > budget.minified || size.gzipped > budget.gzipped);
}

/** @param {Awaited<ReturnType<typeof sizes>>} measured @returns {string} lines to print. */
export function sizeTable(measured) {
  const lines = measured.map(({ name, minified, gzipped, atOnce, overGoal, overLimit }) => {
    const imported = atOnce.minified > minified ? `  ${kilobytes(atOnce.minified)} kB with its imports` : '';
    const verdict = overLimit ? '  OVER ITS LIMIT' : overGoal ? '  over its goal' : '';
    return `${name.padEnd(32)} ${kilobytes(minified)} kB  ${kilobytes(gzipped)} kB gzip${imported}${verdict}`;
  });
  return lines.join('\n');
}

function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1).padStart(6);
}
