// `npm test`: types, lint, unit and browser tests; the last line adds all of them up. `node src/build/check.mjs types lint`
// runs only those.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installedBrowsers } from './browsers.mjs';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

/** Longest run of one step, in ms; a browser that hangs must not hang the whole run. */
const LIMIT = 12 * 60_000;

const PACKAGES = { chrome: ['Chromium', 'chromium'], firefox: ['Firefox', 'firefox-esr'] };

const STEPS = {
  types: () => oneCheck('npx', ['tsc']),
  lint: () => oneCheck('npx', ['biome', 'check', '--error-on-warnings', '.']),
  unit: () => jest('unit', []),
  // One at a time: the clipboard and the window in front are there only once.
  browser: async () => {
    const missing = ['chrome', 'firefox'].filter((kind) => !provide(kind));
    if (missing.length > 0) {
      const names = missing.map((kind) => PACKAGES[kind][0]).join(' and ');
      console.log(
        `The browser tests need ${names}. Install it (or set CHROME_PATH, FIREFOX_PATH) and run npm test again.`,
      );
      return { passed: 0, failed: 1 };
    }
    return jest('browser', ['--runInBand', '--forceExit']);
  },
};

/** @typedef {{ passed: number, failed: number }} Count */

/** @returns {Promise<Count>} a command that is one check. */
async function oneCheck(command, args) {
  const ok = (await run(command, args)) === 0;
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

/** @returns {Promise<Count>} a Jest project; a file that cannot be run counts as one failure. */
async function jest(project, args) {
  const folder = await mkdtemp(join(tmpdir(), 'clean-copy-test-'));
  const report = join(folder, 'report.json');
  try {
    const status = await run('npx', ['jest', '--selectProjects', project, '--json', '--outputFile', report, ...args]);
    if (!existsSync(report)) return { passed: 0, failed: 1 };
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(await readFile(report, 'utf8'));
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    return { passed: numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns {Promise<number | null>} its exit status; null when it was stopped for taking too long. */
function run(command, args) {
  return new Promise((resolve) => {
    // Jest repeats its report on standard output; what people read comes on standard error.
    const quiet = args.includes('--json');
    const child = spawn(command, args, {
      stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    const timer = setTimeout(() => {
      console.log(`${command} ${args.join(' ')} took longer than ${LIMIT / 60_000} minutes and was stopped.`);
      child.kill();
    }, LIMIT);
    child.once('exit', (status) => {
      clearTimeout(timer);
      resolve(status);
    });
    child.once('error', () => resolve(1));
  });
}

/** @returns {boolean} whether the browser is here, or could be installed. */
function provide(kind) {
  if (installedBrowsers(kind).length > 0) return true;
  const [name, debian] = PACKAGES[kind];
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.log(`Installing ${name}…`);
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', debian);
  return installedBrowsers(kind).length > 0;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(STEPS, name));
if (unknown.length > 0) {
  console.error(`There is no check called ${unknown.join(', ')}. There are: ${Object.keys(STEPS).join(', ')}.`);
  process.exit(2);
}

const total = { passed: 0, failed: 0 };
for (const [name, step] of Object.entries(STEPS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${name}`);
  const started = performance.now();
  const { passed, failed } = await step();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${name}: ${passed} passed, ${failed} failed (${seconds} s)`);
  total.passed += passed;
  total.failed += failed;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
