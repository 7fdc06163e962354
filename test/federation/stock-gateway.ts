import { ApolloGateway } from '@apollo/gateway';
import { parse } from 'graphql';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { executeSubgraph } from './direct-call.ts';
import { operationOf } from './run-stages.ts';
import type { Run } from './run-stages.ts';

/** @apollo/gateway as it is, on subgraphs in this process. */
export interface StockGateway {
  run(run: Run): Promise<ExecutionResult>;
  stop(): Promise<void>;
}

/** @throws where it refuses the supergraph */
export async function startStock(
  supergraphSdl: string,
  schemas: Readonly<Record<string, GraphQLSchema>>,
): Promise<StockGateway> {
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => ({ process: ({ request }) => executeSubgraph(schemas[name]!, request) }),
    logger: silent,
  });
  const { executor } = await gateway.load();
  return {
    run: (run) => executor!(requestOf(run) as never) as Promise<ExecutionResult>,
    stop: () => gateway.stop(),
  };
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

function requestOf({ query, variables = {} }: Run): object {
  const document = parse(query);
  const operation = operationOf(document);
  return {
    document,
    operation,
    operationName: operation.name?.value ?? null,
    request: { query, variables },
    source: query,
    queryHash: query,
    context: {},
    metrics: {},
    cache: new Map(),
    logger: silent,
    overallCachePolicy: {},
  };
}
