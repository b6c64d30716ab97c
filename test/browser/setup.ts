import { afterAll, jest } from '@jest/globals';
import { closeBrowsers } from './harness.ts';

// Starting a browser on a busy machine takes many seconds.
jest.setTimeout(120_000);

// Also when a suite breaks off in the middle.
afterAll(closeBrowsers);
