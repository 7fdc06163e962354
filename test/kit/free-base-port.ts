import { randomInt } from 'node:crypto';
import { checkPorts } from '../../start/ports.ts';

const distances = [0, 1, 101, 102, 103, 104, 105, 110];

/**
 * A PORT for a hub of the test's own: it, and what follows from it, is free now. Below the range from which the
 * system gives out ports by itself, so that no client's socket takes one in between.
 */
export async function freeBasePort(): Promise<number> {
  for (;;) {
    const base = randomInt(20_000, 30_000);
    const needed = distances.map((distance) => ({ port: base + distance, host: '127.0.0.1', use: 'a test' }));
    const free = await checkPorts(needed, base).then(
      () => true,
      () => false,
    );
    if (free) return base;
  }
}
