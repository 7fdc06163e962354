import { parseArgs } from 'node:util';
import { checkOperations } from './check-operations.ts';
import { stockReasons } from './explain-stock.ts';
import { checkSupergraphs } from './random-supergraphs.ts';

// `npm run oracle -- [--operations N] [--supergraphs M] [--seed S] [--runs R] [--without-stock]`. With `--runs` it goes
// on with the seeds behind S, each as long. The last line is JSON of what was checked; at the first wrong answer the
// smallest case that shows it is printed and the exit code is 1. Without stock @apollo/gateway it is three times faster.

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '0' },
    supergraphs: { type: 'string', default: '0' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    runs: { type: 'string', default: '1' },
    'without-stock': { type: 'boolean', default: false },
  },
});

function count(name: 'operations' | 'supergraphs' | 'seed' | 'runs'): number {
  const value = Number(values[name]);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new Error(`--${name}: expected a whole number, got "${values[name]}"`);
}

async function run(): Promise<object> {
  const [seed, runs] = [count('seed'), count('runs')];
  let summary: object = {};
  for (let n = 0; n < runs; n += 1) summary = await runSeed(seed + n);
  return summary;
}

async function runSeed(seed: number): Promise<object> {
  const [operations, supergraphs] = [count('operations'), count('supergraphs')];
  const neither = operations === 0 && supergraphs === 0;
  process.stdout.write(`seed ${seed}\n`);
  const city = await checkOperations({ operations: neither ? 5_000 : operations, seed });
  process.stdout.write(`the city: ${city.operations} operations answered truly\n`);
  const random = await checkSupergraphs({
    supergraphs: neither ? 200 : supergraphs,
    seed,
    withStock: !values['without-stock'],
  });
  const { stock } = random;
  process.stdout.write(
    `random supergraphs: ${random.operations} operations answered truly, ${random.substantial} of them with more than nulls\n`,
  );
  for (const [reason, times] of stock)
    process.stdout.write(`stock @apollo/gateway ${stockReasons[reason]}: ${times}\n`);
  return { seed, city: city.operations, ...random, stock: Object.fromEntries(stock) };
}

run().then(
  (summary) => process.stdout.write(`${JSON.stringify(summary)}\n`),
  (error: unknown) => {
    // fast-check wraps what was thrown, and says of its own only by which numbers it came.
    const thrown = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
    process.exitCode = 1;
  },
);
