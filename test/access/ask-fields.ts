import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import type { GraphQLField, GraphQLInputType, GraphQLSchema } from 'graphql';

/** One row of the table: a root field with what it takes, or an entity by its key. */
export interface Row {
  /** `Query.report`, or `entity Report`. */
  readonly name: string;
  readonly kind: 'query' | 'mutation' | 'subscription' | 'entity';
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What leads somewhere, as GraphQL text: by `field.argument`, else by the argument's name. */
export type Values = Readonly<Record<string, string>>;

/** Every root field of a subgraph, as its schema has it: a field that is added is a row that is missing in the file. */
export function rowsOf(schema: GraphQLSchema, values: Values): readonly Row[] {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
    ['subscription', schema.getSubscriptionType()],
  ] as const;
  return roots.flatMap(([kind, type]) =>
    Object.values(type?.getFields() ?? {})
      .filter(({ name }) => !name.startsWith('_'))
      .map((field) => ({
        name: `${type?.name}.${field.name}`,
        kind,
        text: `${kind} { ${callOf(field, values)} }`,
        variables: {},
      })),
  );
}

/** An entity, as a gateway asks a subgraph for it. */
export function entityRow(type: string, key: Readonly<Record<string, unknown>>): Row {
  return {
    name: `entity ${type}`,
    kind: 'entity',
    text: 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }',
    variables: { of: [{ __typename: type, ...key }] },
  };
}

function callOf(field: GraphQLField<unknown, unknown>, values: Values): string {
  const given = field.args.flatMap((arg) => {
    const value =
      values[`${field.name}.${arg.name}`] ?? (isRequiredArgument(arg) ? values[arg.name] : undefined);
    if (value !== undefined) return [`${arg.name}: ${value}`];
    return isRequiredArgument(arg) ? [`${arg.name}: ${literalOf(arg.type, values)}`] : [];
  });
  const args = given.length > 0 ? `(${given.join(', ')})` : '';
  return `${field.name}${args}${isCompositeType(getNamedType(field.type)) ? ' { __typename }' : ''}`;
}

function literalOf(type: GraphQLInputType, values: Values): string {
  const own = getNullableType(type);
  if (isListType(own)) return '[]';
  if (isEnumType(own)) return own.getValues()[0]?.name ?? 'null';
  if (!isInputObjectType(own)) return scalars[own.name] ?? '"x"';
  const needed = Object.values(own.getFields()).filter(isRequiredInputField);
  const members = needed.map(({ name, type: of }) => `${name}: ${values[name] ?? literalOf(of, values)}`);
  return `{ ${members.join(', ')} }`;
}

const scalars: Readonly<Record<string, string>> = {
  Int: '1',
  Float: '1',
  Boolean: 'true',
  Date: '"2026-11-25"',
  DateTime: '"2026-11-25T08:00:00+07:00"',
};
