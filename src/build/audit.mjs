// `npm run audit`: known holes in what is shipped. Exit status 1 when there are any, 2 when the registry gives no answer: then
// nothing is known, which is not the same as nothing being wrong.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Packages that the last build put into the extension, from the list that goes with it. */
function shipped() {
  const list = readFileSync('dist/chrome/LICENSES.txt', 'utf8');
  return [...list.matchAll(/^-{80}\n\n((?:@[\w.-]+\/)?[\w.-]+) \d/gm)].map(([, name]) => name);
}

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
const report = JSON.parse(stdout || '{}');
if (!report.vulnerabilities) {
  console.log(
    `The package registry gave no answer (${report.message ?? report.error?.summary ?? 'no reason'}), so nothing is known. Run npm run audit again where it answers.`,
  );
  process.exitCode = 2;
} else {
  const names = shipped();
  const found = names.filter((name) => Object.hasOwn(report.vulnerabilities, name));
  for (const name of found) console.log(`${name}: ${report.vulnerabilities[name].severity}`);
  console.log(
    `${found.length} of ${names.length} packages in the extension, and ${Object.keys(report.vulnerabilities).length} of all that are no tools, have known holes.`,
  );
  if (Object.keys(report.vulnerabilities).length > 0) process.exitCode = 1;
}
