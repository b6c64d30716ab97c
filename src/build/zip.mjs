import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';

/** The earliest time a zip can name; read in local time, as it is written, so that the place on earth makes no difference. */
const NO_TIME = new Date(1980, 0, 1);
/** Plain files that everyone may read, as Unix writes it: `-rw-r--r--`. */
const READABLE = { os: 3, attrs: 0o100644 << 16 };

/**
 * Packs files so that the same files give the same bytes: sorted by name, without times, compressed by a library of
 * which the lock file names the version.
 * @param {string} folder
 * @param {string[]} names paths inside it, with `/`.
 * @returns {Promise<Uint8Array>}
 */
export async function zip(folder, names) {
  const sorted = [...new Set(names)].sort();
  const entries = await Promise.all(
    sorted.map(async (name) => [name, [await readFile(join(folder, name)), { ...READABLE, mtime: NO_TIME, level: 9 }]]),
  );
  return zipSync(Object.fromEntries(entries));
}
