// `npm run package` makes dist/packages/ and prints what each package weighs, and its sum.
import { makePackages } from './packages.mjs';

for (const { path, bytes, sha256 } of await makePackages()) {
  console.log(`${path}  ${(bytes / 1000).toFixed(1)} kB  sha256 ${sha256}`);
}
