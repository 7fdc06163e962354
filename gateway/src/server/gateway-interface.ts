import type {
  GatewayExecutionResult,
  GatewayExecutor,
  GatewayInterface,
} from '@apollo/server-gateway-interface';
import type { GraphQLSchema } from 'graphql';
import { errorsOf } from '../errors.ts';
import type { Engine } from '../request/engine.ts';
import { knowValidated } from '../request/know-operation.ts';
import { runOperation } from '../request/pipeline.ts';
import type { ShapedResponse } from '../shape/shape-response.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';
import { parseApolloContext } from './answer-plugin.ts';

/** Apollo Server hands data to its plugins before it writes it once more. */
function parseResult({ data, errors }: ShapedResponse): GatewayExecutionResult {
  const parsed = JSON.parse(data) as Record<string, unknown> | null;
  return { data: parsed, ...(errors.length > 0 ? { errors } : {}) };
}

/** The supergraph and its execution, as Apollo Server wants them. A reload reaches it within the same tick. */
export function createGatewayInterface(engine: Engine): GatewayInterface {
  // A request goes on with the generation that Apollo validated it against, also when a newer one is there by now.
  const generations = new WeakMap<GraphQLSchema, Snapshot>();
  type Announce = Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0];
  const announced = new Set<Announce>();
  const announce = (snapshot: Snapshot): void => {
    generations.set(snapshot.apiSchema, snapshot);
    for (const each of announced) each({ apiSchema: snapshot.apiSchema, coreSupergraphSdl: snapshot.sdl });
  };
  let stopFollowing: () => void = () => undefined;

  const executor: GatewayExecutor = async (request) => {
    try {
      const context = parseApolloContext(request.context);
      const { source, document } = request;
      const { operationName, variables = {} } = request.request;
      const snapshot = generations.get(request.schema) ?? engine.snapshots.current();
      const known = knowValidated({ source, document, operationName }, snapshot);
      if (known.operation.operation === 'mutation') context.holdOn();
      return parseResult(await runOperation({ known, variables }, { engine, snapshot, context }));
    } catch (error) {
      return { errors: errorsOf(error) };
    }
  };

  return {
    onSchemaLoadOrUpdate: (callback) => {
      announced.add(callback);
      return () => void announced.delete(callback);
    },
    load: () => {
      announce(engine.snapshots.current());
      stopFollowing = engine.snapshots.onSwap(announce);
      return Promise.resolve({ executor });
    },
    stop: () => Promise.resolve(stopFollowing()),
  };
}
