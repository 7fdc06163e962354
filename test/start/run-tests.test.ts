import { countTests } from '../../start/run-tests.ts';

const results = (passed: number, failed: number, broken: number): string =>
  JSON.stringify({ numPassedTests: passed, numFailedTests: failed, numRuntimeErrorTestSuites: broken });

describe('countTests', () => {
  test('counts tests, and a file that could not run as one failure', () => {
    expect(countTests(results(10, 0, 0), 0)).toEqual({ passed: 10, failed: 0 });
    expect(countTests(results(10, 2, 1), 1)).toEqual({ passed: 10, failed: 3 });
  });

  test('believes the exit code when no test failed', () => {
    expect(countTests(results(10, 0, 0), 1)).toEqual({ passed: 10, failed: 1 });
  });

  test('counts a run without results as a failure', () => {
    expect(countTests(null, 134)).toEqual({ passed: 0, failed: 1 });
  });
});
