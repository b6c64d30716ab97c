// The sample news page: our own text with everything in it that Clean Copy takes out, and quotes with broken marks.
import { readFile } from 'node:fs/promises';
import { serve } from './serve.mjs';

const FILES = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/site.css': ['site.css', 'text/css'],
  '/photo.svg': ['photo.svg', 'image/svg+xml'],
};

/** @returns {Promise<string>} the page as HTML. */
export function samplePage() {
  return readFile(file('index.html'), 'utf8');
}

/** Serves the sample on this machine alone, at `/`. */
export function serveSample() {
  return serve(sampleReply);
}

/** What the sample's site has at a path. @returns {Promise<import('./serve.mjs').Reply | undefined>} */
export async function sampleReply(path) {
  const found = FILES[path];
  return found && { body: await readFile(file(found[0])), type: found[1] };
}

function file(name) {
  return new URL(`./sample/${name}`, import.meta.url);
}
