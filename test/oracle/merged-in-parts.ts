import { printSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import {
  buildSchema,
  defaultFieldResolver,
  experimentalExecuteIncrementally,
  isObjectType,
  parse,
  specifiedRules,
  validate,
} from 'graphql-17';
import type { World } from './merge-subgraphs.ts';

/** One merged schema that is run by graphql-js 17, which knows `@defer` and `@stream`: the answers in parts of the draft itself. */
export interface MergedInParts {
  /** Messages of its validation rules. */
  refusals(query: string): readonly string[];
  /** Payloads as JSON, in their order; a single one where nothing comes later. */
  run(
    world: World,
    operation: { readonly query: string; readonly variables?: Record<string, unknown> },
  ): Promise<string[]>;
}

export function createMergedInParts(apiSchema: GraphQLSchema): MergedInParts {
  const schema = buildSchema(printSchema(apiSchema));
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()))
      field.resolve = (...asked: Parameters<typeof defaultFieldResolver>) => {
        const [parent, args, world] = asked;
        const own = parseWorld(world).resolvers[type.name]?.[field.name];
        return own ? own(parent, args, parseWorld(world)) : defaultFieldResolver(...asked);
      };
  }
  return {
    refusals: (query) => validate(schema, parse(query), specifiedRules).map(({ message }) => message),
    run: async (world, { query, variables }) => {
      const result = await experimentalExecuteIncrementally({
        schema,
        document: parse(query),
        variableValues: variables,
        contextValue: world,
        rootValue: {},
      });
      if (!('initialResult' in result)) return [JSON.stringify(result)];
      const payloads = [JSON.stringify(result.initialResult)];
      for await (const payload of result.subsequentResults) payloads.push(JSON.stringify(payload));
      return payloads;
    },
  };
}

function parseWorld(context: unknown): World {
  return context as World;
}
