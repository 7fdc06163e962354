import type { GraphQLResolverMap } from '@apollo/subgraph';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLScalarType, isAbstractType, isObjectType, isScalarType, Kind, parse } from 'graphql';
import type { DocumentNode, GraphQLNamedType, GraphQLSchema } from 'graphql';
import { asError, notFound } from './errors.ts';
import type { Resolver, Resolvers, StreamResolver, TypeResolvers } from './resolvers.ts';
import { scalars } from './scalars.ts';
import { refuseUnsafeKeys } from './unsafe-keys.ts';

/** Fields that are served but are no part of the contract: absent from schema.graphql and from `_service { sdl }`. */
export interface InternalPart<Context> {
  readonly typeDefs: DocumentNode;
  readonly resolvers: Resolvers<Context>;
}

export interface SchemaParts<Context> {
  /** The text of schema.graphql; `_service { sdl }` answers exactly this. */
  readonly sdl: string;
  readonly resolvers: Resolvers<Context>;
  readonly internal?: InternalPart<Context>;
}

/**
 * The schema as it is executed. Its faults show here, at start, and not in a request.
 * @throws Error naming the type or field: a resolver for what the schema does not have, a root field without a
 * resolver, a scalar that nobody implements
 */
export function buildExecutableSchema<Context>(parts: SchemaParts<Context>): GraphQLSchema {
  const contract = parse(parts.sdl);
  const internal = parts.internal ?? { typeDefs: nothing, resolvers: {} };
  const schema = buildSubgraphSchema([
    { typeDefs: contract, resolvers: toResolverMap(parts.resolvers) },
    { typeDefs: internal.typeDefs, resolvers: toResolverMap(internal.resolvers) },
    { typeDefs: nothing, resolvers: { Query: { _service: () => ({ sdl: parts.sdl }) } } },
  ]);
  refuseUnknownResolvers(schema, parts.resolvers);
  implementScalars(schema, declaredScalars(contract, internal.typeDefs), parts.resolvers);
  refuseBareRootFields(schema);
  return schema;
}

const nothing: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };

/** Scalars are put in place by `implementScalars`, which keeps the schema's own names and descriptions. */
function toResolverMap<Context>(resolvers: Resolvers<Context>): GraphQLResolverMap<Context> {
  const map: GraphQLResolverMap<Context> = {};
  for (const [typeName, fields] of Object.entries(resolvers)) {
    if (!(fields instanceof GraphQLScalarType)) map[typeName] = withSafeReference(typeName, fields);
  }
  return map;
}

/**
 * A reference that resolves to nothing is null + NOT_FOUND at its own place (threats.md B04), and one that throws at once
 * ends its own item only, not the whole `_entities` list.
 */
function withSafeReference<Context>(typeName: string, fields: TypeResolvers<Context>): FieldMap<Context> {
  const { __resolveReference: resolve } = fields;
  if (typeof resolve !== 'function') return { ...fields };
  // Apollo calls it with (reference, context, info): one argument less than a field's resolver.
  const safe: Resolver<Context> = async (reference, ...rest) => {
    try {
      refuseUnsafeReference(reference);
      return (await resolve(reference, ...rest)) ?? notFound(typeName);
    } catch (error) {
      // Given, not thrown: Apollo's loop over the references lets go of earlier promises when a later type is not
      // known, and a rejection that nobody awaits ends the process.
      return asError(error);
    }
  };
  return { ...fields, __resolveReference: safe };
}

/** `_Any` takes any JSON: what the schema says of the type of a key is checked by nobody else (threats.md D01). */
function refuseUnsafeReference(reference: unknown): void {
  if (typeof reference !== 'object' || reference === null) return;
  for (const [name, value] of Object.entries(reference)) refuseUnsafeKeys(value, name);
}

type FieldMap<Context> = Record<string, Resolver<Context> | StreamResolver<Context>>;

function refuseUnknownResolvers<Context>(schema: GraphQLSchema, resolvers: Resolvers<Context>): void {
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typeName);
    if (!type) throw new Error(`resolvers: the schema has no type "${typeName}"`);
    if (fields instanceof GraphQLScalarType) continue;
    const known = memberNames(type);
    const unknown = Object.keys(fields).find((name) => !known.has(name));
    if (unknown) throw new Error(`resolvers: the schema has no field "${typeName}.${unknown}"`);
  }
}

function memberNames(type: GraphQLNamedType): ReadonlySet<string> {
  if (isObjectType(type))
    return new Set([...Object.keys(type.getFields()), '__resolveReference', '__isTypeOf']);
  return new Set(isAbstractType(type) ? ['__resolveType', '__resolveReference'] : []);
}

function implementScalars<Context>(
  schema: GraphQLSchema,
  names: readonly string[],
  resolvers: Resolvers<Context>,
): void {
  for (const name of names) {
    const type = schema.getType(name);
    const given = resolvers[name];
    const config = given instanceof GraphQLScalarType ? given : scalars[name];
    if (!isScalarType(type)) throw new Error(`expected "${name}" to be a scalar, got ${type?.toString()}`);
    if (!config) throw new Error(`resolvers: nobody implements the scalar "${name}"`);
    const { serialize, parseValue, parseLiteral } = config;
    Object.assign(type, { serialize, parseValue, parseLiteral });
  }
}

function declaredScalars(...documents: readonly DocumentNode[]): string[] {
  return documents.flatMap(({ definitions }) =>
    definitions.flatMap((node) => (node.kind === Kind.SCALAR_TYPE_DEFINITION ? [node.name.value] : [])),
  );
}

function refuseBareRootFields(schema: GraphQLSchema): void {
  const streams = schema.getSubscriptionType();
  for (const type of [schema.getQueryType(), schema.getMutationType(), streams]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const has = type === streams ? field.subscribe : field.resolve;
      if (!has) throw new Error(`resolvers: the root field "${type?.name}.${field.name}" has none`);
    }
  }
}
