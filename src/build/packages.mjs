// What the stores take: one zip for Chrome and Edge, one for Firefox, and the source, which the Firefox store asks for
// beside a bundled extension. The same source gives the same bytes.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { promisify } from 'node:util';
import { build } from './bundle.mjs';
import { zip } from './zip.mjs';

/**
 * Builds and packs.
 * @param {string} [out] the folder to make; what was in it is removed.
 * @returns {Promise<{ path: string, bytes: number, sha256: string }[]>}
 */
export async function makePackages(out = 'dist') {
  await build(out);
  const { name, version } = JSON.parse(await readFile('package.json', 'utf8'));
  const packages = [
    ['chrome', join(out, 'chrome'), await filesIn(join(out, 'chrome'))],
    ['firefox', join(out, 'firefox'), await filesIn(join(out, 'firefox'))],
    ['source', '.', await sourceFiles()],
  ];
  await mkdir(join(out, 'packages'), { recursive: true });
  const made = [];
  for (const [kind, folder, names] of packages) {
    const path = join(out, 'packages', `${name}-${version}-${kind}.zip`);
    const bytes = await zip(folder, names);
    await writeFile(path, bytes);
    made.push({ path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  }
  return made;
}

async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    );
}

/** What is under version control: no more is needed to build, and nothing private lies among it. */
async function sourceFiles() {
  const { stdout } = await promisify(execFile)('git', ['ls-files', '-z'], { maxBuffer: 1e8 });
  return stdout.split('\0').filter((name) => name !== '');
}
