/**
 * What an operation costs that was never seen: stock's planning (as @apollo/gateway does it for each new document) beside
 * our planning and compiling, in turns, in one process.
 *
 *   npm run bench:planning [-- --times 300 --quick]
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph,
} from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import type { DocumentNode } from 'graphql';
import { planOperation } from '../gateway/src/plan/plan-operation.ts';
import { chooseVariant } from '../gateway/src/plan/plan-variant.ts';
import { compileOperation } from '../gateway/src/program/compile-operation.ts';
import { createKnownDocuments } from '../gateway/src/program/known-documents.ts';
import { buildSnapshot } from '../gateway/src/supergraph/load.ts';
import { composeBench, operations } from './gateway/graph.ts';
import { quantile } from './quantiles.ts';
import { writeResults } from './write-results.ts';

const { values: options } = parseArgs({
  options: {
    times: { type: 'string', default: '300' },
    /** Prints, and leaves bench/results.md alone. */
    quick: { type: 'boolean', default: false },
  },
});
const times = Number(options.times);
/** Until the planner's code, which is the same in both, has been compiled well. */
const warmUp = 1_500;

interface Graph {
  readonly name: string;
  readonly sdl: string;
  /** `NEW` stands where each document is to differ. */
  readonly operations: Readonly<Record<string, string>>;
}

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
const graphs: readonly Graph[] = [
  {
    name: 'bench',
    sdl: composeBench((name) => `http://${name}.example`),
    operations: Object.fromEntries(
      operations.map(({ name, query }) => [name, query.replace('{ id name', '{ iNEW: id name')]),
    ),
  },
  {
    name: 'city',
    sdl: read('../gateway/supergraph.graphql'),
    operations: {
      reports: read('../gateway/explorer/examples/2-reports.graphql').replace('code\n', 'cNEW: code code\n'),
      place: read('../gateway/explorer/examples/1-place.graphql').replace('name\n', 'nNEW: name\n'),
    },
  },
];

const lines = ['| graph | operation | stock CPU ms | ours CPU ms | × stock |', '|---|---|---|---|---|'];
for (const graph of graphs) {
  const [stock, ours] = [planAsStock(graph.sdl), planAsWeDo(graph.sdl)];
  for (const [name, text] of Object.entries(graph.operations)) {
    const took: { stock: number[]; ours: number[] } = { stock: [], ours: [] };
    for (let at = 0; at < times + warmUp; at += 1) {
      const source = text.replaceAll('NEW', `${at}`);
      const document = parse(source, { noLocation: true });
      const turns = [
        async () => void took.stock.push(await clock(() => stock(document))),
        async () => void took.ours.push(await clock(() => ours(source, document))),
      ];
      for (const turn of at % 2 === 0 ? turns : turns.toReversed()) await turn();
    }
    const [a = 0, b = 0] = [took.stock, took.ours].map((all) => quantile(all.slice(warmUp), 0.5));
    lines.push(`| ${graph.name} | ${name} | ${a.toFixed(2)} | ${b.toFixed(2)} | ${(b / a).toFixed(2)} |`);
  }
}
process.stdout.write(`${lines.join('\n')}\n`);
if (!options.quick)
  writeResults(
    'Planning what is new',
    `\`npm run bench:planning\`: medians of ${times} documents that differ in a name, after ${warmUp} others, in CPU time; stock plans, ours plans and compiles.\n\n${lines.join('\n')}`,
  );

/** Of the processor, in ms: on a shared machine the clock on the wall counts what others do. */
async function clock(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function planAsStock(sdl: string): (document: DocumentNode) => unknown {
  const supergraph = Supergraph.build(sdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  const planner = new QueryPlanner(supergraph);
  const schema = supergraph.apiSchema();
  return (document) => planner.buildQueryPlan(operationFromDocument(schema, document));
}

function planAsWeDo(sdl: string): (source: string, document: DocumentNode) => Promise<unknown> {
  const snapshot = buildSnapshot(sdl, { supergraphFile: '', subgraphs: {}, defaultListSize: 10 });
  const documents = createKnownDocuments([]);
  return async (source, document) => {
    const [known] = documents.add(source, document).operations.values();
    if (!known) throw new Error('expected an operation, got none');
    const variant = chooseVariant(snapshot.planner, { ...known, variables: {} });
    const plan = await planOperation(snapshot.planner, { ...known, variant });
    return compileOperation(plan, snapshot);
  };
}
