// Source is ESM; tests run it compiled to CommonJS (docs/decisions/0002). jose has no CommonJS build, so it is compiled too, as is what graphql-codegen stands on.
module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '\\.[mc]?[jt]sx?$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  // The MongoDB driver imports `os` dynamically, which Jest's vm cannot: compiled, the import becomes a require.
  transformIgnorePatterns: [
    '/node_modules/(?!jose/|mongodb/lib/runtime_adapters|auto-bind/|change-case|sponge-case/|swap-case/)',
  ],
  globalSetup: '<rootDir>/test/kit/global-setup.mjs',
  globalTeardown: '<rootDir>/test/kit/global-teardown.mjs',
  testSequencer: '<rootDir>/test/kit/longest-first.cjs',
  setupFilesAfterEnv: ['<rootDir>/test/kit/watch-logs.ts', '<rootDir>/test/kit/watch-clients.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/'],
  testTimeout: 60000,
  maxWorkers: 2,
};
