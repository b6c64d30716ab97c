import { afterAll } from '@jest/globals';
import { closeBrowsers } from './harness.ts';

// Also when a suite breaks off in the middle.
afterAll(closeBrowsers);
