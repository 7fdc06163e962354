import { execute, parse, validate } from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLError, GraphQLSchema } from 'graphql';
import { parseAnswer } from '../../gateway/src/transport/parse-answer.ts';
import type { SubgraphCall } from '../../gateway/src/transport/subgraph-call.ts';

interface SubgraphQuery {
  readonly query?: string | undefined;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Calls subgraphs in this process. Variables and answers pass through JSON, so what arrives is what would have come
 * over the wire; documents are validated, so a plan that asks for what a subgraph does not have is noticed.
 */
export function callDirectly(schemas: Readonly<Record<string, GraphQLSchema>>): SubgraphCall {
  return async (request) => {
    const schema = schemas[request.subgraph.name];
    if (!schema) throw new Error(`expected a subgraph, got ${request.subgraph.name}`);
    const answer = parseAnswer(JSON.stringify(await executeSubgraph(schema, JSON.parse(request.body))));
    if (!answer) throw new Error(`expected an answer of ${request.subgraph.name}`);
    return answer;
  };
}

export async function executeSubgraph(
  schema: GraphQLSchema,
  { query = '', operationName, variables }: SubgraphQuery,
): Promise<ExecutionResult> {
  const { document, errors } = prepare(schema, query);
  if (errors.length > 0) return { errors };
  const variableValues = JSON.parse(JSON.stringify(variables ?? {}));
  const result = await execute({ schema, document, operationName, variableValues, contextValue: {} });
  return JSON.parse(JSON.stringify(result));
}

interface Prepared {
  readonly document: DocumentNode;
  readonly errors: readonly GraphQLError[];
}

const prepared = new WeakMap<GraphQLSchema, Map<string, Prepared>>();

function prepare(schema: GraphQLSchema, query: string): Prepared {
  const known = prepared.get(schema) ?? new Map<string, Prepared>();
  prepared.set(schema, known);
  const before = known.get(query);
  if (before) return before;
  if (known.size >= 1_000) known.clear();
  const document = parse(query, { noLocation: true });
  const made = { document, errors: validate(schema, document) };
  known.set(query, made);
  return made;
}
