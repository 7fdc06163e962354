import { runOracle } from './start-oracle.ts';

test('5,000 generated operations on a small city are answered as one merged schema answers them', async () => {
  const { city } = await runOracle('--operations', '5000', '--seed', '20261122');
  expect(city).toBe(5_000);
}, 900_000);
