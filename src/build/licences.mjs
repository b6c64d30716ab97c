import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file inside a package, whatever package it was installed below. */
const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/**
 * @param {import('esbuild').Metafile[]} metafiles of everything that was bundled.
 * @returns {string[]} the folders of the packages of which at least one byte is in a bundle.
 */
export function packagesIn(metafiles) {
  const folders = new Set();
  for (const { outputs } of metafiles) {
    for (const { inputs } of Object.values(outputs)) {
      for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
        // A plugin's files carry the name of their kind in front.
        const [, folder] = PACKAGE.exec(path.replace(/^[\w-]+:/, '')) ?? [];
        if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
      }
    }
  }
  return [...folders].sort();
}

/**
 * What the licences of bundled packages ask for: name, version and licence of each, with its text.
 * @param {string[]} folders as from `packagesIn`.
 * @returns {Promise<string>}
 * @throws when a package names no licence or brings no text of it: such a package is not shipped.
 */
export async function licenceList(folders) {
  const entries = await Promise.all(folders.map(entryOf));
  const own = await readFile('LICENSE', 'utf8');
  return `${[`Clean Copy\n\n${own.trim()}`, CONTAINED, ...entries].join(`\n\n${RULE}\n\n`)}\n`;
}

const RULE = '-'.repeat(80);
const CONTAINED = `It contains the following packages, each under its own licence. The source of each is at the address given with it. Of
Readability it contains the patterns and lists; what works with them is written anew after it. In DOMPurify the statements that
assign to innerHTML are written in another way, which changes nothing they do.`;

async function entryOf(folder) {
  const { name, version, license, homepage } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => LICENCE_FILE.test(file)).sort();
  if (!license || files.length === 0) throw new Error(`${name} has no licence that could be shipped with it.`);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const head = [`${name} ${version}`, license, homepage].filter(Boolean).join('\n');
  return [head, ...texts.map((text) => text.replace(/\r\n?/g, '\n').trim())].join('\n\n');
}
