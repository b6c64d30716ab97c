import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const run = promisify(execFile);

interface Report {
  errors: unknown[];
  warnings: unknown[];
  summary: { errors: number; warnings: number };
}

test("the store's own linter has nothing to say about the Firefox build", async () => {
  const args = ['node_modules/web-ext/bin/web-ext.js', 'lint', '--source-dir', 'dist/firefox', '--output', 'json'];
  // It ends with status 1 when it finds an error; the report says which.
  const { stdout } = await run(process.execPath, args).catch((error: { stdout: string }) => error);
  const { errors, warnings, summary } = JSON.parse(stdout) as Report;
  expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
  expect(summary).toMatchObject({ errors: 0, warnings: 0 });
});
