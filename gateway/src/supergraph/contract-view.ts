import type { Schema } from '@apollo/federation-internals';
import { getNamedType, isAbstractType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLInterfaceType, GraphQLNamedType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Contract } from './contract.ts';

/** What `@tag` says, by `Type` or `Type.field`. */
export type Tags = ReadonlyMap<string, ReadonlySet<string>>;

/** Of the supergraph: composition gathers what the subgraphs say. Only types and fields are looked at. */
export function readTags(supergraph: Schema): Tags {
  const tags = new Map<string, Set<string>>();
  for (const { coordinate, name } of taggings(supergraph))
    tags.set(coordinate, (tags.get(coordinate) ?? new Set()).add(name));
  return tags;
}

function taggings(supergraph: Schema): { readonly coordinate: string; readonly name: string }[] {
  return [...(supergraph.directive('tag')?.applications() ?? [])].flatMap((application) => {
    const { parent } = application;
    const name = String(application.arguments()['name']);
    return 'coordinate' in parent ? [{ coordinate: String(parent.coordinate), name }] : [];
  });
}

/** What a contract shows of the graph: `Type` and `Type.field`. */
export type Shown = ReadonlySet<string>;

/**
 * Begins with the root fields that have one of the contract's tags, and goes on to all that these lead to, save what is tagged
 * for others. A root field without any tag is in no contract.
 */
export function contractView(apiSchema: GraphQLSchema, tags: Tags, contract: Contract): Shown {
  const shown = new Set<string>();
  const included = new Set(contract.tags);
  const isFor = (coordinate: string): boolean | undefined => {
    const own = tags.get(coordinate);
    return own && [...own].some((tag) => included.has(tag));
  };
  const roots = rootTypes(apiSchema);
  const open = (type: GraphQLNamedType): void => {
    if (shown.has(type.name) || isFor(type.name) === false) return;
    shown.add(type.name);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) open(getNamedType(field.type));
    if (isObjectType(type) || isInterfaceType(type)) {
      type.getInterfaces().forEach(open);
      openFields(type, (coordinate) => isFor(coordinate) !== false);
    }
    if (isAbstractType(type)) apiSchema.getPossibleTypes(type).forEach(open);
  };
  const openFields = (
    type: GraphQLObjectType | GraphQLInterfaceType,
    isShown: (coordinate: string) => boolean,
  ): void => {
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      if (!isShown(coordinate)) continue;
      shown.add(coordinate);
      for (const { type: used } of [field, ...field.args]) open(getNamedType(used));
    }
  };
  for (const root of roots) {
    openFields(root, (coordinate) => isFor(coordinate) === true);
    if (Object.keys(root.getFields()).some((field) => shown.has(`${root.name}.${field}`)))
      shown.add(root.name);
  }
  return shown;
}

/** Root fields that no contract shows because nothing says for whom they are. */
export function untaggedRoots(apiSchema: GraphQLSchema, tags: Tags): readonly string[] {
  return rootTypes(apiSchema).flatMap((root) =>
    Object.keys(root.getFields())
      .map((field) => `${root.name}.${field}`)
      .filter((coordinate) => !tags.has(coordinate)),
  );
}

function rootTypes(schema: GraphQLSchema) {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter((type) =>
    isObjectType(type),
  );
}
