import { spawn } from 'node:child_process';
import { expect, test } from '@jest/globals';

const START = ['src/build/start.mjs'];

/** What a person sees on a machine without a screen. */
function start(args: string[]): Promise<{ status: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const { DISPLAY, WAYLAND_DISPLAY, ...env } = process.env;
    const child = spawn(process.execPath, [...START, ...args], { env });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      err += chunk;
    });
    child.on('close', (status) => resolve({ status, out, err }));
  });
}

test('without a screen the sample is cleaned in the terminal, with reasons and how to go on', async () => {
  const { status, out, err } = await start([]);
  expect(err).toBe('');
  expect(status).toBe(0);
  for (const part of [
    'Norhaven keeps its night ferry after a winter of protest',
    'Ines Halloran · The Norhaven Courier · 2026-03-11T06:30:00+01:00',
    'The boat carries forty people on a good night and four on a bad one. It costs the town 610,000',
    '  — Agnes Dahlberg',
    '  STORY CONTINUES BELOW\n  because: ad marker',
    'about:debugging#/runtime/this-firefox',
    'dist/chrome',
  ]) {
    expect(out).toContain(part);
  }
});

test('another page can be named', async () => {
  const { status, out } = await start(['src/build/sample/index.html']);
  expect(status).toBe(0);
  expect(out).toContain('Norhaven keeps its night ferry after a winter of protest');
});

test('a page that is not there is one sentence that says what to do', async () => {
  const { status, out, err } = await start(['no-such-page.html']);
  expect(err).toMatch(/^There is no file \S+no-such-page\.html\. Name a file or an address/);
  expect(out).toBe('');
  expect(status).toBe(1);
});
