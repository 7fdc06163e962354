import { runOracle } from './start-oracle.ts';

describe('200 random supergraphs', () => {
  // Two at a time, where there are two cores.
  test('are answered as one merged schema answers them; stock @apollo/gateway differs for known reasons only', async () => {
    const halves = await Promise.all(
      ['20261122', '20261123'].map((seed) => runOracle('--supergraphs', '100', '--seed', seed)),
    );
    for (const { operations, substantial, stock } of halves) {
      expect(operations).toBeGreaterThanOrEqual(1_990);
      expect(substantial).toBeGreaterThan(operations / 2);
      expect(stock).not.toHaveProperty('other');
      expect(stock).not.toHaveProperty('crash');
      expect(Object.keys(stock).length).toBeGreaterThan(3);
    }
  }, 900_000);
});
