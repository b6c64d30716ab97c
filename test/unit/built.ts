import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from '../../src/build/bundle.mjs';

const CACHE = join('node_modules', '.cache', 'clean-copy');

/** Builds into a folder of its own, inside the project, so that the command line finds its packages. */
export async function buildApart(): Promise<{ folder: string; remove(): Promise<void> }> {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, 'build-'));
  await build(folder);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
