// `npm run bounds` and `npm run soak`: the long forms of two suites, of which `npm test` runs the short ones.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const FORMS = { bounds: { BOUNDS: 'long' }, soak: { SOAK_PAGES: '300' } };

const [suite = ''] = process.argv.slice(2);
if (!Object.hasOwn(FORMS, suite)) {
  console.error(`There is no long form of "${suite}". There are: ${Object.keys(FORMS).join(', ')}.`);
  process.exit(2);
}
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const { status } = spawnSync(
  process.execPath,
  [jest, '--selectProjects', 'browser', '--runInBand', '--forceExit', '--testPathPatterns', `browser/${suite}`],
  // What is set already wins: fewer pages, for a first look.
  { stdio: 'inherit', env: { ...FORMS[suite], ...process.env } },
);
process.exitCode = status ?? 1;
