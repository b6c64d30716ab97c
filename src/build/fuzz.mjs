// `npm run fuzz -- --runs 10000 --seconds 1800 --seed 7`: the pages of test/unit/fuzz.test.ts, many of them. One in five is
// broken on purpose. Ends at whichever bound comes first; the seed is printed, and with it the same pages come again.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '1800' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
console.log(`At most ${values.runs} pages and ${values.seconds} s, seed ${values.seed}.`);
const jest = spawn(process.execPath, ['node_modules/jest/bin/jest.js', 'test/unit/fuzz.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, FUZZ_RUNS: values.runs, FUZZ_SECONDS: values.seconds, FUZZ_SEED: values.seed },
});
jest.once('exit', (status) => {
  process.exitCode = status ?? 1;
});
