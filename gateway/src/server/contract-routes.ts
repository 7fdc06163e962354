import type { Contract } from '../supergraph/contract.ts';
import { printContract } from '../supergraph/contract-schema.ts';
import { viewOf } from '../supergraph/snapshot.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';
import { graphqlRoute } from './graphql-endpoint.ts';
import type { Endpoint } from './graphql-endpoint.ts';
import type { Exchange, Route } from './http.ts';
import type { SocketPaths } from './ws.ts';

function pathOf({ name }: Contract): string {
  return `/contracts/${name}/graphql`;
}

/** Where sockets are taken, and what is shown there. */
export function socketPaths(contracts: readonly Contract[]): SocketPaths {
  return new Map([
    ['/graphql', undefined],
    ...contracts.map((contract): [string, string] => [pathOf(contract), contract.name]),
  ]);
}

/**
 * `/graphql`, and for each contract an endpoint which serves all that this does and knows of nothing that the contract hides, with
 * `schema.graphql` beside it.
 */
export function graphRoutes(contracts: readonly Contract[], endpoint: Endpoint): [string, Route][] {
  const ofContracts = contracts.flatMap((contract): [string, Route][] => [
    [pathOf(contract), graphqlRoute({ ...endpoint, contract: contract.name })],
    [`/contracts/${contract.name}/schema.graphql`, schemaRoute(contract, endpoint)],
  ]);
  return [['/graphql', graphqlRoute(endpoint)], ...ofContracts];
}

/** The text is made once for a generation. */
function schemaRoute({ name, isPublished }: Contract, { engine }: Endpoint): Route {
  const texts = new WeakMap<Snapshot, string>();
  return async (exchange) => {
    const { method } = exchange.request;
    if (!isPublished && !engine.introspection) return sendText(exchange, 404, 'Not found.\n');
    if (method !== 'GET' && method !== 'HEAD') return sendText(exchange, 405, 'Only GET is served here.\n');
    const view = viewOf(engine.snapshots.current(), name);
    const text = texts.get(view) ?? printContract(view.apiSchema);
    texts.set(view, text);
    sendText(exchange, 200, text);
  };
}

function sendText({ response }: Exchange, status: number, text: string): void {
  const type = status === 200 ? 'application/graphql' : 'text/plain';
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-length': String(Buffer.byteLength(text)),
    'cache-control': 'no-cache',
    ...(status === 405 ? { allow: 'GET, HEAD' } : {}),
  });
  response.end(text);
}
