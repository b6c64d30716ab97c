import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import { deflateSync, strToU8 } from 'fflate';

/** How often another order is tried: each takes some ms, and later ones gain less. */
const TRIES = 3000;
/** So many functions move together at most. */
const MOST_MOVED = 2;
/** What was found for a script before: all that a build makes can be made again from the sources alone. */
const CACHE = join('node_modules', '.cache', 'clean-copy');

/**
 * Puts a script's functions in an order in which it compresses better: what is alike has to be near. Where functions stand is
 * nothing to who calls them. The same script gives the same order, found by trying: one or a few functions are put elsewhere, and
 * stay there when that takes no more bytes. They are weighed by a library, since what Node compresses with is not the same in each
 * of its versions and on each machine.
 * @type {import('esbuild').Plugin}
 */
export const functionOrderPlugin = {
  name: 'function-order',
  setup(build) {
    build.onEnd(async ({ metafile, errors }) => {
      if (errors.length > 0) return;
      const scripts = Object.keys(metafile?.outputs ?? {}).filter((path) => path.endsWith('.js'));
      for (const path of scripts) await writeFile(path, await inCache(await readFile(path, 'utf8')));
    });
  },
};

async function inCache(script) {
  // Another way of looking finds another order.
  const way = await readFile(fileURLToPath(import.meta.url));
  const file = join(CACHE, `order-${createHash('sha256').update(way).update(script).digest('hex').slice(0, 20)}.js`);
  try {
    return await readFile(file, 'utf8');
  } catch {
    const ordered = inOrder(script, TRIES);
    await mkdir(CACHE, { recursive: true });
    // Another build may be reading it.
    await writeFile(`${file}.${process.pid}`, ordered);
    await rename(`${file}.${process.pid}`, file);
    return ordered;
  }
}

/**
 * @param {string} script a classic script, most of whose functions stand in one block.
 * @param {number} tries
 * @returns {string} the same script with the functions of that block in another order.
 */
export function inOrder(script, tries) {
  const functions = mostFunctions(parse(script, { ecmaVersion: 'latest' }));
  const between = functions.map(({ end }, at) => script.slice(end, functions[at + 1]?.start));
  const head = script.slice(0, functions[0]?.start);
  const write = (texts) => head + texts.map((text, at) => text + between[at]).join('');
  const weigh = (texts) => deflateSync(strToU8(write(texts)), { level: 6 }).length;
  let best = functions.map(({ start, end }) => script.slice(start, end));
  let least = weigh(best);
  const random = randomNumbers(1);
  for (let turn = 0; turn < tries; turn++) {
    const texts = [...best];
    const moved = texts.splice(random(texts.length), 1 + random(MOST_MOVED));
    texts.splice(random(texts.length + 1), 0, ...moved);
    const weight = weigh(texts);
    if (weight > least) continue;
    least = weight;
    best = texts;
  }
  return write(best);
}

/** @returns the function declarations of the block that has the most. */
function mostFunctions(tree) {
  let most = [];
  const visit = (node) => {
    const own = [node.body].flat().filter((child) => child?.type === 'FunctionDeclaration');
    if (own.length > most.length) most = own;
    for (const child of Object.values(node).flat()) if (typeof child?.type === 'string') visit(child);
  };
  visit(tree);
  return most;
}

/** The same numbers each time. @returns a function that gives one from 0 to below its argument. */
function randomNumbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}
