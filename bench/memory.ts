/**
 * A million distinct documents through parse, validate and the store of known documents, every twentieth planned and
 * compiled too: memory has to stay flat. Needs no network; some minutes.
 *
 *   npm run bench:memory [-- --documents 1000000 --planned 20 --quick]
 */
import { parseArgs } from 'node:util';
import { defaultLimits } from '../gateway/src/config.ts';
import { silentLogger } from '../subgraphs/kit/process/logger.ts';
import { createMetrics } from '../gateway/src/metrics.ts';
import { compileRequest } from '../gateway/src/request/compile-request.ts';
import { knowOperation } from '../gateway/src/request/know-operation.ts';
import { buildSnapshot } from '../gateway/src/supergraph/load.ts';
import { composeBench } from './gateway/graph.ts';
import { writeResults } from './write-results.ts';

const { values: options } = parseArgs({
  options: {
    documents: { type: 'string', default: '1000000' },
    /** Each so-manieth is planned and compiled. */
    planned: { type: 'string', default: '20' },
    /** Prints, and leaves bench/results.md alone. */
    quick: { type: 'boolean', default: false },
  },
});
const total = Number(options.documents);
const every = Number(options.planned);
const snapshot = buildSnapshot(
  composeBench((name) => `http://${name}.example`),
  { supergraphFile: '', subgraphs: {}, defaultListSize: 10 },
);
const metrics = createMetrics();
const engine = { limits: defaultLimits, introspection: false, metrics, log: silentLogger };

const lines = [
  '| documents | planned | kept | their bytes, estimated MiB | heap MiB | RSS MiB |',
  '|---|---|---|---|---|---|',
];
let planned = 0;
for (let at = 1; at <= total; at += 1) {
  const source = `query Q($seed: String!) { a${at}: place(seed: $seed) { id name reviews { stars text } airNow { aqi band } } }`;
  const known = knowOperation({ source, operationName: undefined }, engine, snapshot);
  if (at % every === 0) {
    await compileRequest({ known, variables: { seed: '1' }, denied: undefined }, engine, snapshot);
    planned += 1;
  }
  if (at % (total / 10) === 0) report(at);
}
metrics.close();
process.stdout.write(`${lines.join('\n')}\n`);
if (!options.quick)
  writeResults(
    'Memory under documents that are all different',
    `\`npm run bench:memory\`: each document parsed, validated and kept as the gateway keeps it (2,000 or 64 MiB), every ${every}th planned and compiled.\n\n${lines.join('\n')}`,
  );

function report(at: number): void {
  const { documents, bytes } = snapshot.documents.counts();
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const mib = (of: number): string => (of / 2 ** 20).toFixed(0);
  const line = `| ${at} | ${planned} | ${documents} | ${mib(bytes)} | ${mib(heapUsed)} | ${mib(rss)} |`;
  lines.push(line);
  process.stderr.write(`${line}\n`);
}
