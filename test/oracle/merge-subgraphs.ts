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

/**
 * Runs operations by graphql-js against a world as if there were one schema: the answers that federation has to give.
 */
export function createMerged(
  apiSchema: GraphQLSchema,
): (
  world: World,
  operation: { readonly query: string; readonly variables?: Record<string, unknown> | undefined },
) => Promise<ExecutionResult> {
  const schema = mergedSchema(apiSchema);
  return async (world, { query, variables }) =>
    execute({
      schema,
      document: parse(query),
      variableValues: variables,
      contextValue: world,
      rootValue: {},
    });
}

/** One schema of all that clients see, resolved on the world that is the context. */
export function mergedSchema(apiSchema: GraphQLSchema): GraphQLSchema {
  const schema = buildSchema(printSchema(apiSchema));
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const resolve: GraphQLFieldResolver<unknown, World> = (...asked) => {
        const [parent, args, world] = asked;
        const own = world.resolvers[type.name]?.[field.name];
        return own ? own(parent, args, world) : defaultFieldResolver(...asked);
      };
      field.resolve = resolve;
    }
  }
  return schema;
}
