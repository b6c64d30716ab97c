import { build } from '../../src/build/bundle.mjs';

/** Once before all browser tests: they run what this source builds. */
export default () => build();
