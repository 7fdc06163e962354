import { buildSchema, defaultFieldResolver, execute, isObjectType, parse, printSchema } from 'graphql';
import type { ExecutionResult, GraphQLFieldResolver, GraphQLSchema } from 'graphql';

/** One thing of the world: all that any subgraph knows of it, with other things by reference. */
export type Thing = { readonly __typename: string; [field: string]: unknown };
/** What a test's own resolver makes of its parent and arguments: members of any type, checked by the answer. */
export type Loose = ReturnType<typeof JSON.parse>;
export type Resolve = (parent: Loose, args: Loose, world: World) => unknown;

/**
 * Everything that is true, once. The merged schema resolves on it directly; each subgraph sees of it what its SDL
 * declares. Fields without a resolver are members of the thing.
 */
export interface World {
  /** Where references are looked up. */
  readonly things: readonly Thing[];
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, Resolve>>>>;
  [state: string]: unknown;
}

/** Runs an operation by graphql-js against the world as if there were one schema: the answer federation has to give. */
export async function executeMerged(
  apiSchema: GraphQLSchema,
  world: World,
  operation: { readonly query: string; readonly variables?: Record<string, unknown> | undefined },
): Promise<ExecutionResult> {
  return execute({
    schema: mergedSchema(apiSchema, world),
    document: parse(operation.query),
    variableValues: operation.variables,
    contextValue: world,
    rootValue: {},
  });
}

function mergedSchema(apiSchema: GraphQLSchema, world: World): GraphQLSchema {
  const schema = buildSchema(printSchema(apiSchema));
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const resolve = world.resolvers[type.name]?.[field.name];
      field.resolve = resolve
        ? (parent, args) => resolve(parent, args, world)
        : (defaultFieldResolver as GraphQLFieldResolver<unknown, unknown>);
    }
  }
  return schema;
}
