import { readFileSync } from 'node:fs';
import { buildASTSchema, execute, parse } from 'graphql';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { SubgraphCall } from './subgraph-call.ts';

/** What each resolver gets behind its arguments. */
export interface Asking {
  readonly viewer: Viewer;
}

/** A subgraph of mutations that is answered in this process, by the schema that is composed and functions by the names of its fields. */
export function answerInProcess(schemaFile: URL, resolvers: object): SubgraphCall {
  const sdl = readFileSync(schemaFile, 'utf8');
  // graphql-js executes nothing in a schema without queries; composition has no need of one.
  const schema = buildASTSchema(parse(`${sdl}\ntype Query { none: Boolean }`), { assumeValidSDL: true });
  return async ({ body }, { viewer }) => {
    const { query, variables } = parseBody(body);
    const contextValue: Asking = { viewer };
    const run = {
      schema,
      document: parse(query),
      rootValue: resolvers,
      variableValues: variables,
      contextValue,
    };
    const { data, errors = [] } = await execute(run);
    return {
      data: data ?? null,
      errors: errors.map(({ message, path, extensions }) => ({
        message,
        ...(path ? { path } : {}),
        extensions,
      })),
    };
  };
}

function parseBody(body: string): { readonly query: string; readonly variables: Record<string, unknown> } {
  const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
  return { query, variables: variables ?? {} };
}
