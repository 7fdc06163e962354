import { isAbstractType } from '@apollo/federation-internals';
import type { AbstractType, Schema } from '@apollo/federation-internals';
import { membersOf, parseFieldSet } from './field-set.ts';
import { subgraphNames } from './subgraph-names.ts';
import type { TypeRelations } from './type-relations.ts';

/** Reads the relations off the supergraph schema once; asking is two look-ups. */
export function relateTypes(schema: Schema): TypeRelations {
  const objects = new Set(schema.objectTypes().map((type) => type.name));
  const subtypes = new Map<string, ReadonlySet<string>>();
  for (const type of schema.types()) {
    if (isAbstractType(type)) subtypes.set(type.name, new Set(subtypesOf(type)));
  }
  const keys = readKeys(schema);
  return {
    isObject: (name) => objects.has(name),
    isSubtype: (general, name) => general === name || subtypes.get(general)?.has(name) === true,
    keysIn: (subgraph, type) => keys.get(`${subgraph}\n${type}`) ?? [],
  };
}

function readKeys(schema: Schema): Map<string, string[][]> {
  const keys = new Map<string, string[][]>();
  const subgraphs = subgraphNames(schema);
  for (const application of schema.directive('join__type')?.applications() ?? []) {
    const { graph, key } = application.arguments();
    const { parent } = application;
    if (typeof key !== 'string' || !('name' in parent)) continue;
    const id = `${subgraphs.get(String(graph)) ?? ''}\n${String(parent.name)}`;
    keys.set(id, [...(keys.get(id) ?? []), membersOf(parseFieldSet(key))]);
  }
  return keys;
}

function subtypesOf(type: AbstractType): string[] {
  const members = type.kind === 'UnionType' ? type.types() : type.allImplementations();
  return members.map((member) => member.name);
}
