// Tests run on the sources, transformed one file at a time by esbuild; core tests bring their own DOM (jsdom) as a parameter.
const shared = {
  testEnvironment: 'node',
  transform: { '\\.[cm]?[jt]s$': '<rootDir>/test/esbuild-transform.cjs' },
  // These ship ES modules only.
  transformIgnorePatterns: [
    '/node_modules/(?!(?:[^/]+/node_modules/)?(webext-patterns|escape-string-regexp|text-fragments-polyfill)/)',
  ],
};

export default {
  // Generous: what starts programs or browsers takes many seconds on a busy machine.
  testTimeout: 120_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/unit/**/*.test.ts'],
      setupFilesAfterEnv: ['<rootDir>/test/unit/setup.ts'],
    },
    // Real Chromium and Firefox with the extension as it ships; `npm test` runs them one file at a time.
    {
      ...shared,
      displayName: 'browser',
      testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
      globalSetup: '<rootDir>/test/browser/build.mjs',
      setupFilesAfterEnv: ['<rootDir>/test/browser/setup.ts'],
    },
  ],
};
