import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from '../../src/build/bundle.mjs';

const CACHE = join('node_modules', '.cache', 'clean-copy');

/** A folder of its own, inside the project, so that a command line built there finds its packages. */
export async function folderApart(): Promise<{ folder: string; remove(): Promise<void> }> {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, 'build-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export async function buildApart(): Promise<{ folder: string; remove(): Promise<void> }> {
  const made = await folderApart();
  await build(made.folder);
  return made;
}
