// `npm run build` makes dist/ and prints what each script weighs; `npm run watch` builds again at each change.
import { build, watch } from './bundle.mjs';
import { sizeTable } from './sizes.mjs';

if (process.argv.includes('--watch')) await watch();
else {
  await build();
  console.log(await sizeTable('dist'));
}
