// Tests run on the sources, transformed one file at a time by esbuild; core tests bring their own DOM (jsdom) as a parameter.
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/unit/**/*.test.ts'],
  transform: { '\\.[cm]?[jt]s$': '<rootDir>/test/esbuild-transform.cjs' },
  // These ship ES modules only.
  transformIgnorePatterns: [
    '/node_modules/(?!(?:[^/]+/node_modules/)?(webext-patterns|escape-string-regexp|text-fragments-polyfill)/)',
  ],
};
