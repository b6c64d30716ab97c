// `npm run build` makes dist/ and prints what each script weighs; it fails when one is over its limit. `npm run watch` builds
// again at each change.
import { build, watch } from './bundle.mjs';
import { sizes, sizeTable } from './sizes.mjs';

if (process.argv.includes('--watch')) await watch();
else {
  await build();
  const measured = await sizes('dist');
  console.log(sizeTable(measured));
  if (measured.some(({ overLimit }) => overLimit)) process.exitCode = 1;
}
